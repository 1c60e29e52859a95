"""`yichuang catalog import FILE`: service items from a file, all or nothing."""

import argparse

from .place import open_database


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """`yichuang catalog import FILE [--dry-run]`."""
    from yichuang.domains.catalog import arguments

    p = verbs.add_parser("catalog", help="the catalogue of service items")
    acts = p.add_subparsers(dest="act", required=True)
    load = acts.add_parser("import", parents=[shared], help="import items from a JSON file; errors are named by path")
    arguments.add_arguments(load)
    load.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Show the differences (with --dry-run, only that) and import."""
    open_database()
    from yichuang.domains.catalog import cli

    return cli.run(given)
