"""Roles and what they give; who may grant what; tokens and whom they act as."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from yichuang.domains.people import api as people
from yichuang.domains.people.roles import ADMINISTRATORS, CAPABILITIES, ROLES
from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused

from .conftest import staff


def actor_of(here: Actor, staff_id: UUID) -> Actor | None:
    assert here.center_id
    return people.actor_for_account(here.center_id, staff_id, 0)


def today(here: Actor) -> date:
    assert here.center_id
    return clock.center_day(clock.now(), zone_of(here.center_id))


def test_every_role_has_known_capabilities_and_every_capability_a_role() -> None:
    assert frozenset().union(*(r.capabilities for r in ROLES.values())) == frozenset(CAPABILITIES)


def test_no_role_can_rate_and_a_supervisor_only_reads_and_urges() -> None:
    assert not any(c.startswith("rating.give") for c in CAPABILITIES)
    assert {c for c in ROLES["supervisor"].capabilities if not c.endswith(".read")} == {"case.urge"}


def test_the_three_administrators_share_no_power_over_each_other() -> None:
    assert {"staff.manage", "token.create"}.isdisjoint(ROLES["system"].capabilities)
    assert "audit.read" not in ROLES["system"].capabilities | ROLES["security"].capabilities


@pytest.mark.parametrize("pair", [("system", "audit"), ("security", "system"), ("audit", "security")])
def test_one_person_is_never_two_of_the_three_administrators(here: Actor, hashed: str, pair: tuple[str, str]) -> None:
    person = staff(here, "a", "安然", hashed, pair[0])
    with pytest.raises(Refused, match=r"role\.separate"):
        people.grant_role(actor=here, staff_id=person, role=pair[1])
    assert set(pair) <= ADMINISTRATORS


def test_a_role_holds_from_its_first_day_to_its_last(here: Actor, hashed: str) -> None:
    person, day = staff(here, "a", "某人", hashed), today(here)
    people.grant_role(actor=here, staff_id=person, role="clerk", starts=day + timedelta(1), ends=day + timedelta(2))
    assert actor_of(here, person) is None
    for ahead, holds in ((1, True), (2, True), (3, False)):
        with clock.at(clock.now() + timedelta(days=ahead)):
            assert (actor_of(here, person) is not None) is holds


def test_taking_a_role_away_works_on_the_next_request(here: Actor, clerk: UUID) -> None:
    assert actor_of(here, clerk)
    people.grant_role(actor=here, staff_id=clerk, role="archivist")
    both = actor_of(here, clerk)
    assert both
    assert both.can("case.read")
    assert both.can("ticket.call")
    from yichuang.foundation.scope import reading

    with reading(here):
        grant = next(g for g in people.staff(clerk, today=today(here)).grants if g.role == "clerk")
    people.end_grant(actor=here, grant_id=grant.id, reason="轮岗")
    left = actor_of(here, clerk)
    assert left
    assert left.can("case.read")
    assert not left.can("ticket.call")


def test_a_supervisor_reads_the_centers_granted_and_writes_no_case(here: Actor, there: Actor, hashed: str) -> None:
    person = staff(here, "s", "督查", hashed, "supervisor")
    people.grant_role(actor=here, staff_id=person, role="supervisor", at_center_id=there.center_id)
    actor = actor_of(here, person)
    assert actor
    assert set(actor.reads) == {here.center_id, there.center_id}
    assert not any(actor.can(c) for c in ("case.open", "case.accept", "case.decide"))


def test_nobody_grants_another_center_unless_he_reads_it_himself(here: Actor, there: Actor, hashed: str) -> None:
    security, person = staff(here, "sec", "安然", hashed, "security"), staff(here, "s", "督查", hashed)
    actor = actor_of(here, security)
    assert actor
    with pytest.raises(Denied, match="not_across"):
        people.grant_role(actor=actor, staff_id=person, role="supervisor", at_center_id=there.center_id)
    with pytest.raises(Denied, match="not_across"):
        people.grant_role(actor=here, staff_id=person, role="clerk", at_center_id=there.center_id)


def test_nobody_grants_himself_a_role_or_sends_himself_away(here: Actor, hashed: str) -> None:
    security = staff(here, "sec", "安然", hashed, "security")
    actor = actor_of(here, security)
    assert actor
    with pytest.raises(Denied, match="not_to_oneself"):
        people.grant_role(actor=actor, staff_id=security, role="clerk")
    with pytest.raises(Denied, match="not_to_oneself"):
        people.revoke_everything(actor=actor, staff_id=security, reason="x")


def test_a_clerk_cannot_grant(here: Actor, clerk: UUID) -> None:
    actor = actor_of(here, clerk)
    assert actor
    with pytest.raises(Denied):
        people.grant_role(actor=actor, staff_id=clerk, role="manager")


def test_another_centers_staff_is_missing(here: Actor, there: Actor, clerk: UUID) -> None:
    with pytest.raises(Missing):
        people.revoke_everything(actor=there, staff_id=clerk, reason="x")


def test_a_token_has_one_role_of_its_bearer(here: Actor, clerk: UUID) -> None:
    people.grant_role(actor=here, staff_id=clerk, role="archivist")
    actor = people.actor_for_token(people.make_token(actor=here, role="archivist", staff_id=clerk))
    assert actor
    assert actor.id == clerk
    assert actor.channel == "api"
    assert actor.can("case.read")
    assert not actor.can("ticket.call")
    with pytest.raises(Invalid):
        people.make_token(actor=here, role="manager", staff_id=clerk)


def test_a_token_for_a_kiosk_is_the_kiosk(here: Actor) -> None:
    device = UUID(places.add_device(actor=here, code="k1", name="一号终端", kind="kiosk")["id"])
    actor = people.actor_for_token(people.create_token(center="here", role="kiosk"))
    assert actor
    assert (actor.kind, actor.device_id, actor.name) == ("device", device, "一号终端")
    assert actor.capabilities == ROLES["kiosk"].capabilities


def test_a_token_for_a_department_names_its_official(here: Actor, hashed: str) -> None:
    from yichuang.domains.places.tests.test_set_up import department

    unit = department(here)
    staff(here, "a", "别处的人", hashed, "department")
    person = people.add_staff(
        actor=here, username="b", password="a long enough one", name="市监的人", post="审批", badge_no="b",
        department_id=unit, hashed=hashed,
    )  # fmt: skip
    people.grant_role(actor=here, staff_id=UUID(person["id"]), role="department", department_id=unit)
    for named in ("scjg", "甲市监", "市场监督管理局", "甲区市场监督管理局"):
        actor = people.actor_for_token(people.create_token(center="here", role="department", department=named))
        assert actor
        assert (actor.name, actor.department_id) == ("市监的人", unit)


def test_a_token_for_a_role_that_nobody_has_is_refused(here: Actor) -> None:
    with pytest.raises(Missing, match=r"token\.nobody"):
        people.create_token(center="here", role="clerk")
    with pytest.raises(Invalid, match=r"role\.unknown"):
        people.create_token(center="here", role="emperor")


def test_a_revoked_token_is_nobody(here: Actor, clerk: UUID) -> None:
    from yichuang.foundation.scope import reading

    token = people.make_token(actor=here, role="clerk", staff_id=clerk)
    with reading(here):
        row = people.tokens(here.center_id)[0]  # type: ignore[arg-type]
    people.revoke_token(actor=here, token_id=row.id, reason="换人")
    assert people.actor_for_token(token) is None
    assert people.actor_for_token("yc_nonsense") is None


def test_knowing_an_actor_again_costs_one_query(here: Actor, clerk: UUID, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    token = people.make_token(actor=here, role="clerk", staff_id=clerk)
    people.actor_for_token(token)
    with django_assert_num_queries(1):
        people.actor_for_token(token)


def test_using_a_device_notes_the_time(here: Actor) -> None:
    from yichuang.foundation.scope import reading

    device = UUID(places.add_device(actor=here, code="k", name="终端", kind="kiosk")["id"])
    key = places.new_device_key(actor=here, device_id=device)
    assert people.actor_for_device(key)
    with reading(here):
        seen = places.device(device).last_seen
    assert seen
    assert clock.now() - seen < timedelta(minutes=1)
