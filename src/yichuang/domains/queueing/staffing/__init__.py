"""How many windows a hall needs, half-hour by half-hour, and what a change of windows would do; from its own past days."""

from .demand import Demand, demand_of
from .effects import Effect, effect, suggestions
from .formulas import erlang_c_plan, square_root_plan, staff_for
from .need import Need, Target, plan_shares, rota, windows_by_skill, windows_for, windows_needed

__all__ = [
    "Demand", "Effect", "Need", "Target", "demand_of", "effect", "erlang_c_plan", "plan_shares", "rota", "square_root_plan", "staff_for",
    "suggestions", "windows_by_skill", "windows_for", "windows_needed",
]  # fmt: skip
