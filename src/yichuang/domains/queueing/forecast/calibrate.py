"""Ranges that hold as often as they say, learned from forecasts of past days."""

from dataclasses import dataclass


@dataclass(slots=True)
class Calibration:
    """Nothing is corrected until past days say how."""
