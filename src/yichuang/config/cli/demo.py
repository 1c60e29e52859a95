"""`yichuang demo load`: the sample center, once."""

import argparse

from .place import migrate, open_database


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """`yichuang demo load`."""
    p = verbs.add_parser("demo", help="the sample center")
    acts = p.add_subparsers(dest="act", required=True)
    load = acts.add_parser("load", parents=[shared], help="load the sample center 云岭区政务服务中心 (safe to repeat)")
    load.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Load it and print the sample accounts."""
    open_database(print)
    migrate()
    from yichuang.sample.load import load_demo

    for line in load_demo() or ():
        print(line)
    return 0
