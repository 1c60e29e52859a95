"""Another case for the person who sits at the window: what he has shown once is not typed twice, and goes to nobody else's visit."""

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from yichuang.domains.cases import api as cases
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.identity import make_resident_id
from yichuang.foundation.scope import reading

from .browser import clerk_at
from .conftest import PERSON, Desk

DAUGHTER = {"name": "李小满", "id_no": make_resident_id("500199", date(1999, 9, 9)), "phone": "13900005678"}


def page(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def another(desk: Desk, ticket: str, **said: str) -> Any:
    """Send the form of another case as the desk offers it, with what the clerk changed."""
    offered = page(desk.get("desk_item", "S17"))
    fields = dict(re.findall(r'name="(parties\.\d\.\w+)"[^>]*? value="([^"]*)"', offered))
    fields |= dict(re.findall(r'type="hidden" name="(parties\.\d\.as)" value="([^"]*)"', offered))
    fields |= {"parties.0.role": "applicant", "parties.0.kind": "person", "parties.0.id_type": "resident_id"}
    return desk.post("desk_open_case", item="S17", ticket=ticket, **(fields | said))


def whole(desk: Desk, no: str, n: int = 0) -> tuple[str, str, str]:
    party = desk.case(no).parties[n]
    seen = cases.reveal_party(actor=desk.actor, case=no, party=party.id, reason="核对")
    return party.name, seen["id_no"], seen["phone"]


def test_the_second_case_of_a_visit_has_the_same_people_without_a_number_on_the_page(desk: Desk) -> None:
    ticket = desk.serve()
    agent = {"role": "agent", "kind": "person", "id_type": "resident_id", "authority": "代办烟草证", **DAUGHTER}
    no = desk.open(ticket=ticket, **{f"parties.1.{k}": v for k, v in agent.items()})
    offered = page(desk.get("desk_item", "S17"))
    assert PERSON["id_no"] not in offered and PERSON["phone"] not in offered
    assert (
        offered.count("data-carried") == 2
        and 'value="张小云"' in offered
        and desk.case(no).parties[1].id_masked in offered
    )
    more = {f"parties.1.{k}": agent[k] for k in ("role", "kind", "id_type")}
    answer = another(desk, ticket, **more)
    assert answer.status_code == 200, page(answer)
    no = answer["HX-Push-Url"].partition("case=")[2]
    assert whole(desk, no) == tuple(PERSON.values())
    assert whole(desk, no, 1) == tuple(DAUGHTER.values())
    assert desk.case(no).parties[1].authority == "代办烟草证"


def test_another_name_or_number_takes_nothing_along(desk: Desk) -> None:
    ticket = desk.serve()
    desk.open(ticket=ticket)
    answer = another(desk, ticket, **{"parties.0.name": DAUGHTER["name"]})
    assert answer.status_code == 422 and '"field": "parties.0.id_no"' in answer["HX-Trigger"]
    answer = another(desk, ticket, **{"parties.0.id_no": DAUGHTER["id_no"]})
    no = answer["HX-Push-Url"].partition("case=")[2]
    assert whole(desk, no) == (PERSON["name"], DAUGHTER["id_no"], ""), "a namesake has a number and a phone of his own"


def test_nobody_is_carried_into_another_visit(desk: Desk) -> None:
    first = desk.serve()
    no = desk.open(ticket=first)
    party = desk.case(no).parties[0]
    queueing.finish(actor=desk.actor, ticket=first)
    second = desk.serve()
    offered = page(desk.get("desk_item", "S17"))
    assert "data-carried" not in offered and "张小云" not in offered.partition('id="right"')[2]
    said = {"parties.0.as": str(party.id), "parties.0.name": PERSON["name"], "parties.0.id_type": "resident_id"}
    answer = desk.post("desk_open_case", item="S17", ticket=second, **said)
    assert answer.status_code == 409 and "不是本次来访登记的" in page(answer)
    with reading(desk.actor):
        assert cases.cases_of_ticket(desk.actor, second) == []


@pytest.mark.browser
def test_another_case_for_the_same_person_types_nothing_and_for_somebody_else_begins_empty(
    url: str, desk: Desk
) -> None:
    desk.open(ticket=desk.serve())
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("another-case")
        hands.press("Alt+n")
        hands.see("item-search")
        hands.type("yczm")
        hands.press("Enter")
        hands.see("same-person")
        hands.press("Enter")
        hands.see("all-received")
        expect(hands.page.get_by_test_id("case-tab")).to_have_count(2)
        hands.press("Alt+n")
        hands.see("item-search")
        hands.type("yczm")
        hands.press("Enter")
        hands.see("same-person")
        hands.press("Alt+o")
        expect(hands.page.get_by_test_id("party-name")).to_have_value("")
        expect(hands.page.get_by_test_id("party-name")).to_be_focused()
        expect(hands.page.get_by_test_id("same-person")).to_have_count(0)
        hands.personal(DAUGHTER["name"])
        hands.press("Tab")
        hands.personal(DAUGHTER["id_no"])
        hands.press("Enter")
        hands.see("all-received")
        expect(hands.page.get_by_test_id("case-tab")).to_have_count(3)
        expect(hands.page.get_by_test_id("case-tab").last).to_contain_text(DAUGHTER["name"])
