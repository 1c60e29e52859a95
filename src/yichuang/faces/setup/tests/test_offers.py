"""What a center says of an item on the item's page: who handles it, and which queue leads to it."""

from typing import Any
from uuid import uuid4

from yichuang.domains.catalog import api as catalog
from yichuang.domains.queueing import api as queueing
from yichuang.faces.setup.tests.test_pages import as_, demo, post, text  # noqa: F401 - fixtures among them
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

ITEM = "S04"


def leads(actor: Actor) -> list[str]:
    with reading(actor):
        return [q.code for q in queueing.queues(actor) if ITEM in q.items]


def save(client: Any, department: Any, **more: str) -> Any:
    return post(client, f"/setup/items/{ITEM}/", "offer", department=department, handled_in="here", **more)


def test_an_offer_decides_the_queue_everywhere_and_one_that_is_refused_leads_nowhere(as_: Any, demo: Actor) -> None:  # noqa: F811
    with reading(demo):
        before = catalog.offer(demo, ITEM)
    assert before and leads(demo) == ["A"]
    refused = save(as_("system"), uuid4(), group="B", active="on")
    assert refused.status_code >= 400 and leads(demo) == ["A"], "the department is not there: nothing has moved"
    assert save(as_("system"), before.department_id, group="B", active="on").status_code == 302
    with reading(demo):
        offer = catalog.offer(demo, ITEM)
    assert offer and (offer.group, leads(demo)) == ("B", ["B"])
    assert save(as_("system"), before.department_id, group="B").status_code == 302
    assert leads(demo) == [], "withdrawn: no queue leads to it"


def test_each_field_has_its_own_hint(as_: Any) -> None:  # noqa: F811
    assert text(as_("system").get(f"/setup/items/{ITEM}/")).count("选下级机关") == 1
