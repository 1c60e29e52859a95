"""Who goes first when more is asked than the processors can do: whoever acts or opens a page, before the parts of pages that are read again.

After one call every screen, telephone and desk of a hall reads a part of itself again. Those readings may come a moment later; the next call
may not. So a reading (it says so by a header of `live.js`) takes one of a few places, and waits for it on a thread of its own; there are
more threads than readings that may wait, so that an act finds one at once. When even the waiting places are taken, a reading is sent
away with 503 before anything was done for it, and the page asks again a little later.
"""

from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import Any

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

HEADER = "HTTP_X_YICHUANG_LIVE"
PLACES = 3
"""Readings at work in one process at a time."""
WAITING = 60
"""Readings that may wait for their place, each on a thread: all pages of a large hall. Who waits here is served in turn; who is sent away is not."""
PATIENCE = 5.0
"""Seconds that a reading waits for its place."""


def threads(acts: int) -> int:
    """How many threads a process needs, so that neither acts nor readings ever take those of the others."""
    return acts + PLACES + WAITING


class Lane:
    """Readings in the program's few places; everything else passes them, so many at a time (`acts`) as the program has connections for."""

    def __init__(self, application: Application, *, acts: int, places: int = PLACES, waiting: int = WAITING) -> None:
        self._application = application
        self._acts = BoundedSemaphore(acts)
        self._here = BoundedSemaphore(places + waiting)
        """All who are at work or wait."""
        self._at_work = BoundedSemaphore(places)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if HEADER not in environ:
            with self._acts:
                return self._application(environ, start)
        if not self._here.acquire(blocking=False):
            return _later(start)
        try:
            if not self._at_work.acquire(timeout=PATIENCE):
                return _later(start)
            try:
                return self._application(environ, start)
            finally:
                self._at_work.release()
        finally:
            self._here.release()


def _later(start: Start) -> list[bytes]:
    start("503 Service Unavailable", [("Retry-After", "1"), ("Content-Length", "0"), ("Cache-Control", "no-store")])
    return []


def whole(application: Application) -> Application:
    """An answer that stands in memory is handed over in one piece; the server would fetch it in pieces otherwise. What streams goes on streaming."""

    def answer(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        found: Any = application(environ, start)
        if getattr(found, "streaming", True):
            return found  # type: ignore[no-any-return]
        body = [found.content]
        found.close()
        return body

    return answer
