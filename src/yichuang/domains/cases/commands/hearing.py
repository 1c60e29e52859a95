"""Hearings: the right is told, asked for in five days, held within twenty, announced seven before, and the clock waits for it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from yichuang.domains.documents import api as documents
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.workdays.table import calendar_of

from .. import catalogue, clocks, events, papers
from ..law import hearing as law
from ..law import special
from ..models import Case, CaseHearing, Ruling
from ..stages import for_the_decider
from . import procedures
from .common import about, answer, need, paper_answer, stands, take_case, tell, text

OPEN = ("told", "applied", "ordered", "arranged")


@command("cases.tell_hearing_right", needs="case.decide")
def tell_hearing_right(work: Work, *, case: UUID | str, matter: str, persons: str, basis: str = "") -> dict[str, Any]:
    """Tell the applicant and those concerned that they may ask for a hearing (47). The clock runs on until somebody does.

    Their five days begin when the notice is served (`right_was_served`); the day that is answered is that of a notice served at once.
    """
    found, facts = _ready(work, case, matter, persons, basis, "told")
    by = law.last_day(law.APPLY, work.at, calendar_of(), work.zone)
    row = CaseHearing.objects.create(**facts, state="told", apply_by=by)
    work.audit("case.hearing_right_told", about(found), after={"hearing": row.pk, "apply_by": by})
    _emit(work, events.HEARING_TOLD, found, row)
    paper = papers.hearing.right(work, found, row)
    return _on_paper(work, found, row, paper, apply_by=by)


@command("cases.order_hearing", needs="case.decide")
def order_hearing(work: Work, *, case: UUID | str, matter: str, persons: str, basis: str = "") -> dict[str, Any]:
    """The organ holds a hearing of its own accord, because a law asks for it or the public is concerned (46). The clock stops."""
    found, facts = _ready(work, case, matter, persons, basis, "ordered")
    by = law.last_day(law.ORGANISE, work.at, calendar_of(), work.zone)
    row = CaseHearing.objects.create(**facts, state="ordered", organise_by=by)
    return _stop(work, found, row, events.HEARING_ORDERED)


def _ready(
    work: Work, case: UUID | str, matter: str, persons: str, basis: str, how: str
) -> tuple[Case, dict[str, Any]]:
    """The case, and what every hearing begins with; refused while another is open."""
    found = take_case(work, case)
    stands(found, "tell_hearing_right" if how == "told" else "order_hearing")
    for_the_decider(work, found, "two_stage.hearing_above")
    if CaseHearing.objects.filter(case=found, center_id=work.center_id, state__in=OPEN).exists():
        raise Refused("hearing.open_already", no=found.no)
    item = catalogue.pinned(found.item_version_id)
    law_ = text(basis, "basis", most=300) or (law.ARTICLES[how] if item.is_licence else "")
    return found, {
        "center_id": work.center_id, "case": found, "state_since": work.at, "begun_at": work.at,
        "begun_by_id": work.actor.id, "begun_by": work.actor.name, "basis": need(law_, "basis", "法律依据"),
        "matter": need(text(matter, "matter", most=400), "matter", "听证事项"),
        "persons": need(text(persons, "persons", most=400), "persons", "告知对象"),
    }  # fmt: skip


@command("cases.apply_for_hearing", needs="case.decide")
def apply_for_hearing(work: Work, *, case: UUID | str, applicant: str) -> dict[str, Any]:
    """Somebody who was told asks for the hearing in time: the clock stops until it is held, for at most twenty working days."""
    found, row = _take(work, case, "apply_for_hearing")
    name = need(text(applicant, "applicant", most=200), "applicant", "听证申请人")
    own = law.own_day(name, served_of(row), row.apply_by if row.told_at is not None else None)
    if own is not None:
        law.may_apply(own, work.today)
    by = law.last_day(law.ORGANISE, work.at, calendar_of(), work.zone)
    row.move("apply", at=work.at, applied_at=work.at, applied_by=name, organise_by=by)
    return _stop(work, found, row, events.HEARING_APPLIED)


def _stop(work: Work, case: Case, row: CaseHearing, event: str) -> dict[str, Any]:
    """Let the hearing's time begin: a special procedure like the others, with its notice."""
    item = catalogue.pinned(case.item_version_id)
    own = next((p.name for p in item.procedures if p.kind == "hearing" and not p.counted), "")
    name = own or ("" if item.is_licence else special.HEARING)
    stop = procedures.begin(
        work,
        case,
        law.ORGANISE,
        kind="hearing",
        name=name,
        basis="" if item.is_licence else row.basis,
        reason=row.matter,
    )
    CaseHearing.objects.filter(pk=row.pk).update(stop=stop)
    work.audit("case.hearing_stops", about(case), after={"hearing": row.pk, "organise_by": row.organise_by})
    _emit(work, event, case, row)
    paper = procedures.tell_start(work, case, stop)
    tell(work, case)
    return answer(
        case, hearing=row.pk, organise_by=row.organise_by, by_order=stop.by_order, papers=[paper_answer(paper)]
    )


@command("cases.waive_hearing", needs="case.decide")
def waive_hearing(work: Work, *, case: UUID | str, reason: str) -> dict[str, Any]:
    """Everybody who was told has said in writing that he wants no hearing: nothing waits any longer."""
    found, row = _take(work, case, "waive_hearing")
    said = need(text(reason, "reason", most=400), "reason", "放弃听证的情况")
    row.move("waive", at=work.at, closed_because=said)
    work.audit("case.hearing_waived", about(found), after={"hearing": row.pk}, reason=said)
    tell(work, found)
    return answer(found, hearing=row.pk)


@command("cases.arrange_hearing", needs="case.decide")
def arrange_hearing(
    work: Work, *, case: UUID | str, hold_at: datetime | str, place: str, presider: str, presider_post: str
) -> dict[str, Any]:
    """Set day, place and presider, and tell everybody seven working days before. Put off, it is arranged and told anew."""
    found, row = _take(work, case, "arrange_hearing")
    row.LIFECYCLE.plan("arrange", state=row.state)
    at = _instant(work, hold_at)
    given = {
        "place": need(text(place, "place", most=200), "place", "听证地点"),
        "presider": need(text(presider, "presider", most=100), "presider", "听证主持人"),
        "presider_post": need(text(presider_post, "presider_post", most=100), "presider_post", "听证主持人职务"),
    }
    assert row.organise_by is not None
    law.check_day(at, work.at, row.organise_by, calendar_of(), work.zone)
    law.check_presider(given["presider"], examiners_of(found, row))
    row.move("arrange", at=work.at, hold_at=at, notified_at=work.at, **given)
    work.audit("case.hearing_arranged", about(found), after={"hearing": row.pk, "at": at, "presider": row.presider})
    _emit(work, events.HEARING_ARRANGED, found, row)
    return _on_paper(work, found, row, papers.hearing.notice(work, found, row))


def _instant(work: Work, given: datetime | str) -> datetime:
    """Day and time as typed, where the center stands."""
    try:
        at = given if isinstance(given, datetime) else datetime.fromisoformat(str(given))
    except ValueError:
        raise Invalid("hearing.time_expected", field="hold_at") from None
    return at if at.tzinfo else at.replace(tzinfo=work.zone)


def examiners_of(case: Case, row: CaseHearing) -> set[str]:
    """Who has examined this application: whoever gave an opinion, told the right, or began a procedure of it."""
    opinions = Ruling.objects.filter(case=case, center_id=case.center_id, stage="opinion")
    return {row.begun_by, *opinions.values_list("by_name", flat=True)}


@command("cases.hold_hearing", needs="case.decide")
def hold_hearing(work: Work, *, case: UUID | str, record: str, signed_by: str) -> dict[str, Any]:
    """The hearing was held: its record is kept, the clock goes on, and the decision will follow the record (48)."""
    found, row = _take(work, case, "hold_hearing")
    row.LIFECYCLE.plan("hold", state=row.state)
    said = need(text(record, "record", most=4000), "record", "听证笔录")
    signed = need(text(signed_by, "signed_by", most=400), "signed_by", "笔录签字人")
    if row.hold_at is not None and work.at < row.hold_at:
        raise Refused("hearing.not_yet", hold_at=row.hold_at.astimezone(work.zone).strftime("%Y-%m-%d %H:%M"))
    row.move("hold", at=work.at, held_at=work.at, record=said, signed_by=signed)
    work.audit("case.hearing_held", about(found), after={"hearing": row.pk, "presider": row.presider})
    _emit(work, events.HEARING_HELD, found, row)
    return _go_on(work, found, row, f"听证已于{work.today.year}年{work.today.month}月{work.today.day}日举行。")


@command("cases.cancel_hearing", needs="case.decide")
def cancel_hearing(work: Work, *, case: UUID | str, reason: str) -> dict[str, Any]:
    """The request was taken back, or what was to be heard is gone: no hearing, and the clock goes on."""
    found, row = _take(work, case, "cancel_hearing")
    said = need(text(reason, "reason", most=400), "reason", "不再举行听证的原因")
    row.move("cancel", at=work.at, closed_because=said)
    work.audit("case.hearing_cancelled", about(found), after={"hearing": row.pk}, reason=said)
    return _go_on(work, found, row, f"不再举行听证：{said}")


def _go_on(work: Work, case: Case, row: CaseHearing, finding: str) -> dict[str, Any]:
    assert row.stop is not None
    paper = procedures.end(work, case, row.stop, finding)
    tell(work, case)
    return answer(case, hearing=row.pk, by_order=row.stop.by_order, papers=[paper_answer(paper)])


def _take(work: Work, case: UUID | str, act: str) -> tuple[Case, CaseHearing]:
    found = take_case(work, case)
    stands(found, act)
    row = (
        CaseHearing.objects.select_related("stop").filter(case=found, center_id=work.center_id, state__in=OPEN).first()
    )
    if row is None:
        raise Refused("hearing.none_open", no=found.no)
    return found, row


def _emit(work: Work, event: str, case: Case, row: CaseHearing) -> None:
    work.emit(event, about(case), case=case.pk, no=case.no, department=case.department_id, hearing=row.pk)


def _on_paper(work: Work, case: Case, row: CaseHearing, paper: Any, **more: Any) -> dict[str, Any]:
    CaseHearing.objects.filter(pk=row.pk).update(paper_id=paper.id, paper_no=paper.number_text)
    case.version += 1
    Case.objects.filter(pk=case.pk).update(version=case.version)
    tell(work, case)
    return answer(case, hearing=row.pk, papers=[paper_answer(paper)], **more)


def before_decision(work: Work, case: Case) -> str:
    """Refuse a decision that has to wait for a hearing; the sentence that a decision after one has to carry, or nothing.

    A right that nobody used in its five days lapses here.
    """
    rows = list(CaseHearing.objects.filter(case=case, center_id=case.center_id).order_by("begun_at", "id"))
    for row in rows:
        code = law.blocks_decision(row.state, row.apply_by, work.today, told=row.told_at is not None)
        if code:
            raise Refused(code, no=case.no, apply_by=row.apply_by, paper=row.paper_no, missing=missing(row))
        if row.state == "told":
            row.move("lapse", at=work.at)
    held = [r for r in rows if r.state == "held" and r.held_at]
    if not held:
        return ""
    day = held[-1].held_at.astimezone(work.zone)  # type: ignore[union-attr]
    return f"本决定根据{day.year}年{day.month}月{day.day}日听证会的笔录作出。"


def right_was_served(work: Work, case_id: UUID, paper_id: UUID) -> None:
    """The notice of the right has reached somebody: from now on his five working days run, and the decision waits for everybody's.

    A day that stands on a paper moves later only; it is written down under the notice's number. Seven statements at most.
    """
    rows = CaseHearing.objects.select_related("case").filter(
        case_id=case_id, center_id=work.center_id, paper_id=paper_id
    )
    row = rows.filter(state="told").first()
    if row is None:
        return
    handed = documents.paper(work.actor, paper_id).service
    own, old = law.last_day(law.APPLY, work.at, calendar_of(), work.zone), row.apply_by
    served = law.with_service(served_of(row), handed.receiver if handed else "", work.at, own)
    by = max(own, old) if old else own
    told = work.at if row.told_at is not None or law.all_served(row.persons, served) else None
    kept = {"served": [s.as_json() for s in served], "told_at": told, "apply_by": by}
    if CaseHearing.objects.filter(pk=row.pk, state="told").update(**kept) and by != old:
        clocks.date_change(work, row.case, "hearing", old, by, "served", row.paper_no).save(force_insert=True)
    after = {"hearing": row.pk, "apply_by": own, "all": told is not None}
    work.audit("case.hearing_right_served", about(row.case), after=after)
    tell(work, row.case)


def served_of(row: CaseHearing) -> tuple[law.Served, ...]:
    """Who has the notice of the right. Pure."""
    return tuple(law.Served.read(kept) for kept in row.served)


def missing(row: CaseHearing) -> int:
    """How many of those who are to be told have no notice yet. Pure."""
    return 0 if row.told_at is not None else max(len(law.addressees(row.persons)) - len(row.served), 0)


def drop(work: Work, case: Case, why: str) -> None:
    """The application was taken back: a hearing that was still to come has nothing left to hear."""
    row = CaseHearing.objects.filter(case=case, center_id=case.center_id, state__in=OPEN).first()
    if row is not None:
        row.move("waive" if row.state == "told" else "cancel", at=work.at, closed_because=why)
