"""Acceptance by silence: when it is due, how a page shows it before anybody wrote it down, and that it comes before every act.

Whether silence accepts is the rule's (licences, real estate), never everybody's. Due means 24:00 of the last day in the center's
zone; on the spot means the end of the ticket, else the hall's closing time of that day (SPOT below).
"""

from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.clock import center_day
from yichuang.foundation.command import First, Work
from yichuang.foundation.workdays import Calendar

from . import catalogue, clocks
from .law.two_stage import stage_of
from .lifecycle import WITH_DEPARTMENT, State
from .models import Case, CaseDeadline
from .rules import rule_of

BY_LAW = "依法视为受理"
RENEWED_BY_LAW = "依法视为准予延续"
"""Who acts: nobody. The log and the paper name the one or the other."""


def is_renewed(case: Case, today: date) -> bool:
    """Whether the law has renewed the licence by now (行政许可法 50). Pure; costs no statement."""
    return case.state in WITH_DEPARTMENT and case.renews_after is not None and today > case.renews_after


def is_due(case: Case, at: datetime) -> bool:
    """Whether silence has accepted the case by then. Pure; costs no statement."""
    return case.state == State.RECEIVED and case.deems_at is not None and at >= case.deems_at


def deems_at(case: Case, told_by: datetime | None, since: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant from which silence is acceptance; None under a rule that knows no such thing. One statement or more for SPOT."""
    rule = rule_of(case.rule)
    if not rule.deems:
        return None
    return closing(case.center_id, since, zone) if rule.on_the_spot else told_by


def closing(center_id: UUID, at: datetime, zone: ZoneInfo) -> datetime:
    """The hall's closing time of the day of an instant; past it, or on a day without hours, the end of the day."""
    day = center_day(at, zone)
    hours = places.open_state(center_id, at).periods_today
    if hours:
        closes = datetime.combine(day, hours[-1].closes, zone)
        if at < closes:
            return closes
    return midnight(day, zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """24:00 of a day where the center stands."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


def deemed_on(case: Case, zone: ZoneInfo) -> date:
    """The last day on which an answer would have been in time: the promise runs from it."""
    assert case.deems_at is not None
    return center_day(case.deems_at - timedelta(microseconds=1), zone)


def due_deemings(work: Work, case: Case) -> None:
    """Put a due acceptance, or renewal, by silence before the act that has just taken the case: it is an act of its own, with its own
    transaction, paper and log lines, and stays even when the act is then refused."""
    if is_due(case, work.at):
        raise First(partial(_deem, case.pk), f"deem:{case.pk}")
    if is_renewed(case, work.today):
        raise First(partial(_renew, case.pk), f"renew:{case.pk}")


def _renew(case_id: UUID, actor: Actor) -> None:
    from .commands.renewing import renew_by_law  # the command stands above this module

    renew_by_law(actor=Actor.system(actor.center_id, name=RENEWED_BY_LAW), case=case_id)


def _deem(case_id: UUID, actor: Actor) -> None:
    from .commands.deeming import deem  # the command stands above this module

    deem(actor=Actor.system(actor.center_id, name=BY_LAW), case=case_id)


# ---- shown before it is written down ----


def shown(case: Case, now: datetime, zone: ZoneInfo, calendar: Calendar) -> tuple[Case, list[CaseDeadline]]:
    """The case as the law has it at the moment of reading, and the limits that began with it; the row itself when nothing is due.

    Changes the value in memory alone. A case of the counter is left to the minute's job: only that can see its ticket.
    """
    if not is_due(case, now) or (
        rule_of(case.rule).on_the_spot and now < midnight(center_day(case.deems_at, zone), zone)
    ):  # type: ignore[arg-type]
        return case, []
    since = case.period_from or case.received_at
    assert since is not None
    item, last = catalogue.pinned(case.item_version_id), deemed_on(case, zone)
    found = {
        kind: (limit, clocks.run(limit, started, calendar, now, zone, None, case.center_id))
        for kind, (limit, started) in clocks.limits(
            item, received=since, accepted=since, deemed_on=last, stage=stage_of(case)
        ).items()
    }
    case.state, case.outcome, case.deemed, case.accepted_at = State.ACCEPTED, "accept", True, since
    case.state_since = case.deems_at  # type: ignore[assignment]
    if found:
        terms = {kind: term for kind, (_, term) in found.items()}
        bound = clocks.bound(terms)
        assert bound is not None
        case.due, case.due_kind = bound.due, bound.which
    return case, [
        CaseDeadline(
            case=case, center_id=case.center_id, kind=kind, value=limit.value, unit=limit.unit.value, basis=limit.basis,
            starts_on=term.start, due=term.due, due_at=term.due_at, working=term.as_json(),
        )
        for kind, (limit, term) in found.items()
    ]  # fmt: skip
