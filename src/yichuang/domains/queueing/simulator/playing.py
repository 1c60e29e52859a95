"""Days played under a calling order with some changes: the one way in which the command, staffing and the bench play."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..hall.values import DayLog
from ..lines import usual_mean
from ..policy import read_policy
from .changes import Change, order_after, with_changes
from .days import MadeDay, make_day
from .parameters import Hall
from .past import Past, timetable_of
from .run import Run, Timetable, Watch

Source = Sequence[tuple[MadeDay, Timetable]]


@dataclass(slots=True)
class Stage:
    """Days to be played, the calling order that they have, and how long items are expected to take."""

    days: Source
    setting: Mapping[str, Any]
    means: Mapping[tuple[str, str], float]
    usual: float | None = None

    def play(
        self, changes: Sequence[Change] = (), *, seen: Callable[[int], None] | None = None,
        arrived: Watch | None = None, called: Watch | None = None,
    ) -> list[DayLog]:  # fmt: skip
        """The logs; `seen` is told how many days are over."""
        setting = order_after(self.setting, changes)
        policy, logs = read_policy(setting), []
        for day, times in self.days:
            day, times = with_changes(day, times, changes)
            run = Run(
                day, times, policy, setting=dict(setting), expected=lambda t: self.means.get((t.queue, t.item)), usual=self.usual,
                arrived=arrived, called=called,
            )  # fmt: skip
            logs.append(run.play())
            if seen:
                seen(len(logs))
        return logs


def stage_of_past(logs: Sequence[DayLog], setting: Mapping[str, Any], seed: int = 1) -> Stage:
    """Past days, to be played again."""
    past = Past(logs)
    days = [(past.playable(i, seed), timetable_of(log)) for i, log in enumerate(logs)]
    return Stage(days, setting, past.means, usual_mean(past.means, logs))


def stage_of_hall(hall: Hall, seed: int, numbers: Sequence[int]) -> Stage:
    """Made days of a hall. Lengths of items are taken from the hall's file: a center at work knows them from its past."""
    times = Timetable(hall.open, hall.close, hall.grace, hall.noshow, hall.noshow_per_hour)
    means = {(i.queue, i.code): i.mean for i in hall.items}
    total = sum(i.share for i in hall.items)
    usual = sum(i.share * i.mean for i in hall.items) / total if total else None
    return Stage([(make_day(hall, seed, n), times) for n in numbers], hall.policy_setting, means, usual)
