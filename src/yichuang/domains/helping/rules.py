"""Who answers which kind of question, and by when. Pure.

Answer times run while the center serves: a question of half past four with an hour's limit is due the next morning.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

KINDS = ("business", "system", "hardware")
ANSWERS = {"business": "case.decide", "system": "system.manage", "hardware": "device.mend"}
"""The capability of those who answer: the department, the system's administrators, whoever looks after the machines."""
LIMITS = {kind: f"help_{kind}_minutes" for kind in KINDS}
"""The center's setting of each kind's answer time."""

Stretch = tuple[datetime, datetime]


def due_at(asked: datetime, limit: timedelta, served: Sequence[Stretch]) -> datetime:
    """When the limit has run out in service time; where the known service time ends before, what remains runs on as it is."""
    left = limit
    for start, end in sorted(served):
        start = max(start, asked)
        if end <= start:
            continue
        if end - start >= left:
            return start + left
        left -= end - start
    return max([asked, *(end for _, end in served)]) + left


def worked(since: datetime, until: datetime, served: Iterable[Stretch]) -> timedelta:
    """The service time between two instants."""
    return sum((max(min(until, b) - max(since, a), timedelta()) for a, b in served), timedelta())


def kinds_of(capabilities: Iterable[str]) -> tuple[str, ...]:
    """The kinds of question that somebody with these capabilities answers; `*` answers all."""
    held = set(capabilities)
    return tuple(k for k in KINDS if "*" in held or ANSWERS[k] in held)


def may_see(kind: str, department: object, *, answers: Iterable[str], own_department: object) -> bool:
    """Whether a question is put to somebody: of his kind, and a department's question to that department (or to who has none)."""
    return kind in answers and (kind != "business" or department is None or own_department in (None, department))


def median(values: Sequence[int]) -> int | None:
    """The middle one, of an even number the lower; None of none."""
    return sorted(values)[(len(values) - 1) // 2] if values else None
