"""`yichuang audit verify`: is the log whole?"""

import argparse

from .place import open_database


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """`yichuang audit verify`."""
    p = verbs.add_parser("audit", help="the log of who did what")
    acts = p.add_subparsers(dest="act", required=True)
    verify = acts.add_parser("verify", parents=[shared], help="check every chain, head and anchor; 1 when something is wrong")
    verify.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print every fault with its center and place."""
    open_database()
    from yichuang.foundation import audit

    report = audit.verify("owner")
    for fault in report.faults:
        print(f"FAULT center {fault.center_id} line {fault.seq}: {fault.kind} {fault.detail}".rstrip())
    print(f"{report.centers} chains, {report.lines} lines, {len(report.faults)} faults")
    return 1 if report.faults else 0
