"""A demo center and an ordinary one, each with a clerk, and an act that issues a paper as cases do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import samples
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.identity import make_uscc
from yichuang.foundation.scope import reading


@command("tests.issue_paper", needs="case.accept")
def issue(
    work: Work, *, kind: str, subject: str, department: str, over: Any = None, replaces: Any = None
) -> dict[str, Any]:
    """Stands for an act of cases: it needs a paper, or does not happen."""
    data = over if over is not None else samples.sample(kind)
    ref = papers.issue_paper(work, kind, data, department_id=UUID(department), subject=subject, replaces=replaces)
    return {"id": ref.id, "number": ref.number_text, "code": ref.code}


class Hall:
    """A center that was set up by commands."""

    def __init__(self, code: str, *, demo: bool) -> None:
        self.id = uuid4()
        self.code = code
        self.actor = Actor.system(self.id, name="李秋实", channel="cli")
        places.found_center(actor=self.actor, code=code, name="云岭区政务服务中心", region="500199", is_demo=demo)
        self.department = str(uuid4())

    def issue(self, kind: str = "acceptance", *, subject: str = "case:1", **over: Any) -> dict[str, Any]:
        return issue(actor=self.actor, kind=kind, subject=subject, department=self.department, **over)

    def wet(self, kind: str = "acceptance", *, subject: str = "case:1", **over: Any) -> dict[str, Any]:
        """A paper that waits for its stamp."""
        data = samples.sample(kind, organ=samples.organ(seal_mode="wet"), samples=(), **over)
        return self.issue(kind, subject=subject, over=data)

    def office(self, short: str = "云岭市监") -> str:
        """A department, from now on the one that issues."""
        made = places.add_department(
            actor=self.actor, code=f"D{len(short)}", name="云岭区市场监督管理局", short_name=short,
            uscc=make_uscc("11500199701000001"), review_organ="云岭区人民政府", court="云岭区人民法院", seal_mode="sample",
        )  # fmt: skip
        self.department = str(made["id"])
        return self.department

    def window(self, code: str) -> UUID:
        """A window in a zone of its own."""
        places.add_zone(actor=self.actor, code=f"Z{code}", name="综合区")
        made = places.add_window(actor=self.actor, code=code, name="综合办事", kind="service", zone=f"Z{code}")
        return UUID(str(made["id"]))

    def clerk(self, name: str, *, window: UUID | None = None) -> Actor:
        """Somebody at a window."""
        made = people.add_staff(
            actor=self.actor,
            username=f"{self.code}-{name}",
            password="a-long-password",
            hashed="!",
            name=name,
            post="综合窗口",
            badge_no=name,
        )
        caps = frozenset({"case.read", "case.check", "case.accept"})
        return replace(
            self.actor, kind="staff", id=UUID(str(made["id"])), name=name, capabilities=caps, window_id=window
        )

    def one(self, paper: str) -> papers.PaperRef:
        with reading(self.actor):
            return papers.paper(self.actor, UUID(paper))

    def life(self, paper: str) -> papers.PaperLife:
        with reading(self.actor):
            return papers.paper_life(self.actor, UUID(paper))


@pytest.fixture
def hall(remembered: Callable[[str, Callable[[], Hall]], Hall]) -> Hall:
    return remembered("documents", lambda: Hall("demo", demo=True))


@pytest.fixture
def other_hall(real_db: None) -> Hall:
    return Hall("north", demo=False)
