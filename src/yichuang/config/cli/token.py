"""`yichuang token create`: a key for a program, acting as a named sample member of staff or device."""

import argparse

from .place import Refusal, open_database


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """`yichuang token create --center CODE --role ROLE [--department NAME]`."""
    p = verbs.add_parser("token", help="tokens of the API")
    acts = p.add_subparsers(dest="act", required=True)
    create = acts.add_parser("create", parents=[shared], help="make a token; it is printed alone on the last line")
    create.add_argument("--center", required=True, help="code of the center, e.g. demo")
    create.add_argument("--role", required=True, help="clerk, kiosk, department, supervisor, …")
    create.add_argument("--department", default="", help="code, short name or name, for the role department")
    create.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the token; whoever holds it may do what the role may."""
    open_database()
    from yichuang.domains.people import api as people
    from yichuang.foundation.errors import Refused, sentence

    try:
        secret = people.create_token(center=given.center, role=given.role, department=given.department)
    except Refused as no:
        raise Refusal(f"{sentence(no)} ({no.code})") from None
    print("Shown this once; keep it where only the program can read it:")
    print(secret)
    return 0
