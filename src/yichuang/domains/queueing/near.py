"""Silent call: whoever left a phone number is told by message when it is nearly his turn."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from yichuang.foundation.command import Work

NEAR = 3
"""So many people, or fewer, are before whoever is told."""

JUST_CAME = timedelta(minutes=2)
"""Whoever took his number a moment ago still stands in the hall and has read how many are before him."""


def near(
    lines: Mapping[UUID, Sequence[UUID]], asked: Mapping[UUID, datetime], at: datetime, most: int = NEAR
) -> list[tuple[UUID, int]]:
    """(ticket, people before him) of everybody who wants to be told and whose turn is near. Pure.

    `lines` are the people who compete for the same windows, in calling order, by queue; `asked` says since when those wait who left a number.
    """
    found: dict[UUID, int] = {}
    for line in lines.values():
        for ahead, person in enumerate(line[: most + 1]):
            if person in asked and at - asked[person] >= JUST_CAME:
                found[person] = max(ahead, found.get(person, 0))
    return sorted(found.items(), key=lambda pair: pair[1])


def tell_near_later(work: Work) -> None:
    """Look after the call, in a job: calling does not wait for it."""
    from procrastinate.contrib.django import app

    app.configure_task("queueing.tell_near", lock=f"queueing.near:{work.center_id}").defer(
        center_id=str(work.center_id)
    )
