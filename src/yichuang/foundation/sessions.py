"""Sessions in the database, read by a statement that the server keeps planned: every page and every part of one asks for its session."""

from django.contrib.sessions import middleware
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from . import prepared


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is found."""

    def _get_session_from_db(self) -> Session | None:
        rows = prepared.models(Session, "session_key = %s AND expire_date > now()", [self.session_key])
        if not rows:
            self._session_key = None
            return None
        return rows[0]


class SessionMiddleware(middleware.SessionMiddleware):
    """Django's own, but that only the request which ends a session takes its cookie away.

    Whoever logs in gets a new session, and an open page may ask for news with the old one at the same moment. Django answers that
    request with the removal of the cookie, by name: when this answer comes second, the person who has just logged in is out again.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        session = getattr(request, "session", None)
        if session is None or session.modified or not session.is_empty():
            return super().process_response(request, response)
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        return response
