"""States and day logs from JSON values. Unknown keys are ignored, missing ones get a plain default; a value that cannot
be understood is an `Unreadable` that names the field. Times are seconds of the day as numbers."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from .values import CLASSES, Call, DayLog, Served, Serving, State, Ticket, Visit, Window

DAY = 86_400.0
FAR = 1e9
"""No second of any day: a value that counts from another beginning, or in other units."""
LARGEST = 1e300
"""Numbers beyond are compared no more, and infinity is no JSON to answer by."""

STATUSES = ("idle", "busy", "paused", "closed")


class Unreadable(ValueError):
    """A line or a field that cannot be read; its text says which and what was expected."""


def _number(source: Mapping[str, Any], key: str, default: float | None, where: str) -> float:
    value = source.get(key)
    if value is None:
        if default is None:
            raise Unreadable(f"{where}.{key}: a number is missing")
        return default
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or (isinstance(value, float) and not isfinite(value))
    ):
        raise Unreadable(f"{where}.{key}: a number of seconds was expected, not {value!r:.40}")
    if abs(value) >= FAR:
        raise Unreadable(f"{where}.{key}: seconds of the day were expected, not {value!r:.40}")
    return float(value)


def _maybe(source: Mapping[str, Any], key: str, where: str) -> float | None:
    return None if source.get(key) is None else _number(source, key, None, where)


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Unreadable(f"{where}: an object was expected, not {type(value).__name__}")
    return value


def _list(source: Mapping[str, Any], key: str, where: str) -> Sequence[Any]:
    value = source.get(key)
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise Unreadable(f"{where}.{key}: a list was expected, not {type(value).__name__}")
    return value


def _policy(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {"name": _text(value)} if value else {}


def _names(source: Mapping[str, Any], key: str, where: str) -> frozenset[str] | None:
    return None if source.get(key) is None else frozenset(_text(v) for v in _list(source, key, where))


def _id(source: Mapping[str, Any], key: str, where: str) -> Any:
    """A number or a text, given back as it came."""
    value = source.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float | str)):
        raise Unreadable(f"{where}.{key}: a number or a text was expected, not {type(value).__name__}")
    if isinstance(value, int | float) and not abs(value) < LARGEST:
        raise Unreadable(f"{where}.{key}: no name: {value!r:.40}")
    return value


def read_ticket(value: Any, where: str) -> Ticket:
    """A ticket. Without a class it is an appointment when it has a booked time, else normal."""
    source = _mapping(value, where)
    appt = _maybe(source, "appt", where)
    cls = _text(source.get("cls"))
    if cls not in CLASSES:
        cls = "appointment" if appt is not None and not cls else "normal"
    arrive = _number(source, "arrive", appt, where)
    return Ticket(_id(source, "id", where), _text(source.get("queue")), _text(source.get("item")), cls, arrive, appt,
                  _id(source, "for_window", where), _names(source, "needs", where) or frozenset(), _text(source.get("zone")))  # fmt: skip


def _serving(value: Any, where: str) -> Serving | None:
    if not isinstance(value, Mapping):
        return None
    return Serving(_text(value.get("queue")), _text(value.get("item")), _number(value, "since", None, where))


def _plan(source: Mapping[str, Any], where: str) -> tuple[tuple[float, float], ...] | None:
    if source.get("plan") is None:
        return None
    found = []
    for i, pair in enumerate(_list(source, "plan", where)):
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise Unreadable(f"{where}.plan[{i}]: a pair [from, to] was expected")
        both = {"from": pair[0], "to": pair[1]}
        begin, end = _number(both, "from", 0.0, f"{where}.plan[{i}]"), _number(both, "to", DAY, f"{where}.plan[{i}]")
        if end > begin:
            found.append((begin, end))
    return tuple(sorted(found))


def read_window(value: Any, where: str) -> Window:
    """A window; its status follows from `serving` when it is missing or unknown."""
    source = _mapping(value, where)
    serving = _serving(source.get("serving"), f"{where}.serving")
    status = source.get("status")
    if status not in STATUSES:
        status = "busy" if serving else "idle"
    return Window(_id(source, "id", where), _names(source, "skills", where), status, serving, _plan(source, where),
                  _maybe(source, "until", where), _maybe(source, "since", where),
                  _names(source, "needs", where), _text(source.get("zone")))  # fmt: skip


def _call(value: Any, where: str) -> Call:
    source = _mapping(value, where)
    return Call(_text(source.get("queue")), _text(source.get("cls")) or "normal", _number(source, "at", None, where),
                _number(source, "waited", 0.0, where))  # fmt: skip


def _served(value: Any, where: str) -> Served:
    source = _mapping(value, where)
    return Served(_text(source.get("queue")), _text(source.get("item")), _id(source, "window", where),
                  _number(source, "at", None, where), _number(source, "seconds", None, where), bool(source.get("noshow")))  # fmt: skip


def read_state(value: Any) -> State:
    """One moment. What lies after `now` is not kept: a forecast must not read it."""
    source = _mapping(value, "state")
    now = _number(source, "now", None, "state")
    ticket = source.get("ticket")
    waiting = [read_ticket(t, f"waiting[{i}]") for i, t in enumerate(_list(source, "waiting", "state"))]
    return State(
        now=now,
        open=_number(source, "open", 0.0, "state"),
        close=_number(source, "close", DAY, "state"),
        overtime=_number(source, "overtime", 0.0, "state"),
        dow=int(_number(source, "dow", 0.0, "state")) % 7,
        policy=_policy(source.get("policy")),
        ticket=None if ticket is None else read_ticket(ticket, "ticket"),
        window=_id(source, "window", "state"),
        waiting=tuple(t for t in waiting if t.arrive <= now + 1),
        windows=tuple(read_window(w, f"windows[{i}]") for i, w in enumerate(_list(source, "windows", "state"))),
        calls=tuple(c for i, v in enumerate(_list(source, "calls", "state"))
                    if (c := _call(v, f"calls[{i}]")).at <= now),
        served=tuple(s for i, v in enumerate(_list(source, "served", "state"))
                     if (s := _served(v, f"served[{i}]")).at <= now),
    )  # fmt: skip


def _visit(value: Any, where: str) -> Visit:
    source = _mapping(value, where)
    call, end = _maybe(source, "call", where), _maybe(source, "end", where)
    outcome = _text(source.get("outcome")) or ("served" if call is not None else "left")
    return Visit(read_ticket(source, where), call, end, _id(source, "window", where), outcome)


def read_log(value: Any, where: str = "log") -> DayLog:
    """One past day."""
    source = _mapping(value, where)
    visits = tuple(_visit(v, f"{where}.tickets[{i}]") for i, v in enumerate(_list(source, "tickets", where)))
    windows = tuple(read_window(w, f"{where}.windows[{i}]") for i, w in enumerate(_list(source, "windows", where)))
    return DayLog(
        open=_number(source, "open", 0.0, where),
        close=_number(source, "close", DAY, where),
        grace=_number(source, "grace", _number(source, "overtime", 0.0, where), where),
        dow=int(_number(source, "dow", 0.0, where)) % 7,
        policy=_policy(source.get("policy")),
        windows=windows or _windows_of(visits),
        visits=visits,
    )


def _windows_of(visits: Sequence[Visit]) -> tuple[Window, ...]:
    """The windows of a day that names none: those that called, each with the queues it called from."""
    skills: dict[Any, set[str]] = {}
    for v in visits:
        if v.window is not None:
            skills.setdefault(v.window, set()).add(v.ticket.queue)
    return tuple(
        Window(name, frozenset(queues), "closed") for name, queues in sorted(skills.items(), key=lambda x: str(x[0]))
    )


def read_logs(value: Any) -> tuple[list[DayLog], list[str]]:
    """(days, faults): a day that cannot be read is left out and named, the others count."""
    if not isinstance(value, list | tuple):
        raise Unreadable("fit: a list of day logs was expected")
    days: list[DayLog] = []
    faults: list[str] = []
    for i, one in enumerate(value):
        try:
            days.append(read_log(one, f"fit[{i}]"))
        except Unreadable as no:
            faults.append(str(no))
    return days, faults
