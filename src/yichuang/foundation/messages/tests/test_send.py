"""What is posted leaves once: not without its act, not twice after a kill, not at night, not faster than the center wants."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from yichuang.foundation import clock, messages
from yichuang.foundation.errors import Denied, Missing, Refused
from yichuang.foundation.messages import NotSent, models, sending, tasks
from yichuang.foundation.messages.tests.acts import MAIL, PHONE, R, say, sms
from yichuang.foundation.scope import reading

FINAL = NotSent("空号", final=True)


def rows(actor):
    with reading(actor):
        return list(models.Message.objects.order_by("pk"))


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'messages.send'")
        return cursor.fetchone()[0]


def test_a_message_is_there_if_and_only_if_its_act_is(db, here, post_office):
    with pytest.raises(Refused):
        say(actor=here, to=[sms()], fail=True)
    assert rows(here) == [] and jobs() == 0
    say(actor=here, to=[sms(), R("mail", address=MAIL)])
    assert [(m.channel, m.state) for m in rows(here)] == [("sms", "waiting"), ("mail", "waiting")]
    assert jobs() == 1


def test_the_address_is_sealed_and_shown_as_a_mask(db, here, post_office):
    say(actor=here, to=[sms(), R("mail", address=MAIL), R("im", address="wx_zhang")])
    assert [m.address_masked for m in rows(here)] == ["138****1234", "z***@example.cn", "wx****"]
    assert all(PHONE.encode() not in bytes(m.address_sealed) for m in rows(here))
    with reading(here):
        lines, _ = messages.outbox(here)
    assert PHONE not in repr(lines) and lines[-1].name == "张*"


def test_what_leaves_the_house_carries_a_link(db, here, post_office, settings):
    with pytest.raises(ValueError):
        say(actor=here, to=[sms()], link="")
    settings.YICHUANG_PUBLIC_URL = "https://hall.example.cn"
    ids = say(actor=here, to=[R("mail", address=MAIL)])["ids"]
    messages.deliver_due(here.center_id)
    with reading(here):
        kept = messages.outgoing_of(here, ids[0])
    assert kept.text == "办件 1 明天到期。 https://hall.example.cn/q/ABCD/"


def test_an_address_that_cannot_be_one_never_stops_the_act(db, here, post_office, carrier):
    say(actor=here, to=[sms("13x"), sms()])
    messages.deliver_due(here.center_id)
    assert [(m.state, bool(m.reason)) for m in rows(here)] == [("given_up", True), ("sent", False)]
    assert len(carrier.calls) == 1


def test_a_failure_is_tried_again_later_each_time_later_and_given_up_in_the_end(db, here, post_office, carrier):
    post_office(tries=3)
    carrier.fails = [NotSent("网关忙")] * 3
    now = clock.now()
    with clock.at(now):
        say(actor=here, to=[sms()])
        messages.deliver_due(here.center_id)
        messages.deliver_due(here.center_id)
    (row,) = rows(here)
    assert (row.state, row.reason, row.next_at, len(carrier.calls)) == (
        "failed",
        "网关忙",
        now + timedelta(minutes=1),
        1,
    )
    with clock.at(now + timedelta(minutes=1)):
        messages.deliver_due(here.center_id)
    assert rows(here)[0].next_at == now + timedelta(minutes=3)
    with clock.at(now + timedelta(minutes=3)):
        messages.deliver_due(here.center_id)
    lost, told = rows(here)
    assert (lost.state, lost.tries, told.channel, told.needs) == ("given_up", 3, "inbox", "message.read")
    assert told.facts == {"who": "138****1234", "reason": "网关忙"}


def test_a_final_answer_is_not_tried_again_until_a_person_says_so(db, here, post_office, carrier):
    carrier.fails = [FINAL]
    ids = say(actor=here, to=[sms()])["ids"]
    messages.deliver_due(here.center_id)
    assert rows(here)[0].state == "given_up"
    messages.try_again(actor=here, message=ids[0])
    messages.deliver_due(here.center_id)
    assert (rows(here)[0].state, rows(here)[0].tries, rows(here)[0].carrier_no) == ("sent", 1, "n-1")
    with pytest.raises(Refused) as no:
        messages.try_again(actor=here, message=ids[0])
    assert no.value.code == "message.wrong_state"


def test_a_port_that_breaks_is_a_failed_try_and_the_others_go_on(db, here, post_office, carrier):
    carrier.fails = [ZeroDivisionError()]
    say(actor=here, to=[sms(), sms("13900001234")])
    assert messages.deliver_due(here.center_id) == {"sent": 1, "failed": 1}
    assert "ZeroDivisionError" in rows(here)[0].reason


def test_killed_after_the_gateway_took_it_a_person_is_not_told_twice(real_db, here, post_office, carrier):
    now = clock.now()
    with clock.at(now):
        say(actor=here, to=[sms()])
        carrier.killed = True
        with pytest.raises(KeyboardInterrupt):
            messages.deliver_due(here.center_id)
        carrier.killed = False
        messages.deliver_due(here.center_id)
    assert rows(here)[0].state == "waiting" and len(carrier.calls) == 1, "claimed: nobody else takes it"
    with clock.at(now + timedelta(minutes=3)):
        messages.deliver_due(here.center_id)
    assert rows(here)[0].state == "sent"
    assert len({m.id for m in carrier.calls}) == 1 and len(carrier.sent) == 1


def test_the_stand_in_keeps_each_id_once(db, here, post_office):
    ids = say(actor=here, to=[R("im", address="wx_zhang")])["ids"]
    with reading(here):
        out = sending.outgoing(ids[0])
    assert messages.LocalPort().deliver(out) == messages.LocalPort().deliver(out)
    with reading(here):
        assert models.KeptMessage.objects.count() == 1


def test_six_workers_send_each_message_once(real_db, here, post_office, carrier):
    post_office(per_minute=6000)
    say(actor=here, to=[sms(f"138{n:08d}") for n in range(60)])

    def run():
        try:
            messages.deliver_due(here.center_id)
        finally:
            connections.close_all()

    crew = [threading.Thread(target=run) for _ in range(6)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert len(carrier.calls) == len(carrier.sent) == 60
    assert {m.state for m in rows(here)} == {"sent"}


def test_not_faster_than_the_center_wants(db, here, post_office, carrier):
    post_office(per_minute=5)
    now = clock.now()
    with clock.at(now):
        say(actor=here, to=[sms(f"138{n:08d}") for n in range(12)])
        messages.deliver_due(here.center_id)
    assert len(carrier.sent) == 5
    with clock.at(now + timedelta(seconds=61)):
        messages.deliver_due(here.center_id)
    assert len(carrier.sent) == 10


def test_at_night_phones_stay_silent_and_mail_goes_out(db, here, post_office, carrier):
    post_office(quiet_from=21, quiet_until=8)
    night = clock.now().replace(hour=15, minute=30)  # 23:30 in Chongqing
    with clock.at(night):
        say(actor=here, to=[sms(), R("mail", address=MAIL)])
        messages.deliver_due(here.center_id)
    assert [m.state for m in rows(here)] == ["waiting", "sent"]
    with clock.at(night + timedelta(hours=8, minutes=29)):
        messages.deliver_due(here.center_id)
    assert not carrier.sent
    with clock.at(night + timedelta(hours=8, minutes=30)):
        messages.deliver_due(here.center_id)
    assert len(carrier.sent) == 1


def test_each_minute_a_job_is_made_for_centers_with_something_due(db, here, there, post_office, carrier):
    post_office(centers=[here.center_id, there.center_id])
    carrier.fails = [NotSent("网关忙")]
    now = clock.now()
    with clock.at(now):
        say(actor=here, to=[sms()])
        messages.deliver_due(here.center_id)
        before = jobs()
        tasks.look(timestamp=0)
        assert jobs() == before
    with clock.at(now + timedelta(minutes=2)):
        tasks.look(timestamp=0)
    assert jobs() == before + 1


def test_a_late_report_does_not_undo_what_came_since(db, here, post_office, carrier):
    ids = say(actor=here, to=[sms()])["ids"]
    messages.deliver_due(here.center_id)
    sending.report(actor=here, message=ids[0], tries=1, reason="超时")
    assert rows(here)[0].state == "sent"


def test_another_center_s_messages_are_neither_seen_nor_sent_again(db, here, there, post_office, carrier):
    carrier.fails = [FINAL]
    ids = say(actor=here, to=[sms()])["ids"]
    messages.deliver_due(here.center_id)
    with reading(there):
        assert messages.outbox(there) == ([], None)
    with pytest.raises(Missing):
        messages.try_again(actor=there, message=ids[0])


def test_the_list_of_what_was_sent_is_for_those_who_may_see_it(db, here, post_office):
    from dataclasses import replace

    with pytest.raises(Denied):
        messages.outbox(replace(here, capabilities=frozenset()))
