"""Arguments of `yichuang`, and the data folder that every sub-command works on."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import audit, backup, catalogue, demo, doctor, token, up
from .place import Refusal

PARTS = (up, demo, token, catalogue, audit, backup, doctor)


def parser() -> argparse.ArgumentParser:
    """The whole command line; each part adds its own sub-command."""
    top = argparse.ArgumentParser(prog="yichuang", description="Yichuang (一窗): software for government-service centers.")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data", type=Path, default=None, metavar="DIR",
        help="data folder (database, files, secrets); default $YICHUANG_DATA_DIR or ./var",
    )  # fmt: skip
    verbs = top.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    for part in PARTS:
        part.add(verbs, shared)
    manage = verbs.add_parser("manage", parents=[shared], help="run one of Django's own commands", add_help=False)
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run=_manage)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong arguments."""
    given = parser().parse_args(argv)
    if given.data is not None:
        os.environ["YICHUANG_DATA_DIR"] = str(given.data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    from django.core.exceptions import ImproperlyConfigured

    try:
        return int(given.run(given) or 0)
    except (Refusal, ImproperlyConfigured) as no:
        print(f"yichuang: {no}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _manage(given: argparse.Namespace) -> int:
    from .. import manage
    from .place import open_database

    open_database()
    manage.main(["yichuang", *given.rest])
    return 0
