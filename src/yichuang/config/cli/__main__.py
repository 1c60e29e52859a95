"""The command `yichuang` (script/yichuang runs it in the right environment)."""

import argparse
import os
import sys
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured

from yichuang.config.postgres import NotPossible

from . import audit, backup, bridge, catalog, center, clock, demo, doctor, manage, papers, queue, simulate, tokens, up
from .house import Stop


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(
        prog="yichuang", description="One window, one visit, one file: a service center's working system."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for part in (
        up,
        center,
        demo,
        tokens,
        catalog,
        clock,
        audit,
        papers,
        backup,
        doctor,
        queue,
        simulate,
        bridge,
        manage,
    ):
        part.add(commands)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked."""
    args = parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        return run(args)
    except (Stop, NotPossible, ImproperlyConfigured) as no:
        print(f"yichuang: {no}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
