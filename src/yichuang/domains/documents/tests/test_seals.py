"""The register of stamps, papers that wait for one, and electronic seals from a connected service."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import override_settings

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import samples
from yichuang.domains.documents.models import PaperCopy, SealUse
from yichuang.domains.documents.seal_service import Sealed
from yichuang.domains.people import api as people
from yichuang.foundation import clock
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.scope import reading

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def stamp(hall, keeper, *, deputy="", code="5001990001", purpose="受理专用章", **over):
    given = {
        "department_id": hall.department, "code": code, "name": f"云岭区市监局{purpose}", "purpose": purpose,
        "keeper_id": str(keeper.id), "deputy_id": str(deputy.id) if deputy else "", "place": "5 号窗口抽屉",
        "valid_from": "2026-01-01", **over,
    }  # fmt: skip
    return papers.register_seal(actor=hall.actor, **given)["id"]


@pytest.fixture
def keeper(hall):
    hall.office()
    return hall.clerk("甲")


def test_a_paper_is_sealed_by_the_keeper_with_a_stamp_that_fits_and_the_use_is_kept(hall, keeper) -> None:
    seal = stamp(hall, keeper)
    with clock.at(NOON):
        made = hall.wet()
    with clock.at(NOON + timedelta(minutes=5)):
        papers.confirm_seal(actor=keeper, paper=made["id"])
        papers.confirm_seal(actor=keeper, paper=made["id"])  # once more does nothing
    with reading(hall.actor):
        [line] = [x for x in papers.seal_lines(hall.actor, UUID(seal)) if x.action == "used"]
        assert SealUse.objects.count() == 1
        assert papers.seal(hall.actor, UUID(seal)).uses == 1
    assert (line.number_text, line.by_name) == (made["number"], "甲")
    life = hall.life(made["id"])
    assert life.seal_name == "云岭区市监局受理专用章（5001990001）"
    assert life.paper.sealed_by_name == "甲"


def test_nobody_else_sets_a_registered_stamp(hall, keeper) -> None:
    deputy, other = hall.clerk("乙"), hall.clerk("丙")
    stamp(hall, keeper, deputy=deputy)
    first, second = hall.wet(), hall.wet(subject="case:2")
    with pytest.raises(Denied) as no:
        papers.confirm_seal(actor=other, paper=first["id"])
    assert (no.value.code, no.value.facts["keeper"]) == ("seal.not_yours", "甲")
    papers.confirm_seal(actor=deputy, paper=first["id"])
    papers.confirm_seal(actor=keeper, paper=second["id"])


def test_a_stamp_of_another_purpose_or_department_does_not_fit(hall, keeper) -> None:
    seal = stamp(hall, keeper, purpose="审批专用章")
    made = hall.wet()
    with pytest.raises(Invalid) as no:
        papers.confirm_seal(actor=keeper, paper=made["id"], seal=seal)
    assert no.value.code == "seal.does_not_fit"
    own = stamp(hall, keeper, code="5001990002", purpose="公章")
    papers.confirm_seal(actor=keeper, paper=made["id"], seal=own)


def test_a_stamp_is_used_within_its_dates_and_not_while_it_is_locked_away(hall, keeper) -> None:
    seal = stamp(hall, keeper, valid_to="2026-11-23")
    with clock.at(NOON):
        made, second = hall.wet(), hall.wet(subject="case:2")
        papers.lock_seal(actor=keeper, seal=seal, place="保险柜")
        with pytest.raises(Refused) as no:
            papers.confirm_seal(actor=keeper, paper=made["id"])
        assert no.value.code == "seal.locked"
        papers.take_out_seal(actor=keeper, seal=seal, place="5 号窗口抽屉")
        papers.confirm_seal(actor=keeper, paper=made["id"])
    with clock.at(NOON + timedelta(days=1)), pytest.raises(Refused) as no:
        papers.confirm_seal(actor=keeper, paper=second["id"])
    assert no.value.code == "seal.out_of_date"


def test_the_register_keeps_every_hand_that_the_stamp_passed(hall, keeper) -> None:
    other = hall.clerk("乙")
    seal = stamp(hall, keeper)
    papers.hand_over_seal(actor=keeper, seal=seal, keeper_id=str(other.id), place="6 号窗口抽屉", note="调岗")
    with pytest.raises(Denied):
        papers.lock_seal(actor=keeper, seal=seal, place="保险柜")
    papers.lock_seal(actor=other, seal=seal, place="保险柜")
    papers.return_seal(actor=hall.actor, seal=seal, receiver="赵远帆", note="部门收回")
    with reading(hall.actor):
        lines = papers.seal_lines(hall.actor, UUID(seal))
        ref = papers.seal(hall.actor, UUID(seal))
    assert [(x.action, x.from_name, x.to_name) for x in reversed(lines)] == [
        ("registered", "", "甲"), ("handed_over", "甲", "乙"), ("locked", "乙", ""), ("returned", "乙", "赵远帆"),
    ]  # fmt: skip
    assert ref.state == "returned"
    for act in (
        lambda: papers.hand_over_seal(actor=hall.actor, seal=seal, keeper_id=str(keeper.id), place="x"),
        lambda: papers.return_seal(actor=hall.actor, seal=seal, receiver="a", note="b"),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.code == "seal.wrong_state"
    made = hall.wet()
    papers.confirm_seal(actor=other, paper=made["id"])  # no registered stamp is left: as before there was a register


def test_a_stamp_is_entered_whole_or_not_at_all(hall, keeper) -> None:
    stamp(hall, keeper)
    gone = hall.clerk("丁")
    people.revoke_everything(actor=hall.actor, staff_id=gone.id, reason="离岗")
    for over, code, field in (
        ({"code": " "}, "seal.code_missing", "code"),
        ({"code": "5001990001"}, "seal.taken", "code"),
        ({"purpose": "合同章"}, "seal.purpose_unknown", "purpose"),
        ({"name": ""}, "seal.name_missing", "name"),
        ({"place": ""}, "seal.place_missing", "place"),
        ({"valid_from": "soon"}, "seal.day_wrong", "valid_from"),
        ({"valid_to": "2025-12-31"}, "seal.ends_before_it_begins", "valid_to"),
        ({"deputy_id": str(keeper.id)}, "seal.deputy_is_keeper", "deputy_id"),
        ({"keeper_id": "nobody"}, "request.invalid", "keeper_id"),
        ({"keeper_id": str(gone.id)}, "seal.keeper_gone", "keeper_id"),
    ):
        with pytest.raises(Refused) as no:
            stamp(hall, keeper, **{"code": "5001990009", **over})
        assert (no.value.code, no.value.field) == (code, field)
    with reading(hall.actor):
        assert len(papers.seals(hall.actor)) == 1


def test_who_waits_for_a_seal_is_listed_with_keeper_place_and_age(hall, keeper) -> None:
    stamp(hall, keeper)
    with clock.at(NOON):
        first = hall.wet()
        hall.issue("receipt", subject="case:9")  # a sample seal waits for nobody
        hall.wet("deemed", subject="case:8")  # deemed: no seal at all
    with clock.at(NOON + timedelta(hours=1)):
        second = hall.wet(subject="case:2")
        papers.send_for_seal(actor=keeper, paper=second["id"], keeper="赵远帆", place="市监局 302 室")
    with reading(hall.actor):
        waits, more = papers.waiting_for_seal(hall.actor)
        head, mark = papers.waiting_for_seal(hall.actor, size=1)
        tail, end = papers.waiting_for_seal(hall.actor, size=1, after=mark)
        assert papers.count_waiting_for_seal(hall.actor) == 2
        mine, _ = papers.waiting_for_seal(keeper, mine=True)
    assert [(w.paper.number_text, w.keepers, w.place) for w in waits] == [
        (first["number"], ("甲",), "5 号窗口"), (second["number"], ("赵远帆",), "市监局 302 室"),
    ]  # fmt: skip
    assert (waits[0].since, waits[1].since) == (NOON, NOON + timedelta(hours=1))
    assert (more, end) == ("", "")
    assert [w.paper.id for w in head + tail] == [w.paper.id for w in waits]
    assert len(mine) == 2
    papers.void_paper(actor=hall.actor, paper=first["id"], reason="写错")
    papers.seal_papers(actor=keeper, papers=[second["id"]])
    with reading(hall.actor):
        assert papers.waiting_for_seal(hall.actor) == ([], "")


def test_a_stack_is_sealed_whole_or_not_at_all(hall, keeper) -> None:
    stamp(hall, keeper)
    made = [hall.wet(subject=f"case:{n}")["id"] for n in range(3)]
    voided = hall.wet(subject="case:9")["id"]
    papers.void_paper(actor=hall.actor, paper=voided, reason="写错")
    with pytest.raises(Refused):
        papers.seal_papers(actor=keeper, papers=[*made, voided])
    assert [hall.one(p).sealed_at for p in made] == [None] * 3
    with pytest.raises(Invalid):
        papers.seal_papers(actor=keeper, papers=[])
    assert papers.seal_papers(actor=keeper, papers=made)["sealed"] == 3


def test_another_center_s_stamp_is_missing(hall, other_hall, keeper) -> None:
    seal = stamp(hall, keeper)
    stranger = other_hall.actor
    for act in (
        lambda: papers.hand_over_seal(actor=stranger, seal=seal, keeper_id=str(keeper.id), place="x"),
        lambda: papers.lock_seal(actor=stranger, seal=seal, place="x"),
        lambda: papers.return_seal(actor=stranger, seal=seal, receiver="x", note="y"),
    ):
        with pytest.raises(Missing):
            act()


# ---- electronic seals ----


class Service:
    """A double of a seal service: appends a mark, as an incremental signature does."""

    name = "测试印章服务"
    mood = "good"

    def seal(self, pdf: bytes, *, organ: str, purpose: str, number: str) -> Sealed:
        if Service.mood == "refuses":
            raise papers.SealRefused("证书已过期")
        if Service.mood == "rewrites":
            return Sealed(b"%PDF-1.7 something else", "S-0")
        return Sealed(pdf + f"\n%sealed {organ} {purpose} {number}".encode(), f"S-{len(pdf)}")


WITH_SERVICE = override_settings(YICHUANG_SEAL_SERVICE=f"{__name__}.Service")


@pytest.fixture
def service(hall):
    hall.office()
    Service.mood = "good"
    with WITH_SERVICE:
        yield Service


def electronic(hall):
    return hall.issue("acceptance", over=samples.acceptance(organ=samples.organ(seal_mode="electronic"), samples=()))


def test_an_electronic_seal_is_set_beside_the_frozen_bytes(hall, service) -> None:
    made = electronic(hall)
    assert hall.one(made["id"]).awaits_service
    assert papers.seal_electronically(hall.actor, UUID(made["id"]))
    ref = hall.one(made["id"])
    with reading(hall.actor):
        given = papers.paper_bytes(hall.actor, "case:1", UUID(made["id"]))
        frozen = PaperCopy.objects.get(paper_id=made["id"], copy="service")
    assert ref.sealed_by_name == "测试印章服务"
    assert given.pdf.startswith(bytes(frozen.pdf))
    assert b"sealed" in given.pdf[len(frozen.pdf) :]
    assert given.digest != frozen.digest
    facts = papers.verify(made["code"])
    assert (facts.digest, facts.sealed, facts.seal_mode) == (given.digest, True, "electronic")
    assert not papers.seal_electronically(hall.actor, UUID(made["id"]))  # once is enough


def test_the_job_asks_for_the_seal_of_what_was_issued(hall, service) -> None:
    from yichuang.domains.documents.tasks import seal
    from yichuang.foundation.models import Event

    made = electronic(hall)
    with reading(hall.actor):
        told = Event.objects.get(name="documents.seal_wanted.v1")
    seal(str(told.pk), str(hall.id))
    assert hall.one(made["id"]).sealed_at is not None


@pytest.mark.parametrize(("mood", "said"), [("refuses", "证书已过期")])
def test_a_service_that_says_no_leaves_the_paper_waiting_with_the_reason(hall, service, mood, said) -> None:
    made = electronic(hall)
    service.mood = mood
    assert not papers.seal_electronically(hall.actor, UUID(made["id"]))
    with reading(hall.actor):
        [wait] = papers.waiting_for_seal(hall.actor)[0]
    assert wait.place == said
    service.mood = "good"
    assert papers.seal_electronically(hall.actor, UUID(made["id"]))


def test_a_service_that_changes_the_paper_is_not_believed(hall, service) -> None:
    made = electronic(hall)
    service.mood = "rewrites"
    with pytest.raises(Refused) as no:
        papers.seal_electronically(hall.actor, UUID(made["id"]))
    assert no.value.code == "paper.seal_changed_bytes"
    assert hall.one(made["id"]).sealed_at is None


def test_an_electronic_paper_is_not_stamped_by_hand_and_a_wet_one_not_by_the_service(hall, service) -> None:
    made, wet = electronic(hall), hall.wet(subject="case:2")
    with pytest.raises(Refused):
        papers.confirm_seal(actor=hall.actor, paper=made["id"])
    with pytest.raises(Refused) as no:
        papers.record_electronic_seal(actor=hall.actor, paper=wet["id"], service="x", sealed={}, serials={})
    assert no.value.code == "paper.no_electronic_seal"
    assert not papers.seal_electronically(hall.actor, UUID(wet["id"]))


def test_without_a_service_a_paper_that_waits_says_so(hall, service) -> None:
    made = electronic(hall)
    with override_settings(YICHUANG_SEAL_SERVICE=""):
        assert not papers.seal_electronically(hall.actor, UUID(made["id"]))
    with reading(hall.actor):
        assert papers.waiting_for_seal(hall.actor)[0][0].place == "没有接入电子印章服务"
