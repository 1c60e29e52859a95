"""What needs no database: letters, situations, window numbers."""

import pytest

from yichuang.faces.kiosk.page import window_words
from yichuang.faces.kiosk.situations import SITUATIONS, offered, situation
from yichuang.faces.shared.initials import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [("食品经营许可(新办)", "SPJYXKXB"), ("4.5吨以上", "45DYS"), ("", ""), ("饪𠮷A", "RA"), ("Food", "FOOD")],
)
def test_a_name_gives_its_first_letters(name, letters):
    assert initials(name) == letters


def test_a_situation_without_an_item_is_not_offered():
    assert [s.code for s in offered(["结婚登记"])] == ["marry"]
    assert offered([]) == []
    assert situation("none") is None


def test_every_situation_has_its_own_code():
    assert len({s.code for s in SITUATIONS}) == len(SITUATIONS)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["1", "2", "3", "4"], "1–4"),
        (["1", "2"], "1、2"),
        (["7"], "7"),
        ([], ""),
        (["10", "2", "A1", "3", "4"], "2–4、10、A1"),
    ],
)
def test_window_numbers_are_read_as_ranges(codes, words):
    assert window_words(codes) == words
