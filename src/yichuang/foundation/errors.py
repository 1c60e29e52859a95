"""Refusals: what a person can act on. Everything else that is raised is a bug.

A refusal is a stable code `noun.reason`, a field where there is one, and facts. The sentence belongs to the face: it is
looked up by code in the rooms' `refusals.py`, translated, and filled with the facts.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Self

from django.utils.translation import gettext


class Refused(Exception):
    """The act is not possible now; the person is told why and what to do. HTTP 409."""

    status = 409

    def __init__(self, code: str, /, *, field: str = "", **facts: Any) -> None:
        super().__init__(code)
        self.code, self.field, self.facts = code, field, facts
        self.leaves: Callable[[Any], None] | None = None

    def leaving(self, mark: Callable[[Any], None]) -> Self:
        """What the attempt itself leaves behind: run with a `work` of its own in the transaction that records the refusal,
        after everything else was rolled back."""
        self.leaves = mark
        return self

    def __str__(self) -> str:
        where = f" [{self.field}]" if self.field else ""
        return f"{self.code}{where} {self.facts or ''}".strip()


class Invalid(Refused):
    """A value that was given is wrong; `field` names it by its path. HTTP 422."""

    status = 422


class Denied(Refused):
    """He may know that it exists, but not do this. HTTP 403."""

    status = 403


class Missing(Refused):
    """It does not exist, or belongs to another center, which is the same to the asker. HTTP 404."""

    status = 404


class KeyReused(Refused):
    """An idempotency key came back with other arguments. HTTP 422."""

    status = 422


class Busy(Refused):
    """A lock could not be had in time; trying again is safe. HTTP 503."""

    status = 503


_sentences: dict[str, str] = {}


def register_refusals(module: str) -> None:
    """Add a room's `REFUSALS` (code → Chinese sentence with %(fact)s) to the book. Called when the apps are ready."""
    try:
        book = import_module(f"{module}.refusals").REFUSALS
    except ModuleNotFoundError as no:
        if no.name != f"{module}.refusals":
            raise
        return
    _sentences.update(book)


def known_refusals() -> dict[str, str]:
    """Every registered code with its sentence, for the tests and the API's documentation."""
    return dict(_sentences)


def sentence(refusal: Refused) -> str:
    """The refusal in the words of the active language. An unknown code shows the code, never nothing."""
    words = _sentences.get(refusal.code)
    if words is None:
        return refusal.code
    try:
        return gettext(words) % refusal.facts
    except (KeyError, TypeError, ValueError):
        return gettext(words)
