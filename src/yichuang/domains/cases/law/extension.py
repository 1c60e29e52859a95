"""Extension (行政许可法 42): by how much, on what basis, and who has to approve it. Pure.

A special law that sets its own limit and no extension allows none: only a limit that stands on article 42 can lean on it.

What the law lengthens is its own limit, so that this one has to run still when the extension is approved; a promise is lengthened with it
only while it is not broken. An item whose law sets no days has its promise alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.foundation.deadlines import Limit, Unit
from yichuang.foundation.errors import Invalid, Refused

from ..lifecycle import WITH_DEPARTMENT, State

ARTICLE = "《中华人民共和国行政许可法》第四十二条"
ORGAN_HEAD, GOVERNMENT_HEAD = "organ_head", "government_head"
ALONE, JOINTLY = 10, 15


@dataclass(frozen=True, slots=True)
class Allowed:
    """The most that the law allows, and whose approval it asks for."""

    most: Limit
    approver: str


def allowed(statutory: Limit | None, own: Limit | None, *, is_licence: bool, joint: bool) -> Allowed | None:
    """What the item's own law provides, else article 42; None when nothing does.

    A case that several organs handle together, in a unified or centralised way, knows 45 and 15 days and asks for the head
    of the government.
    """
    if own is not None and not joint:
        return Allowed(
            Limit(own.value, own.unit, statutory.basis if statutory and statutory.basis else own.basis), ORGAN_HEAD
        )
    if not is_licence:
        return None
    if joint:
        return Allowed(Limit(JOINTLY, Unit.WORKING_DAY, ARTICLE + "第二款"), GOVERNMENT_HEAD)
    if statutory is None or _on_article_42(statutory.basis):
        return Allowed(Limit(ALONE, Unit.WORKING_DAY, ARTICLE + "第一款"), ORGAN_HEAD)
    return None


def _on_article_42(basis: str) -> bool:
    return not basis or ("许可法" in basis and ("42" in basis or "四十二" in basis))


def asked(value: object, most: Limit) -> Limit:
    """The extension that is asked for: the whole of what is allowed when nothing is said, never more."""
    if value is None:
        return most
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most.value:
        raise Invalid("extension.value", field="days", most=most.value)
    return Limit(value, most.unit, most.basis, most.starts_at)


@dataclass(frozen=True, slots=True)
class Ends:
    """When a limit of the decision runs out: its last day and the instant; None while a stop holds it."""

    due: date | None
    at: datetime | None

    def over(self, now: datetime) -> bool:
        """Whether it has run out: at 24:00 of its last day, or at its time where it runs in hours."""
        return self.at is not None and now >= self.at


def extends(limits: Mapping[str, Ends]) -> str:
    """Which of the limits an extension lengthens by law: the statute, else the promise."""
    return "statutory" if "statutory" in limits else "promise"


def in_time(no: str, limits: Mapping[str, Ends], now: datetime, *, stopped: bool) -> None:
    """Only a limit that has not run out can be lengthened; while the clock is stopped nothing runs that could be."""
    found = limits.get(extends(limits))
    if stopped or found is None or found.at is None:
        raise Refused("extension.while_stopped", no=no)
    if found.over(now):
        raise Refused("extension.too_late", no=no, due=found.due)


def promise_is_over(limits: Mapping[str, Ends], now: datetime) -> bool:
    """Whether the promise was broken before the extension came: then the statute alone grows longer. No notice mends a broken promise."""
    return extends(limits) != "promise" and "promise" in limits and limits["promise"].over(now)


def may_ask(
    no: str, state: str, limits: Mapping[str, Ends], now: datetime, answered: set[str], most: Allowed | None, *, item: str
) -> Allowed:  # fmt: skip
    """What can be asked for now; the refusal says why nothing can. `answered` holds the states of earlier requests."""
    if state not in WITH_DEPARTMENT:
        raise Refused("extension.not_now", no=no, state=state)
    in_time(no, limits, now, stopped=state == State.STOPPED)
    if "approved" in answered:
        raise Refused("extension.already", no=no)
    if "asked" in answered:
        raise Refused("extension.asked_already", no=no)
    if most is None:
        raise Refused("extension.no_law", item=item)
    return most
