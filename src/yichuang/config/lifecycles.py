"""Draws every lifecycle from its table into docs/lifecycles.md: `python -m yichuang.config.lifecycles`."""

import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import django

from yichuang import domains, foundation
from yichuang.foundation.lifecycle import Acts, Lifecycle

PAGE = Path(__file__).resolve().parents[3] / "docs" / "lifecycles.md"
_HEAD = """# Lifecycles

Made from the tables in each room's `lifecycle.py` by `python -m yichuang.config.lifecycles`; do not edit by hand. A move that is
not in its table is refused with `<noun>.wrong_state`; the database holds the list of states a second time. *Needs* is the
capability of the command that makes the move; where it is empty, a code, a device or the house itself makes it.

For a case and for a paper a second table names every act on it and where it is possible (●), where it is refused (empty), and
where it is let pass and does nothing (–). The commands ask this table, and a test plays every pair of it.
"""


def all_lifecycles() -> dict[str, Lifecycle]:
    """Each lifecycle by `room.noun`, those of the domains first."""
    return {f"{room}.{value.name}": value for room, value in _tables("lifecycle") if isinstance(value, Lifecycle)}


def all_acts() -> dict[str, Acts]:
    """Each table of acts by `room.noun`."""
    found = [*_tables("lifecycle"), *_tables("acts")]
    return {f"{room}.{value.name}": value for room, value in found if isinstance(value, Acts)}


def _tables(file: str) -> Iterator[tuple[str, object]]:
    """What each room has in a file of this name."""
    for floor in (domains, foundation):
        for room in (m.name for m in pkgutil.iter_modules(floor.__path__) if m.ispkg):
            try:
                module = importlib.import_module(f"{floor.__name__}.{room}.{file}")
            except ModuleNotFoundError:
                continue
            yield from ((room, value) for value in vars(module).values())


def text() -> str:
    """The whole page."""
    acts = all_acts()
    parts = [
        _part(name, cycle) + (_acts(acts[name]) if name in acts else "") for name, cycle in all_lifecycles().items()
    ]
    return _HEAD + "".join(parts)


def _acts(table: Acts) -> str:
    """Acts down, states across."""
    lines = [
        f"\n| act | {' | '.join(str(s) for s in table.every)} | refusal |",
        "| --- |" + " :-: |" * len(table.every) + " --- |",
    ]
    for name, act in table.acts.items():
        cells = ["●" if s in act.states else "" if act.code(s) else "–" for s in table.every]
        codes = sorted({act.code(s) for s in table.every} - {""})
        lines.append(f"| {name} | {' | '.join(cells)} | {', '.join(codes)} |")
    return "\n".join(lines) + "\n"


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
