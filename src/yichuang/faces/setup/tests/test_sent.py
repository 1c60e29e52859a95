"""The page of what was sent: masked, filtered, and the way back into the line."""

from uuid import uuid4

import pytest

from yichuang.domains.places import api as places
from yichuang.faces.setup.tests.test_pages import as_, demo  # noqa: F401 - fixtures
from yichuang.foundation.messages import Recipient, deliver_due
from yichuang.foundation.messages.tests.acts import PHONE, say


@pytest.fixture
def sent(demo):  # noqa: F811
    """One that went out by mail, one that could not be sent."""
    say(actor=demo, to=[Recipient("mail", address="zhang@example.cn", name="张云")], text="您的办件已受理。")
    deliver_due(demo.center_id)
    say(actor=demo, to=[Recipient("sms", address=PHONE[:3], name="张云")], text="您的办件明天到期。")


def test_what_was_sent_is_seen_masked_and_the_stand_in_says_what_it_is(sent, as_):  # noqa: F811
    page = as_("system").get("/setup/messages/").content.decode()
    assert "您的办件已受理。" in page and "z***@example.cn" in page and "张*" in page
    assert "zhang@example.cn" not in page and "张云" not in page
    assert "没有真正发出" in page


def test_the_list_is_filtered_by_channel_state_and_kind(sent, as_):  # noqa: F811
    client = as_("system")
    for query, there, away in (
        ("channel=mail", "已受理。", "明天到期。"), ("state=given_up", "明天到期。", "已受理。"), ("state=nonsense", "已受理。", "nonsense"),
    ):  # fmt: skip
        page = client.get(f"/setup/messages/?{query}").content.decode()
        assert there in page and away not in page.replace(f"?{query}", "")
    assert client.get("/setup/messages/?after=nonsense").status_code == 422


def test_a_lost_message_is_put_back_into_the_line(sent, as_):  # noqa: F811
    client = as_("system")
    page = client.get("/setup/messages/?state=given_up").content.decode()
    message = page.partition('name="message" value="')[2][:36]
    form = {"act": "again", "key": str(uuid4()), "message": message}
    assert client.post("/setup/messages/", form).status_code == 302
    assert "等待发送" in client.get("/setup/messages/?channel=sms").content.decode()
    assert client.post("/setup/messages/", {**form, "key": str(uuid4()), "message": str(uuid4())}).status_code == 404


def test_only_those_who_may_see_it_see_it(sent, as_):  # noqa: F811
    assert as_("clerk1").get("/setup/messages/").status_code == 403
    manager = as_("manager").get("/setup/messages/").content.decode()
    assert "您的办件已受理。" in manager and "重发" not in manager
    assert places.demo_center()
