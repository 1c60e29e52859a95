"""The command `yichuang`: everything that an installer does without a browser."""

from .main import main

__all__ = ["main"]
