"""From a forecast to the range that is said: rounded outwards to whole steps, never finer than is known."""

from dataclasses import dataclass
from math import ceil, floor

STEPS = ((60, 5), (120, 10), (1_000_000, 30))
"""(up to so many minutes of the upper end, whole steps of so many)."""

MOST = 240
"""Nobody is told more minutes than these: beyond them the range is open ("more than …")."""


@dataclass(frozen=True, slots=True)
class Range:
    """Whole minutes as they are said. `high` None: longer than `low`, nobody knows by how much. `called`: False where the
    ticket will more likely not be called today than be called: no range is then said at all."""

    low: int
    high: int | None
    called: bool = True

    def text(self) -> str:
        """The Chinese words of screens, slips and the phone."""
        if not self.called:
            return "今日可能排不到"
        if self.high is None:
            return f"{self.low} 分钟以上"
        if self.low == 0:
            return f"约 {self.high} 分钟以内"
        return f"约 {self.low}–{self.high} 分钟"

    def holds(self, seconds: float) -> bool:
        """Whether a wait of so many seconds lies in what was said."""
        return 60.0 * self.low <= seconds and (self.high is None or seconds <= 60.0 * self.high)


def _step(seconds: int) -> int:
    return next(step for most, step in STEPS if seconds <= 60 * most)


def say(p10: float, p50: float, p90: float, *, basis: str = "own_days", called: float = 1.0) -> Range:
    """The range for seconds p10, p50, p90: outwards to whole steps, so that an upper end that grows grows by a step at least.
    `called`: chance of being called at all today. What rests on no day of the center's own is said a step wider."""
    if called < 0.5 or basis == "no_window":
        return Range(0, None, called=False)
    low, high = floor(min(p10, p50, p90)), ceil(max(p10, p50, p90))  # whole seconds: dividing them is exact
    step = _step(high)
    least, most = low // (60 * step) * step, max(1, -(-high // (60 * step))) * step
    if least >= most:
        most = least + step
    if basis != "own_days":
        least, most = max(0, least - step), most + step
    return Range(min(least, MOST), None) if most > MOST else Range(least, most)
