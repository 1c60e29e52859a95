"""Somebody only asks: everything is told once, on a numbered slip, and the asking is written down (DB50/T 1603-2024, 5.1.1.2)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from yichuang.domains.catalog import api as catalog
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid
from yichuang.foundation.ids import uuid7
from yichuang.foundation.models import subject

from .. import catalogue
from ..models import ASKED_BY, Inquiry
from ..papers import inquiry as papers
from .common import among, as_id, paper_answer, text


@command("cases.answer_inquiry", needs="window.operate")
def answer_inquiry(
    work: Work, *, item: str, situation: Mapping[str, str] | str | None = None, channel: str = "window", question: str = "",
    answer: str = "", ticket: UUID | str | None = None, window: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Answer a mere inquiry with the told-once slip; no case is opened and no limit starts.

    Unanswered questions leave their materials on the list. Without words of one's own the record says what was asked and given.
    """
    offer = catalogue.offered(work.actor, item, work.today)
    guide = catalog.guide_of_version(offer.item.version_id)
    answers, label, _lines = catalogue.materials(guide.version_id, situation)
    among(channel, ASKED_BY, "channel")
    asked, said = text(question, "question", most=1000), text(answer, "answer")
    ticket_id, window_id = _place(work, ticket, window)
    made = uuid7()
    paper = papers.slip(
        work, made, guide, answers, label=label, channel=channel, department_id=offer.department_id,
        window_id=window_id, decides_id=offer.decides_id,
    )  # fmt: skip
    row = Inquiry.objects.create(
        id=made, center_id=work.center_id, item_code=guide.code, item_name=guide.name, item_version_id=guide.version_id,
        item_version=guide.number, situation=answers, situation_label=label, department_id=offer.department_id,
        channel=channel, question=asked or f"咨询“{guide.name}”的办理要求", answer=said or "已出具一次性告知书，一次告知全部内容",
        ticket_id=ticket_id, window_id=window_id, at=work.at, by_id=work.actor.id, by_name=work.actor.name,
        by_post=work.actor.post, paper_id=paper.id, paper_no=paper.number_text,
    )  # fmt: skip
    work.audit(
        "inquiry.answered",
        subject("inquiry", row.pk),
        after={"item": row.item_code, "channel": channel, "paper": row.paper_no},
    )
    return {"id": row.pk, "item": row.item_code, "version": row.item_version, "papers": [paper_answer(paper)]}


def _place(work: Work, ticket: UUID | str | None, window: str) -> tuple[UUID | None, UUID | None]:
    """The visit and the window; another center's ticket is missing like one that never was."""
    window_id = places.window_by_code(work.center_id, window).id if window else work.actor.window_id
    if not ticket:
        return None, window_id
    uid = as_id(ticket)
    if uid is None:
        raise Invalid("case.unknown_value", field="ticket", value=str(ticket)[:40], known="id")
    here = replace(work.actor, reads=(work.center_id,))  # one may look across, but acts at home
    return queueing.ticket(here, uid).id, window_id
