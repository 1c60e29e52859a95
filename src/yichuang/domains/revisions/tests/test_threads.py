"""Two people at once: one proposal is open, one answer counts, one version is published."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from yichuang.domains.documents import api as documents
from yichuang.domains.places.tests.conftest import found
from yichuang.domains.revisions import api as revisions
from yichuang.domains.revisions.models import Revision
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

CAPABILITIES = frozenset({"guide.propose", "guide.check", "guide.publish", "place.manage"})


@pytest.fixture
def people(real_db: None) -> list[Actor]:
    here = found("here", "甲区政务服务中心")
    return [replace(here, kind="staff", id=uuid4(), name=f"{n}号", capabilities=CAPABILITIES) for n in range(6)]


def told(answers: list[Any]) -> tuple[int, set[str]]:
    """How many were done, and the codes of the refusals."""
    refused = {a.code for a in answers if isinstance(a, Refused)}
    return sum(not isinstance(a, Refused) for a in answers), refused


def test_five_hands_make_one_of_everything(people: list[Actor], at_once: Any) -> None:
    def five(act: Callable[[int], object]) -> tuple[int, set[str]]:
        return told(at_once([lambda n=n: act(n) for n in range(5)], refusals=True))

    said = {"kind": "receipt", "texts": {"note": "请走东门"}, "reason": "东门施工结束"}
    assert five(lambda n: revisions.propose_words(actor=people[n], **said)) == (1, {"revision.open_already"})
    with reading(people[0]):
        row = Revision.objects.get()
    others = [p for p in people if p.id != row.proposed_by]
    one = {"revision": str(row.pk)}
    assert five(lambda n: revisions.check(actor=others[n], **one)) == (1, {"revision.wrong_state"})
    publish = five(lambda n: revisions.publish(actor=others[n], effective_from="2099-01-01", **one))
    assert publish == (1, {"revision.wrong_state"})
    with reading(people[0]):
        assert [w.version for w in documents.template_history(people[0], "receipt")] == [1]
