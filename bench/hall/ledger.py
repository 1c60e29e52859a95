"""What the database itself knows after the run, and what the bare database has to do for a page."""

from datetime import datetime
from uuid import UUID

import psycopg

from bench.house import House

from .checks import Line
from .city import PASSWORD, Center
from .truth import Truth, read


def today(center: UUID) -> str:
    """The center's day."""
    from yichuang.foundation import clock
    from yichuang.foundation.command import zone_of

    return str(clock.center_day(clock.now(), zone_of(center)))


def truth_of(url: str, center: UUID, codes: list[str]) -> Truth:
    """How the tables stand now."""
    with psycopg.connect(url, autocommit=True) as link, link.transaction():
        link.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return read(link, center, today(center), codes)


def log(url: str, centers: dict[UUID, str]) -> list[Line]:
    """The lines about tickets of these centers, in the order of their chains."""
    with psycopg.connect(url, autocommit=True) as link:
        rows = link.execute(
            "SELECT e.center_id, e.seq, e.action, substr(e.subject, 8), t.day::text, coalesce(e.after->>'number', ''),"
            " coalesce(e.after->>'window', '') FROM foundation_auditentry e LEFT JOIN queueing_ticket t ON t.id::text = substr(e.subject, 8)"
            " WHERE e.center_id = ANY(%s) AND e.action LIKE 'ticket.%%' ORDER BY e.center_id, e.seq",
            [list(centers)],
        ).fetchall()
    return [Line(centers[r[0]], *r[1:4], *(v or "" for v in r[4:])) for r in rows]


def events(url: str, centers: dict[UUID, str], since: datetime) -> list[tuple[str, str]]:
    """The events since a moment that pages are told of by their own id: (center, id)."""
    names = ["queueing.ticket_issued.v1", "queueing.called.v1", "queueing.started.v1", "queueing.served.v1"]
    with psycopg.connect(url, autocommit=True) as link:
        rows = link.execute(
            "SELECT center_id, id::text FROM foundation_event WHERE center_id = ANY(%s) AND name = ANY(%s) AND at >= %s",
            [list(centers), names, since],
        ).fetchall()
    return [(centers[r[0]], r[1]) for r in rows]


def page_script(home: House, center: Center) -> str:
    """The statements that `/desk/` sends at a window where nobody stands, as the program sends them, for pgbench."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client()
    browser.post("/login/", {"username": center.clerks[0], "password": PASSWORD})
    browser.post("/desk/window/", {"window": center.windows[0], "key": "bench-page"})
    browser.get("/desk/")
    with CaptureQueriesContext(connection) as seen:
        found = browser.get("/desk/")
    if found.status_code != 200:
        raise RuntimeError(f"/desk/ answered {found.status_code} in this process")
    lines = [" ".join(q["sql"].split()).rstrip(";") for q in seen.captured_queries]
    plain = [
        line
        for line in lines
        if not line.upper().startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET TRANSACTION"))
    ]
    return "BEGIN;\n" + "".join(f"{line};\n" for line in plain) + "COMMIT;\n"
