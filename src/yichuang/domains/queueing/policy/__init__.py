"""The calling order: one pure function, the same for the hall at work, the forecast and the simulator."""

from .order import Candidate, Decision, candidates, decide, eligible, pick, ranked, why_not
from .settings import ALIASES, NAMES, Policy, read_policy

__all__ = [
    "ALIASES",
    "NAMES",
    "Candidate",
    "Decision",
    "Policy",
    "candidates",
    "decide",
    "eligible",
    "pick",
    "ranked",
    "read_policy",
    "why_not",
]
