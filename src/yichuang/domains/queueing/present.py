"""The hall at this moment as the forecast reads it: nothing but what is known now."""

import logging
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from threading import Lock
from uuid import UUID
from zoneinfo import ZoneInfo

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of

from .calling import class_of, setting_of
from .forecast import Forecaster
from .forecast.keeping import unpack
from .forecast.model import Model
from .hall.values import Call, Served, Serving, Window
from .hall.values import State as Moment
from .hall.values import Ticket as Person
from .lifecycle import LIVE, State
from .models import Queue, QueueFit, Ticket, WindowDesk
from .past_days import FIELDS, came, seconds_of
from .rules import BINDING
from .seats import Seat, Span, standing

log = logging.getLogger("yichuang.queueing")
_learned: dict[UUID, tuple[datetime, Model]] = {}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Present:
    """A moment, who waits in it by id, and the queues; `moment` None on a day without hours."""

    at: datetime
    day: date
    moment: Moment | None
    waiting: dict[UUID, Ticket]
    queues: tuple[Queue, ...]
    zone: ZoneInfo
    desks: dict[UUID, WindowDesk] = field(default_factory=dict)

    def may_say(self, ticket: Ticket) -> bool:
        """Whether the engines can know who calls him: a window that he is sent to but that does not serve his line calls him after its own."""
        desk = self.desks.get(ticket.for_window_id) if ticket.for_window_id else None
        return ticket.for_window_id is None or (desk is not None and ticket.queue_id in desk.queue_ids)

    def second(self, at: datetime) -> float:
        """The second of the center's day."""
        return seconds_of(at, self.day, self.zone)

    def eldest(self) -> dict[tuple[UUID, UUID | None], float]:
        """Since when somebody has been waiting in each line whom its windows, or the one that he is sent to, may surely call: he has no need
        that another window might meet better."""
        found: dict[tuple[UUID, UUID | None], datetime] = {}
        for t in self.waiting.values():
            start, appt = came(t)
            line = t.queue_id, t.for_window_id
            since = start if appt is None else max(start, appt)
            if since <= self.at and not set(t.needs) & set(BINDING):
                found[line] = min(since, found.get(line, since))
        return {line: self.second(since) for line, since in found.items()}

    def person(self, ticket: Ticket) -> Person:
        """Somebody who waits, as the engines see him."""
        code = next((q.code for q in self.queues if q.pk == ticket.queue_id), "")
        start, appt = came(ticket)
        return Person(
            str(ticket.pk), code, ticket.item, class_of(ticket), seconds_of(start, self.day, self.zone),
            seconds_of(appt, self.day, self.zone) if appt else None,
            only=self.desks[ticket.for_window_id].code if ticket.for_window_id in self.desks else None,
        )  # fmt: skip


def forecaster(center_id: UUID) -> tuple[Forecaster, int]:
    """(a forecaster with the newest model, seconds for which people are called after closing). One statement, two after a new fit."""
    rows = QueueFit.objects.filter(center_id=center_id)
    row = rows.values("fitted_at", "grace").first()
    if row is None:
        return Forecaster(), 0
    with _lock:
        known = _learned.get(center_id)
    if known is None or known[0] != row["fitted_at"]:
        stored = bytes(rows.values_list("model", flat=True)[0])
        known = (row["fitted_at"], _read(stored))
        with _lock:
            _learned[center_id] = known
    return Forecaster(known[1]), row["grace"]


def _read(stored: bytes) -> Model:
    """A model that another edition of the program has stored is not understood: until the next night nothing is known."""
    try:
        return unpack(stored) if stored else Model()
    except (ValueError, KeyError, TypeError, zlib.error):
        log.exception("the stored forecast could not be read; the coming night learns anew")
        return Model()


def present(actor: Actor, at: datetime, grace: int = 0) -> Present:
    """Nine statements, however many wait."""
    assert actor.center_id is not None
    zone = zone_of(actor.center_id)
    day = at.astimezone(zone).date()
    hours = places.open_state(actor.center_id, at).periods_today
    queues = tuple(Queue.objects.filter(center_id=actor.center_id).order_by("code"))
    desks = list(WindowDesk.objects.filter(center_id=actor.center_id))
    rows = Ticket.objects.filter(center_id=actor.center_id, day=day)
    waiting = {
        t.pk: t
        for t in rows.filter(state=State.WAITING)
        .only(*FIELDS, "number", "for_window_id", "needs")
        .order_by("ordered_at", "id")
    }
    found = Present(at, day, None, waiting, queues, zone, {d.window_id: d for d in desks})
    if not hours:
        return found
    called = list(rows.filter(called_at__isnull=False).only(*FIELDS).order_by("called_at"))
    return _with_moment(found, hours, desks, called, setting_of(actor.center_id).setting(), grace)


def _with_moment(
    found: Present, hours: tuple[places.Period, ...], desks: list[WindowDesk], called: list[Ticket], setting: dict[str, object],
    grace: int,
) -> Present:  # fmt: skip
    codes, names = {q.pk: q.code for q in found.queues}, {d.window_id: d.code for d in desks}
    spans = tuple((_clock(p.opens), _clock(p.closes)) for p in hours)
    sec = found.second
    live = {t.pk: t for t in called if t.state in LIVE}
    calls, served = [], []
    last: dict[UUID | None, float] = {}
    for t in called:
        assert t.called_at is not None
        code, at = codes.get(t.queue_id, ""), sec(t.called_at)
        last[t.window_id] = max(last.get(t.window_id, 0.0), at)
        calls.append(Call(code, class_of(t), at, max(0.0, (t.called_at - t.ordered_at).total_seconds())))
        gone = t.state == State.ABSENT
        end = t.state_since if gone else t.ended_at
        if end is not None and t.state not in LIVE:
            served.append(Served(code, t.item, names.get(t.window_id), sec(end), max(0.0, sec(end) - at), gone))  # type: ignore[arg-type]
            last[t.window_id] = max(last[t.window_id], sec(end))
    eldest = found.eldest()
    windows = tuple(_window(found, d, live.get(d.ticket_id), last.get(d.window_id), eldest, spans) for d in desks)  # type: ignore[arg-type]
    moment = Moment(
        now=sec(found.at), open=spans[0][0], close=spans[-1][1], overtime=float(grace), dow=found.day.weekday(), policy=setting,
        waiting=tuple(found.person(t) for t in found.waiting.values() if t.queue_id in codes), windows=windows,
        calls=tuple(calls), served=tuple(served),
    )  # fmt: skip
    return Present(found.at, found.day, moment, found.waiting, found.queues, found.zone, found.desks)


def _clock(at: time) -> float:
    return at.hour * 3600.0 + at.minute * 60.0


def _window(
    found: Present, desk: WindowDesk, at: Ticket | None, last: float | None, eldest: dict[tuple[UUID, UUID | None], float],
    spans: tuple[Span, ...],
) -> Window:  # fmt: skip
    """`plan` only where the day has a break that the timetable says; what a center's windows really do is learned. A window at which nobody
    sits is closed, whatever its switch says. `eldest`: as `Present.eldest` tells it."""
    codes = {q.pk: q.code for q in found.queues}
    skills = frozenset(codes[q] for q in desk.queue_ids if q in codes)
    plan = spans if len(spans) > 1 else None
    if at is not None and at.called_at is not None:
        since = found.second(at.called_at)
        return Window(desk.code, skills, "busy", Serving(codes.get(at.queue_id, ""), at.item, since), plan, since=since)
    waits = [eldest[q, to] for q in desk.queue_ids for to in (None, desk.window_id) if (q, to) in eldest]
    seat = Seat(
        desk.state, found.second(desk.state_since), desk.state_since.astimezone(found.zone).date() == found.day, last,
        found.second(desk.expected_return) if desk.expected_return else None, min(waits, default=None),
    )  # fmt: skip
    status, back, since = standing(seat, found.second(found.at), spans)
    return Window(desk.code, skills, status, None, plan, back, since)
