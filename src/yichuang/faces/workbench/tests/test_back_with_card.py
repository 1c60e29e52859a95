"""Who was told what to bring comes back with his id card instead of the notice: the kiosk gives him a number for that case (DB50/T 1603-2024, 5.3.2)."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Refused
from yichuang.foundation.identity import make_resident_id
from yichuang.foundation.scope import reading

from .conftest import PERSON, Desk

CARD = PERSON["id_no"]
SOMEBODY = make_resident_id("500199", date(1971, 2, 3))


@pytest.fixture
def kiosk(desk: Desk) -> Client:
    system = Actor.system(desk.actor.center_id, name="测试")
    with reading(system):
        device = places.device_by_code(system.center_id, "kiosk-1")
    client = Client()
    client.post("/device/enrol/", {"device_key": places.new_device_key(actor=system, device_id=device.id)})
    return client


def told_once(desk: Desk) -> cases.CaseView:
    """Somebody was here and got a one-time notice."""
    return desk.case(desk.tell_once(desk.serve()))


def show_card(kiosk: Client, id_no: str) -> Any:
    return kiosk.post("/kiosk/arrive/", {"card": id_no}, follow=True)


def test_his_card_gives_him_a_number_for_that_case_with_the_same_clerk(desk: Desk, kiosk: Client) -> None:
    case = told_once(desk)
    slip = show_card(kiosk, CARD)
    assert "1 号窗口的原经办人接着为您办" in slip.content.decode()
    called = queueing.call_next(actor=desk.actor, window="1")["ticket"]
    with reading(desk.actor):
        assert queueing.subjects_of(desk.actor, called["id"]) == [f"case:{case.id}"]


def test_with_two_cases_he_chooses(desk: Desk, kiosk: Client) -> None:
    one, two = told_once(desk), told_once(desk)
    page = show_card(kiosk, CARD).content.decode()
    assert one.no in page and two.no in page
    slip = kiosk.post("/kiosk/arrive/", {"chosen": two.tracking_code}, follow=True)
    assert slip.redirect_chain[-1][0].startswith("/kiosk/slip/")


@pytest.mark.parametrize("card", [SOMEBODY, "x", "１" * 18, CARD * 40])
def test_a_card_that_nothing_waits_for_is_told_what_to_do(desk: Desk, kiosk: Client, card: str) -> None:
    told_once(desk)
    answer = show_card(kiosk, card)
    assert answer.status_code == 404
    assert "没有查到等您补材料的办件" in answer.content.decode()


def test_another_center_does_not_know_him_and_a_visitor_may_not_ask(desk: Desk, kiosk: Client) -> None:
    told_once(desk)
    far = Actor.system(desk.actor.id or desk.actor.center_id, name="别处")
    with reading(far):
        assert cases.awaited_of(far, CARD) == []
    visitor = Actor.citizen(desk.actor.center_id)
    with reading(visitor), pytest.raises(Refused):
        cases.awaited_of(visitor, CARD)
    assert Client().post("/kiosk/arrive/", {"card": CARD}).status_code == 403


def test_the_name_of_a_secret_matter_is_not_shown(desk: Desk, kiosk: Client) -> None:
    case, other = told_once(desk), told_once(desk)

    @command("tests.mark_sensitive", needs="")
    def mark(work: Work) -> dict[str, Any]:
        apps.get_model("cases", "Case").objects.filter(pk=case.id).update(sensitive=True)
        return {}

    mark(actor=desk.actor)
    with reading(desk.actor):
        names = {a.no: a.item_name for a in cases.awaited_of(desk.actor, CARD)}
    assert names[case.no] == "" and names[other.no]
    page = show_card(kiosk, CARD).content.decode()
    assert page.count(names[other.no]) == 1 and case.no in page
