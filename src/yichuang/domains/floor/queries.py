"""Every read of the floor. Each needs an open scope, is held to the actor's center, and costs the statements it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from yichuang.domains.devices import api as devices
from yichuang.domains.helping import api as helping
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, prepared, shared
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of

from .models import AlertRecord, FloorCall, Notice, WindowOrder
from .rules import Alert, OpenCall, OpenFault, OpenOrder, OpenQuestion, Settled, alerts


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice on the screens."""

    id: UUID
    text: str
    text_en: str
    level: str
    shown_from: datetime
    until: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class CallView:
    """A call of a day, with how long it took until somebody said he goes, and until it was over."""

    id: UUID
    kind: str
    reason: str
    place: str
    note: str
    staff_name: str
    called_at: datetime
    answered_name: str
    answered_at: datetime | None
    ended_name: str
    ended_at: datetime | None
    outcome: str

    @property
    def answered_in(self) -> int | None:
        """Seconds."""
        return round((self.answered_at - self.called_at).total_seconds()) if self.answered_at else None


@dataclass(frozen=True, slots=True)
class OrderView:
    """Who was sent to a window, by whom, and when he was there."""

    id: UUID
    kind: str
    window: str
    staff_id: UUID
    staff_name: str
    by_name: str
    sent_at: datetime
    until: datetime | None
    came_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecordView:
    """An alert that somebody saw, and what became of it."""

    kind: str
    about: str
    since: datetime
    seen_at: datetime
    seen_name: str
    settled_at: datetime | None
    settled_name: str
    note: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What the console shows beside the hall itself."""

    state: queueing.HallState
    alerts: tuple[Alert, ...]
    calls: tuple[CallView, ...]
    orders: tuple[OrderView, ...]
    notices: tuple[NoticeView, ...]
    faults: tuple[OpenFault, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()

    @property
    def late_questions(self) -> int:
        """How many questions of windows wait beyond their answer time."""
        return sum(1 for q in self.questions if self.state.at > q.due_at)

    @property
    def grave(self) -> int:
        """How many alerts are urgent."""
        return sum(1 for a in self.alerts if a.level == "bad")


def watch(actor: Actor) -> Watch:
    """Everything on the console. Twelve statements beside those of the hall's state, however many devices and questions there are."""
    state = queueing.hall_state(actor)
    today = _today(actor, state.at)
    calls = _calls(actor, today, open_only=True)
    orders = list(WindowOrder.objects.filter(center_id=actor.center_id, day=today, ended_at=None).order_by("sent_at"))
    faults, questions = _faults(actor), _questions(actor)
    found = alerts(
        state, _open_calls(calls), _open_orders(orders), _known(actor, today), faults, questions,
        unstarted=timedelta(minutes=places.center(actor.center_id).setting("unstarted_alert_minutes")),
    )  # fmt: skip
    return Watch(
        state, tuple(found), tuple(map(_call_view, calls)), tuple(map(_order_view, orders)),
        tuple(notices_at(actor, state.at)), tuple(faults), tuple(questions),
    )  # fmt: skip


def open_alerts(actor: Actor) -> tuple[Alert, ...]:
    """What calls for attention now. As many statements as the whole watch."""
    return watch(actor).alerts


def _today(actor: Actor, at: datetime) -> date:
    assert actor.center_id is not None
    return clock.center_day(at, zone_of(actor.center_id))


def _calls(actor: Actor, day: date, *, open_only: bool = False) -> list[FloorCall]:
    rows = FloorCall.objects.filter(center_id=actor.center_id, day=day)
    return list((rows.filter(ended_at=None) if open_only else rows).order_by("called_at", "id"))


def _open_calls(rows: Iterable[FloorCall]) -> list[OpenCall]:
    return [
        OpenCall(
            r.pk,
            r.kind,
            r.reason,
            r.place,
            r.place if r.window_id else "",
            r.staff_name,
            r.called_at,
            r.answered_name,
            r.note,
        )
        for r in rows
    ]


def _open_orders(rows: Iterable[WindowOrder]) -> list[OpenOrder]:
    return [OpenOrder(r.pk, r.kind, r.window_id, r.window, r.staff_name, r.sent_at) for r in rows]


def _faults(actor: Actor) -> list[OpenFault]:
    """The open fault tickets, and whatever is silent just now and has none yet: the job that opens it runs once a minute.

    A silent device has one key from the first moment on, so that what was settled does not come back with the ticket.
    """
    tickets = devices.open_faults(actor)
    found = [
        OpenFault(
            _silent_key(f.device_id, f.since) if f.fault == "silent" else f"fault:{f.id}", f.device_name, f.fault,
            "" if f.fault == "silent" else f.detail, f.since, f.taken_by, f.answer,
        )
        for f in tickets
    ]  # fmt: skip
    told = {f.device_id for f in tickets if f.fault == "silent"}
    found += [
        OpenFault(_silent_key(d.id, since), d.name, "silent", "", since)
        for d, since in devices.silent_devices(actor)
        if d.id not in told
    ]
    return found


def _silent_key(device_id: UUID, since: datetime) -> str:
    return f"silent:{device_id}:{since.isoformat()}"


def _questions(actor: Actor) -> list[OpenQuestion]:
    return [
        OpenQuestion(q.id, q.kind, q.window, q.asked_by, q.text, q.asked_at, q.due_at)
        for q in helping.open_questions(actor)
    ]


def _known(actor: Actor, day: date) -> list[Settled]:
    """Today's records by key: the latest settling, and who has seen what is open."""
    found: dict[str, Settled] = {}
    for r in AlertRecord.objects.filter(center_id=actor.center_id, day=day).order_by("seen_at"):
        old = found.get(r.key, Settled(r.key))
        seen = (r.seen_name, r.seen_at) if r.settled_at is None else ("", None)
        found[r.key] = Settled(r.key, r.settled_at or old.settled_at, *seen)
    return list(found.values())


def notices_at(actor: Actor, at: datetime) -> list[NoticeView]:
    """The notices that hang in the hall at an instant, urgent ones first. One statement."""
    rows = Notice.objects.filter(center_id=actor.center_id, ended_at=None, shown_from__lte=at, until__gt=at)
    views = [NoticeView(r.pk, r.text, r.text_en, r.level, r.shown_from, r.until, r.by_name) for r in rows]
    return sorted(views, key=lambda n: (n.level != "urgent", n.shown_from))


def notices(actor: Actor) -> list[NoticeView]:
    """The notices that hang in the hall now."""
    return notices_at(actor, clock.now())


def help_of_window(actor: Actor, window_id: UUID) -> CallView | None:
    """The call for help of a window that is not over. One statement, none where the hall is shared and has not changed: every desk asks."""
    day = _today(actor, clock.now())
    key = ("floor.help", actor.center_id, day)
    (open_calls,) = shared.once(key, lambda: queueing.board_stamp(actor), lambda: (_help(actor, day),))
    return open_calls.get(window_id)


def _help(actor: Actor, day: date) -> dict[UUID | None, CallView]:
    """By window."""
    where = "center_id = %s AND kind = 'help' AND ended_at IS NULL AND day = %s"
    rows = prepared.models(FloorCall, where, [actor.center_id, day])
    return {row.window_id: _call_view(row) for row in rows}


def calls_of_day(actor: Actor, day: date) -> list[CallView]:
    """Every call for help and every incident of a day."""
    return [_call_view(r) for r in _calls(actor, day)]


def orders_of_day(actor: Actor, day: date) -> list[OrderView]:
    """Who was sent where on a day."""
    rows = WindowOrder.objects.filter(center_id=actor.center_id, day=day).order_by("sent_at")
    return [_order_view(r) for r in rows]


def records_of_day(actor: Actor, day: date) -> list[RecordView]:
    """The alerts of a day that somebody saw or settled, the earliest first."""
    rows = AlertRecord.objects.filter(center_id=actor.center_id, day=day).order_by("seen_at")
    return [
        RecordView(r.kind, r.about, r.since, r.seen_at, r.seen_name, r.settled_at, r.settled_name, r.note) for r in rows
    ]


def _call_view(r: FloorCall) -> CallView:
    return CallView(
        r.pk, r.kind, r.reason, r.place, r.note, r.staff_name, r.called_at, r.answered_name, r.answered_at, r.ended_name,
        r.ended_at, r.outcome,
    )  # fmt: skip


def _order_view(r: WindowOrder) -> OrderView:
    return OrderView(
        r.pk, r.kind, r.window, r.staff_id, r.staff_name, r.by_name, r.sent_at, r.until, r.came_at, r.ended_at
    )  # fmt: skip
