"""Hearings (行政许可法 46–48): who is told, how long to ask, by when it is held, how early it is announced, who may preside. Pure.

The days of this law are working days (82), never working hours, so that a center's office hours move none of its dates; "seven days before" is reached on the seventh working day after the notice.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from yichuang.foundation.clock import center_day
from yichuang.foundation.deadlines import Limit, StartsAt, Unit, term
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.workdays import Calendar

from ..acts import CASE_ACTS
from ..lifecycle import HEARING

ARTICLES = {
    "ordered": "《中华人民共和国行政许可法》第四十六条",
    "told": "《中华人民共和国行政许可法》第四十七条第一款",
    "held": "《中华人民共和国行政许可法》第四十八条",
}
_COMMANDS = {
    "apply": "apply_for_hearing", "waive": "waive_hearing", "arrange": "arrange_hearing", "hold": "hold_hearing",
    "cancel": "cancel_hearing",
}  # fmt: skip
APPLY = Limit(5, Unit.WORKING_DAY, "《中华人民共和国行政许可法》第四十七条第一款", StartsAt.DECISION)
ORGANISE = Limit(20, Unit.WORKING_DAY, "《中华人民共和国行政许可法》第四十七条第一款", StartsAt.DECISION)
NOTICE = Limit(7, Unit.WORKING_DAY, "《中华人民共和国行政许可法》第四十八条第一款第（一）项", StartsAt.DECISION)


def last_day(limit: Limit, since: datetime, calendar: Calendar, zone: ZoneInfo) -> date:
    """The last day of one of the limits above, from the event that starts it."""
    found = term(limit, since, calendar, since, zone)
    assert found.due is not None
    return found.due


@dataclass(frozen=True, slots=True)
class Served:
    """One person who has the notice of the right: his five days run from then (47)."""

    receiver: str
    at: datetime
    apply_by: date

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> "Served":
        """From what the hearing's row keeps."""
        return cls(kept["receiver"], datetime.fromisoformat(kept["at"]), date.fromisoformat(kept["apply_by"]))

    def as_json(self) -> dict[str, str]:
        return {"receiver": self.receiver, "at": self.at.isoformat(), "apply_by": self.apply_by.isoformat()}


def addressees(persons: str) -> tuple[str, ...]:
    """Who has to be told, one after the other: they are written with semicolons or line breaks between them."""
    found = tuple(name for part in re.split(r"[;；\n]", persons) if (name := part.strip()))
    return found or (persons,)


def with_service(served: Sequence[Served], receiver: str, at: datetime, apply_by: date) -> tuple[Served, ...]:
    """One service more. Whoever is served again keeps the later day: what a paper told him never moves earlier."""
    same = [s for s in served if _plain(s.receiver) == _plain(receiver)]
    rest = [s for s in served if _plain(s.receiver) != _plain(receiver)]
    return (*rest, Served(receiver, at, max([apply_by, *(s.apply_by for s in same)])))


def all_served(persons: str, served: Sequence[Served]) -> bool:
    """Whether as many people have the notice as were to be told: one notice stands for all, and each gets it himself."""
    return len(served) >= len(addressees(persons))


def own_day(name: str, served: Sequence[Served], last: date | None) -> date | None:
    """Until when this person may ask: his own five days where he is known by his name, else `last`, the day of whoever has it last.

    None while his days have not begun.
    """
    return next((s.apply_by for s in served if _plain(s.receiver) == _plain(name)), last)


def may_apply(apply_by: date, on: date) -> None:
    """A request for a hearing is in time up to 24:00 of the fifth working day after the right was told."""
    if on > apply_by:
        raise Refused("hearing.applied_late", apply_by=apply_by)


def check_day(hold_at: datetime, now: datetime, organise_by: date, calendar: Calendar, zone: ZoneInfo) -> None:
    """The hearing lies at least seven working days after its notice and not after the last day for organising it.

    A hearing that had to be put off is announced anew; one whose twenty days are over is held as early as the notice allows.
    """
    earliest, day = last_day(NOTICE, now, calendar, zone), center_day(hold_at, zone)
    if day < earliest:
        raise Invalid("hearing.too_soon", field="hold_at", earliest=earliest)
    if day > max(organise_by, earliest):
        raise Invalid("hearing.too_late", field="hold_at", organise_by=max(organise_by, earliest))
    if not calendar.is_working(day):
        raise Invalid("hearing.rest_day", field="hold_at")


def rests(hold_at: datetime, moved: Iterable[date], calendar: Calendar, zone: ZoneInfo) -> bool:
    """Whether a change of the calendar, which moved these days, has made the fixed day one of rest: it is told anew (48)."""
    day = center_day(hold_at, zone)
    return day in moved and not calendar.is_working(day)


def acts(
    case_state: str, state: str | None, apply_by: date | None, hold_at: datetime | None, now: datetime, today: date
) -> tuple[str, ...]:
    """What may be done about a hearing now; `state` is that of the open one, None when none is open.

    Asking is over with its last day, and a hearing is not held before its time.
    """
    if state is None:
        told = ("tell",) if case_state in CASE_ACTS.acts["tell_hearing_right"].states else ()
        return (*told, *(("order",) if case_state in CASE_ACTS.acts["order_hearing"].states else ()))
    found = [a for a in HEARING.possible(state) if a != "lapse" and case_state in CASE_ACTS.acts[_COMMANDS[a]].states]
    if apply_by is not None and today > apply_by:
        found = [a for a in found if a != "apply"]
    if hold_at is not None and now < hold_at:
        found = [a for a in found if a != "hold"]
    return tuple(found)


def check_presider(presider: str, examiners: Iterable[str]) -> None:
    """Who examines the application does not preside (48)."""
    if _plain(presider) in {_plain(name) for name in examiners}:
        raise Refused("hearing.presider_examines", field="presider", name=presider)


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def blocks_decision(state: str, apply_by: date | None, today: date, *, told: bool) -> str:
    """Why a decision has to wait for the hearing, as the code of a refusal; empty when it need not.

    While the right to ask still runs nothing is decided; who does not ask in time has had his chance. The five days begin when a
    person is told (47), that is when the notice has reached him: before all of them are `told` somebody's do not even begin.
    """
    if state == "told" and not told:
        return "hearing.not_told_yet"
    if state == "told" and apply_by is not None and today <= apply_by:
        return "hearing.may_still_be_asked"
    return "hearing.not_held" if state in ("applied", "ordered", "arranged") else ""
