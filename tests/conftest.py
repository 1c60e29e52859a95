"""Fixtures of the tests that look at the whole program."""

from tests.pages.house import house

__all__ = ["house"]
