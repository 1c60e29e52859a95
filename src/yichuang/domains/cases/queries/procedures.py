"""A case's time between acceptance and decision: what stopped or lengthened it, which acts are open, and what each would do."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines import Binding, Limit, Stop, StopKind
from yichuang.foundation.deadlines.words import day_words, units
from yichuang.foundation.errors import Invalid, Missing, Refused, sentence

from .. import catalogue, clocks, views_procedures
from ..commands.common import as_id
from ..commands.extending import allowed_for, ends_of, not_ordered
from ..commands.hearing import OPEN, examiners_of, missing, served_of
from ..commands.renewing import asked_on, day_of, own_limit
from ..law import extension as extension_law
from ..law import hearing as hearing_law
from ..law import renewal as renewal_law
from ..law import special
from ..lifecycle import WITH_DEPARTMENT, State
from ..models import Case, CaseDateChange, CaseDeadline, CaseExtension, CaseHearing, CaseRenewal, CaseStop
from ..stages import REVIEW, name_of, stage_of
from ..types_procedures import Choice, ClockPage, EffectView, HearingPage, RenewalView
from ..views import Lens
from .common import find, lens_of


def stops_of(case: Case) -> list[CaseStop]:
    """Every special procedure, the first begun first. One statement."""
    return list(CaseStop.objects.filter(case=case, center_id=case.center_id).order_by("started_at", "id"))


def extensions_of(case: Case) -> list[CaseExtension]:
    """Every request for a longer limit, the oldest first. One statement."""
    return list(CaseExtension.objects.filter(case=case, center_id=case.center_id).order_by("asked_at", "id"))


def clock_page(actor: Actor, case: UUID | str) -> ClockPage:
    """Procedures, extensions, moved dates, the renewal, and what may be done now. Eight statements."""
    row = find(actor, case)
    lens = lens_of(row.center_id)
    item = catalogue.pinned(row.item_version_id)
    asked = extensions_of(row)
    most = allowed_for(row)
    changes = CaseDateChange.objects.filter(case=row, center_id=row.center_id).order_by("at", "id")
    kept = [views_procedures.extension(e) for e in asked]
    return ClockPage(
        procedures=[views_procedures.procedure(s, lens.now, lens.zone) for s in stops_of(row)],
        extensions=kept,
        changes=[views_procedures.date_change(c) for c in changes],
        choices=[Choice(p.name, p.kind, p.counted, p.est_days) for p in item.procedures],
        may_start=row.state in WITH_DEPARTMENT,
        extension=next((e for e in kept if e.state in ("asked", "approved")), None),
        extend_most=most.most.value if most else 0,
        extend_unit=most.most.unit.value if most else "",
        extend_basis=most.most.basis if most else "",
        approver=most.approver if most else "",
        no_extension=_why_not(row, lens, asked, most),
        renewal=_renewal(row),
        may_renew=item.is_licence and row.state in WITH_DEPARTMENT,
        by_order=clocks.ordered_by(row),
    )


def _renewal(case: Case) -> RenewalView | None:
    """One statement."""
    r = CaseRenewal.objects.filter(case=case, center_id=case.center_id).first()
    if r is None:
        return None
    return RenewalView(
        r.licence, r.licence_no, r.expires_on, r.asked_on, r.ask_by, r.in_time, r.basis, r.renewed_on, r.paper_no
    )


def preview_renewal(
    actor: Actor, case: UUID | str, *, expires_on: date | str, days: int | str | None = None
) -> RenewalView:
    """What noting this licence would mean, or the refusal that says why it cannot be noted. Changes nothing.

    The law behind other `days` is asked for when it is noted, not while the form is being filled in.
    """
    row = find(actor, case)
    lens, item = lens_of(row.center_id), catalogue.pinned(row.item_version_id)
    ends, own, asked = day_of(expires_on), own_limit(days, renewal_law.ARTICLE), asked_on(row, lens.zone)
    renewal_law.check_asked(renewal_law.Renewal(ends, asked), lens.calendar, own)
    by = renewal_law.last_day_to_ask(ends, lens.calendar, own)
    return RenewalView(item.result_name or item.name, "", ends, asked, by, asked <= by, renewal_law.ARTICLE, None, "")


def hearing_page(actor: Actor, case: UUID | str) -> HearingPage:
    """The hearings of a case, and what may be done about them now. Five statements at most."""
    row = find(actor, case)
    lens, item = lens_of(row.center_id), catalogue.pinned(row.item_version_id)
    rows = list(CaseHearing.objects.filter(case=row, center_id=row.center_id).order_by("-begun_at", "-id"))
    now_open = next((h for h in rows if h.state in OPEN), None)
    views = [
        views_procedures.hearing(h, missing=missing(h), **(_to_hold(row, h, lens) if h is now_open else {}))
        for h in rows
    ]
    state, by, at = (now_open.state, now_open.apply_by, now_open.hold_at) if now_open else (None, None, None)
    by = by if now_open and now_open.told_at else None  # somebody may ask until everybody has the notice
    return HearingPage(
        hearings=views,
        open=next((v for v in views if v.open), None),
        acts=() if stage_of(row) == REVIEW else hearing_law.acts(row.state, state, by, at, lens.now, lens.today),
        told_basis=hearing_law.ARTICLES["told"] if item.is_licence else "",
        ordered_basis=hearing_law.ARTICLES["ordered"] if item.is_licence else "",
    )


def decision_waits(actor: Actor, case: UUID | str) -> str:
    """Why nothing can be decided yet because of a hearing, as a sentence; empty when nothing holds the decision. Three statements."""
    row = find(actor, case)
    lens = lens_of(row.center_id)
    for h in CaseHearing.objects.filter(case=row, center_id=row.center_id, state__in=OPEN):
        code = hearing_law.blocks_decision(h.state, h.apply_by, lens.today, told=h.told_at is not None)
        if code:
            return sentence(Refused(code, no=row.no, apply_by=h.apply_by, paper=h.paper_no, missing=missing(h)))
    return ""


def rights_of(case: Case, lens: Lens) -> tuple[str, ...]:
    """What the applicant may still ask for before the decision, and until when, in plain words. One statement, or none."""
    if case.state != State.ACCEPTED:
        return ()
    open_ = CaseHearing.objects.filter(case=case, center_id=case.center_id, state="told").first()
    if open_ is None:
        return ()
    by = hearing_law.own_day(case.applicant, served_of(open_), open_.apply_by if open_.told_at else None)
    if by is not None and lens.today > by:
        return ()
    if by is None:
        words = _("部门出具了听证告知书 %(no)s：收到后 %(days)s 个工作日内可以要求听证，在这之前不作决定。")
        return (words % {"no": open_.paper_no, "days": hearing_law.APPLY.value},)
    words = _("您可以要求听证，最迟 %(day)s 提出（听证告知书 %(no)s）；在这之前不作决定，不要求的不用来。")
    return (words % {"day": day_words(by), "no": open_.paper_no},)


def _to_hold(case: Case, row: CaseHearing, lens: Lens) -> dict[str, Any]:
    """When it could be held if its notice went out now, and who may not preside. One statement."""
    earliest = hearing_law.last_day(hearing_law.NOTICE, lens.now, lens.calendar, lens.zone)
    latest = max(row.organise_by, earliest) if row.organise_by else None
    return {"earliest": earliest, "latest": latest, "examiners": sorted(examiners_of(case, row))}


def _why_not(row: Case, lens: Lens, asked: list[CaseExtension], most: extension_law.Allowed | None) -> str:
    """Why nobody can ask for a longer limit now, as a sentence; empty when somebody can."""
    if stage_of(row) == REVIEW:
        return sentence(Refused("two_stage.no_extension", decider=name_of(row.decides_id)))
    try:
        not_ordered(row)
        extension_law.may_ask(
            row.no, row.state, ends_of(row), lens.now, {e.state for e in asked}, most, item=row.item_name
        )
    except Refused as no:
        return sentence(no)
    return ""


def preview_procedure(
    actor: Actor, case: UUID | str, *, days: Any, unit: str = "working_day", name: str = "", kind: str = ""
) -> EffectView:
    """What starting a procedure now would do: no date while it runs, and the hope if it ends as announced. Seven statements."""
    row = find(actor, case)
    lens = lens_of(row.center_id)
    item = catalogue.pinned(row.item_version_id)
    needed = special.days(days, unit)
    known = next((p for p in item.procedures if p.name == name), None)
    if known is not None and known.counted:
        raise Refused("procedure.counted", name=known.name)
    until, order = special.announced_end(needed, lens.today, lens.calendar), clocks.ordered_by(row)
    history = clocks.histories(row.center_id, [row.pk])[row.pk]
    if order:  # nothing is held, and nothing moves
        same = _shown(row, lens, history)
        return EffectView(row.due, same.due if same else None, until, shown=same, by_order=order)
    stop_kind = StopKind(known.kind if known else kind if kind in set(StopKind) else StopKind.OTHER_BY_LAW)
    open_ = Stop(stop_kind, lens.now)
    ended = replace(open_, to=datetime.combine(until, time(17), lens.zone))
    hoped = tuple(_ended_as_announced(s, lens) for s in stops_of(row))
    held = _shown(row, lens, replace(history, stops=(*history.stops, open_)))
    hope = _shown(row, lens, replace(history, stops=(*hoped, ended)))
    return EffectView(row.due, held.due if held else None, until, hope.due if hope else None, shown=held)


def _ended_as_announced(row: CaseStop, lens: Lens) -> Stop:
    found = clocks.stop_of(row)
    if found.to is not None:
        return found
    until = max(row.expected_until or lens.today, lens.today)
    return replace(found, to=datetime.combine(until, time(17), lens.zone))


def preview_finish(actor: Actor, case: UUID | str, procedure: UUID | str) -> EffectView:
    """What ending this procedure now would do; `others` are those that would still hold the clock. Six statements."""
    row = find(actor, case)
    lens = lens_of(row.center_id)
    uid, rows = as_id(procedure), stops_of(row)
    mine = next((s for s in rows if s.pk == uid), None)
    if mine is None:
        raise Missing("procedure.missing", field="procedure")
    others = tuple(views_procedures.name_of(s) for s in rows if s.state == "running" and s is not mine)
    stops = tuple(
        replace(clocks.stop_of(s), to=lens.now) if s is mine else clocks.stop_of(s) for s in rows if not s.by_order
    )
    history = clocks.histories(row.center_id, [row.pk])[row.pk]
    shown = _shown(row, lens, replace(history, stops=stops))
    saved = units(clocks.stopped_days(shown.term), shown.term.limit.unit) if shown and not mine.by_order else ""
    return EffectView(
        row.due, shown.due if shown else None, others=others, saved=saved, shown=shown, by_order=mine.by_order
    )


def preview_extension(actor: Actor, case: UUID | str, *, days: Any = None) -> EffectView:
    """What extending by so much would do to the date: the request's own days when one is open. Eight statements.

    Once the promise is broken it is the date of the law that moves, and the one that was told stays.
    """
    row = find(actor, case)
    lens = lens_of(row.center_id)
    open_ = next((e for e in extensions_of(row) if e.state == "asked"), None)
    most = allowed_for(row)
    if open_ is None and most is None:
        raise Invalid("extension.no_law", field="days", item=row.item_name)
    longer = clocks.extension_of(open_) if open_ else extension_law.asked(days, most.most)  # type: ignore[union-attr]
    ends = ends_of(row)
    extension_law.in_time(row.no, ends, lens.now, stopped=row.state == State.STOPPED)
    over = extension_law.promise_is_over(ends, lens.now)
    history = clocks.histories(row.center_id, [row.pk])[row.pk]
    shown = _shown(row, lens, replace(history, extension=longer, promise_over=over))
    if shown is None or not over or shown.statutory is None:
        return EffectView(row.due, shown.due if shown else None, saved=_words(longer), shown=shown)
    before = ends["statutory"].due
    return EffectView(before, shown.statutory.due, saved=_words(longer), shown=shown, kept=row.due)


def _words(limit: Limit) -> str:
    return units(limit.value, limit.unit)


def _shown(row: Case, lens: Lens, history: clocks.History) -> Binding | None:
    """Promise and statute under another history, with the printed promise never earlier. One statement."""
    limits = CaseDeadline.objects.filter(case=row, center_id=row.center_id, kind__in=clocks.UNTIL_DECISION)
    terms = {}
    for d in filter(clocks.binds, limits):
        found = clocks.recount(d, history, lens.calendar, lens.now, lens.zone, lens.yellow)
        terms[d.kind] = clocks.not_earlier(found, d.due, lens.zone) if d.kind == "promise" else found
    return clocks.bound(terms)
