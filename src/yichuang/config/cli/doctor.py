"""`yichuang doctor`: what is missing on this machine, and how to mend it."""

import argparse
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from .place import Refusal, data_dir, open_database


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """`yichuang doctor`."""
    p = verbs.add_parser("doctor", parents=[shared], help="check fonts, database, clock, disk and the tests' browser")
    p.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """One line a check; exit code 1 when something must be mended."""
    bad = 0
    checks: list[tuple[str, Callable[[], Iterator[str]]]] = [
        ("database", _database), ("fonts for papers", _fonts), ("files for pages", _pages), ("clock", _clock),
        ("disk", _disk), ("browser for tests", _browser),
    ]  # fmt: skip
    for name, check in checks:
        faults = list(check())
        must = [f for f in faults if not f.startswith("(")]
        bad += len(must)
        print(f"{'ok  ' if not faults else 'MEND' if must else 'note'}  {name}" + "".join(f"\n      {f}" for f in faults))
    return 1 if bad else 0


def _database() -> Iterator[str]:
    try:
        open_database()
        from .place import check_role

        check_role()
    except Refusal as no:
        yield str(no)
    except Exception as no:
        yield f"It cannot be reached: {no}. Look at {data_dir() / 'log' / 'postgresql.log'}."


def _fonts() -> Iterator[str]:
    from yichuang.domains.documents import api as documents

    yield from documents.font_faults()


def _pages() -> Iterator[str]:
    from yichuang.faces.shared.vendor import vendor_is_complete

    if not vendor_is_complete():
        yield "Style sheets or web fonts are missing: run script/setup again."


def _clock() -> Iterator[str]:
    from django.db import connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
    except Exception:
        return
    if apart > 2:
        yield f"The database's clock is {apart:.0f} s away from this machine's: run an NTP service on both."
    year = datetime.now(UTC).year
    if not 2025 <= year <= 2100:
        yield f"This machine believes it is the year {year}: set its clock, dates on papers depend on it."


def _disk() -> Iterator[str]:
    place = data_dir()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free / 2**30
    if free < 2:
        yield f"Only {free:.1f} GiB free at {place}: make room, 2 GiB at least."


def _browser() -> Iterator[str]:
    if not any(shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome")) and not Path("/usr/bin/chromium").exists():
        yield "(No Chromium: only the browser tests need it. On Debian: apt-get install chromium)"
