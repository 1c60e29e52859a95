"""`yichuang queue`: one JSON value a line in, one a line out. A line that cannot be read is answered by an error that says
why, and the next one is read."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from .hall.reading import Unreadable, read_logs, read_state
from .hall.values import State, Ticket
from .policy import pick, read_policy


class Answering(Protocol):
    """What learns from days and answers states."""

    def fit(self, value: Any) -> dict[str, Any]: ...

    def state(self, value: Mapping[str, Any]) -> dict[str, Any]: ...


def answers(lines: Iterable[str], by: Answering) -> Iterator[str]:
    """One answer for each line that is not empty."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            if not isinstance(value, Mapping):
                raise Unreadable("an object was expected")
            told = by.fit(value["fit"]) if "fit" in value else by.state(value)
        except (Unreadable, ValueError, RecursionError) as no:
            told = {"error": str(no), "line": number}
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _ticket_of(state: State) -> Ticket:
    if state.ticket is None:
        raise Unreadable("state.ticket: the ticket that is asked about is missing")
    return state.ticket


class ForecastLines:
    """Remaining wait of `ticket` as p10, p50, p90 seconds from `now`."""

    def __init__(self) -> None:
        from .forecast import Forecaster

        self.forecaster = Forecaster()

    def fit(self, value: Any) -> dict[str, Any]:
        """Learn from day logs; what was learned before is forgotten."""
        from .forecast import Forecaster

        days, faults = read_logs(value)
        self.forecaster = Forecaster.fit(days)
        return {"ok": True, "days": len(days), **({"faults": faults} if faults else {})}

    def state(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """One forecast."""
        state = read_state(value)
        wait = self.forecaster.forecast(state, _ticket_of(state))
        return wait.as_dict()


class OrderLines:
    """Whom `window` calls next."""

    def __init__(self) -> None:
        self.means: dict[tuple[str, str], float] = {}
        self.usual: float | None = None

    def fit(self, value: Any) -> dict[str, Any]:
        """Learn how long the items take."""
        from .forecast import fit_services

        days, faults = read_logs(value)
        services = fit_services(days)
        kinds = {(v.ticket.queue, v.ticket.item) for d in days for v in d.visits}
        self.means = {kind: services.mean(*kind) for kind in kinds}
        self.usual = usual_mean(self.means, days)
        return {"ok": True, "days": len(days), **({"faults": faults} if faults else {})}

    def state(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """One call."""
        state = read_state(value)
        window = next((w for w in state.windows if w.id == state.window), None)
        if window is None:
            raise Unreadable(f"state.window: no window {state.window!r} among the windows")
        policy = read_policy(state.policy)
        found = pick(
            policy, window, state.waiting, state.now, expected=lambda t: self.means.get((t.queue, t.item)),
            usual=self.usual, before=[c.cls for c in sorted(state.calls, key=lambda c: c.at)[-64:]],
        )  # fmt: skip
        if found is None:
            return {"ticket": None, "reason": {"policy": policy.name, "rule": "nobody_for_this_window"}}
        return {"ticket": found.chosen.ticket.id, "reason": found.reason()}


def usual_mean(means: Mapping[tuple[str, str], float], days: Iterable[Any]) -> float | None:
    """Mean expected seconds over all who came."""
    total = n = 0.0
    for day in days:
        for v in day.visits:
            total += means[(v.ticket.queue, v.ticket.item)]
            n += 1
    return total / n if n else None
