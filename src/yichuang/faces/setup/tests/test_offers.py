"""What a center says of an item on the item's page: who handles it, and which queue leads to it."""

from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from yichuang.domains.catalog import api as catalog
from yichuang.domains.queueing import api as queueing
from yichuang.faces.setup.tests.test_pages import as_, demo, post, text  # noqa: F401 - fixtures among them
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid
from yichuang.foundation.scope import enter, reading

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


def test_whoever_offers_an_item_the_queues_follow_in_the_same_act_or_nothing_changes(demo: Actor) -> None:  # noqa: F811
    with reading(demo):
        before = catalog.offer(demo, ITEM)
    assert before and leads(demo) == ["A"]
    given: dict[str, Any] = {"actor": demo, "code": ITEM, "department_id": before.department_id}
    with pytest.raises(Invalid) as no:
        catalog.offer_item(**given, group="QQ")
    assert (no.value.code, no.value.field) == ("queue.unknown", "group")
    with pytest.raises(Invalid):
        catalog.offer_item(**given, group="B", handled_in="elsewhere")
    with reading(demo):
        assert catalog.offer(demo, ITEM) == before
    assert leads(demo) == ["A"]
    for group in ("B", "", "A"):
        catalog.offer_item(**given, group=group)
        with reading(demo):
            offer = catalog.offer(demo, ITEM)
        assert offer and (offer.group, leads(demo)) == (group, [group] if group else [])
    catalog.offer_item(**given, group="A", active=False)
    assert leads(demo) == []
    queueing.set_up_queue(actor=demo, code="B", name="社会事务")
    with reading(demo):
        led = {item: q.code for q in queueing.queues(demo) for item in q.items}
        assert led == {o.item_code: o.group for o in catalog.offers(demo)}, "setting up a queue moves no item"


def test_an_item_that_leads_to_no_queue_in_use_is_named_wherever_it_is_set_up(
    as_: Any,  # noqa: F811
    demo: Actor,  # noqa: F811
) -> None:
    def said() -> list[bool]:
        client = as_("system")
        pages = (client.get("/setup/"), client.get("/setup/items/"), client.get(f"/setup/items/{ITEM}/"))
        words = (f"群众取不到号：{ITEM}", "取不到号", "这个事项没有在用的队列")
        return [word in text(page) for word, page in zip(words, pages, strict=True)]

    with reading(demo):
        before = catalog.offer(demo, ITEM)
    assert before and said() == [False] * 3
    client = as_("system")
    assert save(client, before.department_id, group="", active="on").status_code == 302
    assert "群众在自助终端和手机上取不到号" in text(client.get("/setup/items/"))
    assert said() == [True] * 3
    save(as_("system"), before.department_id, group="A", active="on")
    assert said() == [False] * 3
    with reading(demo):
        (queue,) = (q for q in queueing.queues(demo) if q.code == "A")
    queueing.change_queue(actor=demo, queue="A", name=queue.name, name_en=queue.name_en, active=False)
    assert said()[1:] == [True, True], "a queue that gives no numbers leads nowhere"


def test_an_upgrade_leads_people_where_they_were_led_and_the_rest_as_offered(demo: Actor) -> None:  # noqa: F811
    align = import_module("yichuang.domains.queueing.migrations.0012_items_follow_offers").ALIGN
    with transaction.atomic(), connection.cursor() as cursor:
        enter(demo)
        cursor.execute("UPDATE queueing_queue SET items = array_remove(items, 'S01')")  # no queue has it
        cursor.execute(
            "UPDATE queueing_queue SET items = array_append(items, %s) WHERE code = 'B'", [ITEM]
        )  # two have it
        cursor.execute(
            "UPDATE queueing_queue SET items = array_append(array_remove(items, 'S05'), 'S99')"
        )  # not offered
        cursor.execute(
            "UPDATE queueing_queue SET items = array_append(items, 'S05') WHERE code = 'B'"
        )  # another than offered
        offered = {o.item_code: o.group for o in catalog.offers(demo)}
        cursor.execute(align)
        now = {o.item_code: o.group for o in catalog.offers(demo)}
        assert now == {item: q.code for q in queueing.queues(demo) for item in q.items}
        assert (now, offered["S05"]) == ({**offered, "S05": "B"}, "A")


def test_each_field_has_its_own_hint(as_: Any) -> None:  # noqa: F811
    assert text(as_("system").get(f"/setup/items/{ITEM}/")).count("选下级机关") == 1
