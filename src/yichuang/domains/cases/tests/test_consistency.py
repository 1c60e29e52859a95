"""Papers and parties must say the same: what counts as the same, what is named, what is answered, what it holds up."""

from datetime import UTC, date, datetime

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.consistency import FIELDS, Said, disagreements, plain
from yichuang.domains.cases.models import DifferenceAnswer, ShownValue
from yichuang.domains.catalog import api as catalog
from yichuang.domains.catalog.types import SHOWN
from yichuang.foundation import clock
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.identity import make_resident_id, make_uscc
from yichuang.foundation.models import AuditEntry
from yichuang.foundation.scope import reading

from .halls import PDF, PERSON, SHOP, Hall, item, material
from .reading_papers import text_of

ID = PERSON["id_no"]
OTHER_ID = make_resident_id("500199", date(1990, 3, 7), 2)


def test_every_datum_of_the_catalogue_can_be_compared() -> None:
    assert set(FIELDS) == set(SHOWN)


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        ("applicant_name", "张小云", " 张 小云", True),
        ("applicant_name", "ＡＢＣ有限公司（云岭）", "abc有限公司(云岭)", True),
        ("applicant_name", "阿依古丽·买买提", "阿依古丽•买买提", True),
        ("applicant_name", "阿依古丽・买买提", "阿依古丽‧买买提", True),
        ("applicant_name", "张小云", "张小芸", False),
        ("applicant_id", "50019919900307001x", "50019919900307001X", True),
        ("applicant_id", "500199 1990 0307 0013", "５００１９９199003070013", True),
        ("uscc", "92500199-MA5U8C2X0K", "92500199MA5U8C2X0K", True),
        ("applicant_id", "500199199003070013", "500199199003070031", False),
        ("address", "云岭区政务大道１号", "云岭区政务大道 1 号", True),
        ("address", "云岭区政务大道1号", "云岭县政务大道1号", False),  # an old name of a district is not guessed
        ("address", "云岭区政务大道1号", "云岭区政务大道1号附2号", False),
        ("birth_date", "1990年3月7日", "1990-03-07", True),
        ("birth_date", "19900307", "1990.3.7", True),
        ("birth_date", "1990/03/07", "1990年03月07日", True),
        ("birth_date", "1990-03-07", "1990-07-03", False),
        ("birth_date", "1990-13-07", "1990-13-07", True),  # no day at all: as it is written
        ("established_on", "二〇二六年一月", "2026-01-01", False),
    ],
)
def test_forms_are_put_aside_and_nothing_is_guessed(field: str, one: str, other: str, same: bool) -> None:
    assert (plain(Said("M1", field, one)) == plain(Said("M2", field, other))) is same
    assert bool(disagreements([], [Said("M1", field, one), Said("M2", field, other)])) is not same


def test_a_paper_is_held_against_the_parties_first_and_else_against_the_first_paper() -> None:
    known = [Said("", "applicant_name", "张小云")]
    shown = [Said("M1", "applicant_name", "张小芸"), Said("M2", "applicant_name", "张小云"), Said("M3", "address", "甲"),
             Said("M4", "address", "乙"), Said("M5", "address", "甲")]  # fmt: skip
    found = [(d.field, d.one.material, d.other.material) for d in disagreements(known, shown)]
    assert found == [("applicant_name", "", "M1"), ("address", "M3", "M4")]


def test_a_paper_may_name_any_of_several_applicants() -> None:
    known = [Said("", "applicant_name", "张小云"), Said("", "applicant_name", "李四光")]
    assert disagreements(known, [Said("M1", "applicant_name", "李四光")]) == []
    (d,) = disagreements(known, [Said("M1", "applicant_name", "王五")])
    assert d.one.value == "张小云"


def test_what_is_not_there_disagrees_with_nothing() -> None:
    assert disagreements([Said("", "uscc", "")], [Said("M1", "uscc", " "), Said("M2", "uscc", "9")]) == []


def test_a_difference_names_exactly_its_two_values_and_where_they_part() -> None:
    def one(value: str, other: str = "500199199003070031") -> object:
        return disagreements([Said("", "applicant_id", other)], [Said("M1", "applicant_id", value)])[0]

    first, again, changed = one("500199199003070013"), one("500199 199003070013"), one("500199199003070022")
    assert first.key == again.key != changed.key  # type: ignore[attr-defined]
    assert first.at == 17 and one("500199").at == 7  # type: ignore[attr-defined]


# ---- in a case ----


@pytest.fixture
def shop(hall: Hall) -> Hall:
    """An item whose papers show who applies and where."""
    rows = [
        material("申请书", shows=["applicant_name", "applicant_id", "address"]),
        material("身份证明", shows=["applicant_name", "applicant_id", "birth_date"]),
        material("场所证明", shows=["address"]),
    ]
    row = item("C1", "核对许可", "LICENSE_STD", materials=rows)
    with clock.at(datetime(2026, 11, 2, 2, tzinfo=UTC)):
        catalog.import_catalogue(actor=hall.system, document={"items": [row]})
        catalog.attach_form(
            actor=hall.system, code="C1", material="M1", kind="filled_sample", name="样表.pdf",
            content_type="application/pdf", data=PDF,
        )  # fmt: skip
        catalog.publish_item(actor=hall.system, code="C1", answer="按较早的日期办结")
    catalog.offer_item(actor=hall.system, code="C1", department_id=hall.department, group="A")
    return hall


def note(hall: Hall, no: str, **values: dict) -> dict:
    return cases.note_values(actor=hall.clerk, case=no, values=values)


def seen(hall: Hall, no: str) -> cases.AgreementView:
    with reading(hall.clerk):
        return cases.agreement(hall.clerk, no)


def test_what_agrees_holds_nothing_up(shop: Hall) -> None:
    no = shop.complete("C1")
    done = note(shop, no, M1={"applicant_name": "张 小云", "applicant_id": ID.lower(), "address": "政务大道1号"},
                M2={"applicant_name": True, "applicant_id": True, "birth_date": "1990年3月7日"},
                M3={"address": "政务大道 １ 号"})  # fmt: skip
    assert done["differences"] == 0 and seen(shop, no).differences == ()
    assert shop.decide(no, "accept")["state"] == "accepted"


def test_a_difference_names_both_values_masked_and_holds_the_answer_up(shop: Hall) -> None:
    no = shop.complete("C1")
    assert note(shop, no, M2={"applicant_id": OTHER_ID})["differences"] == 1
    (d,) = seen(shop, no).open
    assert "身份证明" in d.text and "申请人证件号码" in d.text and "位起不同" in d.text
    assert (
        ID not in d.text + d.cure and OTHER_ID not in d.text + d.cure and ID[-4:] in d.text and OTHER_ID[-4:] in d.text
    )
    for outcome in ("accept", "one_time_notice"):
        found = shop.outcomes(no)[outcome]
        assert not found.lawful and "material.differs" in {r.code for r in found.reasons}
    assert "申请人证件号码" in shop.outcomes(no)["accept"].reasons[0].text
    with pytest.raises(Refused):
        shop.decide(no, "accept")


def test_put_down_as_a_defect_it_is_told_with_its_cure(shop: Hall) -> None:
    no = shop.complete("C1")
    note(shop, no, M1={"address": "政务大道1号"}, M3={"address": "政务大道9号"})
    (d,) = seen(shop, no).open
    assert d.materials == ("M1", "M3")
    cases.check_materials(actor=shop.clerk, case=no, materials={d.material: {"status": "inconsistent", "cure": d.cure}})
    assert seen(shop, no).open == ()
    shop.decide(no, "one_time_notice")
    said = text_of(shop.clerk, shop.page(no).id, "notice")
    assert "政务大道9号" in said and "政务大道1号" in said and "请核对并更正" in said


def test_a_difference_that_is_none_is_answered_once_and_kept(shop: Hall) -> None:
    no = shop.complete("C1")
    note(shop, no, M2={"applicant_name": "张晓云"})
    (d,) = seen(shop, no).open
    give = {
        "actor": shop.clerk,
        "case": no,
        "difference": d.digest,
        "answer": "former_name",
        "reason": "2019 年改名，户口簿已核",
    }
    assert cases.answer_difference(**give)["differences"] == 0
    (kept,) = seen(shop, no).differences
    assert not kept.open and kept.answer == "同一人（单位），曾用名" and kept.by_name == shop.clerk.name
    with pytest.raises(Refused) as refused:
        cases.answer_difference(**give)
    assert refused.value.code == "difference.answered"
    assert shop.decide(no, "accept")["state"] == "accepted"
    with reading(shop.clerk):
        assert "张晓云" in DifferenceAnswer.objects.get().said


def test_an_answer_is_for_these_values_only(shop: Hall) -> None:
    no = shop.complete("C1")
    note(shop, no, M2={"applicant_name": "张晓云"})
    (d,) = seen(shop, no).open
    cases.answer_difference(actor=shop.clerk, case=no, difference=d.digest, answer="former_name", reason="改名")
    assert note(shop, no, M2={"applicant_name": "张小芸"})["differences"] == 1
    assert note(shop, no, M2={"applicant_name": "张晓云"})["differences"] == 0
    assert note(shop, no, M2={"applicant_name": ""})["differences"] == 0
    with pytest.raises(Missing):
        cases.answer_difference(actor=shop.clerk, case=no, difference=d.digest, answer="other", reason="x")


def test_changed_parties_are_compared_anew(shop: Hall) -> None:
    no = shop.complete("C1")
    note(shop, no, M2={"applicant_name": True})
    cases.change_parties(actor=shop.clerk, case=no, parties=[{**PERSON, "name": "张小芸"}])
    assert [d.material for d in seen(shop, no).open] == ["M2"]


def test_an_organization_speaks_with_its_own_number(hall: Hall, shop: Hall) -> None:
    no = shop.complete("C1", parties=[SHOP])
    assert note(shop, no, M1={"applicant_id": True, "applicant_name": "云岭区张记小面馆"})["differences"] == 0
    assert note(shop, no, M1={"applicant_id": make_uscc("92500199MA5U8C2X1")})["differences"] == 1


def test_after_a_completion_only_new_paper_is_asked_about(shop: Hall) -> None:
    no = shop.open("C1")["no"]
    shop.check(no, {"M1": "received", "M2": "received", "M3": "missing"})
    shop.decide(no, "one_time_notice")
    cases.complete_correction(actor=shop.clerk, case=no, materials={"M3": {"status": "received"}})
    assert note(shop, no, M2={"applicant_name": "张小芸"})["differences"] == 0  # an old paper: too late to ask
    assert note(shop, no, M1={"address": "甲"}, M3={"address": "乙"})["differences"] == 1  # M3 is new
    assert not shop.outcomes(no)["accept"].lawful


def test_numbers_are_sealed_and_stay_out_of_the_log(shop: Hall) -> None:
    no = shop.complete("C1")
    note(shop, no, M2={"applicant_id": OTHER_ID})
    with reading(shop.clerk):
        assert OTHER_ID.encode() not in bytes(ShownValue.objects.get().value_sealed)
        line = AuditEntry.objects.get(action="case.values_noted")
    assert line.after == {"M2": ["applicant_id"]}
    assert [f.value for f in seen(shop, no).fields["M2"]][1].startswith("500***")


def test_values_go_with_their_paper_to_another_item_that_asks_for_them(shop: Hall) -> None:
    no = shop.complete("C1")
    note(shop, no, M2={"applicant_name": "张小芸"})
    cases.change_item(actor=shop.clerk, case=no, item="L1", reason="选错")
    assert seen(shop, no).fields == {}
    again = shop.complete("L1")
    cases.change_item(actor=shop.clerk, case=again, item="C1", reason="选错")
    assert set(seen(shop, again).fields) == {"M1", "M2", "M3"}


def test_a_paper_that_shows_nothing_costs_nothing_and_says_nothing(hall: Hall) -> None:
    no = hall.complete("L1")
    assert seen(hall, no) == cases.AgreementView({}, ())
    with pytest.raises(Invalid) as wrong:
        note(hall, no, M1={"applicant_name": "张"})
    assert wrong.value.field == "values.M1.applicant_name"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"M9": {"address": "甲"}}, "values.M9"),
        ({"M3": {"applicant_name": "甲"}}, "values.M3.applicant_name"),
        ({"M3": {"address": "长" * 201}}, "values.M3.address"),
        ({"M3": {"address": 5}}, "values.M3.address"),
        ({"M3": {"address": True}}, "values.M3.address"),  # the parties hold no address
        ({"M3": "甲"}, "values"),
        (["M3"], "values"),
    ],
)
def test_a_wrong_value_is_refused_whole_with_its_place(shop: Hall, values: object, field: str) -> None:
    no = shop.complete("C1")
    with pytest.raises(Invalid) as wrong:
        cases.note_values(
            actor=shop.clerk,
            case=no,
            values={"M1": {"address": "甲"}, **values} if isinstance(values, dict) else values,
        )
    assert wrong.value.field == field
    with reading(shop.clerk):
        assert not ShownValue.objects.exists()


def test_once_decided_nothing_is_put_down_or_answered(shop: Hall) -> None:
    no = shop.complete("C1")
    shop.decide(no, "accept")
    with pytest.raises(Refused):
        note(shop, no, M1={"address": "甲"})
    with pytest.raises(Refused):
        cases.answer_difference(actor=shop.clerk, case=no, difference="x", answer="other", reason="x")


def test_an_answer_needs_its_kind_its_reason_and_the_right(shop: Hall, other_hall: Hall) -> None:
    no = shop.complete("C1")
    note(shop, no, M2={"applicant_name": "张晓云"})
    (d,) = seen(shop, no).open
    for given, field in (
        ({"answer": "maybe", "reason": "x"}, "answer"),
        ({"answer": "other", "reason": " "}, "reason"),
    ):
        with pytest.raises(Invalid) as wrong:
            cases.answer_difference(actor=shop.clerk, case=no, difference=d.digest, **given)
        assert wrong.value.field == field
    with pytest.raises(Denied):
        cases.answer_difference(actor=shop.officer, case=no, difference=d.digest, answer="other", reason="x")
    with pytest.raises(Missing):
        cases.note_values(actor=other_hall.clerk, case=no, values={"M1": {"address": "甲"}})
