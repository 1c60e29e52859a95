"""Every message that the program can send has a name for those who look at what was sent, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from yichuang.foundation import messages

ELSEWHERE = {"tests", "faces", "documents"}
"""The last calls the layout of a paper a template."""
SOURCES = [p for p in Path("src/yichuang").rglob("*.py") if not ELSEWHERE & set(p.parts)]
TREES = {path: ast.parse(path.read_text()) for path in SOURCES}
HAN = re.compile("[\u4e00-\u9fff]")


def _places() -> dict[str, int]:
    """Functions that take the kind of a message as `template`, and where."""
    found = {}
    for tree in TREES.values():
        for made in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
            names = [a.arg for a in (*made.args.args, *made.args.kwonlyargs)]
            if "template" in names:
                found[made.name] = names.index("template")
    return found


def _said(value: ast.AST, tree: ast.Module) -> Iterator[str]:
    """The texts that an argument can be: itself, either branch, a constant of the file."""
    for part in ast.walk(value):
        if (
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and re.fullmatch(r"[a-z]+\.[a-z_]+", part.value)
        ):
            yield part.value
        if isinstance(part, ast.Name) and part.id.isupper():
            for line in tree.body:
                if isinstance(line, ast.Assign) and any(getattr(t, "id", "") == part.id for t in line.targets):
                    yield from _said(line.value, tree)


def _sent() -> dict[str, Path]:
    places, found = _places(), {}
    for path, tree in TREES.items():
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in places:
                given = [k.value for k in call.keywords if k.arg == "template"] or call.args[places[name] :][:1]
                found.update({text: path for value in given for text in _said(value, tree)})
    return found


def test_every_message_that_is_sent_has_a_name_in_both_languages():
    sent, known = _sent(), messages.known_kinds()
    assert len(sent) > 30, "the search still finds what is sent"
    assert {t: str(p) for t, p in sent.items() if t not in known} == {}
    with translation.override("en"):
        assert [t for t in known if HAN.search(messages.kind_label(t))] == []


def test_every_named_kind_is_sent_by_somebody():
    assert sorted(set(messages.known_kinds()) - set(_sent())) == []
