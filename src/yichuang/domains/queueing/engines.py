"""The door of the pure engines: calling order, forecast, what is said of it, staffing, simulator. Nothing here needs Django or a
database, so that commands, pages, the simulator and `yichuang queue` use the very same functions."""

from .forecast import Forecaster, Wait
from .hall import DayLog, State, Ticket, Unreadable, Window, read_log, read_logs, read_state
from .lines import ForecastLines, OrderLines, answers
from .policy import Decision, Policy, pick, ranked, read_policy, why_not
from .saying import Held, Range, Said, held, held_by, outcome, say
from .simulator.changes import BadChange, Change
from .staffing import Effect, Need, Target, demand_of, effect, staff_for, suggestions, windows_by_skill, windows_needed

__all__ = [
    "BadChange", "Change", "DayLog", "Decision", "Effect", "ForecastLines", "Forecaster", "Held", "Need", "OrderLines", "Policy",
    "Range", "Said", "State", "Target", "Ticket", "Unreadable", "Wait", "Window", "answers", "demand_of", "effect", "held",
    "held_by", "outcome", "pick", "ranked", "read_log", "read_logs", "read_policy", "read_state", "say", "staff_for",
    "suggestions", "why_not", "windows_by_skill", "windows_needed",
]  # fmt: skip
