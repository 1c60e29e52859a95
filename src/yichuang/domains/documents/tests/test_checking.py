"""A paper that lacks something is stopped before it gets a number, and the lack is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from yichuang.domains.documents import samples
from yichuang.domains.documents.checking import check, missing
from yichuang.domains.documents.kinds import KINDS
from yichuang.domains.documents.kinds.parts import Applicant, Matter, PlainWords
from yichuang.foundation.errors import Invalid

OPTIONAL = {
    "inquiry": ("applicant", "matter.case_no", "matter.received_on"),
    "kept": ("applicant.id_masked", "matter.case_no"),
    "service": ("plain",),
}
"""Written out here, so that no kind comes to need less without somebody saying so twice."""


def needed(
    data: Any, path: tuple[str | int, ...] = (), optional: tuple[str, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    """Every path that the data's classes mark as needed, down into parts and the first row of each list."""
    for f in fields(data):
        value, here = getattr(data, f.name), (*path, f.name)
        if ".".join(map(str, here)) in optional:
            continue
        if "need" in f.metadata:
            yield here
        if is_dataclass(value):
            yield from needed(value, here, optional)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield from needed(value[0], (*here, 0), optional)


def without(data: Any, path: tuple[str | int, ...]) -> Any:
    """The same data with one value emptied."""
    head, rest = path[0], path[1:]
    if isinstance(data, tuple):
        return (without(data[0], rest), *data[1:])
    value = getattr(data, str(head))
    empty = () if isinstance(value, tuple) else " " if isinstance(value, str) else None
    return replace(data, **{str(head): without(value, rest) if rest else empty})


EVERY = [(kind, path) for kind in KINDS for path in needed(samples.sample(kind), (), OPTIONAL.get(kind, ()))]


@pytest.mark.parametrize(("kind", "path"), EVERY, ids=[f"{k}-{'.'.join(map(str, p))}" for k, p in EVERY])
def test_every_needed_field_stops_its_paper_and_is_named(kind: str, path: tuple[str | int, ...]) -> None:
    with pytest.raises(Invalid) as no:
        check(kind, without(samples.sample(kind), path))
    assert (no.value.code, no.value.facts.get("field", no.value.field)) == (
        "paper.field_missing", ".".join(map(str, path)),
    )  # fmt: skip
    assert no.value.facts["label"]
    assert no.value.facts["paper"] == KINDS[kind].label


@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_lack_nothing(kind: str) -> None:
    check(kind, samples.sample(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_empty_data_never_becomes_a_paper(kind: str) -> None:
    with pytest.raises(Invalid) as no:
        check(kind, KINDS[kind].data())
    assert no.value.field == "organ.name"


def test_every_paper_needs_the_four_answers_in_plain_words() -> None:
    for kind in set(KINDS) - {"service"}:
        blank = replace(samples.sample(kind), plain=PlainWords())
        assert [p for p, _ in missing(blank)] == ["plain.when", "plain.come_again", "plain.bring", "plain.ask"]


def test_whoever_only_asks_gives_no_name_and_has_no_case() -> None:
    check("inquiry", samples.inquiry(applicant=Applicant(), matter=Matter(item_name="事项")))
    for kind in set(KINDS) - {"inquiry"}:
        lacking = [p for p, _ in missing(replace(samples.sample(kind), applicant=Applicant(), matter=Matter()))]
        asked = {"applicant.name", "applicant.id_masked", "matter.case_no", "matter.received_on"}
        if kind == "kept":  # papers are taken in at closing time, before there is a case, from whoever stands there
            asked -= {"applicant.id_masked", "matter.case_no"}
        assert asked <= set(lacking), kind


def test_nothing_is_returned_against_the_applicant_without_remedies() -> None:
    data = samples.returned()
    with pytest.raises(Invalid) as no:
        check("return", replace(data, wording=replace(data.wording, remedies="")))
    assert no.value.field == "wording.remedies"


def test_no_two_kinds_share_a_word_in_their_numbers() -> None:
    assert len({k.nature for k in KINDS.values()}) == len(KINDS)


def test_tolerated_materials_need_a_day() -> None:
    with pytest.raises(Invalid) as no:
        check("acceptance", samples.acceptance(tolerated_until=None))
    assert no.value.field == "tolerated_until"
    check("acceptance", samples.acceptance(tolerated=(), tolerated_until=None))


def test_who_is_not_competent_must_name_who_is() -> None:
    with pytest.raises(Invalid) as no:
        check("refusal", samples.refusal(competent_organ=""))
    assert no.value.field == "competent_organ"
    check("refusal", samples.refusal(reason_type="special_law", competent_organ=""))


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("permit", samples.receipt(), "paper.kind_unknown"),
        ("acceptance", samples.receipt(), "paper.data_of_another_kind"),
        ("refusal", samples.refusal(reason_type="bored"), "paper.reason_type_unknown"),
        ("receipt", samples.receipt(organ=samples.organ(seal_mode="photo")), "paper.seal_mode_unknown"),
    ],
)
def test_what_is_not_a_paper_is_refused(kind: str, data: Any, code: str) -> None:
    with pytest.raises(Invalid) as no:
        check(kind, data)
    assert no.value.code == code
