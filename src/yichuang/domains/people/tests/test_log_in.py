"""Logging in: who may, how often one may try, and what stays behind."""

from datetime import timedelta
from uuid import UUID

import pytest

from yichuang.domains.people import api as people
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Refused
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading

from .conftest import PASSWORD, staff


def log_in(username: str = "li", password: str = PASSWORD, source: str = "10.0.0.1") -> people.SignedIn:
    return people.log_in(username=username, password=password, source=source)


def actions(actor: Actor) -> list[str]:
    with reading(actor):
        rows = AuditEntry.objects.filter(center_id=actor.center_id, action__startswith="log").order_by("seq")
        return list(rows.values_list("action", flat=True))


def test_a_person_with_a_role_logs_in_and_the_log_says_so(here: Actor, clerk: UUID) -> None:
    who = log_in("LI ")
    assert (who.staff_id, who.center_id, who.roles) == (clerk, here.center_id, ("clerk",))
    actor = people.actor_for_account(who.center_id, who.staff_id, who.epoch)
    assert actor
    assert actor.can("ticket.call")
    assert not actor.can("case.decide")
    assert actions(here) == ["login.succeeded"]


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(here: Actor, clerk: UUID) -> None:
    for username, password in (("li", "wrong"), ("nobody", PASSWORD)):
        with pytest.raises(Refused) as no:
            log_in(username, password)
        assert no.value.code == "login.wrong"
    assert actions(here) == ["login.failed"]


def test_after_five_wrong_tries_even_the_right_password_has_to_wait(here: Actor, clerk: UUID) -> None:
    for _ in range(5):
        with pytest.raises(Refused, match=r"login\.wrong"):
            log_in(password="wrong")
    with pytest.raises(Refused, match=r"login\.throttled"):
        log_in()
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert log_in().staff_id == clerk


def test_a_success_clears_the_count_of_the_name(here: Actor, clerk: UUID) -> None:
    for _ in range(3):
        for _ in range(2):
            with pytest.raises(Refused, match=r"login\.wrong"):
                log_in(password="wrong")
        log_in()


def test_a_person_without_a_role_today_cannot_enter(here: Actor, hashed: str) -> None:
    staff(here, "new", "新来的", hashed)
    with pytest.raises(Refused, match=r"login\.no_role"):
        log_in("new")


def test_leaving_ends_everything_at_once(here: Actor, clerk: UUID) -> None:
    who = log_in()
    token = people.make_token(actor=here, role="clerk", staff_id=clerk)
    assert people.actor_for_token(token)
    people.revoke_everything(actor=here, staff_id=clerk, reason="调离")
    assert people.actor_for_account(who.center_id, who.staff_id, who.epoch) is None
    assert people.actor_for_token(token) is None
    with pytest.raises(Refused, match=r"login\.wrong"):
        log_in()


def test_a_new_password_ends_the_sessions_that_the_old_one_opened(here: Actor, clerk: UUID) -> None:
    who = log_in()
    people.set_password(actor=here, staff_id=clerk, password="another long one")
    assert people.actor_for_account(who.center_id, who.staff_id, who.epoch) is None
    assert log_in(password="another long one").epoch == who.epoch + 1


def test_no_receipt_line_or_event_holds_a_password_or_a_key(here: Actor, clerk: UUID) -> None:
    from yichuang.foundation.models import Receipt

    people.set_password(actor=here, staff_id=clerk, password="another long one", key="k1")
    token = people.make_token(actor=here, role="clerk", staff_id=clerk)
    with reading(here):
        said = str(list(AuditEntry.objects.values())) + str(list(Receipt.objects.values()))
    assert "another long one" not in said
    assert token not in said


def test_logging_out_is_written_down(here: Actor, clerk: UUID) -> None:
    who = log_in()
    actor = people.actor_for_account(who.center_id, who.staff_id, who.epoch)
    assert actor
    people.log_out(actor=actor)
    assert actions(here)[-1] == "logout"


def test_the_demos_one_click_log_in_refuses_every_real_center(here: Actor, clerk: UUID) -> None:
    with pytest.raises(Refused, match=r"staff\.missing"):
        people.log_in_to_demo("li")
