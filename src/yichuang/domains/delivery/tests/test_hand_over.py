"""A result reaches its receiver, or goes back, and the receipt says how."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connections, transaction

from yichuang.domains.delivery import api as delivery
from yichuang.domains.delivery.models import HandOver, Result
from yichuang.foundation import clock, files
from yichuang.foundation.deadlines import Limit
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.identity import make_resident_id
from yichuang.foundation.ids import uuid7
from yichuang.foundation.models import AuditEntry, Event
from yichuang.foundation.scope import reading

from .conftest import PEN, yesterday

NUMBER = make_resident_id("510202", date(1968, 3, 9), 12)


def hand(actor, result, **over):
    facts = {"method": "on_site", "receiver_name": "张三丰", "signature": PEN} | over
    return delivery.hand_over_result(actor=actor, result_id=result, **facts)


def look(actor, result):
    with reading(actor):
        return delivery.result(actor, result)


def test_a_signed_hand_over_is_on_record_with_its_receipt(db, clerk, ready, subject):
    result = ready()
    answer = hand(
        clerk, result, receiver_id_type="resident_id", receiver_id_no=NUMBER, relation="代理人", place="9号窗口"
    )
    got = look(clerk, result)
    receipt = got.received
    assert (answer["state"], got.state) == ("handed_over", "handed_over")
    assert (receipt.receiver_name, receipt.relation, receipt.signing, receipt.place) == (
        "张三丰",
        "agent",
        "pad",
        "9号窗口",
    )
    assert receipt.contents == "食品经营许可证 JY2500199000001"
    assert receipt.receiver_id_masked == NUMBER[:3] + "*" * 11 + NUMBER[-4:]
    with reading(clerk):
        ref, image = files.read(clerk, receipt.signature_id)
        row = HandOver.objects.get()
        line = AuditEntry.objects.get(action="result.handed_over")
        event = Event.objects.get(name="delivery.handed_over.v1")
    assert ref.content_type == "image/svg+xml"
    assert b"M10 80" in image
    assert NUMBER.encode() not in bytes(row.receiver_id_sealed)
    assert line.after["receiver"] == "张**"
    assert line.after["signature"] == ref.digest
    assert event.subject == subject
    assert NUMBER not in str(event.payload)
    assert "张三丰" not in str(line.after)


def test_on_site_without_a_pad_the_receipt_is_signed_on_paper(db, clerk, ready):
    result = ready()
    hand(clerk, result, signature="")
    assert look(clerk, result).received.signing == "paper"


def test_a_witness_may_stand_in_for_a_signature(db, clerk, ready):
    result = ready()
    hand(clerk, result, signature="", witness="王见证")
    assert look(clerk, result).received.witness == "王见证"


def test_the_post_is_on_its_way_until_it_is_signed_for(db, clerk, ready):
    result = ready(method="post")
    answer = hand(
        clerk, result, method="post", signature="", tracking_no="1230000000001", carrier="邮政", address="云岭路1号"
    )
    assert answer["state"] == "dispatched"
    assert look(clerk, result).received is None
    delivery.post_signed_for(actor=clerk, result_id=result, signed_by="张三丰")
    got = look(clerk, result)
    assert got.state == "handed_over"
    assert got.received.tracking_no == "1230000000001"


def test_what_the_post_brings_back_is_ready_again_and_may_go_back_to_the_department(db, clerk, ready):
    result = ready()
    hand(clerk, result, method="post", signature="", tracking_no="1230000000001")
    delivery.post_came_back(actor=clerk, result_id=result, reason="地址不详")
    assert look(clerk, result).state == "ready"
    hand(clerk, result, method="post", signature="", tracking_no="1230000000002")
    delivery.post_came_back(actor=clerk, result_id=result, reason="无人签收")
    delivery.return_result(actor=clerk, result_id=result, reason="两次投递不成")
    with reading(clerk):
        assert [r.id for r in delivery.in_stock(clerk, states=["returned"])] == [look(clerk, result).id]
    delivery.take_back_result(actor=clerk, result_id=result)
    got = look(clerk, result)
    assert (got.state, got.reason) == ("with_department", "两次投递不成")
    assert [h.failed_reason for h in got.hand_overs] == ["地址不详", "无人签收"]
    with reading(clerk):
        assert delivery.in_stock(clerk) == []
    delivery.send_result_again(actor=clerk, result_id=result)
    assert look(clerk, result).state == "ready"


def test_the_delivery_date_is_ten_working_days_after_the_decision(db, clerk, ready):
    decided = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    with clock.at(decided):
        result = ready(decided_at=decided, limit=Limit(10, "working_day", "行政许可法44", "decision"))
    got = look(clerk, result)
    assert got.due == date(2026, 12, 7)
    assert got.working["limit"]["basis"] == "行政许可法44"
    with reading(clerk):
        assert (delivery.late(clerk, date(2026, 12, 7)), delivery.late(clerk, date(2026, 12, 8))) == (0, 1)


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"method": "pigeon"}, "result.method", "method"),
        ({"receiver_name": " "}, "result.receiver_needed", "receiver_name"),
        ({"method": "post", "signature": ""}, "result.tracking_needed", "tracking_no"),
        ({"signing": "pad", "signature": ""}, "result.signature_needed", "signature"),
        ({"signing": "witnessed", "signature": ""}, "result.witness_needed", "witness"),
        ({"signing": "blood"}, "result.signing", "signing"),
        ({"signature": "data:image/png;base64,AAAA"}, "signature.broken", "signature"),
        (
            {"receiver_id_no": NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2")},
            "identity.check_digit",
            "receiver_id_no",
        ),
        ({"receiver_id_type": "card", "receiver_id_no": "1"}, "identity.type", "receiver_id_type"),
        ({"relation": "很" * 21}, "result.relation", "relation"),
    ],
)
def test_a_slip_is_refused_with_its_field_and_nothing_is_written(db, clerk, ready, over, code, field):
    result = ready()
    with pytest.raises(Invalid) as no:
        hand(clerk, result, **over)
    assert (no.value.code, no.value.field) == (code, field)
    got = look(clerk, result)
    assert got.state == "ready"
    assert got.hand_overs == ()


def test_nothing_is_handed_over_twice(db, clerk, ready):
    result = ready()
    hand(clerk, result)
    with pytest.raises(Refused, match=r"result\.wrong_state"):
        hand(clerk, result)


def test_the_same_certificate_is_registered_once(db, clerk, ready):
    ready()
    with pytest.raises(Refused, match=r"result\.twice"):
        ready()


def test_another_center_has_no_such_result(db, clerk, other_clerk, ready):
    result = ready()
    with pytest.raises(Missing):
        hand(other_clerk, result)
    with pytest.raises(Missing):
        look(other_clerk, result)


def test_who_may_not_deliver_is_denied(db, clerk, ready):
    from dataclasses import replace

    with pytest.raises(Denied):
        hand(replace(clerk, capabilities=frozenset({"case.read"})), ready())


def test_two_windows_hand_the_same_result_over_once(real_db, clerk, ready):
    result, got, gate = ready(), [], threading.Barrier(4)

    def run():
        gate.wait()
        try:
            got.append(hand(clerk, result)["state"])
        except Refused as no:
            got.append(no.code)
        finally:
            connections.close_all()

    crew = [threading.Thread(target=run) for _ in range(4)]
    [t.start() for t in crew], [t.join() for t in crew]
    assert sorted(got) == ["handed_over"] + ["result.wrong_state"] * 3
    assert len(look(clerk, result).hand_overs) == 1


def test_the_database_refuses_a_second_receipt_even_without_the_guard(db, clerk, ready):
    """The lock and the state are taken away by hand: the constraint still holds."""
    result = ready()
    hand(clerk, result)
    with reading(clerk):
        row = HandOver.objects.get()
        row.pk = uuid7()
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_returned_result_without_a_reason_cannot_be_stored(db, clerk, ready):
    result = ready()
    with reading(clerk), pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.filter(pk=result).update(state="returned")


def test_a_list_costs_two_statements_however_long(db, clerk, ready, django_assert_num_queries):
    for i in range(5):
        hand(clerk, ready(number=f"N{i}", decided_at=yesterday()), method="post", signature="", tracking_no=f"T{i}")
    with reading(clerk), django_assert_num_queries(2):
        assert len(delivery.in_stock(clerk)) == 5
