"""Two people at once: one proposal is open, one answer counts, one version is published."""

import threading
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connections

from yichuang.domains.documents import api as documents
from yichuang.domains.places.tests.conftest import found
from yichuang.domains.revisions import api as revisions
from yichuang.domains.revisions.models import Revision
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

CAPABILITIES = frozenset({"guide.propose", "guide.check", "guide.publish", "place.manage"})


def at_once(act: Callable[[int], object], hands: int = 5) -> tuple[int, set[str]]:
    """How many were done, and the codes of the refusals."""
    done: list[object] = []
    refused: set[str] = set()
    start = threading.Barrier(hands)

    def go(n: int) -> None:
        try:
            start.wait()
            done.append(act(n))
        except Refused as no:
            refused.add(no.code)
        finally:
            connections.close_all()

    crew = [threading.Thread(target=go, args=(n,)) for n in range(hands)]
    [t.start() for t in crew], [t.join() for t in crew]
    return len(done), refused


@pytest.fixture
def people(real_db: None) -> list[Actor]:
    here = found("here", "甲区政务服务中心")
    return [replace(here, kind="staff", id=uuid4(), name=f"{n}号", capabilities=CAPABILITIES) for n in range(6)]


def test_five_hands_make_one_of_everything(people: list[Actor]) -> None:
    said = {"kind": "receipt", "texts": {"note": "请走东门"}, "reason": "东门施工结束"}
    assert at_once(lambda n: revisions.propose_words(actor=people[n], **said)) == (1, {"revision.open_already"})
    with reading(people[0]):
        row = Revision.objects.get()
    others = [p for p in people if p.id != row.proposed_by]
    one = {"revision": str(row.pk)}
    assert at_once(lambda n: revisions.check(actor=others[n], **one)) == (1, {"revision.wrong_state"})
    publish = at_once(lambda n: revisions.publish(actor=others[n], effective_from="2099-01-01", **one))
    assert publish == (1, {"revision.wrong_state"})
    with reading(people[0]):
        assert [w.version for w in documents.template_history(people[0], "receipt")] == [1]
