"""The door of the pure engines: calling order, forecast, what is said of it, staffing, simulator. Nothing here needs Django or a
database, so that commands, pages, the simulator and `yichuang queue` use the very same functions."""

from .forecast import Forecaster, Wait
from .hall import DayLog, State, Ticket, Unreadable, Window, read_log, read_logs, read_state
from .lines import ForecastLines, OrderLines, answers
from .policy import Decision, Policy, pick, ranked, read_policy, why_not
from .saying import Held, Range, Said, held, held_by, outcome, say
from .simulator import changes, charts, figures, parameters, past, playing, scenario
from .simulator.changes import BadChange, Change
from .simulator.parameters import BadHall
from .staffing import (
    Effect,
    Need,
    Target,
    demand_of,
    effect,
    staff_for,
    suggestions,
    windows_by_skill,
    windows_for,
    windows_needed,
)
from .staffing.demand import SLOT, begin_of

__all__ = [
    "SLOT", "BadChange", "BadHall", "Change", "DayLog", "Decision", "Effect", "ForecastLines", "Forecaster", "Held",
    "Need", "OrderLines", "Policy", "Range", "Said", "State", "Target", "Ticket", "Unreadable", "Wait", "Window",
    "answers", "begin_of", "changes", "charts", "demand_of", "effect", "figures", "held", "held_by", "outcome",
    "parameters", "past", "pick", "playing", "ranked", "read_log", "read_logs", "read_policy", "read_state", "say",
    "scenario", "staff_for", "suggestions", "why_not", "windows_by_skill", "windows_for", "windows_needed",
]  # fmt: skip
