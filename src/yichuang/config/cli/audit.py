"""`yichuang audit verify`: walk every center's log and say at which place it was changed, if it was."""

import argparse

from .house import House, start_django


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`audit verify`."""
    here = commands.add_parser("audit", help="the log of who did what").add_subparsers(
        dest="act", required=True, metavar="ACT"
    )
    verify = here.add_parser("verify", help="check the chains against the key, the heads and the anchors")
    verify.add_argument("--data", metavar="DIR")
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when whole, 1 when a fault was found; each fault on a line of its own."""
    with House.at(args.data).database():
        start_django()
        from yichuang.foundation.audit import verify

        found = verify("owner")
    for fault in found.faults:
        print(
            f"{fault.kind} at line {fault.seq} of center {fault.center_id}{': ' if fault.detail else ''}{fault.detail}"
        )
    outcome = f"{len(found.faults)} fault(s)" if found.faults else "whole"
    print(f"audit: {outcome}; {found.lines} lines of {found.centers} chain(s) read")
    return 1 if found.faults else 0
