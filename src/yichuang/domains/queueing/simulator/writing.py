"""States and day logs as JSON values, in the form that `yichuang queue` reads."""

from typing import Any

from ..hall.values import DayLog, State, Ticket, Window


def ticket_value(t: Ticket) -> dict[str, Any]:
    """A ticket."""
    return {"id": t.id, "queue": t.queue, "item": t.item, "cls": t.cls, "arrive": t.arrive, "appt": t.appt}


def window_value(w: Window) -> dict[str, Any]:
    """A window as it stands."""
    at = w.serving
    serving = {"queue": at.queue, "item": at.item, "since": at.since} if at else None
    plan = None if w.plan is None else [list(p) for p in w.plan]
    skills = None if w.skills is None else sorted(w.skills)
    return {"id": w.id, "skills": skills, "status": w.status, "serving": serving, "plan": plan}


def state_value(s: State) -> dict[str, Any]:
    """A moment."""
    told: dict[str, Any] = {
        "now": s.now, "open": s.open, "close": s.close, "overtime": s.overtime, "dow": s.dow, "policy": dict(s.policy),
        "waiting": [ticket_value(t) for t in s.waiting], "windows": [window_value(w) for w in s.windows],
        "calls": [{"queue": c.queue, "cls": c.cls, "at": c.at, "waited": c.waited} for c in s.calls],
        "served": [{"queue": x.queue, "item": x.item, "window": x.window, "at": x.at, "seconds": x.seconds, "noshow": x.noshow}
                   for x in s.served],
    }  # fmt: skip
    if s.ticket is not None:
        told["ticket"] = ticket_value(s.ticket)
    if s.window is not None:
        told["window"] = s.window
    return told


def log_value(d: DayLog) -> dict[str, Any]:
    """A day."""
    return {
        "open": d.open, "close": d.close, "grace": d.grace, "dow": d.dow, "policy": dict(d.policy),
        "windows": [{k: v for k, v in window_value(w).items() if k in ("id", "skills", "plan")} for w in d.windows],
        "tickets": [ticket_value(v.ticket) | {"call": v.call, "end": v.end, "window": v.window, "outcome": v.outcome}
                    for v in d.visits],
    }  # fmt: skip
