"""What Django loads as the database engine."""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A restarted server leaves dead connections in the pool. Without a look each would cost one person an error page."""

    @property
    def pool(self) -> Any:
        pool = super().pool
        if pool is not None:
            pool._check = not_hung_up
        return pool


def not_hung_up(link: psycopg.Connection[Any]) -> None:
    """Costs no round trip: an idle connection has nothing to read unless the server ended it."""
    watch = select.poll()
    watch.register(link.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    if watch.poll(0):
        link.close()  # or the pool would put it back and find it again
        raise psycopg.OperationalError("the server ended this connection while it was idle")
