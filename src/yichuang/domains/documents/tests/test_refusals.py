"""Every code that this room raises has a sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import polib

from yichuang.domains.documents.refusals import REFUSALS

ROOM = Path(__file__).parents[1]


def test_every_code_that_is_raised_has_a_sentence() -> None:
    raised = {
        one or other
        for p in ROOM.rglob("*.py")
        if p.name != "refusals.py" and "tests" not in p.parts
        for one, other in re.findall(
            r'(?:Refused|Invalid|Missing|Denied)\(\s*"([a-z_.]+)"|code="([a-z_.]+)"', p.read_text()
        )
    }
    assert {c for c in raised if c.startswith(("paper.", "seal.", "printer."))} <= set(REFUSALS)


def test_every_sentence_is_translated_with_the_same_facts() -> None:
    book = {e.msgid: e.msgstr for e in polib.pofile(str(ROOM / "locale/en/LC_MESSAGES/django.po"))}
    for words in REFUSALS.values():
        assert set(re.findall(r"%\(\w+\)s", words)) == set(re.findall(r"%\(\w+\)s", book[words])), words
