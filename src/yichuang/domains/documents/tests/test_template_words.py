"""A center's own words on its papers: in force from the next paper on, for that center, and nowhere else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connections

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import samples
from yichuang.domains.documents.kinds import KINDS
from yichuang.domains.documents.models import Paper, TemplateWords
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading

from .helpers import text_of

NOTE, ASK = "取件请走东门，地下停车场可停一小时。", "午间也有人接听"


def publish(hall, kind: str = "receipt", *, base: int = 0, **texts: str):
    return papers.publish_template_words(actor=hall.actor, kind=kind, texts=texts, base=base)


def said(hall, paper: str) -> str:
    with reading(hall.actor):
        ref = papers.paper(hall.actor, paper)
        return text_of(papers.paper_bytes(hall.actor, ref.subject, ref.id).pdf)


def made_with(hall, paper: str) -> dict:
    with reading(hall.actor):
        return Paper.objects.get(pk=paper).made_with["words"]


def test_published_words_stand_on_the_next_paper_and_not_on_an_earlier_one(hall) -> None:
    before = hall.issue("receipt", subject="case:1")
    assert publish(hall, note=NOTE, ask=ASK)["version"] == 1
    after = hall.issue("receipt", subject="case:2")
    other = hall.issue("acceptance", subject="case:3")
    assert NOTE in said(hall, after["id"]) and ASK in said(hall, after["id"])
    for paper in before, other:
        assert NOTE not in said(hall, paper["id"]) and ASK not in said(hall, paper["id"])
    assert made_with(hall, after["id"]) == {"version": 1, "note": NOTE, "ask": ASK}
    assert made_with(hall, before["id"]) == {"version": 0, "note": "", "ask": ""}


def test_the_built_in_form_comes_back_as_a_version_of_its_own(hall) -> None:
    publish(hall, note=NOTE)
    old = hall.issue("receipt", subject="case:1")
    assert publish(hall, base=1)["version"] == 2
    new = hall.issue("receipt", subject="case:2")
    assert NOTE in said(hall, old["id"]) and NOTE not in said(hall, new["id"])
    with reading(hall.actor):
        history = papers.template_history(hall.actor, "receipt")
        assert papers.template_words(hall.actor)["receipt"].built_in
    assert [(w.version, w.note, w.by_name) for w in history] == [(2, "", "李秋实"), (1, NOTE, "李秋实")]
    with reading(hall.actor):
        lines = AuditEntry.objects.filter(action="paper.words_published")
        assert [line.after["version"] for line in lines.order_by("at", "id")] == [1, 2]


def test_another_center_has_its_own_words(hall, other_hall) -> None:
    publish(hall, note=NOTE)
    with reading(other_hall.actor):
        assert papers.template_words(other_hall.actor)["receipt"] == papers.WordsRef(0, "", "", None, "")
        assert papers.template_history(other_hall.actor, "receipt") == []
    data = samples.sample("receipt", organ=samples.organ(seal_mode="wet"), samples=())
    theirs = other_hall.issue("receipt", over=data)
    assert NOTE not in said(other_hall, theirs["id"])


@pytest.mark.parametrize("part", ["title", "opening", "basis", "statement", "remedies", "when", "come_again", "bring"])
def test_what_the_law_decides_is_not_taken(hall, part) -> None:
    with pytest.raises(Invalid) as no:
        publish(hall, note=NOTE, **{part: "改"})
    assert (no.value.code, no.value.field) == ("words.locked", part)
    with reading(hall.actor):
        assert not TemplateWords.objects.exists()


@pytest.mark.parametrize(
    ("kind", "texts", "code", "field"),
    [
        ("receipt", {"note": "找\U0003ffff处"}, "words.rare", "note"),
        ("receipt", {"note": "长" * 121}, "paper.text_too_long", "note"),
        ("receipt", {"ask": "长" * 31}, "paper.text_too_long", "ask"),
        ("service", {"ask": ASK}, "words.no_strip", "ask"),
        ("leaflet", {"note": NOTE}, "paper.kind_unknown", "kind"),
    ],
)
def test_a_slip_is_named(hall, kind, texts, code, field) -> None:
    with pytest.raises(Invalid) as no:
        publish(hall, kind, **texts)
    assert (no.value.code, no.value.field) == (code, field)


def test_the_longest_words_that_are_taken_can_be_printed_on_every_kind(hall) -> None:
    for kind, k in KINDS.items():
        publish(hall, kind, note="长" * 120, **({"ask": "问" * 30} if k.when_label else {}))
        assert "长" * 40 in said(hall, hall.issue(kind, subject=f"case:{kind}")["id"])


def test_words_are_one_line_and_hold_nothing_invisible(hall) -> None:
    publish(hall, note=" 走\u202e东门\n请  带证 ")
    with reading(hall.actor):
        assert papers.template_words(hall.actor)["receipt"].note == "走东门 请 带证"


def test_nothing_new_is_refused_and_so_is_a_page_that_is_out_of_date(hall) -> None:
    for texts, base, code in (({}, 0, "words.unchanged"), ({"note": NOTE}, 1, "words.changed_meanwhile")):
        with pytest.raises(Refused) as no:
            publish(hall, base=base, **texts)
        assert no.value.code == code
    publish(hall, note=NOTE)
    with pytest.raises(Refused) as no:
        publish(hall, note="别的", base=0)
    assert no.value.code == "words.changed_meanwhile"


def test_of_two_who_publish_at_once_one_is_told(hall) -> None:
    def one(note: str) -> str:
        try:
            publish(hall, note=note)
            return "published"
        except Refused as no:
            return no.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(one, ["甲", "乙", "丙", "丁"]))
    assert sorted(answers) == ["published", *["words.changed_meanwhile"] * 3]


def test_only_the_manager_of_the_hall_publishes(hall) -> None:
    clerk: Actor = replace(hall.actor, kind="staff", capabilities=frozenset({"case.accept", "case.read"}))
    with pytest.raises(Denied):
        papers.publish_template_words(actor=clerk, kind="receipt", texts={"note": NOTE}, base=0)


def test_the_preview_shows_the_draft_says_what_is_wrong_and_writes_nothing(hall, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        plain = papers.preview_words("acceptance", {})
        draft = papers.preview_words("acceptance", {"note": NOTE, "ask": ASK})
        rare = papers.preview_words("acceptance", {"note": "找\U0003ffff处", "ask": "长" * 31})
    assert draft.png.startswith(b"\x89PNG") and int.from_bytes(draft.png[20:24], "big") > 1000  # its height
    assert draft.png != plain.png
    assert (draft.rare, draft.too_long, draft.pages, draft.pages_before) == ((), (), plain.pages, plain.pages)
    assert (rare.rare, rare.too_long) == (("\U0003ffff",), ("ask",))
    with reading(hall.actor):
        assert not TemplateWords.objects.exists()


def test_words_that_push_the_sample_onto_another_page_are_counted() -> None:
    grown = [k for k in KINDS if (p := papers.preview_words(k, {"note": "长" * 120})).pages > p.pages_before]
    fits = [k for k in KINDS if (p := papers.preview_words(k, {})).pages == p.pages_before]
    assert grown and fits == list(KINDS)


def test_every_kind_lists_what_is_locked() -> None:
    for kind in KINDS:
        parts = {p.field for p in papers.locked_parts(kind)}
        assert {"title", "opening"} <= parts
        assert not parts & set(papers.TEMPLATE_TEXTS)
    assert "when" not in {p.field for p in papers.locked_parts("service")}
