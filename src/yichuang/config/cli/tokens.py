"""`yichuang token create`: a key for another program, which then acts as a named member of staff or a device."""

import argparse

from .house import House, Stop, say, start_django


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`token create`."""
    here = commands.add_parser("token", help="keys for other programs").add_subparsers(
        dest="act", required=True, metavar="ACT"
    )
    make = here.add_parser("create", help="make a token; it stands alone on the last line")
    make.add_argument("--center", required=True, metavar="CODE")
    make.add_argument("--role", required=True)
    make.add_argument("--department", default="", help="code, short name or name; for the role department")
    make.add_argument("--label", default="", help="what it is for, shown in the list of tokens")
    make.add_argument("--data", metavar="DIR")
    make.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """The token is shown once and kept as a digest only."""
    with House.at(args.data).database():
        start_django()
        from yichuang.config.prepare import bring_up_to_date, pending
        from yichuang.domains.people import api as people
        from yichuang.foundation.errors import Refused, sentence

        if pending():
            bring_up_to_date(say)
        try:
            token = people.create_token(
                center=args.center, role=args.role, department=args.department, label=args.label
            )
        except Refused as no:
            raise Stop(f"No token: {sentence(no)}") from None
        print(token)
    return 0
