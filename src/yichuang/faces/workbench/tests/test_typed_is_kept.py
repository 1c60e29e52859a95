"""What a clerk has typed outlives a server that is away, and a session that ended; nobody else gets to see it."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Route, expect

from yichuang.domains.cases import api as cases
from yichuang.domains.people import api as people
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.scope import reading

from .browser import Hands, clerk_at
from .conftest import PERSON, Desk

pytestmark = pytest.mark.browser


def form_filled(hands: Hands) -> None:
    hands.see("item-search")
    hands.type("yczm")
    hands.press("Enter")
    hands.see("party-name")
    hands.personal(PERSON["name"])
    hands.press("Tab")
    hands.personal(PERSON["id_no"])


def opened(desk: Desk, ticket: str) -> int:
    with reading(desk.actor):
        return len(cases.cases_of_ticket(desk.actor, ticket))


def away(route: Route) -> None:
    route.abort()


def answer_lost(route: Route) -> None:
    """The act arrives and is done; the line breaks before the answer."""
    route.fetch()
    route.abort()


def proxy_says(route: Route) -> None:
    route.fulfill(status=503, body="<h1>503 Service Unavailable</h1>", content_type="text/html")


@pytest.mark.parametrize(("trouble", "done"), [(away, 0), (answer_lost, 1), (proxy_says, 0)])
def test_a_case_that_could_not_be_saved_stays_typed_and_is_opened_once(
    url: str, desk: Desk, trouble: Callable[[Route], None], done: int
) -> None:
    ticket = desk.serve()
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        form_filled(hands)
        hands.page.route("**/desk/cases/", trouble)
        hands.press("Enter")
        hands.see("unsent")
        assert opened(desk, ticket) == done
        expect(hands.page.get_by_test_id("party-name")).to_have_value(PERSON["name"])
        hands.page.unroute("**/desk/cases/")
        hands.page.evaluate("window.yichuangLive.resync()")  # the link is back: news does not sweep the form away
        hands.page.get_by_test_id("unsent").get_by_role("button").click()
        hands.see("all-received")
        expect(hands.page.get_by_test_id("unsent")).to_have_count(0)
    assert opened(desk, ticket) == 1


def test_what_is_typed_about_a_paper_outlives_the_news_that_comes_when_the_server_is_back(url: str, desk: Desk) -> None:
    desk.open(ticket=desk.serve())
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.see("all-received")
        note = hands.page.locator("[data-panel]:visible textarea").first
        note.fill("请到原窗口补盖公章")
        hands.page.route("**/materials/", away)
        hands.page.locator("[data-panel]:visible [name=status][value=missing]").click()
        hands.see("unsent")
        with hands.page.expect_response("**/desk/part/left/**"):
            hands.page.evaluate("window.yichuangLive.resync()")
        expect(note).to_have_value("请到原窗口补盖公章")
        hands.page.unroute("**/materials/")
        hands.page.get_by_test_id("unsent").get_by_role("button").click()
        expect(hands.page.get_by_test_id("unsent")).to_have_count(0)
        expect(hands.page.locator("[data-panel]:visible textarea").first).to_have_value("请到原窗口补盖公章")


def end_session(hands: Hands, desk: Desk) -> None:
    Session.objects.filter(pk=desk.client.cookies["yichuang_session"].value).delete()


def log_in(hands: Hands, username: str) -> None:
    frame = hands.page.frame_locator(".yc-entry__frame")
    frame.locator("[name=username]").fill(username)
    frame.locator("[name=password]").fill(people.DEMO_PASSWORD)
    frame.locator(".su-login__form .yc-btn--primary").click()


def test_a_session_that_ended_covers_the_page_and_gives_it_back_to_the_same_person(url: str, desk: Desk) -> None:
    ticket = desk.serve()
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        form_filled(hands)
        end_session(hands, desk)
        hands.press("Enter")
        hands.see("entry")
        expect(hands.page.get_by_test_id("party-name")).to_be_hidden()
        hands.press("Escape")
        hands.see("entry")
        log_in(hands, "clerk1")
        expect(hands.page.get_by_test_id("entry")).to_be_hidden()
        expect(hands.page.get_by_test_id("party-name")).to_have_value(PERSON["name"])
        hands.page.get_by_test_id("open-case").click()
        hands.see("all-received")
    assert opened(desk, ticket) == 1


def test_somebody_else_who_logs_in_there_finds_nothing_of_it(url: str, desk: Desk, other_desk: Desk) -> None:
    desk.serve()
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        form_filled(hands)
        end_session(hands, desk)
        hands.press("Enter")
        hands.see("entry")
        log_in(hands, "clerk2")
        hands.page.wait_for_url("**/account/")
        assert PERSON["name"] not in hands.page.content()


def test_a_plain_form_asks_first_whether_the_server_still_knows_the_clerk(url: str, desk: Desk) -> None:
    desk.serve()
    with clerk_at(url, desk.client.cookies["yichuang_session"].value) as hands:
        hands.page.goto(f"{url}/desk/late/")
        hands.see("keep").click()
        form = hands.page.locator("form", has=hands.page.locator("[name=act][value=keep]"))
        form.locator("[name=name]").fill(PERSON["name"])
        form.locator("[name=item]").select_option("S17")
        form.locator("[name=papers]").fill("申请书")
        form.locator("[name=phone]").fill(PERSON["phone"])
        end_session(hands, desk)
        form.locator("button:not([type=button])").last.click()
        hands.see("entry")
        log_in(hands, "clerk1")
        expect(hands.page.get_by_test_id("entry")).to_be_hidden()
        expect(form.locator("[name=name]")).to_have_value(PERSON["name"])
        form.locator("[name=consent]").first.check()
        form.locator("button:not([type=button])").last.click()
        expect(hands.page.get_by_role("cell", name=PERSON["name"])).to_be_visible()
    with reading(desk.actor):
        assert [k.name for k in queueing.kept_papers(desk.actor)] == [PERSON["name"]]
