"""`yichuang queue … --jsonl`: states in, answers out, and no line that stops the next."""

import json
import subprocess
import sys

import pytest

from yichuang.domains.queueing.engines import ForecastLines, OrderLines, answers

STATE = {
    "now": 36000, "open": 32400, "close": 61200, "overtime": 0, "dow": 1, "policy": {"name": "fifo"},
    "ticket": {"id": 3, "queue": "A", "item": "a", "cls": "normal", "arrive": 35900, "appt": None},
    "waiting": [{"id": 1, "queue": "A", "item": "a", "cls": "normal", "arrive": 35000, "appt": None},
                {"id": 2, "queue": "A", "item": "a", "cls": "normal", "arrive": 35500, "appt": None, "colour": "red"}],
    "windows": [{"id": "w", "skills": ["A"], "status": "busy", "serving": {"queue": "A", "item": "a", "since": 35700}, "plan": None}],
    "calls": [], "served": [],
}  # fmt: skip


def day(n=40):
    tickets = [
        {"id": i, "queue": "A", "item": "a", "cls": "normal", "arrive": 32400 + 600 * i, "appt": None,
         "call": 32400 + 600 * i + 60, "end": 32400 + 600 * i + 60 + 300 + 10 * (i % 7), "window": "w", "outcome": "served"}
        for i in range(n)
    ]  # fmt: skip
    return {"open": 32400, "close": 61200, "grace": 0, "dow": 1, "policy": {"name": "fifo"},
            "windows": [{"id": "w", "skills": ["A"]}], "tickets": tickets}  # fmt: skip


def said(by, *values):
    lines = [v if isinstance(v, str) else json.dumps(v) for v in values]
    return [json.loads(answer) for answer in answers(lines, by)]


def test_a_forecast_by_lines_with_bad_ones_between():
    ok, first, bad, list_, again = said(ForecastLines(), {"fit": [day()]}, STATE, "{nonsense", "[1]", STATE)
    assert ok["ok"] is True and ok["days"] == 1
    assert first["p10"] <= first["p50"] <= first["p90"] and first["basis"] == "own_days"
    assert 300 < first["p50"] < 1500
    assert "error" in bad and bad["line"] == 3 and "error" in list_
    assert again == first


@pytest.mark.parametrize(
    "gone", ["open", "close", "overtime", "dow", "policy", "waiting", "calls", "served", "windows"]
)
def test_what_is_missing_has_a_default(gone):
    (told,) = said(ForecastLines(), {k: v for k, v in STATE.items() if k != gone})
    assert told["p10"] <= told["p50"] <= told["p90"]


def test_a_field_that_cannot_be_read_is_named():
    for change, word in (
        ({"now": "ten"}, "state.now"),
        ({"ticket": None}, "state.ticket"),
        ({"waiting": [3]}, "waiting[0]"),
    ):
        (told,) = said(ForecastLines(), STATE | change)
        assert word in told["error"]
    (told,) = said(OrderLines(), STATE | {"window": "nowhere"})
    assert "state.window" in told["error"]


def test_before_there_is_history_the_basis_says_so():
    served = [{"queue": "A", "item": "a", "window": "w", "at": 33000 + 300 * i, "seconds": 300} for i in range(8)]
    assert said(ForecastLines(), STATE)[0]["basis"] == "assumed"
    assert said(ForecastLines(), STATE | {"served": served})[0]["basis"] == "today"


def test_a_day_that_cannot_be_read_is_left_out_and_named():
    (told,) = said(ForecastLines(), {"fit": [day(), {"tickets": [{"arrive": "x"}]}]})
    assert told["days"] == 1 and "fit[1]" in told["faults"][0]


def test_it_does_not_matter_whether_the_ticket_stands_in_the_line():
    alone, within = said(ForecastLines(), STATE, STATE | {"waiting": [*STATE["waiting"], STATE["ticket"]]})
    assert alone == within


def test_order_by_lines():
    state = {k: v for k, v in STATE.items() if k != "ticket"} | {"window": "w"}
    ok, told = said(OrderLines(), {"fit": [day()]}, state)
    assert ok["ok"] and told["ticket"] == 1 and told["reason"]["policy"] == "fifo"
    (nobody,) = said(OrderLines(), state | {"waiting": []})
    assert nobody["ticket"] is None and nobody["reason"]["rule"] == "nobody_for_this_window"


@pytest.mark.parametrize(
    ("status", "calls"), [("idle", 1), ("busy", 1), ("paused", None), ("closed", None), ("asleep", 1), (None, 1)]
)
def test_a_window_that_is_paused_or_closed_calls_nobody(status, calls):
    windows = [{"id": "w", "skills": ["A"], "status": status}, {"id": "v", "skills": ["A"], "status": "closed"}]
    (told,) = said(OrderLines(), STATE | {"window": "w", "windows": windows})
    assert told["ticket"] == calls
    if calls is None:
        assert told["reason"] == {"policy": "fifo", "rule": f"window_{status}"}


def test_the_command_answers_and_goes_on_after_bad_lines():
    lines = "\n".join([json.dumps({"fit": [day()]}), "\ufffdbad", json.dumps(STATE)]) + "\n"
    done = subprocess.run(
        [sys.executable, "-m", "yichuang.config.cli", "queue", "forecast", "--jsonl"],
        input=lines, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [sorted(t) for t in told] == [
        ["days", "ok"],
        ["error", "line"],
        ["ahead", "basis", "p10", "p50", "p90", "p_before_close", "p_called"],
    ]


def test_without_jsonl_the_command_says_what_to_do():
    done = subprocess.run(
        [sys.executable, "-m", "yichuang.config.cli", "queue", "order"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "--jsonl" in done.stderr


def line_about(state, number, **more):
    return json.dumps(
        state | {"ticket": {"id": number, "queue": "A", "item": "a", "cls": "normal", "arrive": 35000 + number}} | more
    )


def test_lines_that_differ_only_in_their_ticket_are_answered_as_if_each_were_read():
    lines = [line_about(STATE, n) for n in (1, 5, 9, 5)]
    apart = [next(answers([line], ForecastLines())) for line in lines]
    once = ForecastLines()
    assert list(answers(lines, once)) == apart and once.last.seen is not None


def test_a_line_that_says_anything_else_is_read_anew():
    tricky = [
        line_about(STATE, 1), line_about(STATE, 1, now=36500), line_about(STATE, 1, note={"ticket": {"id": 4}}),
        line_about(STATE, 2, note={"ticket": {"id": 5}}), line_about(STATE, 7, windows=[]), line_about(STATE, 7),
    ]  # fmt: skip
    assert list(answers(tricky, ForecastLines())) == [next(answers([line], ForecastLines())) for line in tricky]
    bad = [line_about(STATE, 1), line_about(STATE, 2).replace("35002", '"x"'), line_about(STATE, 3)]
    first, odd, third = (json.loads(a) for a in answers(bad, ForecastLines()))
    assert "ticket.arrive" in odd["error"] and odd["line"] == 2 and "p50" in first and "p50" in third


WINDOW = STATE["windows"][0]


@pytest.mark.parametrize("by", [ForecastLines, OrderLines])
@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"windows": [{**WINDOW, "id": ["w"]}]}, "windows[0].id"),
        ({"windows": [{**WINDOW, "skills": "A"}]}, "windows[0].skills"),
        ({"waiting": [{"id": {}, "queue": "A", "arrive": 35000}]}, "waiting[0].id"),
        ({"served": [{"queue": "A", "window": [1], "at": 35000, "seconds": 60}]}, "served[0].window"),
        ({"now": 1e300}, "state.now"),
        ({"now": 10**400}, "state.now"),
        ({"waiting": [{"id": 10**400, "queue": "A", "arrive": 35000}]}, "waiting[0].id"),
        ({"waiting": [{"id": float("nan"), "queue": "A", "arrive": 35000}]}, "waiting[0].id"),
        ({"waiting": [{"id": float("inf"), "queue": "A", "arrive": 35000}]}, "waiting[0].id"),
        ({"waiting": [{"id": True, "queue": "A", "arrive": 35000}]}, "waiting[0].id"),
        ({"fit": {"open": 1}}, "fit"),
    ],
)
def test_a_name_that_is_no_name_ends_one_line_and_not_the_rest(by, wrong, names):
    bad, good = said(by(), {**STATE, "window": "w", **wrong}, {**STATE, "window": "w"})
    assert bad["error"].startswith(names) and bad["line"] == 1
    assert "error" not in good


def test_days_on_which_nobody_came_teach_nothing():
    """A log of holidays leaves the basis as it is without days; between working days they change no answer."""
    empty = {"open": 32400, "close": 61200, "windows": [{"id": "w"}], "tickets": []}
    told, answer = said(ForecastLines(), {"fit": [empty, empty]}, STATE)
    assert told == {"ok": True, "days": 0, "empty": 2} and answer["basis"] == "assumed"
    among, alone = ForecastLines(), ForecastLines()
    assert said(among, {"fit": [empty, day(), empty]}, STATE)[1] == said(alone, {"fit": [day()]}, STATE)[1]


@pytest.mark.parametrize(
    "windows", [[], [{**WINDOW, "skills": ["B"]}], [{**WINDOW, "status": "closed", "serving": None}]]
)
def test_where_no_window_serves_the_line_the_answer_says_so(windows):
    (answer,) = said(ForecastLines(), {**STATE, "windows": windows})
    assert answer["basis"] == "no_window" and answer["p_called"] == 0.0


def test_after_closing_nobody_is_told_that_he_will_be_called():
    late, over = said(ForecastLines(), {**STATE, "now": 62000}, {**STATE, "now": 62000, "overtime": 3600})
    assert late["p_called"] == late["p_before_close"] == over["p_before_close"] == 0.0
    assert over["p_called"] > 0.0


def test_each_line_of_days_replaces_the_one_before():
    by = ForecastLines()
    once = said(by, {"fit": [day()]}, STATE)[1]
    slow = {**day(), "tickets": [{**t, "end": t["end"] + 900} for t in day()["tickets"]]}
    assert said(by, {"fit": [slow] * 3}, STATE)[1]["p50"] > once["p50"]
    assert said(by, {"fit": [day()]}, STATE)[1] == once


@pytest.mark.parametrize("act", ["forecast", "order"])
def test_half_a_character_and_a_mark_before_the_first_line_are_read(act):
    """Half of a character of two can be named in JSON and is in no text: the answer names it the same way."""
    odd = json.dumps({**STATE, "window": "w", "waiting": [{**STATE["waiting"][0], "id": "\ud83d"}]})
    lines = "\ufeff" + odd + "\n" + json.dumps({**STATE, "window": "w"}) + "\n"
    done = subprocess.run(
        [sys.executable, "-m", "yichuang.config.cli", "queue", act, "--jsonl"],
        input=lines.encode(),
        capture_output=True,
        timeout=60,
    )
    first, second = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert done.returncode == 0 and "error" not in first and "error" not in second
    if act == "order":
        assert (first["ticket"], second["ticket"]) == ("\ud83d", 1)


def test_a_busy_window_is_not_free_though_nobody_says_whom_it_serves():
    nameless = {**WINDOW, "serving": None}
    busy, idle = said(
        ForecastLines(), STATE | {"windows": [nameless]}, STATE | {"windows": [{**nameless, "status": "idle"}]}
    )
    assert busy["p50"] > idle["p50"] + 60
