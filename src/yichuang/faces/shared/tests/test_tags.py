"""What the tags and filters of every page say."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused

AT = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # already the 24th in the hall


def render(source: str, **facts: object) -> str:
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        return Template("{% load yc %}" + source).render(Context(facts))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ at|hall_time }}", "11-24 00:30"),
        ("{{ at|clock_time }}", "00:30"),
        ("{{ at|cn_date }}", "2026年11月24日"),
        ("{{ at|day_and_week }}", "11月24日 周二"),
        ("{{ at|short_date }}", "11-24"),
    ],
)
def test_times_are_the_halls(source, said):
    assert render(source, at=AT) == said
    assert render(source, at=AT.isoformat()) == said  # as a command answers it


def test_dates_in_english():
    with translation.override("en"):
        assert render("{{ at|cn_date }}", at=date(2026, 11, 23)) == "23 November 2026"


@pytest.mark.parametrize("nothing", [None, "", "nonsense"])
def test_no_time_is_no_text(nothing):
    assert render("{{ at|hall_time }}{{ at|cn_date }}{{ at|clock_time }}{{ at|day_and_week }}", at=nothing) == ""


def test_a_light_is_a_shape_a_word_and_a_colour():
    html = render("{% light 'warn' word %}", word="<临期>")
    assert "yc-i--warn" in html
    assert "yc-light--warn" in html
    assert "&lt;临期&gt;" in html
    assert "yc-light--ok" in render("{% light 'green' '正常' %}")
    assert "yc-light--off" in render("{% light 'nonsense' 'x' %}")


def test_two_buttons_have_two_keys():
    one, two = render("{% action_key %} {% action_key %}").split()
    assert one != two


def test_capabilities_are_asked_of_the_actor():
    request = SimpleNamespace(actor=Actor("staff", capabilities=frozenset({"case.accept"})))
    source = "{% has_cap 'case.accept' as a %}{% has_cap 'case.decide' as d %}{% has_cap 'x' 'case.accept' as e %}{{ a }} {{ d }} {{ e }}"
    assert render(source, request=request) == "True False True"
    assert render("{% has_cap 'x' as a %}{{ a }}") == "False"


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (SimpleNamespace(from_minutes=5, to_minutes=15, basis="measured"), "约等 5–15 分钟"),
        (SimpleNamespace(from_minutes=0, to_minutes=5, basis="next"), "马上叫到"),
        (SimpleNamespace(from_minutes=None, to_minutes=None, basis="no_window"), "暂无开放窗口"),
        (None, "暂无开放窗口"),
    ],
)
def test_a_wait_is_a_range_or_the_reason_why_there_is_none(wait, said):
    assert render("{{ w|wait_words }}", w=wait) == said


def test_masks():
    assert render(
        "{{ n|mask_name }} {{ i|mask_id }} {{ p|mask_phone }}", n="张三丰", i="510104199001011234", p="13812345678"
    ) == ("张** 510***********1234 138****5678")
    assert render("{{ n|mask_name }}{{ n|mask_id }}{{ n|mask_phone }}", n=None) == ""


def test_a_qr_is_inline_and_without_style():
    html = render("{% qr text %}", text="http://127.0.0.1/t/ABCD-EFGH-JKLM")
    assert html.startswith('<span role="img" aria-label=')
    assert "style=" not in html


def test_english_names_are_shown_where_they_exist():
    thing = SimpleNamespace(name="综合办事", name_en="Business")
    assert render("{{ t|named }}", t=thing) == "综合办事"
    with translation.override("en"):
        assert render("{{ t|named }}", t=thing) == "Business"
        assert render("{{ t|named }}", t=SimpleNamespace(name="综合办事", name_en="")) == "综合办事"
        assert render("{{ t|named }}", t={"name": "甲"}) == "甲"


def test_a_refusal_is_its_sentence_and_an_unknown_code_is_shown():
    assert "没有查到" in render("{{ no|refusal }}", no=Refused("kiosk.code_unknown"))
    assert render("{{ code|refusal_words }}", code="no.such_code") == "no.such_code"


def test_a_field_names_its_error():
    html = render(
        "{% include 'shared/field.html' with name='uscc' label='代码' value=v error='少 7 位' %}", v='925"><script>'
    )
    assert 'aria-invalid="true" aria-describedby="e-uscc"' in html
    assert 'id="e-uscc"' in html
    assert "<script>" not in html


def test_the_next_page_keeps_the_filters(rf):
    request = rf.get("/office/", {"light": "red", "after": "1"})
    html = render("{% include 'shared/pager.html' with after='9' %}", request=request)
    assert "light=red" in html
    assert "after=9" in html
    assert "after=1" not in html
    assert render("{% include 'shared/pager.html' with after='' first=True %}", request=request).strip() == ""


def test_without_a_center_there_is_nothing_to_hear(rf):
    request = rf.get("/")
    request.actor = Actor.anonymous()
    assert render("[{% stream_url 'queue' %}{% stream_renewal 'queue' %}]", request=request) == "[]"
    request.actor = Actor.citizen(uuid4())
    assert "/stream?ticket=" in render("{% stream_url 'queue' %}", request=request)
