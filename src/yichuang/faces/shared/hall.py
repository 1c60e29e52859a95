"""Whether the hall is open, in words that every face says alike."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yichuang.domains.places import api as places
from yichuang.foundation import clock, shared


@dataclass(frozen=True, slots=True)
class HallState:
    """Open or not, and when that changes, in words. `ends` is the last end of today; `opens_at` the next
    opening; `breaks` that the present service is followed by a break and another; `over` that today's is past."""

    open: bool
    words: str
    ends: datetime | None
    opens_at: datetime | None
    breaks: bool = False
    over: bool = False


def hall_state(center: places.CenterInfo) -> HallState:
    """Lunch is said as a break, not as the end of the day. Kept for a moment where values are shared; one statement then."""
    key = ("hall_state", center.id, get_language())
    return shared.once(key, lambda: places.access_revision(center.id), lambda: _state(center))


def _state(center: places.CenterInfo) -> HallState:
    now = clock.now().astimezone(center.zone)
    state = places.open_state(center.id, now)
    later = [p for p in state.periods_today if p.opens > now.time()]
    ends = datetime.combine(now.date(), state.periods_today[-1].closes, center.zone) if state.periods_today else None
    if state.open and state.closes_at:
        if later:
            facts = {"break": f"{state.closes_at:%H:%M}", "again": f"{later[0].opens:%H:%M}"}
            return HallState(True, _("%(break)s 午休，%(again)s 继续") % facts, ends, state.opens_at, breaks=True)
        return HallState(True, _("今天 %(time)s 结束") % {"time": f"{state.closes_at:%H:%M}"}, ends, state.opens_at)
    if later:
        return HallState(False, _("%(time)s 开始叫号") % {"time": f"{later[0].opens:%H:%M}"}, ends, state.opens_at)
    words = _("今天的服务已结束") if ends else _("今天休息")
    return HallState(False, words, ends, state.opens_at, over=ends is not None)
