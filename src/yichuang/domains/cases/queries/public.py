"""What a citizen may know by the code that he holds, and what a number with four digits may tell."""

from typing import Any
from uuid import UUID

from yichuang.foundation import doors, identity, privacy
from yichuang.foundation.actor import Actor
from yichuang.foundation.clock import center_day
from yichuang.foundation.deadlines.words import binding_words, explain, left_words, light_words
from yichuang.foundation.errors import Missing
from yichuang.foundation.scope import reading

from .. import clocks, deeming, reasons, timeline, views, views_procedures
from ..lifecycle import WITH_DEPARTMENT, State
from ..models import Case, CaseDeadline, CaseExtension, CaseStop, Notice, Party
from ..stages import REVIEW, stage_of
from ..turns import turns
from ..types import Progress
from ..types_story import Awaited
from .common import lens_of
from .page import shown_of
from .procedures import extensions_of, rights_of, stops_of
from .stages import awaited_of_case, told_to_all


def door_of(code: str) -> tuple[UUID, UUID] | None:
    """(center, case) behind a tracking code, or None. Needs no scope."""
    return doors.door("case", privacy.normal_code(code)) if code and len(code) <= 40 else None


def awaited_of(actor: Actor, id_no: str) -> list[Awaited]:
    """The cases of this center that wait for what a person was told to bring, by the card that he shows at a device; applicant or agent, the
    earliest first. One statement. Nothing is kept of the number."""
    actor.require("ticket.issue")
    digest = privacy.blind(identity.normal_id(id_no)) if len(id_no) <= 40 else ""
    if not digest:
        return []
    mine = Party.objects.filter(center_id=actor.center_id, id_blind=digest).values("case_id")
    rows = Case.objects.filter(center_id=actor.center_id, state=State.CORRECTING, pk__in=mine).order_by("opened_at")
    return [Awaited(r.tracking_code, r.no, "" if r.sensitive else r.item_name) for r in rows]


def progress(code: str) -> Progress:
    """The case behind a tracking code, for anybody who holds it. Opens its own narrow scope; Missing for any wrong code.

    Nine statements, one more while the department has it, one more for a story that took a turn.
    """
    found = door_of(code)
    if found is None:
        raise Missing("case.code_unknown")
    center_id, case_id = found
    with reading(Actor.citizen(center_id)):
        return progress_of(center_id, case_id)


def progress_of(center_id: UUID, case_id: UUID) -> Progress:
    """The same, inside a scope that is open already."""
    row = Case.objects.filter(pk=case_id, center_id=center_id).first()
    if row is None:
        raise Missing("case.code_unknown")
    lens = lens_of(center_id)
    row, begun = deeming.shown(row, lens.now, lens.zone, lens.calendar)
    notices = list(Notice.objects.filter(case=row).order_by("period").prefetch_related("lines"))
    stops, extensions = stops_of(row), extensions_of(row)
    history = clocks.history_of(stops, extensions)
    limits = [*CaseDeadline.objects.filter(case=row), *begun]
    stage, shown, row_date = stage_of(row), shown_of(limits, history, lens), None
    running = row.state in WITH_DEPARTMENT and shown is not None
    if running and stage == REVIEW:
        row_date = awaited_of_case(row, limits, history, lens)  # he waits for the decision, not for the report
        shown = row_date or shown
    told = notices[-1] if notices and row.state == "correcting" else None
    line = views.case_row(row, lens)
    why = (*explain(shown.term), binding_words(shown)) if shown else ()

    def day(at: Any) -> Any:
        return center_day(at, lens.zone) if at else None

    return Progress(
        center_id=center_id, case_id=row.pk, ticket_id=row.ticket_id, subject=f"case:{row.pk}", no=row.no,
        tracking_code=row.tracking_code, item_name="" if row.sensitive else row.item_name, sensitive=row.sensitive,
        applicant_masked=line.applicant_masked, state=row.state, state_label=line.state_label, verdict=row.verdict,
        next_words=timeline.next_words(row), light=views.term_light(row_date.term) if row_date else line.light,
        light_label=light_words(shown.term) if running and shown else "",
        due=row_date.due if row_date else row.due, due_kind=row_date.which if row_date else row.due_kind, left=left_words(shown.term) if running and shown else "",
        why=tuple(w for w in why if w), binding=shown, steps=timeline.steps(
            row, notices, (*turns(row, public=True), *views_procedures.turns(stops, extensions))
        ),
        received_on=day(row.received_at), accepted_on=day(row.accepted_at), decided_on=day(row.decided_at),
        delivered_on=day(row.delivered_at), missing=views.notice(told).lines if told else (),
        correct_by=told.correct_by if told else None, pickup=reasons.label(reasons.METHODS, row.delivery_method),
        result_name="" if row.sensitive else row.result_name, updated_at=max(row.state_since, row.opened_at),
        pauses=_pauses(stops, extensions, lens), rights=rights_of(row, lens), stage=stage if row.accepted_at else "",
        stages=told_to_all(row, limits, history, lens),
    )  # fmt: skip


def _pauses(stops: list[CaseStop], extensions: list[CaseExtension], lens: views.Lens) -> tuple[str, ...]:
    """Why the date is not the first one that was told: each pause and the extension, in plain words."""
    said = views_procedures.pauses(views_procedures.procedure(s, lens.now, lens.zone) for s in stops)
    approved = [views_procedures.extension(e) for e in extensions if e.state == "approved"]
    return (*said, *map(views_procedures.extension_words, approved))
