"""The embedded PostgreSQL: one call brings it up, and it lives as long as anyone holds it.

    with postgres.ensure(data_dir) as server:   # or server = ensure(...); …; server.stop()
        connect(server.app_url)

A keeper process (see `keeper`) owns the server: it starts it again when it is killed and stops it when the last holder has
ended, however he ended. So commands beside a running `yichuang up` share its server, and nothing is left behind.
"""

from .client import Server, ensure
from .files import NotPossible, program

__all__ = ["NotPossible", "Server", "ensure", "program"]
