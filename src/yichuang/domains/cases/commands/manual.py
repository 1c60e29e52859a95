"""Working on paper: making the emergency pack, entering what was written by hand, voiding what was not used."""

import copy
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.foundation import files, privacy
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.workdays.table import calendar_of

from .. import papers
from ..lifecycle import WITH_DEPARTMENT
from ..manual import ANSWERS, BLANKS, KIND, STEPS, is_late, refuses
from ..models import Case, EmergencyPack, ManualEntry
from .checking import receive, write_statuses
from .common import about, among, answer, need, paper_answer, stands, take_case, tell, text
from .intake import answer_by_hand
from .opening import begin

DUE_DAYS = 14
REPLACED = "制作了新的应急包"


OPEN = ("ready", "retired")
"""Packs whose papers can be entered."""


@command("cases.make_pack", needs="place.manage")
def make_pack(work: Work, *, retire: bool = False) -> dict[str, Any]:
    """Print a new emergency pack. The unused numbers of those before are voided: of two packs in a drawer one would be wrong.

    With `retire` (the weekly job) the numbers of the last pack stay open for a week more: what was written on a Friday is
    entered on Monday.
    """
    center = places.center(work.center_id)
    voided = 0
    for old in _open(work):
        if retire and old.state == "ready":
            old.move("retire", at=work.at)
        else:
            voided += _end(work, old, REPLACED)
    offers = catalog.offers(work.actor)
    units = [d for d in places.departments(work.center_id) if any(o.first_department_id == d.id for o in offers)]
    if not units:
        raise Refused("manual.no_departments")
    no = f"{work.today:%Y%m%d}-{EmergencyPack.objects.filter(center_id=work.center_id, made_at__gte=_midnight(work)).count() + 1}"
    due = _due_cases(work)
    refs = {d.id: _blanks(work, center, d, no) for d in units}
    runs = [_run(d, kind, taken) for d in units for kind, taken in refs[d.id].items()]
    count = sum(len(taken) for of in refs.values() for taken in of.values())
    data = {
        "no": no, "made": f"{work.at.astimezone(work.zone):%Y-%m-%d %H:%M}", "steps": STEPS, "due": due,
        "center": {"name": center.name, "address": center.address, "phone": center.phone},
        "contacts": [("急救", "120"), ("火警", "119"), ("报警", "110"), *[(d.short_name, d.phone or "—") for d in units]],
        "departments": [_part(d, offers, refs[d.id]) for d in units],
    }  # fmt: skip
    kept = files.keep(work, f"应急包-{no}.pdf", "application/pdf", documents.print_pack(data, dated=work.at))
    made = EmergencyPack.objects.create(
        center_id=work.center_id, state="ready", state_since=work.at, no=no, made_at=work.at, made_by=work.actor.name,
        file_id=kept.id, numbers=runs, due_cases=len(due),
    )  # fmt: skip
    work.audit("pack.made", f"pack:{made.pk}", after={"no": no, "numbers": count, "voided_before": voided})
    return {"id": made.pk, "no": no, "numbers": count, "voided": voided}


def _blanks(
    work: Work, center: places.CenterInfo, unit: places.DepartmentInfo, no: str
) -> dict[str, list[documents.NumberRef]]:
    """The numbers of one department by kind of paper; a kind of which the center wants none is left out."""
    wanted = {kind: center.setting(name) for kind, name in BLANKS.items()}
    return {
        kind: documents.reserve_numbers(work, kind, unit.id, count, f"应急包 {no}")
        for kind, count in wanted.items()
        if count
    }


def _open(work: Work) -> list[EmergencyPack]:
    """The packs whose papers can be entered, the newest first, locked."""
    rows = EmergencyPack.objects.select_for_update().filter(center_id=work.center_id, state__in=OPEN)
    return list(rows.order_by("-made_at"))


def _midnight(work: Work) -> datetime:
    return datetime.combine(work.today, time(), work.zone)


def _run(unit: places.DepartmentInfo, kind: str, refs: Sequence[documents.NumberRef]) -> dict[str, Any]:
    return {
        "department": str(unit.id), "name": unit.name, "kind": kind, "year": refs[0].year, "first": refs[0].number,
        "last": refs[-1].number, "first_text": refs[0].text, "last_text": refs[-1].text,
    }  # fmt: skip


def _part(
    unit: places.DepartmentInfo, offers: Sequence[catalog.OfferInfo], refs: Mapping[str, Sequence[documents.NumberRef]]
) -> dict[str, Any]:
    """A department in the pack: its items in short, and its blank papers."""
    guides = [catalog.guide(o.item_code) for o in offers if o.first_department_id == unit.id]
    return {
        "name": unit.name, "organ": unit.name, "phone": unit.phone,
        "blanks": {kind: [r.text for r in refs.get(kind, ())] for kind in BLANKS},
        "runs": [
            {"label": documents.KINDS[kind].label, "first": taken[0].text, "last": taken[-1].text, "count": len(taken)}
            for kind, taken in refs.items()
        ],
        "items": [
            {"code": g.code, "name": g.name, "promised": catalog.limit_words(g.promised.value, g.promised.unit) if g.promised else "—",
             "statutory": catalog.limit_words(g.statutory.value, g.statutory.unit) if g.statutory else "—", "materials": [m.name for m in g.materials]}
            for g in guides
        ],
    }  # fmt: skip


def _due_cases(work: Work) -> list[dict[str, str]]:
    """What the departments owe within two weeks, the late ones too; names of applicants are masked."""
    units = {d.id: d.short_name for d in places.departments(work.center_id)}
    rows = Case.objects.filter(
        center_id=work.center_id, state__in=sorted(WITH_DEPARTMENT), due__lte=work.today + timedelta(days=DUE_DAYS)
    )
    return [
        {"due": f"{c.due}", "no": c.no, "item": c.item_name, "applicant": privacy.mask_name(c.applicant), "department": units.get(c.department_id, "")}
        for c in rows.order_by("due", "id")[:500]
    ]  # fmt: skip


@command("cases.end_pack", needs="place.manage")
def end_pack(work: Work, *, reason: str) -> dict[str, Any]:
    """Void what was not used of the packs in use, with the reason; for instance after everything was entered."""
    said = need(text(reason, "reason", most=200), "reason", "作废原因")
    found = _open(work)
    if not found:
        raise Refused("manual.no_pack")
    return {"voided": sum(_end(work, pack, said) for pack in found)}


def _end(work: Work, pack: EmergencyPack, reason: str) -> int:
    voided = 0
    for run in pack.numbers:
        for number in _unused(work, run):
            documents.void_number(work, run["kind"], UUID(run["department"]), run["year"], number, reason=reason)
            voided += 1
    pack.move("end", at=work.at, ended_at=work.at, ended_by=work.actor.name, reason=reason, voided=voided)
    work.audit("pack.ended", f"pack:{pack.pk}", after={"voided": voided}, reason=reason)
    return voided


def _unused(work: Work, run: Mapping[str, Any]) -> list[int]:
    return documents.reserved_numbers(
        work.center_id, run["kind"], UUID(run["department"]), run["year"], run["first"], run["last"]
    )


@command("cases.enter_by_hand", needs="case.open")
def enter_by_hand(
    work: Work, *, number: int | str, item: str, written_on: date | str, written_time: str,
    parties: Sequence[Mapping[str, Any]], materials: Mapping[str, Any] | None = None, window: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Enter a receipt that was written by hand: the case is received at the paper's own time, and the law counts from there.

    `number` is that of the pack in use, for the department of the item. When no material is named all count as received, as a
    receipt lists them. Refused: a number outside the pack, one entered or voided before, a time ahead of now or before the pack was printed.
    """
    packs = _open(work)
    if not packs:
        raise Refused("manual.no_pack")
    written = _moment(work, written_on, written_time)
    if why := refuses(written, work.at, packs[-1].made_at):
        raise _wrong_time(work, why, packs[-1])
    then = copy.copy(work)  # the same ledgers, at the paper's time
    then.at = written
    case, lines = begin(then, item=item, parties=parties, window=window)
    pack, run = _run_of(work, packs, case.department_id, KIND, number)
    if why := refuses(written, work.at, pack.made_at):
        raise _wrong_time(work, why, pack)
    write_statuses(then, case, materials or {m.code: {"status": "received", "copies": 1} for m in lines})
    receive(then, case)
    paper = papers.receipt(then, case, by_hand=(int(number), work))
    entry = _entered(work, case, pack, run, paper, written)
    tell(work, case)
    return answer(case, tracking_code=case.tracking_code, late=entry.late, papers=[paper_answer(paper)])


@command("cases.enter_answer_by_hand", needs="case.accept")
def enter_answer_by_hand(
    work: Work, *, case: UUID | str, kind: str, number: int | str, written_on: date | str, written_time: str,
    correction_days: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Enter an acceptance or a one-time notice that was written on a blank: the case is answered at the paper's own time.

    The materials are as they were checked in the case. The same rule decides as in the system: what would not have been lawful
    then is refused, and has to be put right in writing. Refused as well: a time before the case was received.
    """
    found = take_case(work, case)
    among(kind, tuple(ANSWERS), "kind")
    if found.deemed:
        raise Refused("case.was_deemed", no=found.no)
    stands(found, "enter_answer_by_hand")
    assert found.received_at is not None
    packs = _open(work)
    if not packs:
        raise Refused("manual.no_pack")
    written = _moment(work, written_on, written_time)
    pack, run = _run_of(work, packs, found.department_id, kind, number)
    if why := refuses(written, work.at, pack.made_at):
        raise _wrong_time(work, why, pack)
    if written < found.received_at.replace(second=0, microsecond=0):
        received = f"{found.received_at.astimezone(work.zone):%m-%d %H:%M}"
        raise Invalid("manual.before_receipt", field="written_time", received=received)
    then = copy.copy(work)
    then.at = max(written, found.received_at)  # papers tell minutes
    paper = answer_by_hand(then, found, ANSWERS[kind], correction_days, (int(number), work))
    entry = _entered(work, found, pack, run, paper, written)
    tell(work, found)
    return answer(found, late=entry.late, papers=[paper_answer(paper)])


def _entered(
    work: Work, case: Case, pack: EmergencyPack, run: Mapping[str, Any], paper: documents.PaperRef, written: datetime
) -> ManualEntry:
    """The line of the register of what was entered, and of the log."""
    number = int(paper.number_text.rpartition("〕")[2].rstrip("号"))
    entry = ManualEntry.objects.create(
        center_id=work.center_id, case=case, pack=pack, department_id=case.department_id, kind=run["kind"],
        year=run["year"], number=number, number_text=paper.number_text, written_at=written, entered_at=work.at,
        entered_by=work.actor.name, late=is_late(center_day(written, work.zone), work.today, calendar_of()),
    )  # fmt: skip
    work.audit(
        "case.entered_by_hand",
        about(case),
        after={"kind": entry.kind, "number": number, "written": written.isoformat(), "late": entry.late},
    )
    return entry


def _moment(work: Work, day: date | str, clock_time: str) -> datetime:
    try:
        on = day if isinstance(day, date) else date.fromisoformat(str(day).strip())
    except ValueError:
        raise Invalid("case.date_expected", field="written_on") from None
    try:
        at = time.fromisoformat(str(clock_time).strip().replace("：", ":"))
    except ValueError:
        raise Invalid("manual.time_expected", field="written_time") from None
    return datetime.combine(on, at.replace(tzinfo=None), work.zone)


def _wrong_time(work: Work, why: str, pack: EmergencyPack) -> Invalid:
    return Invalid(why, field="written_time", made=f"{pack.made_at.astimezone(work.zone):%m-%d %H:%M}")


def _run_of(
    work: Work, packs: Sequence[EmergencyPack], department: UUID, kind: str, number: int | str
) -> tuple[EmergencyPack, dict[str, Any]]:
    """The pack and the run that the number belongs to; refused when it is outside, or was entered or voided before."""
    runs = [(p, r) for p in packs for r in p.numbers if (r["department"], r["kind"]) == (str(department), kind)]
    given = int(number) if str(number).strip().isdecimal() and len(str(number)) < 8 else 0
    for pack, run in runs:
        if run["first"] <= given <= run["last"]:
            if given not in _unused(work, run):
                raise Invalid("manual.number_used", field="number", number=given)
            return pack, dict(run)
    first, last = (runs[0][1]["first_text"], runs[0][1]["last_text"]) if runs else ("—", "—")
    raise Invalid("manual.number_outside", field="number", first=first, last=last)
