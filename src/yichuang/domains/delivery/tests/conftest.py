"""Two invented centers; what delivery needs of the house is an actor and a subject."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from yichuang.domains.delivery import api as delivery
from yichuang.domains.places import api as places
from yichuang.foundation import dispatch
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.ids import uuid7

PEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160"><path d="M10 80 L60 20 L120 130" '
    'stroke="#17212c" stroke-width="3" fill="none"/></svg>'
)


@command("tests.register_result", needs="result.register")
def register_result(work: Work, **facts):
    return {"id": delivery.register(work, decided_at=facts.pop("decided_at", work.at), **facts)}


def shanghai(center_id):
    return "Asia/Shanghai"


@pytest.fixture(autouse=True)
def _alone(settings, tmp_path, monkeypatch):
    """No other room listens: the cases that these results belong to are invented."""
    settings.YICHUANG_ZONE_SOURCE = f"{__name__}.shanghai"
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(dispatch, "wiring", lambda: dispatch.Wiring(in_step={}, jobs={}))


@pytest.fixture
def clerk():
    center = uuid7()
    caps = frozenset({"result.register", "result.deliver", "window.operate", "case.read"})
    return Actor(
        "staff", id=uuid7(), name="李窗口", post="综合窗口", center_id=center, reads=(center,), capabilities=caps
    )


@pytest.fixture
def other_clerk(clerk):
    center = uuid7()
    return replace(clerk, id=uuid7(), center_id=center, reads=(center,))


@pytest.fixture
def evaluator(db, clerk):
    return Actor(
        "device",
        device_id=uuid7(),
        name="5号评价器",
        center_id=clerk.center_id,
        reads=clerk.reads,
        window_id=a_window(clerk),
    )


def a_window(who):
    """A window of his center; nothing may be asked at one that is not there."""
    act = Actor.system(who.center_id)
    places.add_zone(actor=act, code="A", name="综合办事区")
    return UUID(places.add_window(actor=act, code="5", name="综合办事", kind="service", zone="A")["id"])


@pytest.fixture
def subject():
    return f"case:{uuid7()}"


@pytest.fixture
def ready(clerk, subject):
    """A result that waits at the window."""

    def make(**more):
        facts = {
            "subject": subject,
            "department_id": uuid7(),
            "name": "食品经营许可证",
            "number": "JY2500199000001",
        } | more
        return register_result(actor=more.pop("actor", clerk), **facts)["id"]

    return make


def yesterday():
    return datetime.now(UTC) - timedelta(days=1)
