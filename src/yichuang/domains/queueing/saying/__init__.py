"""What is said of a forecast, and how often what was said held."""

from .held import Held, Said, held, held_by, outcome
from .range import MOST, STEPS, Range, say

__all__ = ["MOST", "STEPS", "Held", "Range", "Said", "held", "held_by", "outcome", "say"]
