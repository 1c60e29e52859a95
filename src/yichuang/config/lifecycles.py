"""Draws every lifecycle from its table into docs/lifecycles.md: `python -m yichuang.config.lifecycles`."""

import importlib
import os
import pkgutil
from pathlib import Path

import django

from yichuang import domains, foundation
from yichuang.foundation.lifecycle import Lifecycle

PAGE = Path(__file__).resolve().parents[3] / "docs" / "lifecycles.md"
_HEAD = """# Lifecycles

Made from the tables in each room's `lifecycle.py` by `python -m yichuang.config.lifecycles`; do not edit by hand. A move that is
not in its table is refused with `<noun>.wrong_state`; the database holds the list of states a second time. *Needs* is the
capability of the command that makes the move; where it is empty, a code, a device or the house itself makes it.
"""


def all_lifecycles() -> dict[str, Lifecycle]:
    """Each lifecycle by `room.noun`, those of the domains first."""
    found: dict[str, Lifecycle] = {}
    for floor, room in [
        (f, m.name) for f in (domains, foundation) for m in pkgutil.iter_modules(f.__path__) if m.ispkg
    ]:
        try:
            module = importlib.import_module(f"{floor.__name__}.{room}.lifecycle")
        except ModuleNotFoundError:
            continue
        for value in vars(module).values():
            if isinstance(value, Lifecycle):
                found[f"{room}.{value.name}"] = value
    return found


def text() -> str:
    """The whole page."""
    return _HEAD + "".join(_part(name, cycle) for name, cycle in all_lifecycles().items())


def _part(name: str, cycle: Lifecycle) -> str:
    lines = [f"\n## {name}\n", "```mermaid", "stateDiagram-v2"]
    states = {str(s) for s in cycle.states()}
    entered = {str(m.target) for m in cycle.moves.values() if {str(s) for s in m.sources} - {str(m.target)}}
    first = next(str(s) for m in cycle.moves.values() for s in sorted(m.sources))
    lines += [f"    [*] --> {first}"]
    lines += [f"    {state}" for state in sorted(states - entered - {first})]
    drawn: dict[tuple[str, str], list[str]] = {}
    for action, move in cycle.moves.items():
        for source in sorted(str(s) for s in move.sources):
            drawn.setdefault((source, str(move.target)), []).append(action)
    lines += [f"    {a} --> {b}: {', '.join(actions)}" for (a, b), actions in drawn.items()]
    left = {str(s) for m in cycle.moves.values() for s in m.sources if s != m.target}
    lines += [f"    {state} --> [*]" for state in sorted(states - left)]
    lines += ["```", "", "| move | from | to | needs |", "| --- | --- | --- | --- |"]
    for action, move in cycle.moves.items():
        sources = ", ".join(sorted(str(s) for s in move.sources))
        lines.append(f"| {action} | {sources} | {move.target} | {move.needs} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    django.setup()
    PAGE.write_text(text(), encoding="utf-8")
    print(f"wrote {PAGE.name}: {len(all_lifecycles())} lifecycles")
