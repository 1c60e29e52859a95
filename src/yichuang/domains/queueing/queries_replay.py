"""What a past day is played from: its events, its tickets, and how the windows stood when it began."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.queries import told_between, told_last

from .models import Ticket
from .posts import open_hours
from .replay import _DESK, TOLD, Fact, Person, Picture, frames, replayed
from .rules_posts import Stretch


@dataclass(frozen=True, slots=True)
class DayReel:
    """A day ready to be played: from midnight to midnight of the center, with its opening hours."""

    day: date
    start: datetime
    end: datetime
    hours: tuple[Stretch, ...]
    before: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    people: dict[str, Person]

    def at(self, instant: datetime) -> Picture:
        """The hall at an instant of the day."""
        return replayed(self.before, self.facts, self.people, instant)

    def steps(self, instants: Sequence[datetime]) -> list[Picture]:
        """The hall at each of the instants."""
        return list(frames(self.before, self.facts, self.people, instants))


def day_reel(actor: Actor, day: date) -> DayReel:
    """Read a day. Seven statements; some forty rows for each window and hour."""
    assert actor.center_id is not None
    center = places.center(actor.center_id)
    start = datetime.combine(day, time(), center.zone)
    end = start + timedelta(days=1)
    subjects = [f"window:{w.id}" for w in places.windows(center.id)]
    before = [Fact(*row) for row in told_last(actor, subjects, tuple(_DESK), start)]
    facts = [Fact(*row) for row in told_between(actor, TOLD, start, end)]
    rows = Ticket.objects.filter(center_id=center.id).filter(Q(day=day) | Q(carried_from=day)).select_related("queue")
    people = {}
    for t in rows:
        came_over = t.carried_from is not None and t.day == day
        number = t.number.rstrip("+") if t.carried_from == day else t.number
        people[str(t.pk)] = Person(
            str(t.pk), number, t.priority, t.source == "remote", t.queue.code if came_over else ""
        )
    hours = open_hours(center.id, start + timedelta(hours=12))
    return DayReel(day, start, end, hours, tuple(before), tuple(facts), people)


def day_figures(actor: Actor, day: date) -> list[dict[str, Any]]:
    """Each queue's day: numbers given, served, missed, left; waits in minutes from first issue to call. One statement.

    A wait is of whoever was called; the ninth decile says more than the mean about the unlucky.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT q.code, q.name, q.name_en, q.target_minutes, count(t.id), count(*) FILTER (WHERE t.state = 'served'),"
            " count(*) FILTER (WHERE t.state = 'absent'), count(*) FILTER (WHERE t.state = 'waiting'),"
            " avg(extract(epoch FROM t.called_at - t.first_issued_at)) / 60,"
            " percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM t.called_at - t.first_issued_at)) / 60,"
            " max(extract(epoch FROM t.called_at - t.first_issued_at)) / 60,"
            " count(*) FILTER (WHERE t.called_at - t.first_issued_at > make_interval(mins => q.target_minutes)),"
            " avg(extract(epoch FROM t.ended_at - t.started_at)) FILTER (WHERE t.state = 'served') / 60"
            " FROM queueing_queue q JOIN queueing_ticket t ON t.queue_id = q.id AND t.day = %s"
            " WHERE q.center_id = %s GROUP BY q.id ORDER BY q.code",
            [day, actor.center_id],
        )
        names = ("code", "name", "name_en", "target", "given", "served", "missed", "left", "mean", "p90", "most", "over",
                 "service")  # fmt: skip
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
