"""The page of what was sent: masked, filtered, and the way back into the line."""

import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.test import Client

from yichuang.domains.places import api as places
from yichuang.faces.setup.tests.test_pages import as_, demo  # noqa: F401 - fixtures
from yichuang.foundation import messages
from yichuang.foundation.command import Work, command
from yichuang.foundation.messages import Recipient, deliver_due
from yichuang.foundation.messages.models import Message
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


HAN = re.compile("[\u4e00-\u9fff]+")
NO_END = {"meta", "link", "input", "br", "img", "hr"}


class OwnWords(HTMLParser):
    """What a page says itself, labels with it: not what stands in an element that says its language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.said: list[str] = []

    def handle_starttag(self, tag, attrs):
        foreign = (tag != "html" and "lang" in dict(attrs)) or (bool(self.open) and self.open[-1])
        if tag not in NO_END:
            self.open.append(foreign)
        if not foreign:
            self.said += [value or "" for name, value in attrs if name in ("aria-label", "title", "placeholder")]

    def handle_endtag(self, tag):
        if tag not in NO_END:
            self.open.pop()

    def handle_data(self, data):
        if not self.open or not self.open[-1]:
            self.said.append(data)


@command("tests.say_all", needs="")
def say_all(work: Work) -> dict:
    """One message of every kind, each by another channel and in another state."""
    for n, kind in enumerate(sorted(messages.known_kinds())):
        channel = messages.OUTSIDE[n % 3]
        to = Recipient(
            channel, address={"sms": PHONE, "mail": "zhang@example.cn", "im": "zhang"}[channel], name="Zhang"
        )
        (pk,) = messages.post(
            work, to=[to], template=kind, text="办件 %(no)s 明天到期。", facts={"no": "1"}, link="/q/ABCD/"
        )
        state = messages.STATES[n % 4]
        why = (
            ["地址格式不正确，没有发送", "发送通道没有应答", "发送通道没有应答 (TimeoutError)"][n % 3]
            if n % 4 > 1
            else ""
        )
        row = {"state": state, "reason": why, "tries": n % 4, "sent_at": work.at if state == "sent" else None}
        Message.objects.filter(pk=pk).update(**row, next_at=work.at if n % 4 in (0, 2) else None)
    return {}


def test_in_english_the_page_says_all_kinds_channels_states_and_reasons_in_english(demo):  # noqa: F811
    say_all(actor=demo)
    client = Client(headers={"Accept-Language": "en"})
    client.post("/demo/as/system/")
    page = client.get("/setup/messages/").content.decode()
    words = OwnWords()
    words.feed(page.partition("<main")[2].partition("</main>")[0])
    said = " ".join(words.said)
    assert HAN.findall(said) == []
    rows, kinds = page.count("办件 1 明天到期。"), len(messages.known_kinds())
    assert rows == page.count('class="su-sent__text"') == kinds, "each as it was sent: in Chinese"
    for words_of_the_page in (
        "E-mail",
        "Given up",
        "TimeoutError",
        "A case is urged",
        "Reminder of what is still to come",
    ):
        assert words_of_the_page in said
