"""Two-stage cases (行政许可法 35 and 43): a lower organ reviews, the superior decides. Pure.

The lower organ has twenty working days from its acceptance, passes its opinion and every paper on itself, and the superior asks
the applicant for none of them again. The superior's own limit (42) runs from the day on which the report reaches it. A law
may set either in working hours: `office` are the center's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.foundation.deadlines import OFFICE, Limit, Office, StartsAt, Stop, Term, Unit, term
from yichuang.foundation.errors import Refused
from yichuang.foundation.workdays import Calendar

REVIEW_LIMIT = Limit(20, Unit.WORKING_DAY, "《中华人民共和国行政许可法》第四十三条", StartsAt.ACCEPTANCE)
DECIDE_LIMIT = Limit(20, Unit.WORKING_DAY, "《中华人民共和国行政许可法》第四十二条第一款", StartsAt.RECEIPT)
HAND_ON = "《中华人民共和国行政许可法》第三十五条"

REVIEW, DECISION = "review", "decision"


class Staged(Protocol):
    """A case as far as its stage goes: whose turn it is, and the two organs where these are two."""

    department_id: UUID
    reviews_id: UUID | None
    decides_id: UUID | None


def stage_of(case: Staged) -> str:
    """`review` while the lower organ has it, `decision` once it was reported, empty where one organ does both."""
    if case.decides_id is None:
        return ""
    return REVIEW if case.department_id == case.reviews_id else DECISION


@dataclass(frozen=True, slots=True)
class Report:
    """What goes up: the opinion in words, and the codes of the papers that go with it."""

    opinion: str
    papers: frozenset[str]


def starts_on_report(statutory: Limit | None, *, is_licence: bool) -> Limit | None:
    """The superior's own limit, which begins when the report arrives; None where the item's statute covers both stages.

    Article 42 gives a superior its own days only for licences. Any other law counts from the application or its acceptance to the
    decision, so that the review takes its days out of the one limit and the report starts none.
    """
    return (statutory or DECIDE_LIMIT) if is_licence else None


def review(
    accepted: datetime, calendar: Calendar, now: datetime, zone: ZoneInfo, *, own: Limit | None = None,
    stops: Iterable[Stop] = (), office: Office = OFFICE,
) -> Term:  # fmt: skip
    """The lower organ's clock, from its acceptance; a law or regulation may set another limit."""
    return term(own or REVIEW_LIMIT, accepted, calendar, now, zone, stops=tuple(stops), office=office)


def decision(
    reached: datetime, calendar: Calendar, now: datetime, zone: ZoneInfo, *, own: Limit | None = None,
    stops: Iterable[Stop] = (), extension: Limit | None = None, office: Office = OFFICE,
) -> Term:  # fmt: skip
    """The superior's clock, from the arrival of the report. What the lower organ left unused is not added to it."""
    return term(
        own or DECIDE_LIMIT, reached, calendar, now, zone, stops=tuple(stops), extension=extension, office=office
    )


def check_report(report: Report, handed_in: Iterable[str]) -> None:
    """The opinion is in writing, and everything that the applicant handed in goes with it."""
    if not report.opinion.strip():
        raise Refused("two_stage.no_opinion", field="opinion")
    kept_back = sorted(set(handed_in) - report.papers)
    if kept_back:
        raise Refused("two_stage.papers_kept_back", field="papers", papers="、".join(kept_back))


def check_asking(asked: Iterable[str], report: Report) -> None:
    """The superior asks the applicant for no paper that reached it with the report."""
    again = sorted(set(asked) & report.papers)
    if again:
        raise Refused("two_stage.asked_again", field="papers", papers="、".join(again))


def review_is_late(found: Term, reported: datetime | None) -> bool:
    """Whether the report went up after the last day of the review; one that has not gone is judged by the clock itself."""
    if reported is None:
        return found.late
    return found.due_at is not None and reported >= found.due_at


def last_days(
    accepted: datetime, reached: datetime, calendar: Calendar, zone: ZoneInfo, *, review_own: Limit | None = None,
    decide_own: Limit | None = None, office: Office = OFFICE,
) -> tuple[date, date]:  # fmt: skip
    """The last day of each stage, for a paper or a page."""
    one = review(accepted, calendar, accepted, zone, own=review_own, office=office).due
    two = decision(reached, calendar, reached, zone, own=decide_own, office=office).due
    assert one is not None and two is not None
    return one, two
