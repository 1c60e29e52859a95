"""`yichuang doctor`: what is not right on this machine, and how to mend it."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from yichuang.config.postgres import NotPossible
from yichuang.foundation import browsers

from .house import House, start_django

Check = Callable[[House], Iterator[str]]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`doctor`."""
    here = commands.add_parser("doctor", help="look at fonts, database, clock, disk and the tests' browser")
    here.add_argument("--data", metavar="DIR")
    here.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One line a check; 1 when something must be mended. What stands in brackets is only good to know."""
    house, bad = House.at(args.data), 0
    checks: list[tuple[str, Check]] = [
        ("settings", _settings), ("fonts of the papers", _fonts), ("files of the pages", _pages), ("database", _database),
        ("disk", _disk), ("browser for the tests", _browser),
    ]  # fmt: skip
    for name, check in checks:
        faults = list(check(house))
        must = [f for f in faults if not f.startswith("(")]
        bad += len(must)
        print(f"{'MEND' if must else 'note' if faults else 'ok  '}  {name}" + "".join(f"\n      {f}" for f in faults))
    return 1 if bad else 0


def _settings(_: House) -> Iterator[str]:
    try:
        import yichuang.config.settings  # noqa: F401 - reading them is the check
    except ImproperlyConfigured as no:
        yield str(no)
    sys.modules.pop("yichuang.config.settings", None)  # read again when the database's address is known


def _fonts(_: House) -> Iterator[str]:
    from yichuang.domains.documents.fonts import font_faults

    yield from font_faults()


def _pages(_: House) -> Iterator[str]:
    from yichuang.faces.shared.vendor import vendor_is_complete

    if not vendor_is_complete():
        yield "Style sheets or web fonts are missing: run script/setup."


def _database(house: House) -> Iterator[str]:
    """It has to run anyway for the clock: two machines that disagree about the time write wrong dates."""
    try:
        with house.database():
            start_django()
            from yichuang.config.prepare import NotReady, check_roles, pending

            try:
                check_roles()
            except NotReady as no:
                yield str(no)
                return
            if steps := pending():
                yield f"({steps} migrations are due; the next start applies them.)"
            yield from _clock()
    except (NotPossible, ImproperlyConfigured) as no:
        yield str(no)


def _clock() -> Iterator[str]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
    if apart > 2:
        yield f"The database's clock is {apart:.0f} s away from this machine's: run an NTP service on both."
    year = datetime.now(UTC).year
    if not 2025 <= year <= 2100:
        yield f"This machine believes that it is the year {year}: set its clock, the dates on papers depend on it."


def _disk(house: House) -> Iterator[str]:
    place: Path = house.data
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free / 2**30
    if free < 2:
        yield f"Only {free:.1f} GiB are free at {place}: make room, 2 GiB at least."
    if not os.access(place, os.W_OK):
        yield f"{place} cannot be written by this user: change its owner, or name another --data."


def _browser(_: House) -> Iterator[str]:
    if not browsers.found():
        yield "(No Chromium; only the browser tests need it. On Debian: apt-get install chromium)"
