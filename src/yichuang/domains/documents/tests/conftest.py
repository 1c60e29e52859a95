"""A demo center and an ordinary one, each with a clerk, and an act that issues a paper as cases do."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from yichuang.domains.documents import api as papers
from yichuang.domains.documents import samples
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command


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
        self.actor = Actor.system(self.id, name="李秋实", channel="cli")
        places.found_center(actor=self.actor, code=code, name="云岭区政务服务中心", region="500199", is_demo=demo)
        self.department = str(uuid4())

    def issue(self, kind: str = "acceptance", *, subject: str = "case:1", **over: Any) -> dict[str, Any]:
        return issue(actor=self.actor, kind=kind, subject=subject, department=self.department, **over)


@pytest.fixture
def hall(real_db: None) -> Hall:
    return Hall("demo", demo=True)


@pytest.fixture
def other_hall(real_db: None) -> Hall:
    return Hall("north", demo=False)
