"""送达回证 made from the papers that were handed over: what it says of organ, applicant and matter, they said already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from yichuang.foundation.command import Work

from .issuing import issue_paper
from .kinds import ServiceReceiptData
from .kinds.parts import PlainWords, Wording
from .models import SIGNING_MODES, Paper, PaperHabit
from .reading_back import rebuilt
from .types import Handing, PaperRef

OPENING = "下列文书已经送达。签收人核对文书份数和文号后签名。"
REFUSED = "下列文书已经送达。受送达人拒绝签收，由见证人签名证明。"
ALOUD = "文书内容已经当面读出，签收人表示明白。"


def wants_receipt(work: Work, department_id: UUID) -> bool:
    """Whether the department is used to one. One query."""
    return PaperHabit.objects.filter(
        center_id=work.center_id, department_id=department_id, service_receipt=True
    ).exists()


def give_receipt(work: Work, rows: Sequence[Paper], handing: Handing) -> PaperRef:
    """One for all papers that were handed over, numbered in the department's series, as the last thing of the act."""
    first, local = rebuilt(rows[0].kind, rows[0].data), work.at.astimezone(work.zone)
    data = ServiceReceiptData(
        organ=replace(first.organ, seal_name=""), applicant=first.applicant, matter=first.matter, plain=PlainWords(),
        wording=Wording(title="送达回证", opening=REFUSED if handing.mode == "refused" else OPENING),
        clerk=work.actor.name, issued_on=work.today, papers=tuple(f"{r.title}　{r.number_text}" for r in rows),
        receiver=handing.receiver, relation=handing.relation or _relation(first.applicant.name, handing.receiver),
        mode=SIGNING_MODES[handing.mode], place=handing.place or first.organ.center, served_on=work.today,
        served_time=local.strftime("%H:%M"), witnesses=handing.witnesses,
        remark="".join((ALOUD if handing.read_aloud else "", handing.note)),
    )  # fmt: skip
    return issue_paper(work, "service", data, department_id=rows[0].department_id, subject=rows[0].subject)


def _relation(applicant: str, receiver: str) -> str:
    return "本人" if applicant == receiver else "受送达人指定的代收人"
