"""People with real numbers are let in; slips of the pen are named. All numbers here are invented."""

from datetime import date

import pytest

from yichuang.foundation.errors import Invalid
from yichuang.foundation.identity import (
    IdType,
    check_id,
    check_name,
    check_phone,
    check_uscc,
    make_resident_id,
    make_uscc,
    phone_number,
    resident_check,
)
from yichuang.foundation.identity_words import ID_TYPES

TODAY = date(2026, 11, 23)


def check(kind, number, **more):
    return check_id(kind, number, today=TODAY, field="parties.0.id_no", **more)


def refused(kind, number, **more):
    with pytest.raises(Invalid) as no:
        check(kind, number, **more)
    return no.value.code, no.value.field


@pytest.mark.parametrize(
    ("region", "birth", "seq"),
    [
        ("510202", date(1968, 3, 9), 12),  # a region abolished long ago
        ("500103", date(1990, 1, 1), 7),
        ("810000", date(1985, 12, 31), 3),
        ("500199", date(2026, 11, 1), 21),  # born this month
        ("500199", TODAY, 22),  # born today
        ("999999", date(2000, 2, 29), 999),  # a region nobody has heard of
        ("500103", date(1921, 5, 4), 1),
    ],
)
def test_the_region_never_refuses(region, birth, seq):
    got = check("resident_id", make_resident_id(region, birth, seq))
    assert got.birth == birth


def test_numbers_are_stored_one_way_however_they_are_typed():
    number = next(n for n in (make_resident_id("500103", date(1990, 1, 1), i) for i in range(1, 99)) if n.endswith("X"))
    typed = f" {number[:6]} {number[6:14]}-{number[14:17]}x "
    assert check("resident_id", typed).id_no == number
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in number)
    assert check("resident_id", full_width).id_no == number


def test_the_check_digit_is_that_of_the_standard():
    assert resident_check("11010519491231002") == "X"  # the example printed in GB 11643


@pytest.mark.parametrize("digit", "0123456789X")
def test_only_the_right_check_digit_passes(digit):
    number = make_resident_id("500103", date(1990, 1, 1), 7)
    if digit == number[17]:
        assert check("resident_id", number)
    else:
        assert refused("resident_id", number[:17] + digit) == ("identity.check_digit", "parties.0.id_no")


@pytest.mark.parametrize("birth", ["19900230", "19901301", "19900100", "20250229", "18000101"])
def test_impossible_dates_are_refused(birth):
    first17 = "500103" + birth + "001"
    assert refused("resident_id", first17 + resident_check(first17)) == ("identity.birth_impossible", "parties.0.id_no")


def test_nobody_is_born_tomorrow():
    assert refused("resident_id", make_resident_id("500103", date(2026, 11, 24)))[0] == "identity.birth_future"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "identity.number_needed"),
        ("50010319900101", "identity.length"),
        ("5001031990010100712", "identity.length"),
        ("50010A199001010071", "identity.digits"),
        ("٥٠٠١٠٣١٩٩٠٠١٠١٠٠٧١", "identity.digits"),
    ],
)
def test_slips_are_named(number, code):
    assert refused("resident_id", number) == (code, "parties.0.id_no")


GOOD = [
    ("passport", "E12345678"),
    ("passport", "l8901234"),
    ("hk_mo_pass", "H12345678"),
    ("hk_mo_pass", "M1234567801"),
    ("tw_pass", "12345678"),
    ("hmt_residence", make_resident_id("810000", date(1985, 1, 2), 1)),
    ("hmt_residence", make_resident_id("830000", date(1999, 9, 9), 2)),
    ("foreign_permanent_residence", make_resident_id("950840", date(1980, 6, 5), 11)),
    ("foreign_permanent_residence", "GBR500080060512"),
    ("birth_certificate", "T500123456"),
    ("uscc", "11500000009275780L"),
]


@pytest.mark.parametrize(("kind", "number"), GOOD)
def test_each_document_has_its_own_rule(kind, number):
    assert check(kind, number).id_type == kind


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("passport", "护照12345", "identity.form_passport"),
        ("hk_mo_pass", "A12345678", "identity.form_hk_mo_pass"),
        ("tw_pass", "1234567", "identity.form_tw_pass"),
        ("hmt_residence", make_resident_id("500103", date(1985, 1, 2)), "identity.hmt_region"),
        ("foreign_permanent_residence", make_resident_id("500103", date(1985, 1, 2)), "identity.foreign_begins_with_9"),
        ("foreign_permanent_residence", "GBR500080139912", "identity.birth_impossible"),
        ("foreign_permanent_residence", "GB1", "identity.form_foreign_permanent_residence"),
        ("birth_certificate", "123", "identity.form_birth_certificate"),
        ("uscc", "11500000009275780A", "identity.check_digit"),
    ],
)
def test_each_rule_refuses_its_own_slips(kind, number, code):
    assert refused(kind, number) == (code, "parties.0.id_no")


def test_without_a_document_a_reason_is_enough():
    assert check("none", "", reason="证件遗失，正在补办").id_no == ""
    assert refused("none", "") == ("identity.reason_needed", "parties.0.id_reason")
    assert refused("none", "123", reason="x") == ("identity.number_without_type", "parties.0.id_no")


def test_an_unknown_type_names_the_field_of_the_type():
    assert refused("library_card", "1") == ("identity.type", "parties.0.id_type")


@pytest.mark.parametrize(
    "code",
    ["12441500196720244T", "11500000009275780L", "11500228MB19576560", "11500222MB15330524", "11511301008778183N"],
)
def test_codes_of_organisations_pass(code):
    assert check_uscc(code.lower()) == code


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("11500000009275780", "identity.length"),
        ("1150000000927578OL", "identity.uscc_letters"),
        ("11500000009275781L", "identity.check_digit"),
    ],
)
def test_codes_of_organisations_are_checked(code, why):
    with pytest.raises(Invalid) as no:
        check_uscc(code, field="departments.3.uscc")
    assert (no.value.code, no.value.field) == (why, "departments.3.uscc")


def test_an_invented_code_passes_its_own_check():
    assert check_uscc(make_uscc("11500199MB0000001"))


@pytest.mark.parametrize(
    "name",
    [
        "丁",
        "𠮷田",
        "阿卜杜热合曼·买买提",
        "Anne-Marie O'Neill",
        "Ó Súilleabháin",
        "王小明",
        "长" * 50,
        "重庆云岭（集团）有限公司",
        "\ue000",
    ],
)
def test_nobody_is_refused_because_of_a_name(name):
    assert check_name(name) == name


def test_the_dot_in_a_name_is_written_one_way():
    assert check_name("古丽•阿依") == check_name(" 古丽・阿依 ") == "古丽·阿依"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "identity.name_needed"),
        ("  ", "identity.name_needed"),
        ("···", "identity.name_needed"),
        ("张\x00三", "identity.name_signs"),
        ("长" * 101, "identity.name_long"),
    ],
)
def test_what_is_no_name(name, code):
    with pytest.raises(Invalid) as no:
        check_name(name, field="parties.0.name")
    assert (no.value.code, no.value.field) == (code, "parties.0.name")


@pytest.mark.parametrize("phone", ["", "13800006620", "023-6789 1234", "+852 2345 6789", "(023)67891234转801", "12345"])
def test_phones_of_every_kind_and_none(phone):
    assert check_phone(phone) == phone.replace(" ", "")


@pytest.mark.parametrize("phone", ["abc", "1234", "1" * 21, "138-0000-6620<script>"])
def test_what_is_no_phone(phone):
    with pytest.raises(Invalid) as no:
        check_phone(phone, field="parties.0.phone")
    assert (no.value.code, no.value.field) == ("identity.phone", "parties.0.phone")


def test_every_type_has_a_name():
    assert set(ID_TYPES) == set(IdType)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("138-0000 1234", "13800001234"), ("１３８００００１２３４", "13800001234"), ("(023) 0000-2345 转 12", "02300002345"),
     ("+86 138 0000 1234", "+8613800001234"), ("", "")],
)  # fmt: skip
def test_a_phone_number_is_found_again_whatever_signs_were_typed(typed, found):
    assert phone_number(typed) == found
