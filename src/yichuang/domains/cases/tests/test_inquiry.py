"""A mere inquiry: the slip says all five parts in the version in force, the record says who asked what; no case is opened."""

import io
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from yichuang.domains.cases import api as cases
from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing
from yichuang.foundation.scope import reading

from ..models import Case, Inquiry
from .halls import Hall


def slip(actor: Actor, inquiry: UUID) -> str:
    with reading(actor):
        paper = documents.paper_bytes(actor, f"inquiry:{inquiry}", "inquiry")
    return "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(paper.pdf)).pages)


def test_the_slip_says_the_five_parts_the_version_and_the_large_print(hall: Hall) -> None:
    made = cases.answer_inquiry(actor=hall.clerk, item="T1")
    text = slip(hall.clerk, made["id"])
    with reading(hall.clerk):
        guide = catalog.guide("T1")
    for part in (
        "法定条件", "符合法定条件。", "需要的材料", "申请书", "身份证明", "场所证明", "办理程序", "申请→受理→决定。",
        "卫生检测（所需时间不计入办理期限）", "现场核查（所需时间计入办理期限）", "承诺时限", "5个工作日（法定期限：20个工作日）",
        "注意要点", "费用：不收费。", f"办事指南第{guide.number}版", "备齐材料再来办理", "表中的3样材料", made["papers"][0]["no"],
    ):  # fmt: skip
        assert part in text, part
    assert made["version"] == guide.number
    assert "办件编号" not in text
    with reading(hall.clerk):
        assert not Case.objects.exists()


def test_an_unanswered_question_keeps_its_material_as_depending_and_an_answer_decides(hall: Hall) -> None:
    open_, yes, no = (
        slip(hall.clerk, cases.answer_inquiry(actor=hall.clerk, item="Q1", situation=s)["id"])
        for s in (None, {"kind": "yes"}, {"kind": "no"})
    )
    assert "布局图" in open_
    assert "视情形" in open_
    assert "布局图" in yes
    assert "视情形" not in yes
    assert "布局图" not in no
    assert "表中的1样材料" in no


def test_the_record_keeps_channel_question_answer_item_place_handler_and_time(hall: Hall) -> None:
    ticket = hall.ticket()
    made = cases.answer_inquiry(
        actor=hall.clerk, item="L1", channel="phone", question=" 要带照片吗？ ", answer="不用", ticket=ticket["id"], window="1"
    )  # fmt: skip
    with reading(hall.clerk):
        (row,) = cases.inquiries(hall.clerk)
        assert cases.inquiry(hall.clerk, made["id"]) == row
        assert cases.inquiries(hall.clerk, window_id=uuid4()) == []
        assert cases.inquiries(hall.clerk, day=date(2026, 11, 22)) == []
    assert (row.channel, row.question, row.answer, row.item_code) == ("phone", "要带照片吗？", "不用", "L1")
    assert (row.by_name, row.by_post, row.at) == (hall.clerk.name, hall.clerk.post, clock.now())
    assert str(row.ticket_id) == str(ticket["id"])
    assert row.window_id is not None
    assert row.paper_no == made["papers"][0]["no"]
    assert "咨询方式电话" in slip(hall.clerk, made["id"])


def test_numbers_run_on_and_a_repeated_key_gives_the_same_slip(hall: Hall) -> None:
    key = str(uuid4())
    first, again, other = (cases.answer_inquiry(actor=hall.clerk, key=k, item="L1") for k in (key, key, None))
    assert str(first["id"]) == str(again["id"])
    assert other["papers"][0]["no"] != first["papers"][0]["no"]
    with reading(hall.clerk):
        assert Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"item": "NONE"}, "item"),
        ({"item": "Q1", "situation": {"kind": "maybe"}}, "situation.kind"),
        ({"item": "L1", "channel": "pigeon"}, "channel"),
        ({"item": "L1", "question": "问" * 1001}, "question"),
        ({"item": "L1", "ticket": "A001"}, "ticket"),
    ],
)
def test_what_cannot_be_answered_names_the_field_and_writes_nothing(
    hall: Hall, said: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        cases.answer_inquiry(actor=hall.clerk, **said)
    assert refused.value.field == field
    with reading(hall.clerk):
        assert not Inquiry.objects.exists()


def test_only_who_sits_at_a_desk_may_and_another_center_finds_nothing(hall: Hall, other_hall: Hall) -> None:
    with pytest.raises(Denied):
        cases.answer_inquiry(actor=hall.officer, item="L1")
    made = cases.answer_inquiry(actor=hall.clerk, item="L1")
    ticket = hall.ticket()
    with pytest.raises(Missing):
        cases.answer_inquiry(actor=other_hall.clerk, item="L1", ticket=ticket["id"])
    across = replace(other_hall.clerk, reads=(other_hall.id, hall.id))
    with pytest.raises(Missing):
        cases.answer_inquiry(actor=across, item="L1", ticket=ticket["id"])
    with reading(other_hall.clerk), pytest.raises(Missing):
        cases.inquiry(other_hall.clerk, made["id"])
