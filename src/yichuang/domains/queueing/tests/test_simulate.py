"""Days played again with changes, files that are refused by the name of their field, and the report."""

import json
import tomllib
from xml.etree import ElementTree

import pytest

from yichuang.domains.queueing.simulator.changes import BadChange, Change
from yichuang.domains.queueing.simulator.charts import Series, bars, lines, nice
from yichuang.domains.queueing.simulator.figures import of_all
from yichuang.domains.queueing.simulator.parameters import HALLS, BadHall, hall_from, load
from yichuang.domains.queueing.simulator.playing import stage_of_hall
from yichuang.domains.queueing.simulator.scenario import change, read_days, scenario_from
from yichuang.domains.queueing.simulator.writing import log_value

SMALL = (HALLS / "small.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def stage():
    return stage_of_hall(load("small"), 11, range(1, 4))


@pytest.fixture(scope="module")
def logs(stage):
    return stage.play()


def test_equal_seeds_play_equal_days_and_other_seeds_others(stage, logs):
    assert stage.play() == logs
    assert stage_of_hall(load("small"), 12, range(1, 4)).play() != logs


def test_a_change_touches_only_what_it_names(stage, logs):
    closed = stage.play([Change("close", "3")])
    for before, after in zip(logs, closed, strict=True):
        assert [v.ticket for v in before.visits] == [v.ticket for v in after.visits], "the same people come"
        assert not [v for v in after.visits if v.window == "3" and v.call is not None]
    taught = stage.play([Change("close", "3"), Change("teach", "5", ("C",))])
    assert of_all(taught).called > of_all(closed).called
    late = stage.play([Change("plan", "5", plan=((50_400.0, 61_200.0),))])
    assert min(v.call for d in late for v in d.visits if v.window == "5" and v.call is not None) >= 50_400.0
    shorter = stage.play([Change("hours", plan=((32_400.0, 43_200.0),))])
    assert max(v.ticket.arrive for d in shorter for v in d.visits) < 43_200.0
    assert stage.play([Change("policy", setting={"name": "strict"})])[0].policy == {"name": "strict"}
    with pytest.raises(BadChange, match="window 77: there is none; there are 1, 2"):
        stage.play([Change("close", "77")])


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [('open = "09:00"', 'open = "nine"', "day.open"), ('close = "17:00"', 'close = "08:00"', "day.close"), ("per_day = 125", "", "arrivals.per_day"),
     ("per_day = 125", "per_day = -1", "arrivals.per_day"), ("profile = [1.2, ", "profile = [", "arrivals.profile: 16 half-hours"),
     ("\nmean = 420", '\nmean = "long"', r"items\[0\].mean"), ('code = "a1"', "", r"items\[0\].code"), ('skills = ["C"]', 'skills = ["Z"]', r"windows\[2\].skills"),
     ('plan = [["09:00", "12:00"]', 'plan = [["12:00", "09:00"]', r"windows\[0\].plan"), ("noshow = 0.03", "nowshow = 0.03", "people.nowshow"),
     ('id = "2"', 'id = "1"', "windows: an id")],
)  # fmt: skip
def test_a_hall_that_makes_no_sense_is_refused_by_its_field(was, becomes, named):
    assert was in SMALL
    with pytest.raises(BadHall, match=named):
        hall_from(tomllib.loads(SMALL.replace(was, becomes, 1)))


@pytest.mark.parametrize(
    ("given", "named"),
    [({"hal": "small"}, "hal: unknown"), ({"hall": 3}, "hall:"), ({"hall": "small", "days": 0}, "scenario.days"), ({"hall": "small", "change": [{"shut": "3"}]}, r"change\[0\]"),
     ({"hall": "small", "change": [{"open": "7"}]}, "WINDOW="), ({"hall": "small", "change": [{"order": "random"}]}, "random")],
)  # fmt: skip
def test_a_scenario_that_makes_no_sense_is_refused_by_its_field(given, named):
    with pytest.raises(BadHall, match=named):
        scenario_from(given)


def test_changes_from_words():
    assert change("open", "7=A, B@09:00-12:00") == Change("open", "7", ("A", "B"), ((32_400.0, 43_200.0),))
    assert change("plan", "3=09:00-12:00,13:00-17:00").plan == ((32_400.0, 43_200.0), (46_800.0, 61_200.0))
    for act, text in (
        ("plan", "3=9"),
        ("plan", "3"),
        ("teach", "=A"),
        ("hours", "18:00-09:00"),
        ("open", "3=@09:00-10:00"),
    ):
        with pytest.raises(BadHall):
            change(act, text)


def test_logs_are_read_by_lines_as_a_list_and_as_a_fit_and_refused_by_line(logs):
    values = [log_value(d) for d in logs[:2]]
    by_lines = "\n".join(json.dumps(v) for v in values)
    assert (
        read_days([by_lines], "x")
        == read_days([json.dumps(values)], "x")
        == read_days([json.dumps({"fit": values})], "x")
    )
    assert [v.call for v in read_days([by_lines], "x")[0].visits] == [v.call for v in logs[0].visits]
    with pytest.raises(BadHall, match=r"days\.jsonl, line 2"):
        read_days([json.dumps(values[0]) + "\n{"], "days.jsonl")
    values[1]["tickets"][4]["arrive"] = "noon"
    with pytest.raises(BadHall, match=r"days.jsonl\[1\].tickets\[4\].arrive"):
        read_days([json.dumps(values)], "days.jsonl")
    with pytest.raises(BadHall, match="no day"):
        read_days(["[]"], "x")


def test_axes_hold_their_values_and_pictures_are_whole():
    for most in (0.03, 0.5, 1, 4.9, 7, 10, 37, 100, 1234):
        top, step = nice(most)
        assert top >= most - 1e-9 and 1 <= round(top / step) <= 5
    for draw in (bars, lines):
        svg = ElementTree.fromstring(
            draw("a < b & c", ["09:00", "09:30"], [Series("x", [1, None]), Series("y", [2, 30])])
        )
        assert svg.find("{*}title").text == "a < b & c"
