"""A shared desk: PIN and badge in seconds, few tries; a second factor for administrators and for those who see across."""

from datetime import timedelta
from uuid import UUID

import pytest

from yichuang.domains.people import api as people
from yichuang.domains.people.models import Credential
from yichuang.domains.people.proofs import is_weak
from yichuang.domains.places import api as places
from yichuang.foundation import clock, totp
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading

from .conftest import PASSWORD, staff

PIN = "739146"


def actor_of(here: Actor, staff_id: UUID) -> Actor:
    found = people.actor_for_account(here.center_id, staff_id, 0)  # type: ignore[arg-type]
    assert found
    return found


@pytest.fixture
def li(here: Actor, clerk: UUID) -> Actor:
    actor = actor_of(here, clerk)
    people.set_pin(actor=actor, password=PASSWORD, pin=PIN, source="a")
    return actor


def switch(here: Actor, badge: str = "li", pin: str = PIN) -> people.SignedIn:
    assert here.center_id
    return people.switch_in(center_id=here.center_id, badge_no=badge, pin=pin, source="10.0.0.1")


def test_badge_and_pin_change_hands(here: Actor, li: Actor) -> None:
    who = switch(here)
    assert (who.staff_id, who.roles, who.second) == (li.id, ("clerk",), "")


@pytest.mark.parametrize(("badge", "pin"), [("li", "739147"), ("nobody", PIN), ("li", ""), ("li\x00", "1")])
def test_a_wrong_badge_and_a_wrong_pin_get_the_same_answer(here: Actor, li: Actor, badge: str, pin: str) -> None:
    with pytest.raises(Refused) as no:
        switch(here, badge, pin)
    assert no.value.code == "pin.wrong"


def test_five_wrong_tries_block_the_pin_until_its_owner_logs_in_by_password(here: Actor, li: Actor) -> None:
    for _ in range(5):
        with pytest.raises(Refused, match=r"pin\.wrong"):
            switch(here, pin="111222")
    with pytest.raises(Refused, match=r"pin\.blocked"):
        switch(here)
    with clock.at(clock.now() + timedelta(hours=2)):
        with pytest.raises(Refused, match=r"pin\.blocked"):
            switch(here)
        people.log_in(username="li", password=PASSWORD, source="b")
        assert switch(here).staff_id == li.id


@pytest.mark.parametrize("pin", ["12345", "1234567", "12345a", "１２３４５６"])
def test_a_pin_is_six_digits(here: Actor, clerk: UUID, pin: str) -> None:
    with pytest.raises(Invalid) as no:
        people.set_pin(actor=actor_of(here, clerk), password=PASSWORD, pin=pin, source="a")
    assert no.value.code == "pin.shape"


def test_a_pin_that_everybody_would_try_is_refused() -> None:
    weak = ["000000", "123456", "987654", "121212", "147147"]
    assert all(is_weak(pin) for pin in weak)
    assert not is_weak(PIN)


def test_only_the_password_sets_a_pin_and_nothing_holds_it_in_the_open(here: Actor, li: Actor) -> None:
    for wrong in ("no such password", PIN):
        with pytest.raises(Refused):
            people.set_pin(actor=li, password=wrong, pin="640281", source="a")
    with reading(here):
        said = str(list(AuditEntry.objects.values())) + str(list(Credential.objects.values()))
    assert PIN not in said


def test_a_pin_opens_the_lock_of_a_clerk_who_left(here: Actor, li: Actor) -> None:
    people.unlock(actor=li, secret=PIN, source="a")
    with pytest.raises(Refused, match=r"login\.wrong"):
        people.unlock(actor=li, secret="739140", source="a")


def test_who_left_the_center_changes_no_hands(here: Actor, li: Actor) -> None:
    assert li.id
    people.revoke_everything(actor=here, staff_id=li.id, reason="调离")
    with pytest.raises(Refused, match=r"pin\.wrong"):
        switch(here)


def test_a_password_that_somebody_else_sets_takes_the_pin_with_it(here: Actor, li: Actor) -> None:
    assert li.id
    people.set_password(actor=here, staff_id=li.id, password="given for today only", temporary=True)
    with pytest.raises(Refused, match=r"pin\.wrong"):
        switch(here)
    people.log_in(username="li", password="given for today only", source="b")
    with pytest.raises(Refused, match=r"pin\.wrong"):
        switch(here)


# ---- the second factor ----


def half(username: str) -> people.SignedIn:
    return people.log_in(username=username, password=PASSWORD, source="a")


def code(secret: bytes, later: int = 0) -> str:
    return totp.code_of(secret, totp.step_of(clock.now()) + later)


@pytest.mark.usefixtures("ten")
def test_an_administrator_enrols_an_app_and_shows_its_code_from_then_on(here: Actor, hashed: str) -> None:
    """The clock is held: half a minute later the app would show another code, and rightly be let in."""
    staff(here, "sec", "严安", hashed, "security")
    secret = totp.new_secret()
    who = half("sec")
    assert (who.second, who.roles) == ("enrol", ())
    with pytest.raises(Refused, match=r"second\.wrong"):
        people.take_code(who=who, code="000000", source="a", secret=secret)
    done = people.take_code(who=who, code=code(secret), source="a", secret=secret)
    assert (done.second, done.roles) == ("", ("security",))
    again = half("sec")
    assert again.second == "code"
    with pytest.raises(Refused, match=r"second\.wrong"):  # used already
        people.take_code(who=again, code=code(secret), source="a")
    assert people.take_code(who=again, code=code(secret, 1), source="a").roles == ("security",)


def test_a_new_secret_is_worth_nothing_once_an_app_is_known(here: Actor, hashed: str) -> None:
    staff(here, "sec", "严安", hashed, "security")
    mine, forged = totp.new_secret(), totp.new_secret()
    people.take_code(who=half("sec"), code=code(mine), source="a", secret=mine)
    with pytest.raises(Refused, match=r"second\.wrong"):
        people.take_code(who=half("sec"), code=code(forged, 1), source="a", secret=forged)


def test_codes_are_not_guessed(here: Actor, hashed: str) -> None:
    staff(here, "sec", "严安", hashed, "security")
    secret = totp.new_secret()
    who = half("sec")
    for _ in range(5):
        with pytest.raises(Refused, match=r"second\.wrong"):
            people.take_code(who=who, code="000000", source="a", secret=secret)
    with pytest.raises(Refused, match=r"login\.throttled"):
        people.take_code(who=who, code=code(secret), source="a", secret=secret)


def test_a_clerk_needs_none_and_a_supervisor_of_another_center_does(here: Actor, there: Actor, hashed: str) -> None:
    staff(here, "wang", "王丽", hashed, "clerk")
    assert half("wang").second == ""
    boss = staff(here, "boss", "吴敏", hashed, "supervisor")
    assert half("boss").second == ""
    people.grant_role(actor=here, staff_id=boss, role="supervisor", at_center_id=there.center_id)
    assert half("boss").second == "enrol"
    places.change_center(actor=here, settings={"second_factor": 0})
    assert half("boss").second == ""


def test_a_lost_phone_is_forgotten_by_somebody_else(here: Actor, hashed: str) -> None:
    one = staff(here, "sec", "严安", hashed, "security")
    two = staff(here, "sec2", "肖安", hashed, "security")
    secret = totp.new_secret()
    people.take_code(who=half("sec"), code=code(secret), source="a", secret=secret)
    with pytest.raises(Denied):
        people.forget_app(actor=actor_of(here, one), staff_id=one, reason="手机遗失")
    people.forget_app(actor=actor_of(here, two), staff_id=one, reason="手机遗失")
    assert half("sec").second == "enrol"
