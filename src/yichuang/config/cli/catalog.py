"""`yichuang catalog import FILE`: service items from a JSON file, all of them or none; `example` shows such a file."""

import argparse
import json
from pathlib import Path
from typing import Any

from .house import House, Stop, start_django

EXAMPLE = "S17"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`catalog import`."""
    here = commands.add_parser("catalog", help="service items").add_subparsers(dest="act", required=True, metavar="ACT")
    load = here.add_parser("import", help="take a file in; every error is named by its path")
    load.add_argument("file", type=Path)
    load.add_argument("--dry-run", action="store_true", help="only show what would change")
    load.add_argument(
        "--publish", action="store_true", help="put the drafts in force today instead of leaving them for review"
    )
    load.add_argument(
        "--answer", default="", help="with --publish: the answer to the warning about promises and statutes"
    )
    load.add_argument("--data", metavar="DIR")
    load.set_defaults(run=run)
    shown = here.add_parser("example", help="print a file with one item, to see what `import` takes")
    shown.add_argument("--data", metavar="DIR")
    shown.set_defaults(run=example)


def run(args: argparse.Namespace) -> int:
    """Prints one line an item that is new or differs, and its fields."""
    document = _read(args.file)
    with House.at(args.data).database():
        start_django()
        from yichuang.domains.catalog import api as catalog
        from yichuang.foundation.actor import Actor
        from yichuang.foundation.errors import Refused, sentence
        from yichuang.foundation.scope import reading

        actor = Actor.system(name="yichuang catalog import", channel="cli")
        try:
            with reading(actor):
                differences = catalog.dry_run(document)
            _show(differences)
            if not args.dry_run:
                done = catalog.import_catalogue(
                    actor=actor, document=document, publish=args.publish, answer=args.answer
                )
                state = "in force" if args.publish else "waiting as drafts for publication"
                print(f"imported: {done['new']} new, {done['changed']} changed ({state}), {done['same']} as before")
        except Refused as no:
            raise Stop("\n".join([sentence(no), *no.facts.get("errors", ())])) from None
    return 0


def example(args: argparse.Namespace) -> int:
    """One of the sample's items, written as a department would hand it in: nothing in it waits for confirmation."""
    House.at(args.data)
    start_django()
    from yichuang.sample.load import document

    item = next(i for i in document()["items"] if i["id"] == EXAMPLE)
    print(json.dumps({"items": [_confirmed(item)]}, ensure_ascii=False, indent=2))
    return 0


def _confirmed(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: "confirmed" if k == "sure" or k.endswith("_sure") else _confirmed(v) for k, v in value.items()}
    return [_confirmed(v) for v in value] if isinstance(value, list) else value


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as no:
        raise Stop(f"{path} cannot be read: {no.strerror}.") from None
    except ValueError as no:
        raise Stop(f"{path} is not JSON: {no}.") from None


def _show(differences: Any) -> None:
    for item in differences:
        if item.state == "same":
            continue
        print(f"{item.state:<8}{item.code}  {item.name}")
        for change in item.changes if item.state == "changed" else ():
            print(f"    {change.path}: {change.kind} {change.before!r} -> {change.after!r}")
