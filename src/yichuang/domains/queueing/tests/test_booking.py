"""Appointments and remote tickets, from the booking to the number."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.tasks import look_at_bookings_of
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.messages import messages_about
from yichuang.foundation.scope import reading

SUNDAY = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
PHONE = "13800135678"


def monday(hour: int, minute: int = 0) -> datetime:
    """An hour of the center on Monday."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def booked(hall):
    """Queue A takes two people each half hour, from nine to five, with no peak."""
    places.set_opening_hours(actor=hall.actor, week={str(day): [["09:00", "17:00"]] for day in range(5)})
    places.change_center(actor=hall.actor, settings={"peak_share": 100})
    queueing.set_booking(actor=hall.actor, queue="A", slot_minutes=30, slot_places=2, remote=True)
    return hall


def visitor(hall) -> Actor:
    return Actor.citizen(hall.center_id)


def book(hall, at: datetime, phone: str = PHONE, now: datetime = SUNDAY, **more):
    with clock.at(now):
        return queueing.book(actor=visitor(hall), queue="A", starts=at, phone=phone, **more)


def refused(act, kind=Refused, **more):
    with pytest.raises(kind) as no:
        act(**more)
    return no.value.code


def kinds(hall, about: str) -> list[str]:
    with reading(hall.actor):
        return [m.kind for m in messages_about(hall.actor, about)]


def test_a_slot_is_booked_told_and_full_after_its_places(booked):
    first = book(booked, monday(10))
    assert kinds(booked, f"appointment:{first['id']}") == ["预约成功"]
    book(booked, monday(10), "13800135679")
    assert refused(book, hall=booked, at=monday(10), phone="13800135670") == "booking.slot_full"
    with clock.at(SUNDAY), reading(booked.actor):
        found = queueing.booking_days(booked.actor, "A")
    slots = {
        d.day: {f"{s.starts.astimezone(places.center(booked.center_id).zone):%H:%M}": s.left for s in d.slots}
        for d in found.days
    }
    assert slots[date(2026, 11, 22)] == {}, "Sunday is a day of rest"
    assert (slots[date(2026, 11, 23)]["10:00"], slots[date(2026, 11, 23)]["10:30"]) == (0, 2)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"at": monday(10, 10)}, "booking.no_slot"), ({"at": monday(17)}, "booking.no_slot"),
        ({"at": SUNDAY + timedelta(hours=1)}, "booking.no_slot"), ({"at": monday(10) + timedelta(days=30)}, "booking.day_range"),
        ({"at": "2026-11-23T10:00"}, "booking.no_slot"), ({"at": monday(10), "phone": ""}, "booking.phone_needed"),
        ({"at": monday(10), "phone": "x"}, "identity.phone"),
    ],
)  # fmt: skip
def test_what_cannot_be_booked_names_its_field(booked, given, code):
    assert refused(book, Invalid, hall=booked, **given) == code


def test_a_queue_without_slots_is_refused_with_what_else_to_do(booked):
    with clock.at(SUNDAY):
        assert (
            refused(queueing.book, actor=visitor(booked), queue="B", starts=monday(10), phone=PHONE)
            == "booking.not_offered"
        )


def test_nobody_hoards_and_who_missed_three_takes_a_number_instead(booked):
    for hour in (10, 11):
        book(booked, monday(hour))
    assert refused(book, hall=booked, at=monday(13)) == "booking.too_many"
    with clock.at(monday(9) + timedelta(days=1)):
        look_at_bookings_of(center_id=str(booked.center_id))
    book(booked, monday(14) + timedelta(days=1), now=monday(9) + timedelta(days=1))
    with clock.at(monday(9) + timedelta(days=2)):
        look_at_bookings_of(center_id=str(booked.center_id))
    again = {"hall": booked, "at": monday(14) + timedelta(days=2), "now": monday(9) + timedelta(days=2)}
    assert refused(book, **again) == "booking.missed_too_often"
    assert book(**{**again, "phone": "13800135679"})["state"] == "booked"


def test_a_crowd_gets_no_more_than_the_places_and_one_phone_no_more_than_its_limit(booked, at_once):
    outcome: list[str] = []

    def press(phone: str, at: datetime) -> None:
        try:
            book(booked, at, phone)
            outcome.append("booked")
        except Refused as no:
            outcome.append(no.code)

    at_once([lambda n=n: press(f"1380013560{n}", monday(10)) for n in range(6)])
    assert sorted(outcome) == ["booked"] * 2 + ["booking.slot_full"] * 4
    outcome.clear()
    at_once([lambda h=h: press("13800135700", monday(h)) for h in (11, 12, 13, 14, 15, 16)])
    assert sorted(outcome) == ["booked"] * 2 + ["booking.too_many"] * 4


def test_who_checks_in_at_the_kiosk_and_on_the_phone_at_once_has_one_number_and_is_told_so(booked, at_once):
    made, told = book(booked, monday(10)), []

    def come() -> None:
        try:
            with clock.at(monday(10)):
                told.append(queueing.check_in(actor=booked.actor, code=made["code"])["ticket"]["number"])
        except Refused as no:
            told.append(no.code)

    at_once([come] * 6)
    assert sorted(told) == ["A001", *["appointment.wrong_state"] * 5]


@pytest.mark.parametrize(
    ("minutes", "came", "is_booked"),
    [(-20, "early", True), (0, "on_time", True), (10, "late_kept", True), (40, "late", False)],
)
def test_whoever_comes_gets_a_number_in_the_line_he_is_due(booked, minutes, came, is_booked):
    made = book(booked, monday(10))
    with clock.at(monday(10) + timedelta(minutes=minutes)):
        done = queueing.check_in(actor=booked.actor, code=made["code"])
        assert done["came"] == came
        seen = booked.ticket(done["ticket"])
        assert (seen.booked, seen.appointment_at, seen.phone_masked) == (is_booked, monday(10), "138****5678")
        assert refused(queueing.check_in, actor=booked.actor, code=made["code"]) == "appointment.wrong_state"


def test_far_too_early_is_sent_to_wait_and_another_day_is_over(booked):
    made = book(booked, monday(10))
    with clock.at(monday(9, 20)):
        assert refused(queueing.check_in, actor=booked.actor, code=made["code"]) == "booking.too_early"
    with clock.at(monday(10) + timedelta(days=1)):
        assert refused(queueing.check_in, actor=booked.actor, code=made["code"]) == "booking.missed"
        look_at_bookings_of(center_id=str(booked.center_id))
        with reading(booked.actor):
            assert queueing.appointment(booked.actor, UUID(made["id"])).state == "missed"


def test_an_appointment_overtakes_within_its_target_but_is_not_called_before_its_time_while_others_wait(booked):
    made = book(booked, monday(10))
    with clock.at(monday(9, 50)):
        mine = queueing.check_in(actor=booked.actor, code=made["code"])["ticket"]
        early = booked.issue()
    with clock.at(monday(9, 55)):
        assert booked.call("1")["number"] == early["number"], "it is not his time yet"
        walk_in = booked.issue()
    with clock.at(monday(10, 8)):
        called = booked.call("2")
        assert (called["number"], called["why"]["class"]) == (mine["number"], "appointment")
        assert booked.call("3")["number"] == walk_in["number"]


def test_the_cap_of_the_day_does_not_stop_whoever_was_promised(booked):
    made = book(booked, monday(10))
    queueing.set_issuing(actor=booked.actor, queue="A", day_cap=1)
    with clock.at(monday(10)):
        booked.issue()
        assert refused(booked.issue) == "queue.full"
        assert queueing.check_in(actor=booked.actor, code=made["code"])["ticket"]["number"] == "A002"


def test_what_is_given_back_is_offered_to_whoever_waits_for_an_earlier_time(booked):
    early, late = book(booked, monday(9, 30)), book(booked, monday(15), "13800135679", wants_earlier=True)
    with clock.at(SUNDAY):
        queueing.cancel_booking(actor=visitor(booked), code=early["code"])
        assert kinds(booked, f"appointment:{late['id']}") == ["预约成功", "有更早的时段"]
        moved = queueing.move_booking(actor=visitor(booked), code=late["code"], starts=monday(9, 30))
    assert (datetime.fromisoformat(moved["starts"]), moved["wants_earlier"]) == (monday(9, 30), False)
    with clock.at(SUNDAY):
        assert (
            refused(queueing.move_booking, actor=visitor(booked), code=late["code"], starts=monday(9, 30))
            == "booking.same_slot"
        )
        assert refused(queueing.want_earlier, actor=visitor(booked), code=early["code"]) == "appointment.wrong_state"


def test_what_nobody_takes_is_offered_to_the_next_and_who_was_told_of_what_is_gone_is_told_again(booked):
    early = book(booked, monday(9, 30))
    late = [book(booked, monday(14 + n // 2), f"1380013568{n}", wants_earlier=True) for n in range(5)]

    def told() -> list[int]:
        return [kinds(booked, f"appointment:{made['id']}").count("有更早的时段") for made in late]

    with clock.at(SUNDAY):
        queueing.cancel_booking(actor=visitor(booked), code=early["code"])
    for minutes, seen in ((29, [1, 1, 1, 0, 0]), (30, [1, 1, 1, 1, 1]), (90, [1, 1, 1, 1, 1])):
        with clock.at(SUNDAY + timedelta(minutes=minutes)):
            look_at_bookings_of(center_id=str(booked.center_id))
        assert told() == seen
    with clock.at(SUNDAY + timedelta(hours=2)):
        for phone in ("13800135771", "13800135772"):  # both places are taken by people who are not on the list
            queueing.book(actor=visitor(booked), queue="A", starts=monday(9, 30), phone=phone)
        look_at_bookings_of(center_id=str(booked.center_id))
        other = book(booked, monday(10), "13800135699", now=SUNDAY + timedelta(hours=2))
        queueing.cancel_booking(actor=visitor(booked), code=other["code"])
    assert told() == [2, 2, 2, 1, 1]


def test_the_reminder_goes_once_and_not_to_whoever_booked_just_now(booked):
    made, fresh = book(booked, monday(10)), book(booked, monday(11), "13800135679", now=monday(9))
    with clock.at(monday(9, 5)):
        for _ in range(2):
            look_at_bookings_of(center_id=str(booked.center_id))
    assert kinds(booked, f"appointment:{made['id']}") == ["预约成功", "预约提醒"]
    assert kinds(booked, f"appointment:{fresh['id']}") == ["预约成功"]


def test_the_desk_finds_an_appointment_by_its_phone_and_sees_it_masked(booked):
    made = book(booked, monday(10), name="陈国华")
    with clock.at(monday(9)), reading(booked.actor):
        (found,) = queueing.appointments_of_phone(booked.actor, "138 0013 5678")
        assert (found.code, found.name_masked, found.phone_masked) == (made["code"], "陈**", "138****5678")
        assert [a.code for a in queueing.appointments_of_day(booked.actor)] == [made["code"]]
        assert queueing.appointments_of_phone(booked.actor, "") == []


def test_on_his_own_phone_he_shows_that_he_is_there(booked):
    made = book(booked, monday(10))
    with clock.at(monday(10)):
        wrong = {"actor": visitor(booked), "code": made["code"]}
        assert refused(queueing.check_in_by_phone, Invalid, hall_code="000000", **wrong) == "booking.hall_code"
        with reading(booked.actor):
            code = queueing.check_in_code(booked.actor)
        assert queueing.check_in_by_phone(hall_code=code, **wrong)["came"] == "on_time"


def test_another_center_s_code_opens_nothing_here(booked, other_center):
    made = book(booked, monday(10))
    with clock.at(monday(10)), pytest.raises(Missing):
        queueing.check_in(actor=Actor.system(other_center.id), code=made["code"])


def remote(hall, phone: str = PHONE, **more):
    return queueing.take_remote(actor=visitor(hall), queue="A", phone=phone, **more)


def test_a_remote_ticket_is_called_only_once_its_holder_is_here_and_keeps_its_place(booked):
    with clock.at(monday(9, 30)):
        made = remote(booked)
        assert booked.ticket(made).state == "expected"
        walk_in = booked.issue()
        assert booked.call("1")["number"] == walk_in["number"]
        others = [booked.issue() for _ in range(2)]
    with clock.at(monday(10)):
        assert queueing.check_in(actor=booked.actor, code=made["tracking_code"])["came"] == "on_time"
        assert [booked.call(w)["number"] for w in "23"] == [made["number"], others[0]["number"]]


def test_a_remote_ticket_that_comes_after_the_hour_stands_behind(booked):
    with clock.at(monday(9, 30)):
        made = remote(booked)
    with clock.at(monday(10, 40)):
        first = booked.issue()
    with clock.at(monday(10, 45)):
        assert queueing.check_in(actor=booked.actor, code=made["tracking_code"])["came"] == "late"
        assert booked.call("1")["number"] == first["number"]


def test_remote_tickets_have_their_limits(booked):
    with clock.at(SUNDAY):
        assert refused(remote, hall=booked) == "remote.hall_closed"
    with clock.at(monday(9, 30)):
        assert refused(queueing.take_remote, actor=visitor(booked), queue="B", phone=PHONE) == "remote.not_offered"
        assert refused(remote, Invalid, hall=booked, phone="") == "booking.phone_needed"
        for turn in range(2):
            made = remote(booked)
            assert refused(remote, hall=booked) == "remote.one_at_a_time"
            queueing.cancel(actor=booked.actor, ticket=made["id"], reason=f"不来了 {turn}")
        assert refused(remote, hall=booked) == "remote.too_many"
        assert remote(booked, "13800135679")["state"] == "expected"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"slot_minutes": 3, "slot_places": 1}, "slot_minutes"), ({"slot_minutes": 30}, "slot_places"),
        ({"book_ahead_days": 61}, "book_ahead_days"), ({"queue": "X"}, "queue"),
    ],
)  # fmt: skip
def test_a_wrong_set_up_names_its_field(hall, given, field):
    with pytest.raises(Invalid) as no:
        queueing.set_booking(actor=hall.actor, **{"queue": "A", **given})
    assert no.value.field == field
