"""Rows as the values of `types`. Pure but for the active language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from yichuang.foundation import privacy
from yichuang.foundation.clock import center_day
from yichuang.foundation.deadlines import Light, Term
from yichuang.foundation.deadlines.words import explain, left_words, light_words
from yichuang.foundation.identity_words import id_type_words
from yichuang.foundation.workdays import Calendar

from . import clocks, deeming, reasons
from .law.two_stage import stage_of
from .lifecycle import OVER, WITH_DEPARTMENT
from .models import Case, CaseDeadline, CaseFile, CaseMaterial, HandoverList, Notice, Party, Ruling
from .types import (
    CaseRow,
    DeadlineView,
    FileView,
    HandoverView,
    MaterialView,
    NoticeView,
    PartyView,
    PointView,
    RulingView,
)

_LIGHTS = {Light.GREEN: "ok", Light.YELLOW: "warn", Light.RED: "bad"}


@dataclass(frozen=True, slots=True)
class Lens:
    """What turns dates into lights: the day and the instant of reading, the legal calendar, the center's threshold.

    Also the one setting that outcomes depend on."""

    now: datetime
    zone: ZoneInfo
    calendar: Calendar
    yellow: int
    refusal_with_notice: bool = False

    @property
    def today(self) -> date:
        """The center's day of reading."""
        return center_day(self.now, self.zone)

    @property
    def yellow_until(self) -> date:
        """The last due day that is yellow today."""
        return clocks.light_days(self.today, self.yellow, self.calendar)


def case_row(case: Case, lens: Lens) -> CaseRow:
    """A case as a line of a list, accepted by silence where that is due. The light is of the date that binds, while the case is owed."""
    case = deeming.shown(case, lens.now, lens.zone, lens.calendar)[0]
    running = case.state in WITH_DEPARTMENT and case.due is not None
    return CaseRow(
        id=case.pk,
        no=case.no,
        item_code=case.item_code,
        item_name=case.item_name,
        applicant=case.applicant,
        applicant_masked=privacy.mask_name(case.applicant),
        state=case.state,
        state_label=state_label(case),
        outcome=case.outcome,
        verdict=case.verdict,
        channel=case.channel,
        channel_label=reasons.label(reasons.CHANNELS, case.channel),
        department_id=case.department_id,
        window_id=case.window_id,
        ticket_id=case.ticket_id,
        opened_at=case.opened_at,
        received_at=case.received_at,
        accepted_at=case.accepted_at,
        decided_at=case.decided_at,
        ended_at=case.ended_at,
        taken_over_at=case.taken_over_at,
        due=case.due,
        due_kind=case.due_kind,
        pause_until=case.pause_until,
        light=_row_light(case, lens, running),
        remaining=clocks.working_days_left(lens.today, case.due, lens.calendar) if running and case.due else None,
        sensitive=case.sensitive,
    )


def _row_light(case: Case, lens: Lens, running: bool) -> str:
    if case.state == "stopped" and case.due is None:
        return "bad" if case.pause_until is not None and case.pause_until < lens.today else "off"
    if running and case.due:
        return {"green": "ok", "yellow": "warn", "red": "bad"}[clocks.light_of(lens.today, case.due, lens.yellow_until)]
    return "done" if case.state in OVER or case.state == "decided" else "todo"


def state_label(case: Case) -> str:
    """The state in words; a decision against says so."""
    if case.state in ("decided", "delivered") and case.verdict == "deny":
        return reasons.label({"deny": reasons.DENIED_LABEL}, "deny")
    if case.state == "accepted" and case.deemed:
        return reasons.label({"deemed": reasons.DEEMED_LABEL}, "deemed")
    if case.state == "decided" and case.verdict == "file":
        return reasons.label({"file": reasons.FILED_LABEL}, "file")
    if case.state == "accepted" and case.decides_id is not None:
        return reasons.label(reasons.STAGE_STATES, stage_of(case))
    if case.state == "stopped" and case.due is not None:
        return reasons.label({"under_way": reasons.UNDER_WAY_LABEL}, "under_way")
    return reasons.label(reasons.STATES, case.state)


def party(row: Party) -> PartyView:
    """Masked; the whole numbers come only by `reveal_party`."""
    return PartyView(
        id=row.pk,
        role=row.role,
        role_label=reasons.label(reasons.ROLES, row.role),
        kind=row.kind,
        name=row.name,
        name_masked=privacy.mask_name(row.name),
        id_type=row.id_type,
        id_type_label=id_type_words(row.id_type),
        id_masked=row.id_masked,
        phone_masked=row.phone_masked,
        authority=row.authority,
        authority_from=row.authority_from,
        authority_to=row.authority_to,
        none_reason=row.none_reason,
    )


def material(row: CaseMaterial, files: Iterable[CaseFile] = ()) -> MaterialView:
    """A line of the list with its points and scans."""
    return MaterialView(
        code=row.code,
        name=row.name,
        klass=row.klass,
        required=row.required,
        tolerable=row.tolerable,
        form=row.form,
        source=row.source,
        copies_asked=row.copies_asked,
        status=row.status,
        status_label=reasons.label(reasons.STATUSES, row.status),
        light="half" if row.tolerated_until else reasons.STATUS_LIGHT.get(row.status, "miss"),
        original_seen=row.original_seen,
        copies=row.copies,
        remark=row.remark,
        cure=row.cure,
        told=row.told,
        replaced=row.replaced,
        tolerated_until=row.tolerated_until,
        points=tuple(
            PointView(str(p["id"]), str(p["text"]), str(p["id"]) in row.ticked, str(p.get("fix", "")))
            for p in row.points
        ),
        files=tuple(file(f) for f in files),
        blank_file_id=row.blank_file_id,
        sample_file_id=row.sample_file_id,
    )


def file(row: CaseFile) -> FileView:
    """An upload."""
    return FileView(row.pk, row.file_id, row.name, row.content_type, row.size, row.kept_at, row.by_name)


def deadline(row: CaseDeadline, history: clocks.History, lens: Lens) -> DeadlineView:
    """A limit, run again to today; what was met keeps its date and shows no light."""
    term = clocks.term_of(row, history, lens.calendar, lens.now, lens.zone, lens.yellow)
    met = row.met_at is not None
    return DeadlineView(
        kind=row.kind,
        label=reasons.label(reasons.DEADLINES, row.kind),
        value=row.value,
        unit=row.unit,
        basis=row.basis,
        starts_on=row.starts_on,
        due=row.due,
        met_at=row.met_at,
        light="ok" if met else term_light(term),
        light_label="" if met else light_words(term),
        left="" if met else left_words(term),
        remaining=None if met else int(term.remaining),
        explanation=tuple(explain(term)) if row.kind != "correction" else (),
        term=term,
    )


def term_light(term: Term) -> str:
    """The light of a clock that runs, or stands still."""
    return "off" if term.paused else _LIGHTS[term.light]


def ruling(row: Ruling, rule: str) -> RulingView:
    """What was decided or advised, in the words of the item's rule."""
    return RulingView(
        stage=row.stage,
        stage_label=reasons.label(reasons.STAGES, row.stage),
        outcome=row.outcome,
        label=reasons.outcome_words(rule, row.outcome),
        ground=reasons.ground_words(rule, row.ground) if row.ground else "",
        reasons=row.reasons,
        basis=row.basis,
        competent_organ=row.competent_organ,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
        delegated=row.delegated,
        deemed=row.deemed,
        paper_id=row.paper_id,
        paper_no=row.paper_no,
    )


def notice(row: Notice) -> NoticeView:
    """What was told, as it was said. `lines` must be prefetched."""
    lines = tuple(
        {
            "material": n.material_code,
            "name": n.material_name,
            "defect": reasons.label(reasons.STATUSES, n.defect),
            "cure": n.cure,
        }
        for n in row.lines.all()
    )
    return NoticeView(row.period, row.told_at, row.correct_by, row.completed_at, lines, row.paper_id, row.paper_no)


def handover(row: HandoverList, rows: tuple[CaseRow, ...] = (), count: int = 0) -> HandoverView:
    """A list of papers on their way."""
    return HandoverView(
        id=row.pk,
        no=row.no,
        department_id=row.department_id,
        window_id=row.window_id,
        state=row.state,
        made_at=row.made_at,
        made_by=row.made_by,
        taken_at=row.taken_at,
        taken_by=row.taken_by,
        remark=row.remark,
        rows=rows,
        count=count or len(rows),
    )


def grouped(rows: Iterable[Any], key: str) -> Mapping[Any, list[Any]]:
    """Rows by one of their fields."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found
