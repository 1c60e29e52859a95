"""What a person reads: every refusal has its sentence, and English is complete where it is promised."""

import ast
import re
import string

import polib
import pytest

from tests.architecture.reading import PACKAGE, REFUSALS, calls, modules, where
from yichuang.config.messages import translated, used_in
from yichuang.foundation.errors import known_refusals

ENGLISH = [
    *(
        f"faces/{face}"
        for face in ("portal", "kiosk", "screens", "workbench", "backoffice", "floor", "setup", "api", "shared")
    ),
    *sorted(f"domains/{path.name}" for path in (PACKAGE / "domains").iterdir() if (path / "apps.py").exists()),
    "foundation",
]

CODE = re.compile(r"[a-z_]+\.[a-z_0-9]+$")


def codes_in_source() -> dict[str, str]:
    """Each code that some module raises, and where: literal, or either branch of a condition."""
    found: dict[str, str] = {}
    for path in modules():
        for name, call in calls(path):
            if name.rpartition(".")[2] in REFUSALS and call.args:
                for node in ast.walk(call.args[0]):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
                        found[node.value] = where(path, call)
    return found


def test_every_refusal_has_a_sentence() -> None:
    known = known_refusals()
    silent = {code: place for code, place in codes_in_source().items() if code not in known}
    assert not silent, "add a sentence to the room's refusals.py, one that says what to do"


def test_every_lifecycle_has_a_sentence_for_the_wrong_state() -> None:
    from tests.architecture.test_states import LIFECYCLES

    assert {f"{cycle.name}.wrong_state" for cycle in LIFECYCLES.values()} <= set(known_refusals())


def test_no_sentence_is_left_over() -> None:
    """A sentence that nothing raises hides that a rule was lost. Codes that are put together count by their text."""
    text = "\n".join(path.read_text() for path in modules() if path.name != "refusals.py")
    over = [code for code in known_refusals() if f'"{code}"' not in text and not code.endswith(".wrong_state")]
    put_together = {
        code for code in over if f'.{code.partition(".")[2]}"' in text or f"{code.rpartition('.')[0]}." in text
    }
    assert not set(over) - put_together


def test_every_sentence_can_be_filled() -> None:
    for code, sentence in known_refusals().items():
        named = {field for _, field, _, _ in string.Formatter().parse(sentence) if field}
        assert not named, f"{code} uses {{}}; facts are written %(fact)s"


@pytest.mark.parametrize("folder", ENGLISH)
def test_english_is_complete(folder: str) -> None:
    book = translated()
    assert not sorted(text for text in used_in(PACKAGE / folder) if text not in book)


def test_translations_keep_their_facts() -> None:
    """`%(fact)s` on one side only would show a person a broken sentence, or lose the number that it is about."""
    wrong = {}
    for chinese, english in translated().items():
        facts = [set(re.findall(r"%\((\w+)\)", text)) for text in (chinese, english)]
        if facts[0] != facts[1]:
            wrong[chinese] = english
    assert not wrong


def test_every_kind_of_message_has_a_name() -> None:
    """What is posted is called something in the list of what was sent and in the inbox."""
    from yichuang.foundation.messages import known_kinds

    posted = {
        k.value.value: where(path, call)
        for path in modules()
        for name, call in calls(path)
        if name.rpartition(".")[2] == "post"
        for k in call.keywords
        if k.arg == "template" and isinstance(k.value, ast.Constant)
    }
    assert posted, "the search itself must find something"
    assert not {k: v for k, v in posted.items() if k not in known_kinds()}, "name it in the room's message_kinds.py"


def test_a_chinese_word_has_one_english_one() -> None:
    """Of two rooms that translate the same text the earlier in INSTALLED_APPS wins, and the other's pages show what it did not write:
    rooms that mean two things by it say so with `pgettext`, or in Chinese."""
    said: dict[tuple[str | None, str, bool], dict[str, str]] = {}
    for po in sorted(PACKAGE.rglob("locale/en/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(po)):
            if not entry.obsolete:
                key = (entry.msgctxt, entry.msgid, bool(entry.msgid_plural))
                english = " / ".join([entry.msgstr, *entry.msgstr_plural.values()])
                said.setdefault(key, {})[english] = str(po.relative_to(PACKAGE))
    assert said, "the search itself must find something"
    assert {key[1]: places for key, places in said.items() if len(places) > 1} == {}
