"""The two invented centers of the ground floor, and a post whose ports the tests hold in their hands."""

from dataclasses import dataclass, field, replace

import pytest

from yichuang.foundation.messages import LocalPort, NotSent, Outgoing, Post, Rules
from yichuang.foundation.messages import types as wiring
from yichuang.foundation.tests.conftest import _zones, here, there  # noqa: F401 - fixtures


@dataclass
class Carrier:
    """A gateway that takes each id once, and can be told to fail (`final` for good) or to be killed after it has sent."""

    name: str = "test"
    real: bool = True
    fails: list[NotSent] = field(default_factory=list)
    killed: bool = False
    calls: list[Outgoing] = field(default_factory=list)
    sent: dict = field(default_factory=dict)

    def deliver(self, message: Outgoing) -> str:
        self.calls.append(message)
        if self.fails:
            raise self.fails.pop(0)
        self.sent.setdefault(message.id, message)
        if self.killed:
            raise KeyboardInterrupt
        return "n-1"


@pytest.fixture
def carrier():
    return Carrier()


@pytest.fixture
def post_office(carrier, monkeypatch):
    """Change what the center has set with `post_office(quiet_from=…)`; SMS goes to the carrier, the rest to the stand-in."""
    now = {"rules": Rules(quiet_from=0, quiet_until=0)}
    ports = {"sms": carrier, "mail": LocalPort(), "im": LocalPort()}
    made = Post(ports=ports, rules=lambda center: now["rules"], centers=lambda: now.get("centers", []))
    monkeypatch.setattr(wiring, "_module", lambda path: made)

    def change(centers=None, **rules):
        now["rules"] = replace(now["rules"], **rules)
        if centers is not None:
            now["centers"] = centers

    return change
