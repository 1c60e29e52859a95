"""How long a person still waits: learned from the center's own days, played forward from the present moment."""

from .engine import Forecaster, Wait
from .model import Model
from .services import fit_services

__all__ = ["Forecaster", "Model", "Wait", "fit_services"]
