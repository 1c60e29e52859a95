"""A kiosk without the server, and after. The guards were taken away once:

| taken away | what fell |
| --- | --- |
| the lock of the queue's row while a block is cut | two kiosks cut one block, stopped by `block_begins_once` |
| the lock of the blocks while a report is taken in | a number twice, stopped by `ticket_number_once_a_day` |
| `there` (what is in the line already) | the second half of a report sent twice fails on the constraint |
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.models import NumberBlock, Ticket
from yichuang.domains.queueing.tasks import close_day_of
from yichuang.foundation import clock, messages
from yichuang.foundation.errors import Invalid, Refused
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def ten_o_clock():
    with clock.at(TEN):
        yield


@pytest.fixture
def kiosks(hall):
    """Three kiosks of the hall."""
    made = [uuid7() for _ in range(3)]
    return [replace(hall.actor, kind="device", id=d, device_id=d, name=f"{n}号自助机") for n, d in enumerate(made, 1)]


def reserve(kiosk, *knows):
    return queueing.reserve_numbers(actor=kiosk, knows=knows)


def block_of(told, queue="A"):
    return next(b for b in told["blocks"] if b["queue"] == queue)


def slips(block, count, at=TEN + timedelta(minutes=4), **more):
    return [
        {"block": block["id"], "number": one["n"], "issued_at": (at + timedelta(seconds=n)).isoformat(), **more}
        for n, one in enumerate(block["numbers"][:count])
    ]


def take_in(kiosk, tickets):
    return queueing.take_in_alone(actor=kiosk, tickets=tickets)


def test_every_queue_has_its_block_and_a_renewal_keeps_it(kiosks):
    told = reserve(kiosks[0])
    assert [b["queue"] for b in told["blocks"]] == ["A", "B", "Z"]
    assert [one["number"] for one in block_of(told)["numbers"]] == [f"A900{n}" for n in range(1, 9)]
    assert told["until"] == "2026-11-23T02:30:00Z"
    again = reserve(kiosks[0], *[b["id"] for b in told["blocks"]])
    assert again["blocks"] == told["blocks"]


def test_kept_numbers_take_nothing_from_the_live_line(hall, kiosks):
    reserve(kiosks[0])
    assert [hall.issue("A")["number"] for _ in range(2)] == ["A001", "A002"]


def test_late_numbers_keep_their_time_and_their_place(hall, kiosks):
    first = hall.issue("A")
    block = block_of(reserve(kiosks[0]))
    with clock.at(TEN + timedelta(minutes=9)):
        late = hall.issue("A")
        told = take_in(kiosks[0], slips(block, 2))
        assert told == {"taken": ["A9001", "A9002"], "known": [], "refused": []}
        assert [hall.call()["number"] for _ in range(1)] == [first["number"]]
        assert [hall.call("2")["number"], hall.call("3")["number"]] == ["A9001", "A9002"]
        assert hall.ticket(late).ahead == 0
    code = block["numbers"][0]["code"]
    with reading(hall.actor):
        ticket = queueing.ticket(hall.actor, queueing.find_ticket(code)[1])
    assert (ticket.number, ticket.issued_at, ticket.source) == ("A9001", TEN + timedelta(minutes=4), "alone")


def test_a_report_that_is_sent_twice_or_in_part_makes_each_number_once(hall, kiosks):
    block = block_of(reserve(kiosks[0]))
    four = slips(block, 4)
    assert take_in(kiosks[0], four[:2])["taken"] == ["A9001", "A9002"]
    assert take_in(kiosks[0], four) == {"taken": ["A9003", "A9004"], "known": ["A9001", "A9002"], "refused": []}
    assert take_in(kiosks[0], [*four, four[0]])["taken"] == []
    assert hall.waiting("A") == 4
    left = block_of(reserve(kiosks[0], block["id"]))
    assert [one["number"] for one in left["numbers"]] == ["A9005", "A9006", "A9007", "A9008"]


def test_priority_and_needs_come_with_the_number(hall, kiosks):
    block = block_of(reserve(kiosks[0]))
    take_in(kiosks[0], slips(block, 1, priority="elder", needs=["sign"]))
    with reading(hall.actor):
        [waiting] = queueing.waiting_list(hall.actor)
    assert (waiting.priority_reason, set(waiting.needs)) == ("elder", {"sign", "elder"})


def test_more_is_kept_before_the_block_is_empty(kiosks):
    told = reserve(kiosks[0])
    take_in(kiosks[0], slips(block_of(told), 5))
    with clock.at(TEN + timedelta(minutes=5)):
        again = reserve(kiosks[0], *[b["id"] for b in told["blocks"]])
    assert [len(b["numbers"]) for b in again["blocks"] if b["queue"] == "A"] == [3, 5]


def test_what_a_kiosk_no_longer_knows_is_void_and_given_by_nobody(hall, kiosks):
    block = block_of(reserve(kiosks[0]))
    take_in(kiosks[0], slips(block, 2))
    fresh = block_of(reserve(kiosks[0]))
    assert fresh["numbers"][0]["number"] == "A9009"
    with reading(hall.actor):
        assert NumberBlock.objects.get(pk=block["id"]).voided == list(range(9003, 9009))
    told = take_in(kiosks[0], slips(block, 3))
    assert (told["known"], told["refused"][0]["code"]) == (["A9001", "A9002"], "alone.voided")


def test_another_kiosk_a_later_hour_and_another_day_do_not_stand_and_the_floor_is_told(hall, kiosks):
    block = block_of(reserve(kiosks[0]))
    assert take_in(kiosks[1], slips(block, 1))["refused"][0]["code"] == "alone.not_in_block"
    with clock.at(TEN + timedelta(hours=1)):
        late = slips(block, 2, at=TEN + timedelta(minutes=32))
        assert take_in(kiosks[0], late)["refused"][0]["code"] == "alone.too_late"
    with clock.at(TEN + timedelta(days=1)):
        assert take_in(kiosks[0], slips(block, 1))["refused"][0]["code"] == "alone.old_day"
    assert hall.waiting("A") == 0
    floor = replace(hall.actor, kind="staff", id=uuid7(), capabilities=frozenset({"floor.help"}))
    with reading(floor):
        told = [line.text for line in messages.inbox(floor)[0]]
    assert any("A9001" in text and "咨询台" in text for text in told)
    with clock.at(TEN + timedelta(days=1, minutes=1)):
        take_in(kiosks[0], slips(block, 1))  # the kiosk tells again what it told
        take_in(kiosks[0], slips(block, 3)[2:])
    with reading(floor):
        again = [line.text for line in messages.inbox(floor)[0]]
    assert len(again) == len(told) + 1


def test_a_bad_line_stops_no_other(hall, kiosks):
    block = block_of(reserve(kiosks[0]))
    bad = [{}, {"block": "x", "number": 1}, {**slips(block, 1)[0], "issued_at": "gestern"}]
    bad += [{**slips(block, 1)[0], "priority": "vip"}, {**slips(block, 1)[0], "number": "9001"}]
    told = take_in(kiosks[0], [*bad, *slips(block, 1)])
    assert (told["taken"], len(told["refused"])) == (["A9001"], 5)


def test_yesterdays_block_is_dead(hall, kiosks):
    old = reserve(kiosks[0])
    with clock.at(TEN + timedelta(days=1)):
        fresh = reserve(kiosks[0], *[b["id"] for b in old["blocks"]])
        assert {b["id"] for b in fresh["blocks"]}.isdisjoint(b["id"] for b in old["blocks"])
        reserve(kiosks[1])
    with clock.at(TEN + timedelta(days=2)):
        close_day_of(center_id=str(hall.center_id))
    with reading(hall.actor):
        assert not NumberBlock.objects.filter(closed_at=None).exists()


def test_the_days_cap_holds_for_kept_numbers_too(hall, kiosks):
    queueing.set_issuing(actor=hall.actor, queue="A", day_cap=10)
    for _ in range(5):
        hall.issue("A")
    assert len(block_of(reserve(kiosks[0]))["numbers"]) == 5
    assert not [b for b in reserve(kiosks[1])["blocks"] if b["queue"] == "A"]


def test_only_a_device_keeps_numbers_and_a_report_has_its_limit(hall, kiosks):
    with pytest.raises(Refused) as no:
        reserve(hall.actor)
    assert no.value.code == "alone.device"
    with pytest.raises(Invalid) as no:
        take_in(kiosks[0], [{}] * 501)
    assert (no.value.code, no.value.field) == ("alone.too_many", "tickets")


def test_kiosks_at_once_share_no_number_with_each_other_or_with_the_live_line(hall, kiosks, at_once):
    told, live = [], []
    at_once([lambda k=k: told.append(reserve(k)) for k in kiosks] + [lambda: live.append(hall.issue("A"))] * 3)
    kept = [one["number"] for t in told for b in t["blocks"] for one in b["numbers"]]
    assert len(kept) == len(set(kept)) == 3 * 3 * 8
    assert not set(kept) & {t["number"] for t in live}


def test_one_report_that_arrives_four_times_at_once_makes_each_number_once(hall, kiosks, at_once):
    told, kept = [], []
    at_once([lambda: kept.append(block_of(reserve(kiosks[0])))])  # threads go by the real hour
    at_once([lambda: told.append(take_in(kiosks[0], slips(kept[0], 6, at=datetime.now(UTC))))] * 4)
    assert sorted(len(t["taken"]) for t in told) == [0, 0, 0, 6]
    with reading(hall.actor):
        assert Ticket.objects.filter(source="alone").count() == 6
