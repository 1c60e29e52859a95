"""The first day: a center is there with three people who can enter it, or nothing is; a password given by another leads only to one's own."""

from typing import Any

import pytest

from yichuang.domains.people import api as people
from yichuang.domains.people.founding import FirstPerson
from yichuang.domains.people.models import Account
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Refused
from yichuang.foundation.ids import uuid7
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading

CENTER = {"code": "qingshi", "name": "青石区政务服务中心", "region": "500199"}
THREE = [
    FirstPerson("system", "xt-luo", "罗小满", "系统管理员", "X01"),
    FirstPerson("security", "aq-xie", "谢长河", "安全管理员", "X02"),
    FirstPerson("audit", "sj-fang", "方知行", "审计管理员", "X03"),
]
OWN = "a password of my own"


def found(people_: list[FirstPerson] = THREE, **center: Any) -> tuple[Actor, dict[str, str]]:
    actor = Actor.system(uuid7(), name="yichuang center found", channel="cli")
    return actor, people.found_with_people(actor=actor, center=CENTER | center, people=people_)


def log_in(username: str, password: str) -> people.SignedIn:
    return people.log_in(username=username, password=password, source="10.0.0.1")


def test_a_center_and_its_three_administrators_are_there_at_once_and_in_the_log(db: None) -> None:
    actor, given = found()
    assert actor.center_id
    with reading(actor):
        said = list(AuditEntry.objects.order_by("seq").values_list("action", "actor_name"))
        assert [action for action, _ in said] == ["center.founded", *["staff.added", "role.granted"] * 3]
        assert {name for _, name in said} == {"yichuang center found"}
        assert given["xt-luo"] not in str(list(AuditEntry.objects.values()))
    assert {u: log_in(u, p).second for u, p in given.items()} == dict.fromkeys(given, "password")
    assert len(set(given.values())) == 3


@pytest.mark.parametrize(
    ("last", "field"),
    [
        (FirstPerson("audit", "xt-luo", "方知行", "审计管理员", "X03"), "administrators.audit.username"),
        (FirstPerson("audit", "sj fang", "方知行", "审计管理员", "X03"), "administrators.audit.username"),
        (FirstPerson("audit", "sj-fang", "方知行", "审计管理员", "X01"), "administrators.audit.badge_no"),
        (FirstPerson("audit", "sj-fang", "方" * 61, "审计管理员", "X03"), "administrators.audit.name"),
        (FirstPerson("manager", "sj-fang", "方知行", "大厅", "X03"), "administrators"),
    ],
)
def test_one_wrong_person_and_nothing_is_founded(real_db: None, last: FirstPerson, field: str) -> None:
    with pytest.raises(Refused) as no:
        found([*THREE[:2], last])
    assert no.value.field == field
    assert places.centers() == []
    assert not Account.objects.exists()


def test_a_code_is_founded_once(db: None) -> None:
    found()
    with pytest.raises(Refused, match=r"center\.code_taken"):
        found()


def test_every_wrong_field_of_a_center_is_named(db: None) -> None:
    wrong = {
        "code": "青石",
        "name": " ",
        "region": "5001",
        "level": "x",
        "zone": "Asia",
        "office_hours": "9",
        "phone": "1" * 41,
    }
    assert [no.field for no in places.center_faults(CENTER | wrong)] == list(CENTER | wrong)
    assert places.center_faults(CENTER) == []
    with pytest.raises(Invalid, match=r"center\.code"):
        found(code="青石")


def test_a_given_password_leads_to_ones_own_and_nowhere_else(db: None) -> None:
    _, given = found()
    half = log_in("aq-xie", given["aq-xie"])
    with pytest.raises(Denied):
        people.take_code(who=half, code="123456", source="a", secret=b"x" * 20)
    for typed, again, code in (
        ("short", "short", "staff.password"),
        (OWN, "else", "password.twice"),
        (given["aq-xie"],) * 2 + ("password.same",),
    ):
        with pytest.raises(Invalid) as no:
            people.choose_password(who=half, password=typed, again=again, source="a")
        assert no.value.code == code
    done = people.choose_password(who=half, password=OWN, again=OWN, source="a")
    assert done.second == "enrol"  # an administrator of a real center still has to bind an app
    assert log_in("aq-xie", OWN).second == "enrol"
    with pytest.raises(Refused, match=r"login\.wrong"):
        log_in("aq-xie", given["aq-xie"])
    with pytest.raises(Denied):  # the half-open door of before is shut
        people.choose_password(who=half, password="yet another one", again="yet another one", source="a")


def test_whoever_has_only_his_app_to_show_does_not_choose_a_password_there(db: None) -> None:
    _, given = found()
    half = log_in("aq-xie", given["aq-xie"])
    done = people.choose_password(who=half, password=OWN, again=OWN, source="a")
    with pytest.raises(Denied):  # or a password that was found out would be enough to take the account over
        people.choose_password(who=done, password="a thief chose it", again="a thief chose it", source="a")
    assert log_in("aq-xie", OWN).second == "enrol"


def test_of_two_choices_at_the_same_instant_the_first_counts(db: None) -> None:
    from yichuang.domains.people.passwords import _choose_password

    _, given = found()
    half = log_in("aq-xie", given["aq-xie"])
    actor = people.actor_for_account(half.center_id, half.staff_id, half.epoch)
    _choose_password(actor=actor, hashed=people.hash_password(OWN), epoch=half.epoch)
    with pytest.raises(Denied):
        _choose_password(actor=actor, hashed=people.hash_password("a second one"), epoch=half.epoch)
    assert log_in("aq-xie", OWN).second == "enrol"


def test_a_reset_password_has_to_be_replaced_too(db: None) -> None:
    actor, _ = found()
    clerk = people.add_staff(
        actor=actor, username="li", password=OWN, name="李晓云", post="窗口", badge_no="1", temporary=True
    )
    people.grant_role(actor=actor, staff_id=clerk["id"], role="clerk")
    mine = people.choose_password(who=log_in("li", OWN), password="only I know it", again="only I know it", source="a")
    assert (mine.second, mine.roles) == ("", ("clerk",))
    people.set_password(actor=actor, staff_id=clerk["id"], password="the office set it", temporary=True)
    assert log_in("li", "the office set it").second == "password"


def test_whoever_knows_his_password_changes_it_and_every_session_ends(db: None) -> None:
    actor, _ = found()
    clerk = people.add_staff(actor=actor, username="li", password=OWN, name="李晓云", post="窗口", badge_no="1")
    people.grant_role(actor=actor, staff_id=clerk["id"], role="clerk")
    who = log_in("li", OWN)
    me = people.actor_for_account(who.center_id, who.staff_id, who.epoch)
    assert me
    with pytest.raises(Refused, match=r"login\.wrong"):
        people.change_password(
            actor=me, old="not mine at all", password="the next one", again="the next one", source="a"
        )
    fresh = people.change_password(actor=me, old=OWN, password="the next one", again="the next one", source="a")
    assert people.actor_for_account(who.center_id, who.staff_id, who.epoch) is None
    assert people.actor_for_account(fresh.center_id, fresh.staff_id, fresh.epoch)
    assert log_in("li", "the next one").second == ""


def test_somebody_whom_nobody_may_help_is_let_in_again_with_the_reason_in_the_log(db: None) -> None:
    actor, given = found()
    half = log_in("aq-xie", given["aq-xie"])
    people.choose_password(who=half, password=OWN, again=OWN, source="a")
    password = people.let_in_again("AQ-Xie ", name="yichuang center reset-login", reason="手机遗失")
    assert log_in("aq-xie", password).second == "password"
    with reading(actor):
        last = list(AuditEntry.objects.order_by("-seq").values_list("action", "reason")[:3])
    assert ("staff.app_forgotten", "手机遗失") in last
    with pytest.raises(Refused, match=r"staff\.missing"):
        people.let_in_again("nobody", name="x", reason="y")
