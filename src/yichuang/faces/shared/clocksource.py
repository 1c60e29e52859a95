"""Whatever a page has in hand, as the clock that is drawn: a Term, a Binding, a stored working, or a case's deadlines."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from yichuang.foundation import clock
from yichuang.foundation.deadlines import Binding, Limit, Stop, Term, binding, office_of, started_of, term
from yichuang.foundation.workdays import table

from .zone import page_zone

ONE = timedelta(days=1)


def as_clock(thing: Any) -> Term | Binding | None:
    """None when there is nothing to draw. A list of deadlines gives promise and statute side by side."""
    if thing is None or isinstance(thing, Term | Binding):
        return thing
    if isinstance(thing, Mapping):
        return _again(thing) if thing.get("limit") else None
    for part in ("binding", "term", "working"):  # a case's progress, one of its deadlines, a stored result
        if hasattr(thing, part):
            return as_clock(getattr(thing, part))
    if isinstance(thing, Iterable):
        kinds = {d.kind: as_clock(d) for d in thing if d.kind in ("promise", "statutory")}
        found = [kinds.get("promise"), kinds.get("statutory")]
        terms = [t if isinstance(t, Term) else None for t in found]
        return binding(*terms) if any(terms) else None
    return None


def _again(working: Mapping[str, Any]) -> Term:
    """Run the clock again from its stored working, so that "today" and what is left are of this moment."""
    limit, extension = Limit.from_json(working["limit"]), working.get("extension")
    return term(
        limit,
        started_of(working),
        table.calendar_of(),
        clock.now(),
        page_zone(),  # type: ignore[arg-type]
        stops=[_stop(s) for s in working.get("segments", ()) if str(s["why"]).startswith("stop:")],
        extension=Limit.from_json(extension) if extension else None,
        office=office_of(working),
    )


def _stop(segment: Mapping[str, Any]) -> Stop:
    """A stretch of stopped days as the stop that made it: from its first day to the day after its last."""
    kind = str(segment["why"]).removeprefix("stop:")
    return Stop(kind, _instant(segment["from"]), _instant(segment["to"], ONE) if segment["to"] else None)  # type: ignore[arg-type]


def _instant(text: str, later: timedelta = timedelta()) -> datetime:
    if len(text) > 10:
        return datetime.fromisoformat(text)
    day = date.fromisoformat(text) + later
    return datetime.combine(day, time(), page_zone())
