"""`yichuang clock explain --jsonl`: what other programs see of the legal clock."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

GOOD = {"id": "a", "limit": {"value": 20, "unit": "working_day"}, "from": "2026-02-10T10:00:00+08:00"}
STOP = {"kind": "testing", "from": "2026-02-25T09:00:00+08:00", "to": "2026-02-27T09:00:00+08:00"}


def _environment() -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("YICHUANG_", "PYTEST", "DJANGO_"))}
    return plain | {
        "YICHUANG_DATA_DIR": "/nonexistent/data",
        "PATH": "/nonexistent",
    }  # nothing to start a database with


COMMAND = [sys.executable, "-m", "yichuang.config.cli", "clock", "explain", "--jsonl"]


def _ask(given: bytes, *options: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [*COMMAND, *options], input=given, capture_output=True, env=_environment(), timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def _one(*options: str, **over: Any) -> dict[str, Any]:
    return _ask(json.dumps(GOOD | over).encode() + b"\n", *options)[0]


def test_a_limit_is_answered_with_its_date_and_every_segment() -> None:
    got = _one(now="2026-03-02T09:00:00+08:00")
    assert (got["id"], got["due"], got["remaining"], got["elapsed"], got["light"]) == (
        "a",
        "2026-03-16",
        10,
        10,
        "green",
    )
    assert got["segments"][:4] == [
        {"from": "2026-02-10", "to": "2026-02-10", "counted": False, "days": 1, "why": "day_of_event"},
        {"from": "2026-02-11", "to": "2026-02-13", "counted": True, "days": 3, "why": "working_day"},
        {"from": "2026-02-14", "to": "2026-02-14", "counted": True, "days": 1, "why": "makeup_workday:春节"},
        {"from": "2026-02-15", "to": "2026-02-23", "counted": False, "days": 9, "why": "holiday:春节"},
    ]
    assert sum(s["days"] for s in got["segments"] if s["counted"]) == 20
    assert (got["late"], got["paused"], got["assumed_from"]) == (False, False, None)


def test_every_unit_stops_and_extensions_are_taken() -> None:
    # 24 held, 25 and 26 not counted: the 5 days are 24, 27, the worked Saturday 28, 2 and 3 March
    stopped = {"value": 5, "unit": "working_day"}
    assert _one(limit=stopped, stops=[STOP], **{"from": "2026-02-23T10:00:00+08:00"})["due"] == "2026-03-03"
    assert _one(extension={"value": 10, "unit": "working_day"})["due"] == "2026-03-30"
    assert _one(limit={"value": 1, "unit": "month"})["due"] == "2026-03-10"
    assert _one(limit={"value": 1, "unit": "year"})["due"] == "2027-02-10"
    assert _one(limit={"value": 5, "unit": "natural_day"})["due"] == "2026-02-24"
    assert _one(limit={"value": 24, "unit": "hour"})["due"] == "2026-02-11T10:00:00+08:00"
    # 2 h of the 10th before noon, 4.5 after it, 1.5 on the 11th
    assert _one(limit={"value": 8, "unit": "working_hour"})["due"] == "2026-02-11T10:30:00+08:00"
    own = _one("--hours", "09:00-17:00", limit={"value": 8, "unit": "working_hour"})
    assert own["due"] == "2026-02-11T10:00:00+08:00"


@pytest.mark.parametrize(
    ("limit", "due", "left"),
    [
        ({"value": 20, "unit": "working_day"}, "2026-03-16", 20),
        ({"value": 1, "unit": "month"}, "2026-03-10", 1),
        ({"value": 8, "unit": "hour"}, "2026-02-10T18:00:00+08:00", 8),
    ],
)
def test_before_the_event_the_whole_limit_is_left_and_no_more(limit: dict[str, Any], due: str, left: int) -> None:
    got = _one(limit=limit, now="2026-01-01T09:00:00+08:00")
    assert (got["due"], got["elapsed"], got["remaining"]) == (due, 0, left)


def test_a_long_number_as_id_comes_back_as_it_was_and_a_date_far_away_is_a_date() -> None:
    assert _one(id=10**30 + 7)["id"] == 10**30 + 7
    got = _one(
        limit={"value": 24, "unit": "hour"}, now="2026-02-11T09:00:00+08:00", **{"from": "2999-12-31T23:00:00+08:00"}
    )
    assert got["due"] == "3000-01-01T23:00:00+08:00"


def test_an_open_stop_has_no_date() -> None:
    got = _one(stops=[STOP | {"to": None}], now="2026-03-02T09:00:00+08:00")
    assert (got["due"], got["paused"], got["remaining"], got["light"]) == (None, True, 15, "green")


def test_a_date_alone_is_that_day_where_the_center_stands() -> None:
    assert _one(**{"from": "2026-02-10"})["due"] == "2026-03-16"
    assert _one(**{"from": "2026-02-09T20:00:00+00:00"})["due"] == "2026-03-16"  # already the 10th in Chongqing
    assert _one("--zone", "UTC", **{"from": "2026-02-09T20:00:00+00:00"})["due"] == "2026-03-13"


def test_without_now_the_clock_s_own_is_taken() -> None:
    today = datetime.now(UTC).isoformat()
    assert _one()["remaining"] == _one(now=today)["remaining"] == _one(now=None)["remaining"]


def test_a_field_that_is_not_known_is_told_and_not_taken() -> None:
    assert _one(extention={"value": 10, "unit": "working_day"})["ignored"] == ["extention"]


def test_the_words_can_be_had_in_both_languages() -> None:
    assert _one("--words")["explanation"][-1] == "因此最迟日期是 2026年3月16日（到当日 24:00 止）。"
    english = " ".join(_one("--words", "--language", "en")["explanation"])
    assert "2026-03-16" in english
    assert not any("一" <= c <= "鿿" for c in english)


def _line(**over: Any) -> bytes:
    return json.dumps({k: v for k, v in (GOOD | over).items() if v is not ...}).encode()


BAD: list[tuple[bytes, str, str, Any]] = [
    (b"nonsense", "clock.not_json", "", None),
    (b'{"id":"a"', "clock.not_json", "", None),
    (b'"text"', "clock.not_an_object", "", None),
    (b"[1]", "clock.not_an_object", "", None),
    (b"null", "clock.not_an_object", "", None),
    (b"[" * 100_000, "clock.not_json", "", None),
    (b"\xff\xfe\x00", "clock.not_utf8", "", None),
    (b'{"id":"' + b"x" * 1_100_000 + b'"}', "clock.line_too_long", "", None),
    (b'{"id":"a","id":"b"}', "clock.field_twice", "id", None),
    (b'{"id":"a","limit":{"value":NaN,"unit":"hour"}}', "clock.not_json", "", None),
    (b'{"id":"a","limit":{"value":1e999,"unit":"hour"},"from":"2026-02-10T10:00:00+08:00"}', "clock.value", "limit.value", "a"),
    (b'{"id":"a","limit":{"value":' + b"9" * 5000 + b',"unit":"hour"}}', "clock.value_too_large", "limit.value", "a"),
    (_line(id=[1]), "clock.id", "id", None),
    (_line(id=True), "clock.id", "id", None),
    (b'{"id":' + b"9" * 5000 + b"}", "clock.id", "id", None),
    (_line(limit=...), "clock.field_missing", "limit", "a"),
    (_line(limit=None), "clock.field_missing", "limit", "a"),
    (_line(limit=20), "clock.not_an_object", "limit", "a"),
    (_line(limit={"unit": "hour"}), "clock.field_missing", "limit.value", "a"),
    (_line(limit={"value": 20}), "clock.field_missing", "limit.unit", "a"),
    (_line(limit={"value": 20, "unit": "week"}), "clock.unit", "limit.unit", "a"),
    (_line(limit={"value": 20, "unit": None}), "clock.unit", "limit.unit", "a"),
    (_line(limit={"value": 20, "unit": ["hour"]}), "clock.unit", "limit.unit", "a"),
    (_line(limit={"value": "20", "unit": "hour"}), "clock.value", "limit.value", "a"),
    (_line(limit={"value": True, "unit": "hour"}), "clock.value", "limit.value", "a"),
    (_line(limit={"value": 20.0, "unit": "hour"}), "clock.value", "limit.value", "a"),
    (_line(limit={"value": -1, "unit": "hour"}), "clock.value", "limit.value", "a"),
    (_line(limit={"value": 10**9, "unit": "year"}), "clock.value_too_large", "limit.value", "a"),
    (_line(**{"from": ...}), "clock.field_missing", "from", "a"),
    (_line(**{"from": 20260210}), "clock.not_a_time", "from", "a"),
    (_line(**{"from": "tomorrow"}), "clock.not_a_time", "from", "a"),
    (_line(**{"from": "2026-02-30"}), "clock.not_a_time", "from", "a"),
    (_line(**{"from": "2026-02-30T10:00:00+08:00"}), "clock.not_a_time", "from", "a"),
    (_line(**{"from": "2026-02-10T10:00:00"}), "clock.no_zone", "from", "a"),
    (_line(**{"from": "0001-01-01T00:00:00+08:00"}), "clock.out_of_range", "from", "a"),
    (_line(**{"from": "9999-12-31T23:59:59-12:00"}), "clock.out_of_range", "from", "a"),
    (_line(limit={"value": 8, "unit": "hour"}, **{"from": "2026-02-10"}), "clock.hours_need_a_time", "from", "a"),
    (_line(now="2026-02-10"), "clock.no_zone", "now", "a"),
    (_line(now=1), "clock.not_a_time", "now", "a"),
    (_line(now="9999-12-31T00:00:00+08:00"), "clock.out_of_range", "now", "a"),
    (_line(yellow_at=-1), "clock.value", "yellow_at", "a"),
    (_line(extension=5), "clock.not_an_object", "extension", "a"),
    (_line(extension={"value": 5, "unit": "hour"}), "clock.extension_unit", "extension.unit", "a"),
    (_line(extension={"value": 5.5, "unit": "working_day"}), "clock.value", "extension.value", "a"),
    (_line(stops={"kind": "hearing"}), "clock.not_a_list", "stops", "a"),
    (_line(stops=[None]), "clock.not_an_object", "stops[0]", "a"),
    (_line(stops=[STOP, STOP | {"kind": "strike"}]), "clock.kind", "stops[1].kind", "a"),
    (_line(stops=[STOP | {"kind": None}]), "clock.field_missing", "stops[0].kind", "a"),
    (_line(stops=[{"kind": "hearing", "to": None}]), "clock.field_missing", "stops[0].from", "a"),
    (_line(stops=[STOP | {"from": "2026-02-25"}]), "clock.no_zone", "stops[0].from", "a"),
    (_line(stops=[STOP | {"to": "2026-02-24T09:00:00+08:00"}]), "clock.stop_ends_before_it_begins", "stops[0].to", "a"),
    (_line(stops=[STOP | {"to": "later"}]), "clock.not_a_time", "stops[0].to", "a"),
    (_line(stops=[STOP | {"to": "9000-01-01T00:00:00+08:00"}]), "clock.out_of_range", "stops[0].to", "a"),
]  # fmt: skip


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    """Every bad line with a good one after it, in one go."""
    return _ask(b"".join(line + b"\r\n" + _line(id="good") + b"\n" for line, *_ in BAD))


@pytest.mark.parametrize("place", range(len(BAD)))
def test_a_bad_line_names_its_fault_and_the_next_is_answered(answers: list[dict[str, Any]], place: int) -> None:
    assert len(answers) == 2 * len(BAD)
    _, code, field, name = BAD[place]
    got, after = answers[2 * place : 2 * place + 2]
    assert set(got) == {"id", "error"}
    assert (got["id"], got["error"]["code"], got["error"]["field"]) == (name, code, field)
    assert got["error"]["message"] not in ("", code)
    assert (after["id"], after["due"]) == ("good", "2026-03-16")


def test_messages_come_in_english_too() -> None:
    assert _one("--language", "en", limit=20)["error"]["message"] == "An object is expected."


def test_blank_lines_a_mark_of_the_encoding_and_a_missing_last_newline_do_no_harm() -> None:
    found = _ask(b"\xef\xbb\xbf" + _line(id=1) + b"\n\n  \r\n" + _line(id="二"))
    assert [f["id"] for f in found] == [1, "二"]


def test_half_a_character_in_a_name_comes_back_as_it_was() -> None:
    assert _ask(b'{"id":"\\ud800","limit":1}')[0]["id"] == "\ud800"


def test_each_line_is_answered_before_the_next_is_sent() -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()) as talk:
        assert talk.stdin and talk.stdout
        for name in ("one", "two"):
            talk.stdin.write(_line(id=name) + b"\n")
            talk.stdin.flush()
            assert json.loads(talk.stdout.readline())["id"] == name
        talk.stdin.close()
        assert talk.wait(20) == 0
    assert not Path("/nonexistent/data").exists()


@pytest.mark.parametrize(
    "options", [("--zone", "Mars/Olympus"), ("--zone", ""), ("--hours", "12:00-09:00"), ("--hours", "x")]
)
def test_an_option_without_sense_is_named(options: tuple[str, str]) -> None:
    done = subprocess.run(
        [*COMMAND, *options], input=b"", capture_output=True, text=False, env=_environment(), timeout=60, check=False
    )
    assert done.returncode == 2
    assert options[0].encode() in done.stderr
