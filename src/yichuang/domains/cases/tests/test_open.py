"""Opening a case: who, for what, in which situation."""

from typing import Any

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.cases.models import Case, Party
from yichuang.domains.catalog import api as catalog
from yichuang.foundation import privacy
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.identity import make_uscc
from yichuang.foundation.models import AuditEntry, Event
from yichuang.foundation.scope import reading

from .halls import PERSON, SHOP, Hall


def test_a_case_gets_a_number_a_code_and_this_persons_list(hall: Hall) -> None:
    made = hall.open("L1")
    assert made["no"] == "500199-20261123-00001" and hall.open("F1")["no"] == "500199-20261123-00002"
    assert made["state"] == "draft" and [m["code"] for m in made["materials"]] == ["M1", "M2", "M3"]
    with reading(hall.clerk):
        assert cases.door_of(made["tracking_code"]) == (hall.id, hall.page(made["no"]).id)


def test_the_number_of_a_refused_opening_is_given_again(hall: Hall) -> None:
    with pytest.raises(Invalid):
        hall.open("L1", [{**PERSON, "id_no": "500199199003070010"}])
    assert hall.open("L1")["no"].endswith("-00001")


def test_ids_and_phones_are_sealed_masked_and_found_by_digest(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    with reading(hall.clerk):
        row = Party.objects.get(case__no=no)
        assert PERSON["id_no"] not in bytes(row.id_sealed).decode("latin1") and row.id_masked.startswith("500*")
        assert privacy.unseal(row.id_sealed) == PERSON["id_no"] and privacy.unseal(row.phone_sealed) == PERSON["phone"]
        found = cases.cases_of_person(hall.clerk, PERSON["id_no"])
    assert found == []  # a draft is nobody's earlier case
    hall.check(no)
    with reading(hall.clerk):
        assert [c.no for c in cases.cases_of_person(hall.clerk, PERSON["id_no"].lower())] == [no]


def test_no_personal_value_reaches_the_log_or_an_event(hall: Hall) -> None:
    hall.complete("L1")
    with reading(hall.clerk):
        said = str([(e.before, e.after, e.reason) for e in AuditEntry.objects.all()]) + str(
            list(Event.objects.values_list("payload"))
        )
    assert all(PERSON[k] not in said for k in ("name", "id_no", "phone"))


@pytest.mark.parametrize(
    ("party", "field", "code"),
    [
        ({"id_no": "500199199003070010"}, "parties.0.id_no", "identity.check_digit"),
        ({"id_no": "500199199013070012"}, "parties.0.id_no", "identity.birth_impossible"),
        ({"name": " "}, "parties.0.name", "identity.name_needed"),
        ({"role": "friend"}, "parties.0.role", "case.unknown_value"),
        ({"kind": "organization"}, "parties.0.id_type", "party.id_type_of_other_kind"),
        ({"id_type": "none", "id_no": ""}, "parties.0.id_reason", "identity.reason_needed"),
        ({"phone": "abc"}, "parties.0.phone", "identity.phone"),
        ({"name": 5}, "parties.0.name", "case.text_expected"),
        (
            {"authority_from": "2026-12-01", "authority_to": "2026-11-01"},
            "parties.0.authority_to",
            "party.authority_dates",
        ),
    ],
)
def test_a_wrong_party_is_refused_with_the_field_named(hall: Hall, party: dict, field: str, code: str) -> None:
    with pytest.raises(Invalid) as no:
        hall.open("L1", [{**PERSON, **party}])
    assert (no.value.field, no.value.code) == (field, code)
    with reading(hall.clerk):
        assert not Case.objects.exists()


@pytest.mark.parametrize("parties", [[], [{**PERSON, "role": "agent"}]])
def test_somebody_must_apply(hall: Hall, parties: list) -> None:
    with pytest.raises(Invalid, match="applicant_missing"):
        cases.open_case(actor=hall.clerk, item="L1", parties=parties)


def test_a_person_without_papers_is_taken_with_a_reason(hall: Hall) -> None:
    no = hall.open("I1", [{"name": "阿依古丽·买买提", "id_type": "none", "id_reason": "证件遗失，正在补办"}])["no"]
    assert hall.page(no).parties[0].id_type == "none"


def test_an_organization_comes_with_agent_and_head(hall: Hall) -> None:
    head = {**PERSON, "role": "legal_representative"}
    agent = {"role": "agent", "name": "李", "id_type": "passport", "id_no": "E12345678", "authority": "代办小面馆经营许可",
             "authority_from": "2026-11-01", "authority_to": "2026-12-31"}  # fmt: skip
    page = hall.page(hall.open("L1", [SHOP, head, agent])["no"])
    assert [p.role for p in page.parties] == ["applicant", "legal_representative", "agent"]
    assert page.row.applicant == SHOP["name"] and page.parties[2].authority == "代办小面馆经营许可"


def test_the_same_person_twice_is_a_slip(hall: Hall) -> None:
    with pytest.raises(Invalid, match="twice"):
        hall.open("L1", [PERSON, PERSON])


def test_an_item_that_the_center_does_not_offer_is_named(hall: Hall) -> None:
    with pytest.raises(Invalid) as no:
        hall.open("NOPE")
    assert no.value.field == "item"


def test_a_situation_narrows_the_list_and_changing_it_keeps_what_was_found(hall: Hall) -> None:
    no = hall.open("Q1", situation={"kind": "no"})["no"]
    assert [m.code for m in hall.page(no).materials] == ["M1"]
    hall.check(no)
    cases.set_situation(actor=hall.clerk, case=no, situation={"kind": "yes"})
    assert [(m.code, m.status) for m in hall.page(no).materials] == [("M1", "received"), ("M2", "not_looked_at")]
    assert hall.page(no).situation_label == "餐饮"
    cases.set_situation(actor=hall.clerk, case=no, situation={"kind": "no"})
    assert hall.outcomes(no)["accept"].lawful


def test_an_unanswered_question_keeps_its_papers_on_the_list(hall: Hall) -> None:
    no = hall.open("Q1")["no"]
    assert [m.code for m in hall.page(no).materials] == ["M1", "M2"]
    hall.check(no)
    assert hall.outcomes(no)["accept"].lawful


def test_an_unknown_answer_is_refused(hall: Hall) -> None:
    with pytest.raises(Invalid) as no:
        hall.open("Q1", situation={"kind": "perhaps"})
    assert no.value.field.startswith("situation")


def test_one_visit_may_have_many_cases_and_a_case_may_have_none(hall: Hall) -> None:
    ticket = hall.ticket()
    first, second, alone = (
        hall.open(i, **more)["no"]
        for i, more in (("L1", {"ticket": ticket["id"]}), ("F1", {"ticket": ticket["id"]}), ("I1", {"channel": "post"}))
    )
    with reading(hall.clerk):
        assert [c.no for c in cases.cases_of_ticket(hall.clerk, ticket["id"])] == [first, second]
    page = hall.page(first)
    assert page.row.window_id is not None and hall.page(alone).row.ticket_id is None


def test_a_window_is_named_by_its_number(hall: Hall) -> None:
    page = hall.page(hall.open("L1", window="2")["no"])
    with reading(hall.clerk):
        assert [c.no for c in cases.window_cases(hall.clerk, page.row.window_id)] == [page.no]
    with pytest.raises(Missing):
        hall.open("L1", window="99")


def test_the_version_of_the_day_is_pinned(hall: Hall) -> None:
    no = hall.open("L1")["no"]
    with reading(hall.clerk):
        assert str(Case.objects.get(no=no).item_version_id) == str(hall.page(no).item_version_id)


def test_parties_may_change_until_an_outcome_is_decided(hall: Hall) -> None:
    no = hall.complete("L1")
    cases.change_parties(actor=hall.clerk, case=no, parties=[SHOP])
    assert hall.page(no).row.applicant == SHOP["name"]
    hall.decide(no, "accept")
    for act, more in ((cases.change_parties, {"parties": [PERSON]}), (cases.set_situation, {"situation": {}})):
        with pytest.raises(Refused) as refused:
            act(actor=hall.clerk, case=no, **more)
        assert refused.value.code == "case.already_decided"


@pytest.mark.parametrize("number", [make_uscc("91500199MA5U8C2X0"), "11500199MA5U8C2X09"])
def test_credit_codes_are_checked(hall: Hall, number: str) -> None:
    party: dict[str, Any] = {**SHOP, "id_no": number}
    if number.startswith("91"):
        assert hall.open("L1", [party])["state"] == "draft"
    else:
        with pytest.raises(Invalid):
            hall.open("L1", [party])


def test_an_officer_cannot_open_a_case(hall: Hall) -> None:
    with pytest.raises(Denied):
        cases.open_case(actor=hall.officer, item="L1", parties=[PERSON])


def test_the_same_key_opens_one_case(hall: Hall) -> None:
    one, two = (cases.open_case(actor=hall.clerk, key="k", item="L1", parties=[PERSON]) for _ in range(2))
    assert one == two


def test_an_outside_systems_number_is_kept_where_the_item_is_handled_there(hall: Hall) -> None:
    inside = hall.open("L1")["no"]
    with pytest.raises(Refused) as refused:
        cases.note_external(actor=hall.clerk, case=inside, number="W-1")
    assert refused.value.code == "case.not_external"
    catalog.offer_item(
        actor=hall.system, code="P1", department_id=hall.department, group="A", handled_in="external",
        external_system="社保业务系统",
    )  # fmt: skip
    no = hall.open("P1")["no"]
    with pytest.raises(Invalid):
        cases.note_external(actor=hall.clerk, case=no, number=" ")
    cases.note_external(actor=hall.clerk, case=no, number="SB2026-0001")
    page = hall.page(no)
    assert (page.external, page.external_no) == ("社保业务系统", "SB2026-0001")
