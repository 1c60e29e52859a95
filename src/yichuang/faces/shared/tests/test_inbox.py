"""The inbox and its mark, as a person of the demo center's staff sees them."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.live import read_ticket
from yichuang.foundation.messages import Recipient
from yichuang.foundation.messages.tests.acts import say


@pytest.fixture
def demo(demo_db: None) -> Actor:
    center = places.demo_center()
    assert center
    return Actor.system(center.id, channel="cli")


def entering(name: str) -> Client:
    client = Client(headers={"Accept-Language": "zh-CN"})
    assert client.post(f"/demo/as/{name}/").status_code == 302
    return client


def told(demo: Actor, **more: object) -> UUID:
    return UUID(say(actor=demo, to=[Recipient.center(needs="window.operate")], **more)["ids"][0])


def post(client: Client, act: str, **fields: object):
    return client.post("/inbox/", {"act": act, "key": str(uuid4()), **fields})


def test_a_message_is_counted_on_the_bar_shown_and_gone_when_it_was_read(demo):
    clerk, message = entering("clerk1"), told(demo)
    assert (
        '<span class="yc-badge yc-badge--warn" data-testid="inbox-unread">1</span>'
        in clerk.get("/inbox/mark/").content.decode()
    )
    assert "办件 1 明天到期。" in clerk.get("/inbox/").content.decode()
    assert post(clerk, "read", message=message).headers["Location"] == "/inbox/"
    assert "inbox-unread" not in clerk.get("/inbox/mark/").content.decode()
    assert "没有未读消息" in clerk.get("/inbox/").content.decode()
    assert "办件 1 明天到期。" in clerk.get("/inbox/?show=all").content.decode()


def test_looking_at_it_leads_to_what_it_is_about(demo):
    clerk = entering("clerk1")
    assert post(clerk, "open", message=told(demo, link="/desk/?case=1")).headers["Location"] == "/desk/?case=1"
    assert post(clerk, "open", message=told(demo, link="//evil.example/")).headers["Location"] == "/inbox/"


def test_all_are_read_with_one_button(demo):
    clerk = entering("clerk1")
    told(demo), told(demo)
    post(clerk, "all")
    assert "inbox-unread" not in clerk.get("/inbox/mark/").content.decode()


def test_what_is_not_one_s_own_is_not_there(demo):
    message = told(demo)
    system = entering("system")
    assert "办件 1" not in system.get("/inbox/?show=all").content.decode()
    assert post(system, "read", message=message).status_code == 404
    assert post(system, "read", message="nonsense").status_code == 422


def test_a_stranger_logs_in_and_comes_back(db):
    assert Client().get("/inbox/").headers["Location"] == "/login/?next=/inbox/"
    assert Client().get("/inbox/mark/").content.decode().strip().startswith("消息")


@pytest.mark.parametrize(
    ("who", "path"), [("clerk1", "/desk/window/"), ("dept-scjg", "/office/"), ("system", "/setup/")]
)
def test_every_page_of_staff_listens_for_messages(demo, who, path):
    page = entering(who).get(path).content.decode()
    ticket = read_ticket(re.search(r"ticket=([^&\"]+)&", page).group(1).replace("%3A", ":"))
    mark = re.search(r'data-testid="inbox" data-live="([^"]+)"', page).group(1).split()
    assert set(mark) <= set(ticket.topics) and mark[0] == "inbox"
