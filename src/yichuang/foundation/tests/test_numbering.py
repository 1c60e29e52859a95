"""Gapless numbers under threads; a void number stays; a roll-back gives its number back."""

import threading

import pytest
from django.db import connections

from yichuang.foundation import numbering
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.models import SeriesNumber
from yichuang.foundation.scope import reading


@command("tests.take_number", needs="")
def take_number(work: Work, *, fail: bool = False) -> dict:
    number = numbering.take(work, "局:受", 2026)
    if fail:
        raise Refused("tests.no")
    return {"n": number}


@command("tests.void_number", needs="")
def void_number(work: Work, *, number: int, reason: str) -> dict:
    numbering.void(work, "局:受", 2026, number, reason=reason)
    return {}


def test_thirty_threads_take_numbers_without_gap_or_repeat(real_db, here):
    got = []

    def run():
        try:
            for _ in range(3):
                got.append(take_number(actor=here)["n"])
        finally:
            connections.close_all()

    crew = [threading.Thread(target=run) for _ in range(30)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert sorted(got) == list(range(1, 91))
    with reading(here):
        assert numbering.gaps(here.center_id) == []


def test_a_rolled_back_number_is_given_again(db, here):
    with pytest.raises(Refused):
        take_number(actor=here, fail=True)
    assert take_number(actor=here) == {"n": 1}


def test_a_void_number_stays_in_the_register_with_its_reason(db, here):
    take_number(actor=here)
    with pytest.raises(Refused):
        void_number(actor=here, number=1, reason=" ")
    void_number(actor=here, number=1, reason="打印错误")
    with reading(here):
        row = SeriesNumber.objects.get()
        assert (row.state, row.reason, row.by_name) == ("voided", "打印错误", "甲")
    assert take_number(actor=here) == {"n": 2}


def test_a_number_that_was_never_given_cannot_be_voided(db, here):
    with pytest.raises(Missing):
        void_number(actor=here, number=5, reason="无")
