"""How the code is written: one clock, no walking through walls, pages without inline script, files of a readable length."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.reading import PACKAGE, calls, modules, templates, tree, where

CLOCKS = {"timezone.now", "timezone.localtime", "timezone.localdate", "datetime.now", "datetime.datetime.now", "datetime.utcnow",
          "datetime.today", "date.today", "datetime.date.today"}  # fmt: skip
"""Ways of asking the machine for the time."""

MAY_ASK = {
    "foundation/clock.py": "the one source of now",
    "config/": "processes, logs and backups are timed by the machine, never by the law",
}

LONG: dict[str, str] = {}
"""Files beyond 400 lines, each with its reason."""

NOW = re.compile(r"\bnow\(\)(?:\.\w+\([^()]*\))*\.date\(\)|\b(?:work|now)\.at\.date\(\)")


def _exempt(path: Path) -> bool:
    return str(path.relative_to(PACKAGE)).startswith(tuple(MAY_ASK))


def test_only_the_clock_knows_the_time() -> None:
    asked = [where(p, call) for p in modules() if not _exempt(p) for name, call in calls(p) if name in CLOCKS]
    assert not asked, "use foundation.clock.now(), which tests can move"


def test_a_day_is_the_center_s_day() -> None:
    cut = [str(p.relative_to(PACKAGE)) for p in modules() if not _exempt(p) and NOW.search(p.read_text())]
    assert not cut, "use clock.center_day(at, zone): a day belongs to a center"


def _rooms() -> dict[str, set[str]]:
    """Names of foreign keys that lead out of a room, by room."""
    from django.apps import apps

    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        for field in model._meta.fields:
            target = field.related_model
            if (
                target is not None
                and target._meta.app_label != model._meta.app_label
                and target.__module__.startswith("yichuang")
            ):
                found.setdefault(model._meta.app_label, set()).add(field.name)
    return found


def test_no_model_is_walked_out_of_its_room() -> None:
    """`row.department.name`, or a filter on `department__name`, would reach through a wall; ids go through, rows do not."""
    walked = []
    for room, names in _rooms().items():
        for path in modules(below=f"domains/{room}"):
            for node in ast.walk(tree(path)):
                if (
                    isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Attribute)
                    and node.value.attr in names
                ):
                    walked.append(where(path, node))
                first, _, then = (node.arg or "").partition("__") if isinstance(node, ast.keyword) else ("", "", "")
                if first in names and then not in ("", "in", "isnull"):
                    walked.append(where(path, node.value))
    assert not walked


def test_foreign_keys_between_rooms_name_no_way_back() -> None:
    from django.apps import apps

    named = [
        f"{m._meta.label}.{f.name}" for m in apps.get_models() for f in m._meta.fields
        if f.related_model is not None and m.__module__.startswith("yichuang.domains")
        and f.related_model._meta.app_label != m._meta.app_label and not f.remote_field.hidden
    ]  # fmt: skip
    assert not named, 'related_name="+"'


def test_other_rooms_are_entered_by_their_door() -> None:
    """`api.py` is what a room gives; config wires events to subscribers, prepares the fonts of papers, and
    its command line uses the engines of queueing and the slips of devices, whose doors need no database."""
    wrong = []
    for path in modules():
        mine = path.relative_to(PACKAGE).parts[1] if path.is_relative_to(PACKAGE / "domains") else ""
        for node in ast.walk(tree(path)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                parts = name.split(".")
                if parts[:2] != ["yichuang", "domains"] or len(parts) < 4 or parts[2] == mine or parts[3] == "api":
                    continue
                if path.is_relative_to(PACKAGE / "config") and parts[3] in (
                    "events",
                    "subscribers",
                    "fonts",
                    "engines",
                    "slips",
                ):
                    continue
                wrong.append(f"{where(path, node)} imports {name}")
    assert not wrong


def test_floors_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=PACKAGE.parents[1], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_commands_do_not_call_commands() -> None:
    from yichuang.foundation.command import known_commands

    names = {c.__name__ for c in known_commands().values()}
    wrong = []
    for path in modules(below="domains"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and any("command(" in ast.unparse(d) for d in node.decorator_list):
                for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
                    if (
                        any(k.arg == "actor" for k in call.keywords)
                        and ast.unparse(call.func).rpartition(".")[2] in names
                    ):
                        wrong.append(where(path, call))
    assert not wrong, "a function that takes the caller's `work` is what two acts share"


def test_nothing_is_saved_outside_the_rooms() -> None:
    acts = {"save", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "delete"}
    wrong = [
        where(path, call) for path in modules(below="faces") for name, call in calls(path)
        if name.rpartition(".")[2] in acts and (".objects." in name or name.endswith(".save"))
    ]  # fmt: skip
    assert not wrong, "a page parses, calls one command, and shows"


def test_pages_carry_no_inline_script_or_style() -> None:
    """The Content-Security-Policy would refuse them in the browser, silently for whoever does not look."""
    bad = re.compile(
        r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
        re.I,
    )
    said = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.S)
    wrong = [str(p.relative_to(PACKAGE)) for p in templates() if bad.search(said.sub("", p.read_text()))]
    assert not wrong


def test_pages_load_nothing_from_elsewhere() -> None:
    away = re.compile(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", re.I)
    sources = [*templates(), *PACKAGE.rglob("static/**/*.css"), *PACKAGE.rglob("static/**/*.js")]
    assert not [str(p.relative_to(PACKAGE)) for p in sources if away.search(p.read_text())]


def test_files_are_of_a_readable_length() -> None:
    long = {str(p.relative_to(PACKAGE)) for p in modules(tests=True) if len(p.read_text().splitlines()) > 400}
    assert long == set(LONG), "split by noun, or list the file with its reason"


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(p.relative_to(PACKAGE)) for p in modules()
        if p.name != "__init__.py" and tree(p).body and ast.get_docstring(tree(p)) is None
    ]  # fmt: skip
    assert not silent
