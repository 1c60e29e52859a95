"""The door of the pure engines: calling order, forecast, staffing, simulator. Nothing here needs Django or a database, so
that commands, pages, the simulator and `yichuang queue` use the very same functions."""

from .forecast import Forecaster, Wait
from .hall import DayLog, State, Ticket, Unreadable, Window, read_log, read_logs, read_state
from .lines import ForecastLines, OrderLines, answers
from .policy import Decision, Policy, pick, ranked, read_policy, why_not

__all__ = [
    "DayLog", "Decision", "ForecastLines", "Forecaster", "OrderLines", "Policy", "State", "Ticket", "Unreadable", "Wait", "Window",
    "answers", "pick", "ranked", "read_log", "read_logs", "read_policy", "read_state", "why_not",
]  # fmt: skip
