"""What Django loads as the database engine."""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A restarted server leaves dead connections in the pool. Without a look each would cost one person an error page."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
        """The first that is alive. While the server is away this waits, as long as the pool's own timeout allows."""
        while True:
            link: psycopg.Connection[Any] = super().get_new_connection(conn_params)
            if not self.pool or not hung_up(link):
                return link
            link.close()
            self.pool.putconn(link)


def hung_up(link: psycopg.Connection[Any]) -> bool:
    """Costs no round trip: an idle connection has nothing to read unless the server ended it."""
    watch = select.poll()
    watch.register(link.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(watch.poll(0))
