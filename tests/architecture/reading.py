"""The program's own source, as these tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "yichuang"
REFUSALS = frozenset({"Refused", "Invalid", "Denied", "Missing", "KeyReused", "Busy", "KeyMissing"})


def modules(*, below: str = "", tests: bool = False) -> list[Path]:
    """Every module of the program, without migrations."""
    return [
        path
        for path in sorted((PACKAGE / below).rglob("*.py"))
        if "migrations" not in path.parts and (tests or ("tests" not in path.parts and path.name != "conftest.py"))
    ]


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def where(path: Path, node: ast.AST) -> str:
    """How a place is named in a failure."""
    return f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)}"


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """(name as it is written, call) of each call in a module: `clock.now`, `Refused`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def templates() -> list[Path]:
    """Every page and part of a page."""
    return sorted(PACKAGE.rglob("templates/**/*.html"))
