"""Who finds what in the program, and that reading leaves a receipt."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation

from yichuang.foundation import clock, messages
from yichuang.foundation.errors import Denied, Missing
from yichuang.foundation.ids import uuid7
from yichuang.foundation.messages.tests.acts import R, say
from yichuang.foundation.scope import reading

UNIT = uuid7()


def person(like, *capabilities, unit=None):
    return replace(like, id=uuid7(), capabilities=frozenset(capabilities), department_id=unit)


def found(actor, **more):
    with reading(actor):
        return messages.inbox(actor, **more)[0]


def count(actor):
    with reading(actor):
        return messages.unread(actor)


def test_a_message_to_one_person_is_found_by_him_alone(db, here):
    one, other = person(here), person(here)
    say(actor=here, to=[R.staff(one.id)])
    assert [m.text for m in found(one)] == ["办件 1 明天到期。"] and found(other) == []


def test_a_desk_is_everybody_of_the_unit_who_may_do_the_act(db, here):
    say(actor=here, to=[R.desk(department_id=UNIT, needs="case.decide")])
    assert len(found(person(here, "case.decide", unit=UNIT))) == 1
    assert found(person(here, "case.decide", unit=uuid7())) == []
    assert found(person(here, "case.decide")) == []
    assert found(person(here, "case.read", unit=UNIT)) == []


def test_a_center_s_desk_is_everybody_who_may_do_the_act(db, here, there):
    say(actor=here, to=[R.center(needs="window.operate")])
    assert len(found(person(here, "window.operate"))) == len(found(person(here, "window.operate", unit=UNIT))) == 1
    assert found(person(there, "window.operate")) == []


def test_reading_is_noted_for_each_reader_and_once(db, here):
    say(actor=here, to=[R.center(needs="window.operate")])
    one, other = person(here, "window.operate"), person(here, "window.operate")
    assert count(one) == count(other) == 1
    message = found(one)[0]
    assert messages.mark_read(actor=one, message=message.id) == {"read": 1, "link": "/q/ABCD/"}
    messages.mark_read(actor=one, message=message.id)
    assert (count(one), count(other)) == (0, 1)
    assert found(one)[0].read and found(one, unread_only=True) == []
    with reading(one):
        assert [r.staff_id for r in messages.readers(one, "case:1")] == [one.id]


def test_everything_is_read_at_once(db, here):
    one = person(here)
    for _ in range(3):
        say(actor=here, to=[R.staff(one.id)])
    assert messages.mark_all_read(actor=one) == {"read": 3}
    assert count(one) == 0


def test_a_message_to_somebody_else_cannot_be_read(db, here, there):
    ids = say(actor=here, to=[R.staff(uuid7())])["ids"]
    for stranger in (person(here), person(there, "*")):
        with pytest.raises(Missing):
            messages.mark_read(actor=stranger, message=ids[0])
    with pytest.raises(Denied):
        messages.mark_read(actor=replace(here, kind="system", id=None), message=ids[0])


def test_the_inbox_goes_on_by_key_and_forgets_after_ninety_days(db, here):
    one, now = person(here), clock.now()
    with clock.at(now - timedelta(days=91)):
        say(actor=here, to=[R.staff(one.id)])
    for n in range(5):
        say(actor=here, to=[R.staff(one.id)], text=f"第 {n} 条")
    with reading(one):
        first, more = messages.inbox(one, size=3)
        rest, end = messages.inbox(one, size=3, before=more)
    assert [m.text[2] for m in (*first, *rest)] == list("43210") and end is None


def test_a_sentence_is_filled_in_the_reader_s_language(db, here):
    one = person(here)
    messages_lost = "发给 %(no)s 的消息没有送达"
    say(actor=here, to=[R.staff(one.id)], text=messages_lost)
    with translation.override("en"):
        assert found(one)[0].text == "发给 1 的消息没有送达"  # no translation: the Chinese sentence, filled


def test_a_visitor_has_no_inbox(db, here):
    visitor = replace(here, kind="citizen", id=None)
    assert found(visitor) == [] and count(visitor) == 0 and messages.topics(visitor) == []


def test_pages_listen_for_one_s_own_and_one_s_unit_s(db, here):
    one = person(here, unit=UNIT)
    assert messages.topics(one) == ["inbox", f"inbox:{one.id}", f"inbox:{UNIT}"]
