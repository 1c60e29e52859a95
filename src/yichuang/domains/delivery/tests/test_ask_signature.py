"""The clerk asks, the person at the window signs on the evaluator, the hand-over uses that very signature once."""

from dataclasses import replace

import pytest

from yichuang.domains.delivery import api as delivery
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading

from .conftest import PEN


def ask(clerk, evaluator, subject, **over):
    facts = {
        "window_id": evaluator.window_id,
        "subject": subject,
        "signer": "张三丰",
        "about": "领取《食品经营许可证》",
    }
    return delivery.ask_signature(actor=clerk, **facts | over)["request"]


def at_window(actor, window_id):
    with reading(actor):
        return delivery.signature_at(actor, window_id)


def test_asked_signed_used(db, clerk, evaluator, ready, subject):
    result = ready()
    request = ask(clerk, evaluator, subject)
    shown = at_window(evaluator, evaluator.window_id)
    assert (shown.about, shown.signer, str(shown.id)) == ("领取《食品经营许可证》", "张三丰", request)
    delivery.sign(actor=evaluator, request_id=request, image=PEN)
    assert at_window(evaluator, evaluator.window_id) is None
    with reading(clerk):
        assert delivery.signature_for(clerk, subject).state == "signed"
    delivery.hand_over_result(
        actor=clerk, result_id=result, method="on_site", receiver_name="张三丰", signature_request=request
    )
    with reading(clerk):
        got = delivery.result(clerk, result)
        assert got.received.signature_id == delivery.signature(clerk, request).file_id
        assert delivery.signature(clerk, request).state == "used"


def test_a_signature_is_used_once(db, clerk, evaluator, ready, subject):
    first, second = ready(number="1"), ready(number="2")
    request = ask(clerk, evaluator, subject)
    delivery.sign(actor=evaluator, request_id=request, image=PEN)
    facts = {"method": "on_site", "receiver_name": "张三丰", "signature_request": request}
    delivery.hand_over_result(actor=clerk, result_id=first, **facts)
    with pytest.raises(Refused, match=r"signature\.wrong_state"):
        delivery.hand_over_result(actor=clerk, result_id=second, **facts)


def test_a_signature_for_one_thing_is_not_taken_for_another(db, clerk, evaluator, ready):
    request = ask(clerk, evaluator, f"case:{uuid7()}")
    delivery.sign(actor=evaluator, request_id=request, image=PEN)
    with pytest.raises(Refused, match=r"signature\.other_subject"):
        delivery.hand_over_result(
            actor=clerk, result_id=ready(), method="on_site", receiver_name="张三丰", signature_request=request
        )


def test_only_the_evaluator_of_the_window_brings_a_signature(db, clerk, evaluator, subject):
    request = ask(clerk, evaluator, subject)
    for wrong in (clerk, replace(clerk, window_id=evaluator.window_id), replace(evaluator, window_id=uuid7())):
        with pytest.raises(Denied, match=r"signature\.not_here"):
            delivery.sign(actor=wrong, request_id=request, image=PEN)


def test_another_centers_evaluator_sees_nothing(db, clerk, other_clerk, evaluator, subject):
    request = ask(clerk, evaluator, subject)
    stranger = replace(evaluator, center_id=other_clerk.center_id, reads=other_clerk.reads)
    with pytest.raises(Missing):
        delivery.sign(actor=stranger, request_id=request, image=PEN)
    assert at_window(stranger, evaluator.window_id) is None


def test_one_window_asks_one_thing_at_a_time(db, clerk, evaluator, subject):
    request = ask(clerk, evaluator, subject)
    assert ask(clerk, evaluator, subject) == request
    with pytest.raises(Refused, match=r"signature\.window_busy"):
        ask(clerk, evaluator, f"case:{uuid7()}")
    delivery.cancel_signature(actor=clerk, request_id=request)
    assert ask(clerk, evaluator, f"case:{uuid7()}") != request


def test_a_cancelled_request_takes_no_signature(db, clerk, evaluator, subject):
    request = ask(clerk, evaluator, subject)
    delivery.cancel_signature(actor=clerk, request_id=request)
    with pytest.raises(Refused, match=r"signature\.wrong_state"):
        delivery.sign(actor=evaluator, request_id=request, image=PEN)


def test_what_is_signed_must_be_said(db, clerk, evaluator, subject):
    with pytest.raises(Invalid, match=r"signature\.about_needed"):
        ask(clerk, evaluator, subject, about=" ")


@pytest.mark.parametrize("request_id", ["", "no-id", "0" * 36])
def test_what_is_no_request_is_missing(db, clerk, evaluator, request_id):
    with pytest.raises(Missing, match=r"signature\.missing"):
        delivery.sign(actor=evaluator, request_id=request_id, image=PEN)
    with pytest.raises(Missing, match=r"result\.missing"):
        delivery.return_result(actor=clerk, result_id=request_id, reason="x")
