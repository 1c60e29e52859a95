"""`yichuang queue`: one JSON value a line in, one a line out. A line that cannot be read is answered by an error that says
why, and the next one is read."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from .hall.reading import Unreadable, read_logs, read_state, read_ticket
from .hall.values import DayLog, State, Ticket
from .policy import pick, read_policy

MARK = "\ufeff"
"""What some programs write before the first line."""


class Answering(Protocol):
    """What learns from days and answers states."""

    def fit(self, value: Any) -> dict[str, Any]: ...

    def state(self, value: Mapping[str, Any]) -> dict[str, Any]: ...

    def again(self, line: str) -> dict[str, Any] | None: ...

    def keep(self, line: str, value: Mapping[str, Any]) -> None: ...


TICKET = re.compile(r'"ticket"\s*:\s*(\{[^{}]*\})')
"""The ticket that is asked about, as it stands in a line."""


class Remembered:
    """The last state that was read, with its line. When the next line differs only in the ticket that is asked about, as when
    everybody in line is refreshed, nothing else is read again."""

    def __init__(self) -> None:
        self.rest: tuple[str, str] | None = None
        self.seen: State | None = None
        self.now: State | None = None

    def keep(self, line: str, value: Mapping[str, Any]) -> None:
        """Remember a line whose state was just read into `now`, if its ticket can be told apart for sure."""
        self.rest = self.seen = None
        found = TICKET.search(line)
        if self.now is None or found is None or line.count('"ticket"') != 1:
            return
        if json.loads(found[1]) == value.get("ticket"):
            self.rest, self.seen = (line[: found.start()], line[found.end() :]), self.now

    def state_of(self, line: str) -> State | None:
        """The state of a line that says the same of everything but the ticket."""
        if self.seen is None or self.rest is None:
            return None
        before, after = self.rest
        if not (line.startswith(before) and line.endswith(after) and len(line) > len(before) + len(after)):
            return None
        middle = TICKET.fullmatch(line[len(before) : len(line) - len(after)])
        return None if middle is None else replace(self.seen, ticket=read_ticket(json.loads(middle[1]), "ticket"))

    def forget(self) -> None:
        """Read the next line from scratch."""
        self.rest = self.seen = self.now = None


def answers(lines: Iterable[str], by: Answering) -> Iterator[str]:
    """One answer for each line that is not empty."""
    for number, line in enumerate(lines, 1):
        line = line.lstrip(MARK)
        if not line.strip():
            continue
        try:
            told = by.again(line) or _fresh(line, by)
        except json.JSONDecodeError as no:
            told = {"error": f"no JSON: {no.msg} at character {no.pos + 1}", "line": number}
        except (Unreadable, RecursionError) as no:
            told = {"error": str(no), "line": number}
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as no:
            told = {"error": f"figures that make no sense together: {no}", "line": number}
        yield _written(told)


def _written(told: dict[str, Any]) -> str:
    """In plain characters; half a character, which JSON can name and no text can hold, is named again as it came."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(told, separators=(",", ":"))
    return text


def _fresh(line: str, by: Answering) -> dict[str, Any]:
    value = json.loads(line)
    if not isinstance(value, Mapping):
        raise Unreadable("an object was expected")
    if "fit" in value:
        return by.fit(value["fit"])
    told = by.state(value)
    by.keep(line, value)
    return told


def _learned(days: Sequence[DayLog], faults: Sequence[str]) -> dict[str, Any]:
    """What a line of past days is answered by: `days` that taught something, `empty` ones on which nobody came."""
    empty = sum(1 for d in days if not d.visits)
    told = {"ok": True, "days": len(days) - empty, "empty": empty, "faults": faults}
    return {k: v for k, v in told.items() if v or k in ("ok", "days")}


def _ticket_of(state: State) -> Ticket:
    if state.ticket is None:
        raise Unreadable("state.ticket: the ticket that is asked about is missing")
    return state.ticket


class ForecastLines:
    """Remaining wait of `ticket` as p10, p50, p90 seconds from `now`."""

    def __init__(self) -> None:
        from .forecast import Forecaster

        self.forecaster = Forecaster()
        self.last = Remembered()

    def fit(self, value: Any) -> dict[str, Any]:
        """Learn from day logs; what was learned before is forgotten."""
        from .forecast import Forecaster

        days, faults = read_logs(value)
        self.forecaster = Forecaster.fit(days)
        self.last.forget()
        return _learned(days, faults)

    def state(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """One forecast."""
        self.last.forget()
        state = read_state(value)
        told = self.forecaster.forecast(state, _ticket_of(state)).as_dict()
        self.last.now = state
        return told

    def again(self, line: str) -> dict[str, Any] | None:
        """The same moment asked about another ticket; None when the line has to be read."""
        state = self.last.state_of(line)
        return None if state is None else self.forecaster.forecast(state, _ticket_of(state)).as_dict()

    def keep(self, line: str, value: Mapping[str, Any]) -> None:
        """Remember the line for the next one."""
        self.last.keep(line, value)

    def forget(self) -> None:
        """Read the next line from scratch."""
        self.last.forget()


NOT_CALLING = ("paused", "closed")
"""A window that is neither at work nor free. One that is busy is asked whom it will call next."""


def _nobody(policy: str, rule: str) -> dict[str, Any]:
    return {"ticket": None, "reason": {"policy": policy, "rule": rule}}


class OrderLines:
    """Whom `window` calls next: nobody while it is paused or closed, however many wait."""

    def __init__(self) -> None:
        self.means: dict[tuple[str, str], float] = {}
        self.usual: float | None = None

    def again(self, line: str) -> dict[str, Any] | None:
        """Each call is asked about once: every line is read."""
        return None

    def keep(self, line: str, value: Mapping[str, Any]) -> None:
        """Nothing is remembered."""

    def fit(self, value: Any) -> dict[str, Any]:
        """Learn how long the items take."""
        from .forecast import fit_services

        days, faults = read_logs(value)
        services = fit_services(days)
        kinds = {(v.ticket.queue, v.ticket.item) for d in days for v in d.visits}
        self.means = {kind: services.mean(*kind) for kind in kinds}
        self.usual = usual_mean(self.means, days)
        return _learned(days, faults)

    def state(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """One call."""
        state = read_state(value)
        window = next((w for w in state.windows if w.id == state.window), None)
        if window is None:
            raise Unreadable(f"state.window: no window {state.window!r} among the windows")
        policy = read_policy(state.policy)
        if window.status in NOT_CALLING:
            return _nobody(policy.name, f"window_{window.status}")
        found = pick(
            policy, window, state.waiting, state.now, expected=lambda t: self.means.get((t.queue, t.item)),
            usual=self.usual, before=[c.cls for c in sorted(state.calls, key=lambda c: c.at)[-64:]],
        )  # fmt: skip
        if found is None:
            return _nobody(policy.name, "nobody_for_this_window")
        return {"ticket": found.chosen.ticket.id, "reason": found.reason()}


def usual_mean(means: Mapping[tuple[str, str], float], days: Iterable[Any]) -> float | None:
    """Mean expected seconds over all who came."""
    total = n = 0.0
    for day in days:
        for v in day.visits:
            total += means[(v.ticket.queue, v.ticket.item)]
            n += 1
    return total / n if n else None
