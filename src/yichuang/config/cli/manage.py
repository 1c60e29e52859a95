"""`yichuang manage …`: Django's own commands, with the database at hand."""

import argparse

from .house import House, start_django

OWNER_COMMANDS = {"migrate", "sqlmigrate", "showmigrations", "dbshell", "inspectdb"}
"""They change or show the structure, which belongs to the owner's role."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Everything after the word is passed on, but for `--data`."""
    here = commands.add_parser("manage", help="Django's own commands")
    here.add_argument("--data", metavar="DIR")
    here.add_argument("rest", nargs=argparse.REMAINDER)
    here.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """In this process, so that interactive commands keep the terminal."""
    from django.core.management import execute_from_command_line

    words = list(args.rest)
    if "--data" in words:  # argparse hands options behind the first word to REMAINDER
        place = words.index("--data")
        args.data = words[place + 1]
        del words[place : place + 2]
    if words and words[0] in OWNER_COMMANDS and not any(w.startswith("--database") for w in words):
        words.append("--database=owner")
    with House.at(args.data).database():
        start_django()
        execute_from_command_line(["yichuang manage", *words])
    return 0
