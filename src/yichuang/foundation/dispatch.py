"""Carries facts to listeners: in-step functions run in the transaction, jobs are deferred in it, pages get one NOTIFY.

Who listens to what stands in one place, the module named by settings.YICHUANG_WIRING (`config/wiring.py`).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings

if TYPE_CHECKING:
    from .command import Work

CHANNEL = "yichuang"
told: ContextVar[list[str] | None] = ContextVar("told", default=None)
"""The ids of the notices that the request at hand has sent, where somebody collects them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a listener gets: `payload` holds ids and codes, never personal data."""

    id: UUID
    name: str
    subject: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wiring:
    """`in_step` functions take (work, fact) and may refuse the whole act; `jobs` are task names called with event_id, center_id."""

    in_step: Mapping[str, Sequence["Callable[[Work, Fact], None]"]]
    jobs: Mapping[str, Sequence[str]]


@lru_cache(maxsize=1)
def wiring() -> Wiring:
    """The installation's wiring, imported when the first event is told."""
    found = import_module(settings.YICHUANG_WIRING).WIRING
    assert isinstance(found, Wiring)
    return found


def run_in_step(work: "Work", fact: Fact) -> None:
    for listener in wiring().in_step.get(fact.name, ()):
        listener(work, fact)


def defer_jobs(center_id: UUID, facts: Sequence[Fact]) -> None:
    """Put a job row for each listener into the open transaction: a rollback takes it away again."""
    for fact in facts:
        for task in wiring().jobs.get(fact.name, ()):
            from procrastinate.contrib.django import app

            app.configure_task(task, lock=fact.subject).defer(event_id=str(fact.id), center_id=str(center_id))


def notice(center_id: UUID, topics: Sequence[str], mark: UUID) -> str:
    """The NOTIFY payload: center, topics, one id. Kept under PostgreSQL's 8,000 bytes by telling '*' when there are many."""
    text = json.dumps({"c": str(center_id), "t": sorted(set(topics)), "e": str(mark)}, separators=(",", ":"))
    return text if len(text) < 7500 else json.dumps({"c": str(center_id), "t": ["*"], "e": str(mark)})
