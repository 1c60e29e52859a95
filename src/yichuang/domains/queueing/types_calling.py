"""What other rooms see of the calling order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Because = Literal[
    "shorter_target", "short_item", "waited_longer", "own_window", "chosen", "its_line", "bound", "not_here", "needs"
]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one person's waiting counted at the moment of a call. `score` greatest first."""

    cls: str
    waited_minutes: int
    target_minutes: float
    weight: float
    score: float


@dataclass(frozen=True, slots=True)
class Overtaker:
    """Somebody who came later and was called sooner. `because` says why; `said` is what a member of staff wrote when he chose him."""

    number: str
    window: str
    called_at: datetime
    because: Because
    theirs: Figures
    mine: Figures
    said: str = ""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The answer to "why not me?". `earlier` people who came before and were called; `elsewhere` of those who came later were called
    to windows that do not serve this line; `mine` the figures now, or at the call."""

    number: str
    policy: str
    called: bool
    place: int | None
    earlier: int
    elsewhere: int
    mine: Figures
    overtaken_by: tuple[Overtaker, ...]
    setting: Mapping[str, object]
