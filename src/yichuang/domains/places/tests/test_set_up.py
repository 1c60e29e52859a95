"""Founding a center and setting up what stands in it."""

from collections.abc import Callable
from uuid import UUID

import pytest

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused, sentence
from yichuang.foundation.identity import make_uscc
from yichuang.foundation.ids import uuid7
from yichuang.foundation.scope import reading

USCC = make_uscc("11500199701001001")


def department(actor: Actor, **over: str) -> UUID:
    given = {
        "code": "scjg", "name": "甲区市场监督管理局", "short_name": "甲市监", "uscc": USCC,
        "review_organ": "甲区人民政府", "court": "甲区人民法院",
    }  # fmt: skip
    return UUID(places.add_department(actor=actor, **{**given, **over})["id"])


def test_the_first_center_is_the_default_and_takes_the_id_it_is_founded_under(here: Actor) -> None:
    center = places.center_by_code("here")
    assert center.id == here.center_id
    assert places.default_center() == center
    assert center.yellow_threshold == places.SETTINGS["yellow_threshold"].default


def test_of_two_centers_only_the_marked_one_is_the_default(here: Actor, there: Actor) -> None:
    places.change_center(actor=there, is_default=True)
    assert places.default_center() == places.center_by_code("there")


def test_a_code_is_taken_once_and_a_region_has_six_digits(here: Actor) -> None:
    with pytest.raises(Refused, match=r"center\.code_taken"):
        places.found_center(actor=Actor.system(uuid7()), code="here", name="丙", region="500199")
    with pytest.raises(Invalid) as no:
        places.found_center(actor=Actor.system(uuid7()), code="x", name="丙", region="5001")
    assert no.value.field == "region"


def test_a_setting_out_of_its_range_is_refused_and_a_good_one_is_kept(here: Actor) -> None:
    places.change_center(actor=here, settings={"correction_days": 15})
    assert places.center_by_code("here").setting("correction_days") == 15
    with pytest.raises(Invalid) as no:
        places.change_center(actor=here, settings={"correction_days": 0})
    assert no.value.field == "settings.correction_days"


def test_a_department_needs_a_credit_code_whose_check_digit_is_right(here: Actor) -> None:
    wrong = USCC[:17] + ("1" if USCC[17] != "1" else "2")
    with pytest.raises(Invalid) as no:
        department(here, uscc=wrong)
    assert no.value.field == "uscc"


def test_two_departments_never_share_the_name_that_begins_their_paper_numbers(here: Actor) -> None:
    department(here)
    with pytest.raises(Refused, match="short_name_taken"):
        department(here, code="b", name="甲区别的局")


def test_windows_stand_in_the_order_of_their_numbers(here: Actor) -> None:
    for code in ("10", "2"):
        places.add_window(actor=here, code=code, name="综合办事", kind="service", zone="H")
    with reading(here):
        assert [w.code for w in places.windows(here.center_id)] == ["1", "2", "10"]  # type: ignore[arg-type]


def test_a_window_needs_a_zone_that_is_there(here: Actor) -> None:
    with pytest.raises(Invalid) as no:
        places.add_window(actor=here, code="2", name="x", kind="service", zone="Z")
    assert no.value.field == "zone"


def test_the_key_of_a_device_opens_until_it_is_replaced_or_revoked(here: Actor) -> None:
    device = UUID(places.add_device(actor=here, code="k", name="终端", kind="kiosk")["id"])
    first = places.new_device_key(actor=here, device_id=device)
    assert places.device_by_key(first).id == device  # type: ignore[union-attr]
    second = places.new_device_key(actor=here, device_id=device)
    assert places.device_by_key(first) is None
    places.revoke_device(actor=here, device_id=device, reason="丢失")
    assert places.device_by_key(second) is None
    assert places.device_by_key("nonsense") is None


def test_an_evaluator_stands_at_a_window(here: Actor) -> None:
    with pytest.raises(Invalid) as no:
        places.add_device(actor=here, code="e", name="评价器", kind="evaluator")
    assert no.value.field == "window"


def test_another_centers_device_is_missing(here: Actor, there: Actor) -> None:
    device = UUID(places.add_device(actor=here, code="k", name="终端", kind="kiosk")["id"])
    with pytest.raises(Missing):
        places.new_device_key(actor=there, device_id=device)


def test_hours_must_follow_one_another(here: Actor) -> None:
    for stretches in ([["12:00", "09:00"]], [["09:00", "12:00"], ["11:00", "17:00"]], [["nine", "12:00"]]):
        with pytest.raises(Invalid) as no:
            places.set_opening_hours(actor=here, week={"0": stretches})
        assert no.value.field.startswith("week.0.")


@pytest.mark.parametrize(
    ("act", "given", "field", "limit"),
    [
        (places.add_zone, {"code": "X", "name": "长" * 61}, "name", 60),
        (places.add_zone, {"code": "X", "name": "区", "floor": "楼" * 21}, "floor", 20),
        (places.add_window, {"code": "2", "name": "长" * 61, "kind": "service", "zone": "H"}, "name", 60),
        (places.add_window, {"code": "2" * 11, "name": "窗", "kind": "service", "zone": "H"}, "code", 10),
        (places.add_device, {"code": "k", "name": "长" * 61, "kind": "kiosk"}, "name", 60),
        (department, {"court": "长" * 101}, "court", 100),
        (department, {"short_name": "长" * 21}, "short_name", 20),
        (places.change_center, {"address": "长" * 201}, "address", 200),
    ],
)
def test_what_is_too_long_is_refused_by_its_field_and_limit(
    here: Actor, act: Callable[..., object], given: dict[str, str], field: str, limit: int
) -> None:
    with pytest.raises(Invalid) as no:
        act(here, **given) if act is department else act(actor=here, **given)
    assert (no.value.code, no.value.field, no.value.facts["limit"]) == ("text.too_long", field, limit)
    assert f"最多写 {limit} 个字" in sentence(no.value)


def test_another_name_of_a_department_is_looked_at_as_its_first(here: Actor) -> None:
    made = department(here)
    for wrong, code in (({"name": "长" * 101}, "text.too_long"), ({"court": " "}, "place.empty")):
        with pytest.raises(Invalid) as no:
            places.change_department(actor=here, department_id=made, **wrong)
        assert no.value.code == code
    places.change_department(actor=here, department_id=made, phone="", address="政务街 8 号")


def test_setting_up_needs_the_capability(here: Actor) -> None:
    visitor = Actor.citizen(here.center_id)  # type: ignore[arg-type]
    with pytest.raises(Denied):
        places.add_zone(actor=visitor, code="X", name="x")
