"""What many read at the same moment, made once for all of them in this process.

A value is kept under a stamp that its reader has just read from the database, in the same transaction: as long as the stamp stands
still, nothing that the stamp watches has changed since the value was made. What the stamp does not watch is at most
`settings.YICHUANG_SHARED_MS` old, unless its maker says that there is nothing of that kind. Readers who come together wait for the first of them; with 0 nothing is kept, and nothing found is
never kept: who asked may not have been allowed to see it.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings

from . import clock

T = TypeVar("T")
_KEPT = 2048


@dataclass(slots=True)
class _Place:
    """One value, and the lock of whoever makes it. `at` is the program's clock, `made` the machine's."""

    lock: Lock = field(default_factory=Lock)
    stamp: Hashable = None
    at: datetime | None = None
    made: float = 0.0
    value: Any = None


_places: "OrderedDict[Hashable, _Place]" = OrderedDict()
_lock = Lock()


_looks: "ContextVar[dict[Hashable, Any] | None]" = ContextVar("looks", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """For what only reads (a request, a page after its act, one answer): what `looked` is asked for twice is read once. Never around an act, which
    changes what it would look at, nor around the wait for a lock, which somebody else's change may end. Within another look nothing begins anew."""
    if _looks.get() is not None:
        yield
        return
    before = _looks.set({})
    try:
        yield
    finally:
        _looks.reset(before)


def looked(key: Hashable, read: Callable[[], T]) -> T:
    """What stands under `key` now; inside `one_look` as it stood when it was first asked for. For stamps, which one answer needs several times:
    what is made after an older look is never older than that look."""
    seen = _looks.get()
    if seen is None:
        return read()
    if key not in seen:
        seen[key] = read()
    return seen[key]  # type: ignore[no-any-return]


def on() -> bool:
    """Whether anything is kept; a stamp need not be read otherwise."""
    return bool(settings.YICHUANG_SHARED_MS > 0)


def once(key: Hashable, stamp: Callable[[], Hashable], make: Callable[[], T], *, seconds: float = 0) -> T:
    """The value under `key`, made anew when its stamp has changed or its time is over. `stamp` is read before `make`, so that a
    value is never older than its stamp. `seconds`: a longer life, for a value that hangs on its stamp alone."""
    if not on():
        return make()
    seen = stamp()
    place = _place(key)
    with place.lock:
        life, now = max(settings.YICHUANG_SHARED_MS / 1000, seconds), clock.now()
        fresh = (
            bool(place.value)
            and time.monotonic() - place.made < life
            and place.at is not None
            and abs((now - place.at).total_seconds()) < life
        )
        if not fresh or place.stamp != seen:
            begun = time.monotonic()
            place.value = make()
            place.stamp, place.at, place.made = seen, now, begun
        return place.value  # type: ignore[no-any-return]


def kept(key: Hashable) -> Any:
    """The value under a key as it was made last, however old; None when there is none. For `make`, which may find that it is good still."""
    with _lock:
        place = _places.get(key)
    return place.value if place is not None else None


def _place(key: Hashable) -> _Place:
    with _lock:
        found = _places.setdefault(key, _Place())
        _places.move_to_end(key)
        while len(_places) > _KEPT:
            _places.popitem(last=False)
    return found


def forget() -> None:
    """Keep nothing. For tests."""
    with _lock:
        _places.clear()
