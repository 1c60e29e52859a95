"""`yichuang demo load`: the sample center, with staff, devices, queues and 36 service items."""

import argparse

from .house import House, say, start_django


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`demo load`."""
    here = commands.add_parser("demo", help="the sample center").add_subparsers(
        dest="act", required=True, metavar="ACT"
    )
    load = here.add_parser("load", help="make the sample center, or complete it")
    load.add_argument("--data", metavar="DIR")
    load.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Safe to repeat."""
    with House.at(args.data).database():
        start_django()
        from yichuang.config.prepare import bring_up_to_date
        from yichuang.sample.load import load_demo, report

        bring_up_to_date(say)
        print(report(load_demo(say)))
    return 0
