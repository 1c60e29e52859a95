"""The drawn clock shows what the legal clock counted, and every label finds room."""

import itertools
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from yichuang.faces.shared import clockview
from yichuang.faces.shared.clocksource import as_clock
from yichuang.foundation.deadlines import Limit, Office, Stop, Term, Unit, binding, term
from yichuang.foundation.deadlines.words import binding_words
from yichuang.foundation.workdays.published import published

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TEST = Stop("testing", datetime(2026, 11, 12, 17, tzinfo=UTC), datetime(2026, 11, 17, 17, tzinfo=UTC))


def count(
    days: int, *, unit: Unit = Unit.WORKING_DAY, start: date = date(2026, 11, 9), stops=(), extension=None
) -> Term:
    return term(Limit(days, unit), start, published(), NOW, ZONE, stops=stops, extension=extension)


def texts(rows) -> list[str]:
    return [box.text for row in rows for box in row]


def labels(rows) -> str:
    return " | ".join(label.text for row in rows for box in row for label in box.labels)


def test_the_cells_carry_the_ordinals_of_the_counted_days():
    found = [t for t in texts(clockview.rows(count(10))) if t]
    assert found == ["0", *map(str, range(1, 11))]


def test_promise_and_statute_stand_in_one_row():
    said = labels(clockview.rows(binding(count(7), count(20))))
    assert "承诺办结" in said
    assert "法定期限" in said
    assert "11-09 受理" in said
    assert "今天" in said


def test_a_stop_is_hatched_and_named():
    rows = clockview.rows(count(10, stops=[TEST]))
    assert "检测，不计入" in labels(rows)
    assert any(box.css == "yc-d--stop" for row in rows for box in row)


def test_a_soft_date_is_marked():
    rows = clockview.rows(binding(count(7), count(20)), [(date(2026, 11, 13), "补齐材料")])
    assert "11-13 周五 补齐材料" in labels(rows)


@given(st.integers(0, 140), st.integers(0, 60))
def test_no_two_labels_of_a_row_lie_over_one_another(days, later):
    for row in clockview.rows(count(days, start=date.fromordinal(date(2026, 1, 5).toordinal() + later))):
        for top in (True, False):
            spans = sorted(
                clockview._span(i, len(label.text) * 10.5 * len(row) / 960, label.place)
                for i, box in enumerate(row)
                for label in box.labels
                if label.top is top
            )
            assert all(a[1] < b[0] for a, b in itertools.pairwise(spans))


def test_a_very_long_term_is_said_not_drawn():
    assert clockview.rows(count(200, unit=Unit.NATURAL_DAY)) == []
    assert clockview.weeks(count(200, unit=Unit.NATURAL_DAY)) == []


def test_weeks_begin_on_monday_and_say_each_day():
    weeks = clockview.weeks(count(10, stops=[TEST]))
    first = [d["word"] for d in weeks[0]["days"]]
    assert first == ["受理", "第1天", "第2天", "第3天", "检测", "检测", "检测"]
    assert weeks[-1]["days"][3]["word"] == "到期"


def test_what_was_stored_draws_the_same_clock(db, settings):
    from yichuang.foundation import clock

    kept = count(10, stops=[TEST])
    with clock.at(NOW):
        again = as_clock(kept.as_json())
    assert (again.due, again.segments) == (kept.due, kept.segments)


def test_a_stored_limit_is_drawn_by_the_working_hours_it_was_counted_by(db):
    """A center with hours of its own, changed or not since: the picture may not tell another time than the paper."""
    from yichuang.foundation import clock

    early = Office.read("08:00-11:30,13:30-17:00")
    kept = term(Limit(8, Unit.WORKING_HOUR), NOW, published(), NOW, ZONE, office=early)
    usual = term(Limit(8, Unit.WORKING_HOUR), NOW, published(), NOW, ZONE)
    with clock.at(NOW):
        again = as_clock(kept.as_json())
    assert again.due_at == kept.due_at != usual.due_at


def test_hours_are_said_and_nothing_to_draw_is_nothing(db):
    hours = term(Limit(24, Unit.HOUR), NOW, published(), NOW, ZONE)
    html = Template("{% load yc %}{% legal_clock t %}").render(Context({"t": hours}))
    assert "24 小时" in html
    assert "yc-clock__d" not in html
    assert (
        Template("{% load yc %}{% legal_clock t %}{% legal_calendar t %}{% term_light t %}")
        .render(Context({"t": None}))
        .strip()
        == ""
    )


def test_the_sum_stands_under_the_picture():
    html = Template("{% load yc %}{% legal_clock t %}{% legal_calendar t %}").render(
        Context({"t": binding(count(10, stops=[TEST]), count(20, stops=[TEST]))})
    )
    assert "承诺 10 个工作日" in html
    assert "style=" not in html


def test_the_days_of_an_extension_carry_a_bar_and_the_legend_names_them() -> None:
    longer = count(3, extension=Limit(2, Unit.WORKING_DAY))
    boxes = [b for row in clockview.rows(longer) for b in row if b.text]
    assert [b.text for b in boxes if "yc-d--more" in b.css] == ["4", "5"]
    assert "more" in clockview.kinds(longer) and "more" not in clockview.kinds(count(3))
    html = Template("{% load yc %}{% legal_clock t %}").render(Context({"t": longer}))
    assert "依法延长的期限" in html


def test_a_held_clock_says_nothing_of_which_limit_comes_first() -> None:
    held = count(5, stops=[Stop("testing", datetime(2026, 11, 12, 17, tzinfo=UTC))])
    assert binding_words(binding(held, held)) == ""
