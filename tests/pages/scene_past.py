"""The part of the scene that lies in the days before: what people were told of their wait and what came of it, and the advice a night made of it.

Rows and no played days: the pages show counts of them, and playing four days to the end takes minutes. Runs in a process of its own with
the house's database, since the scene itself has none.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

DAYS = (date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23))
HOURS = (9, 10, 11, 13, 14, 15, 16)
QUEUES = {"A": 5, "B": 3, "C": 2, "D": 1}
"""So many numbers of each queue an hour and day."""

PATTERN = (
    "held",
    "held",
    "later",
    "held",
    "held",
    "held",
    "sooner",
    "held",
    "held",
    "open",
    "held",
    "held",
    "held",
    "later",
    "held",
)
HALF_HOURS = (3, 5, 9, 8, 6, 4, 2, 2, 3, 4, 6, 6, 5, 3, 2, 2)
CHANGES = (
    {"act": "open", "window": "7", "queue": "A", "before": 38, "after": 17, "all_before": 31, "all_after": 19},
    {"act": "teach", "window": "6", "queue": "B", "before": 33, "after": 24, "all_before": 31, "all_after": 26},
    {"act": "open", "window": "9", "queue": "C", "before": 22, "after": 14, "all_before": 31, "all_after": 27},
)  # fmt: skip


def remember(house: Any) -> None:
    """Give the sample center its past days. One start of the program."""
    house.manage("shell", "-v", "0", "-c", "from tests.pages.scene_past import write; write()")


def write() -> None:
    """The rows of the sample center, inside its house."""
    from django.db import transaction

    from yichuang.domains.places import api as places
    from yichuang.domains.queueing import api as queueing
    from yichuang.domains.queueing.models import Announcement
    from yichuang.foundation.actor import Actor
    from yichuang.foundation.scope import enter

    actor = Actor.system(places.center_by_code("demo").id)
    queueing.store_fit(actor=actor, fit=_fit())
    with transaction.atomic():
        enter(actor)
        Announcement.objects.bulk_create([Announcement(center_id=actor.center_id, **row) for row in announced()])


def announced() -> list[dict[str, Any]]:
    """Ranges on numbers and, of every third, on the board."""
    rows: list[dict[str, Any]] = []
    for day in DAYS:
        for hour in HOURS:
            for queue, people in QUEUES.items():
                for n in range(people):
                    rows.append(_row(day, hour, queue, n, len(rows)))
                    if len(rows) % 4 == 3:
                        rows.append(_row(day, hour, queue, n, len(rows)) | {"place": "board", "warned": False})
    return rows


def _row(day: date, hour: int, queue: str, n: int, i: int) -> dict[str, Any]:
    from yichuang.foundation.ids import uuid7

    outcome = PATTERN[i % len(PATTERN)]
    low = 5 * (i % 5)
    at = datetime(day.year, day.month, day.day, hour, 9 * n + 4, tzinfo=UTC) - timedelta(hours=8)
    waited = {"held": low + 6.0, "sooner": max(0.0, low - 3.0), "later": low + 22.0}.get(outcome)
    left = (17 - hour) * 3600.0 - 240.0
    return {
        "ticket_id": uuid7(), "number": f"{queue}{100 + i % 900}", "queue": queue, "cls": "priority" if i % 9 == 0 else "normal", "day": day,
        "hour": hour, "at": at, "low": low, "high": low + (10 if i % 3 else 20), "p10": 60.0 * low, "p50": 60.0 * low + 300, "p90": 60.0 * low + 540,
        "before_close": 0.97 if hour < 16 else 0.7, "left": left, "warned": hour == 16 and i % 2 == 0,
        "basis": "today" if day == DAYS[0] else "own_days", "ahead": i % 7,
        "outcome": outcome, "waited": None if waited is None else 60.0 * waited, "settled_at": at + timedelta(hours=1),
    }  # fmt: skip


def _fit() -> dict[str, Any]:
    slots = [
        {"begins": 32_400 + 1800 * i, "needed": n, "open": round(n - (2.3 if i in (2, 3) else 0.2), 1), "arrivals": 3.5 * n,
         "share": round(0.9 - 0.01 * (i % 4), 2)}
        for i, n in enumerate(HALF_HOURS)
    ]  # fmt: skip
    advice = {"days": 4, "share": 0.85, "minutes": 15.0, "window_hours": sum(HALF_HOURS) / 2, "staff": 11, "met": True, "slots": slots,
              "changes": list(CHANGES)}  # fmt: skip
    return {"days": len(DAYS), "first_day": DAYS[0], "last_day": DAYS[-1], "tickets": 308, "grace": 0, "faults": [], "weights": {}, "model": "",
            "advice": advice}  # fmt: skip
