"""`yichuang papers verify`: read every frozen paper and say which does not agree with its digest, number, log or code."""

import argparse

from .house import House, start_django


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`papers verify`."""
    here = commands.add_parser("papers", help="the frozen papers").add_subparsers(
        dest="act", required=True, metavar="ACT"
    )
    verify = here.add_parser("verify", help="check every paper's bytes, number, log line and verification code")
    verify.add_argument("--data", metavar="DIR")
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when every paper is whole, 1 when not; each fault on a line of its own."""
    with House.at(args.data).database():
        start_django()
        return report()


def report() -> int:
    """Check the papers of the owner's present database, and print what was found."""
    from yichuang.domains.documents.api import verify_papers

    found = verify_papers("owner")
    for fault in found.faults:
        print(f"FAULT paper {fault.number}: {fault.kind}{' ' if fault.detail else ''}{fault.detail}")
    outcome = f"{len(found.faults)} fault(s)" if found.faults else "every one verifies"
    print(f"papers: {found.papers} with {found.copies} copies read; {outcome}")
    return 1 if found.faults else 0
