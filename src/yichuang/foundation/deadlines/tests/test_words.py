"""The explanation is what a citizen reads: every reason has a sentence, in both languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from yichuang.foundation.deadlines import Limit, Stop, StopKind, Why, binding, term, words
from yichuang.foundation.errors import Invalid
from yichuang.foundation.workdays.published import published

ZONE = ZoneInfo("Asia/Shanghai")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def run(value, unit, start, now=None, stops=(), extension=None):
    return term(Limit(value, unit, "行政许可法42"), at(start), published(), at(now or start), ZONE, stops, extension)


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


def test_every_reason_of_the_date_is_said():
    stop = Stop("expert_review", at("2026-03-02T09:00"), at("2026-03-05T09:00"))
    said = "".join(
        words.explain(run(20, "working_day", "2026-02-10T10:00", stops=[stop], extension=Limit(10, "working_day")))
    )
    for part in (
        "2026年2月10日",
        "当日不计",
        "20 个工作日",
        "行政许可法42",
        "春节 9 天",
        "2026年2月14日",
        "调休上班",
        "专家评审",
        "2026年3月2日至2026年3月4日",
        "3 个工作日",
        "延长 10 个工作日",
        "2026年4月2日",
    ):
        assert part in said


def test_a_rolled_date_and_an_unpublished_year_are_said():
    assert "顺延 2 天" in "".join(words.explain(run(5, "natural_day", "2026-11-23T10:00")))
    assert "2027 年的放假安排尚未公布" in "".join(words.explain(run(5, "working_day", "2026-12-29T10:00")))


def test_an_open_stop_says_that_the_date_waits():
    said = words.explain(
        run(7, "working_day", "2026-11-23T10:00", "2026-12-01T10:00", [Stop("testing", at("2026-11-25T09:00"))])
    )
    assert "停计尚未结束" in said[-1]


def test_the_sum_reads_like_a_bill():
    stop = Stop("testing", at("2026-11-13T09:00"), at("2026-11-18T09:00"))
    lines = words.sum_words(run(10, "working_day", "2026-11-09T10:00", stops=[stop]), name="承诺")
    assert lines == [
        ("承诺 10 个工作日（受理次日起算）", "11-23"),
        ("检测 3 个工作日，依法不计入", "+ 3 个工作日"),
        ("最迟办结", "11-26"),
    ]


@pytest.mark.parametrize(
    ("now", "light", "left"),
    [
        ("2026-11-23T10:00", "正常", "剩 7 个工作日"),
        ("2026-12-01T10:00", "临期", "剩 1 个工作日"),
        ("2026-12-02T10:00", "今日到期", "今日到期"),
        ("2026-12-04T10:00", "超期", "超期 2 个工作日"),
    ],
)
def test_the_light_has_a_word(now, light, left):
    got = run(7, "working_day", "2026-11-23T10:00", now)
    assert (words.light_words(got), words.left_words(got)) == (light, left)


def test_the_binding_date_says_whose_it_is():
    shown = binding(run(7, "working_day", "2026-11-23T10:00"), run(20, "working_day", "2026-11-23T10:00"))
    assert words.binding_words(shown) == "按承诺期限，早于法定期限。"


def test_hours_are_explained_by_the_minute():
    said = "".join(words.explain(run(24, "hour", "2026-11-27T16:30")))
    assert "2026年11月28日 16:30" in said


def test_every_why_and_every_procedure_has_a_word():
    assert set(words.WHYS) == set(Why)
    assert set(words.STOPS) == set(StopKind)
    assert words.why_words("holiday", "春节") == "法定节假日（春节）"


def test_nothing_stays_chinese_in_english():
    stop = Stop("expert_review", at("2026-03-02T09:00"), at("2026-03-05T09:00"))
    got = run(20, "working_day", "2026-02-10T10:00", stops=[stop], extension=Limit(10, "working_day"))
    with translation.override("en"):
        said = " ".join(words.explain(got)).replace("行政许可法42", "")
    assert not any("\u4e00" <= c <= "\u9fff" for c in said), said


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: Limit(-1, "working_day"), "clock.value", "value"),
        (lambda: Limit(True, "working_day"), "clock.value", "value"),
        (lambda: Limit(10**9, "working_day"), "clock.value_too_large", "value"),
        (lambda: Limit(5, "week"), "clock.unit", "unit"),
        (lambda: Limit.from_json({"value": 5}), "clock.field_missing", "unit"),
        (lambda: Stop("strike", at("2026-11-23T10:00")), "clock.kind", "kind"),
        (lambda: Stop("hearing", datetime(2026, 11, 23)), "clock.no_zone", "from"),  # noqa: DTZ001
        (
            lambda: Stop("hearing", at("2026-11-23T10:00"), at("2026-11-22T10:00")),
            "clock.stop_ends_before_it_begins",
            "to",
        ),
        (lambda: run(5, "working_day", "9998-01-01T10:00"), "clock.out_of_range", "from"),
        (lambda: binding(None, None), "clock.no_limit", "limit"),
    ],
)
def test_nonsense_is_refused_with_the_field_named(make, code, field):
    with pytest.raises(Invalid) as no:
        make()
    assert (no.value.code, no.value.field) == (code, field)


def test_a_limit_survives_storage():
    limit = Limit(20, "working_day", "行政许可法42", "receipt")
    assert Limit.from_json(limit.as_json()) == limit
