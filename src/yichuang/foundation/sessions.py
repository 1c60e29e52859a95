"""Sessions in the database, read by a statement that the server keeps planned: every page and every part of one asks for its session."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from . import prepared


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is found."""

    def _get_session_from_db(self) -> Session | None:
        rows = prepared.models(Session, "session_key = %s AND expire_date > now()", [self.session_key])
        if not rows:
            self._session_key = None
            return None
        return rows[0]
