"""A call from clips."""

import pytest

from yichuang.domains.voice.rules import CLIPS, NEEDED_ALWAYS, compose, kind_of, lacking, needed


def test_a_call_is_said_sign_by_sign_with_its_window():
    assert compose("A086", "12") == ("qing", "A", "0", "8", "6", "hao", "dao", "1", "2", "hao-window")


def test_a_number_carried_over_and_a_window_with_a_letter_can_be_said():
    assert compose("A086+", "B-3")[1:6] == ("A", "0", "8", "6", "jia")
    assert compose("A9001", "B-3")[-3:] == ("B", "3", "hao-window")


@pytest.mark.parametrize(("number", "window"), [("A086", "咨询"), ("甲01", "1"), ("", "1"), ("A1", "")])
def test_what_cannot_be_said_whole_is_not_said_in_part(number, window):
    assert compose(number, window) == ()


def test_a_center_needs_the_clips_of_its_own_queues_and_windows():
    assert needed(["A", "BK"], ["1", "咨询"]) == [n for n in CLIPS if n in {*NEEDED_ALWAYS, "A", "B", "K"}]
    assert lacking(["A"], ["1"], [n for n in CLIPS if n != "7"]) == ["7"]
    assert 40 <= len(CLIPS) <= 45


def test_every_call_of_a_complete_center_can_be_made():
    have = set(needed(["A", "B"], ["1", "2", "10"]))
    for number in ("A001", "B999", "A1000", "A9001"):
        for window in ("1", "2", "10"):
            assert compose(number, window) and set(compose(number, window)) <= have


FTYP = b"\x00\x00\x00\x20ftyp"


@pytest.mark.parametrize(
    ("named", "data", "kind"),
    [
        ("audio/webm;codecs=opus", b"\x1aE\xdf\xa3\x01", "audio/webm"),
        ("video/webm", b"\x1aE\xdf\xa3\x01", "audio/webm"),
        ("audio/ogg; codecs=opus", b"OggS\x00", "audio/ogg"),
        ("audio/x-wav", b"RIFF\x24\x00\x00\x00WAVE", "audio/wav"),
        ("audio/mp4", FTYP + b"iso5\x00", "audio/mp4"),
        ("audio/x-m4a", FTYP + b"M4A \x00", "audio/mp4"),
        ("", FTYP + b"mp42\x00", "audio/mp4"),
        ("audio/mp4", FTYP + b"heic\x00", None),
        ("audio/wav", b"RIFF\x24\x00\x00\x00AVI ", None),
        ("audio/mpeg", b"ID3\x04", None),
        ("audio/amr", b"#!AMR\n", None),
        ("image/png", b"OggS\x00", None),
        ("audio/wav", b"", None),
    ],
)
def test_a_recording_is_known_by_its_bytes_whatever_a_browser_calls_it(named, data, kind):
    assert kind_of(named, data) == kind
