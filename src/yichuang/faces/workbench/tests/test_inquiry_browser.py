"""A mere inquiry by keys, in a browser: the slip is on the screen after two, with and without somebody at the window."""

import io

import pytest
from pypdf import PdfReader

from yichuang.domains.cases import api as cases
from yichuang.foundation.scope import reading

from .browser import clerk_at
from .conftest import Desk
from .test_browser import barriers, fits

pytestmark = pytest.mark.browser


def asked(desk: Desk) -> list[cases.InquiryView]:
    with reading(desk.actor):
        return cases.inquiries(desk.actor)


def test_who_brought_the_item_has_the_slip_after_two_keys(url: str, desk: Desk) -> None:
    ticket = desk.serve(item="S04")
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("party-name")
        hands.page.evaluate("document.activeElement.blur()")
        hands.press("Alt+z")
        hands.see("confirm")
        assert fits(hands)
        hands.press("Enter")
        no = hands.see("inquiry-no").inner_text()
        assert fits(hands)
        assert len(hands.keys) == 2, hands.keys
        pdf = hands.page.request.get(url + hands.page.locator("iframe[data-pdf]").get_attribute("src")).body()
    (row,) = asked(desk)
    assert (row.item_code, row.paper_no, str(row.ticket_id)) == ("S04", no, ticket)
    text = "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages)
    for part in (
        "法定条件",
        "需要的材料",
        "办理程序",
        "承诺时限",
        "注意要点",
        "视情形",
        f"办事指南第{row.item_version}版",
    ):
        assert part in text, part
    with reading(desk.actor):
        assert not cases.cases_of_ticket(desk.actor, row.ticket_id)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_with_nobody_at_the_window_two_keys_and_the_words_of_the_search(url: str, desk: Desk, language: str) -> None:
    with clerk_at(url, desk.client.cookies["yichuang_session"].value, language=language) as hands:
        hands.see("call-next")
        hands.press("Alt+z")
        hands.see("ask-search")
        assert fits(hands)
        assert not barriers(hands)
        hands.personal("yczm")  # the words of the search are not counted
        hands.press("Enter")
        hands.see("inquiry-no")
        assert len(hands.keys) == 2, hands.keys
        hands.press("Escape")
        hands.page.goto(f"{url}/desk/")
        hands.see("asked-today").click()
        assert fits(hands)
        assert not barriers(hands)
    (row,) = asked(desk)
    assert (row.item_code, row.ticket_id) == ("S17", None)


def test_an_enter_with_nothing_typed_opens_the_item_and_issues_nothing(url: str, desk: Desk) -> None:
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("call-next")
        hands.press("Alt+z")
        hands.see("ask-search")
        hands.press("Enter")
        hands.see("confirm")
    assert asked(desk) == []
