"""The clerk's whole way with one person, by keys, in a browser; nothing on the page may scroll it or bar anybody."""

import os
from collections.abc import Iterator
from uuid import UUID

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.foundation.scope import reading

from .browser import Hands, clerk_at, serving
from .conftest import PERSON, Desk

pytestmark = pytest.mark.browser

MOST_KEYS, MOST_DIALOGS = 15, 2


@pytest.fixture
def url(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread
    with serving() as address:
        yield address


def fits(hands: Hands) -> bool:
    """Neither bar of the page has anything to scroll."""
    size = "d => [d.scrollHeight <= innerHeight, d.scrollWidth <= innerWidth]"
    return all(hands.page.evaluate(f"({size})(document.documentElement)"))


def test_a_clean_case_from_call_to_receipt_and_acceptance_in_fifteen_keys_and_two_dialogs(url: str, desk: Desk) -> None:
    ticket = desk.ticket("A")
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("call-next")
        hands.press("F2")
        hands.see("start")
        hands.press("F5")
        hands.see("item-search")
        hands.type("yczm")
        hands.press("Enter")
        hands.see("party-name")
        hands.personal(PERSON["name"])
        hands.press("Tab")
        hands.personal(PERSON["id_no"])
        hands.press("Enter")
        hands.see("all-received")
        assert fits(hands)
        hands.press("a")
        hands.page.wait_for_selector('[data-testid="outcome-accept"]:not([disabled])')
        hands.press("g")
        hands.see("paper-receipt")
        hands.press("F6")
        hands.see("confirm")
        hands.press("Enter")
        hands.see("paper-acceptance")
        assert fits(hands)
        no = hands.see("case-no").inner_text()
        assert len(hands.keys) <= MOST_KEYS, hands.keys
        assert hands.dialogs <= MOST_DIALOGS
        print(f"keys {len(hands.keys)} {hands.keys}, dialogs {hands.dialogs}")
        hands.press("Alt+w")
        hands.see("inviting")
        hands.see("call-next")
    assert desk.case(no).state == "accepted"
    with reading(desk.actor):
        assert queueing.ticket(desk.actor, UUID(ticket["id"])).state == "served"
