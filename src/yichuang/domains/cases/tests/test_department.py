"""From the window to the department and back into the applicant's hands."""

from dataclasses import replace

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.delivery import api as delivery
from yichuang.foundation.errors import Denied, Invalid, Missing, Refused
from yichuang.foundation.models import Event
from yichuang.foundation.scope import reading

from .halls import PERSON, Hall, of_unknown_rule
from .reading_papers import text_of

INK = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAzMDAgMTAwIj48cGF0aCBkPSJNMTAgMTAgTDIwMCA4MCBMMjUwIDIwIi8+PC9zdmc+"


def approve(hall: Hall, no: str, **more: str) -> dict:
    given = {"decision": "approve", "reasons": "符合法定条件。", **more}
    return cases.decide(actor=hall.officer, case=no, **given)


def take(hall: Hall, no: str, **more: object) -> dict:
    given = {"method": "on_site", "receiver_name": PERSON["name"], "signature": INK, **more}
    return cases.deliver(actor=hall.clerk, case=no, **given)  # type: ignore[arg-type]


def test_the_whole_way_of_one_case(hall: Hall) -> None:
    no = hall.accepted()
    made = cases.hand_over(actor=hall.clerk, cases=[no])
    assert made["state"] == "sent" and made["no"] == "YJ20261123-001"
    assert cases.take_over(actor=hall.officer, handover=made["id"])["state"] == "taken"
    assert hall.page(no).row.taken_over_at is not None
    done = approve(hall, no, result_no="JY150019900001")
    assert (done["state"], done["papers"][0]["kind"]) == ("decided", "approval")
    assert take(hall, no)["state"] == "delivered"
    page = hall.page(no)
    assert [s.code for s in page.steps if s.state == "done"] == [
        "received",
        "accepted",
        "examined",
        "decided",
        "delivered",
    ]
    assert cases.close_case(actor=hall.officer, case=no)["state"] == "closed"
    with reading(hall.clerk):
        names = list(
            Event.objects.filter(subject=f"case:{page.id}", name__startswith="cases.")
            .order_by("id")
            .values_list("name", flat=True)
        )
    assert names == [
        f"cases.{n}.v1"
        for n in ("opened", "received", "accepted", "decided", "result_registered", "delivered", "closed")
    ]


def test_a_paper_names_the_window_of_whoever_stands_there_and_none_for_the_department(hall: Hall) -> None:
    no = hall.accepted(window="1")
    approve(hall, no)
    page = hall.page(no)
    assert f"经办人：{hall.clerk.name}（1号窗口）" in text_of(hall.clerk, page.id, "acceptance")
    decision = text_of(hall.officer, page.id, "approval")
    assert f"经办人：{hall.officer.name}" in decision and "1号窗口" not in decision


def test_an_approval_says_why_and_when_the_result_comes(hall: Hall) -> None:
    no = hall.accepted()
    approve(hall, no)
    said = text_of(hall.officer, hall.page(no).id, "approval")
    for part in ("准予行政许可决定书", "符合法定条件。", "2026年12月7日", "小面馆经营许可证", "行政复议"):
        assert part in said, part


def test_a_denial_needs_reasons_and_basis_and_tells_the_remedies(hall: Hall) -> None:
    no = hall.accepted()
    for given, field in (({"reasons": ""}, "reasons"), ({"reasons": "场所不符"}, "basis")):
        with pytest.raises(Invalid) as wrong:
            cases.decide(actor=hall.officer, case=no, decision="deny", **given)
        assert wrong.value.field == field
    done = cases.decide(
        actor=hall.officer,
        case=no,
        decision="deny",
        reasons="经营场所与污染源距离不足。",
        basis="《食品安全法》第三十三条",
    )
    page = hall.page(no)
    assert done["state"] == "decided" and page.row.state_label == "不予批准"
    said = text_of(hall.officer, page.id, "denial")
    for part in ("不予行政许可决定书", "距离不足", "第三十三条", "六十日", "六个月", "云岭区人民法院"):
        assert part in said, part
    assert take(hall, no)["state"] == "delivered"


def test_a_case_is_decided_once(hall: Hall) -> None:
    no = hall.accepted()
    approve(hall, no)
    with pytest.raises(Refused) as refused:
        approve(hall, no)
    assert refused.value.code == "case.wrong_state"


def test_nothing_is_decided_before_acceptance(hall: Hall) -> None:
    with pytest.raises(Refused):
        approve(hall, hall.complete())


def test_a_department_sees_and_decides_its_own_cases_only(hall: Hall) -> None:
    no = hall.accepted()
    stranger = replace(hall.officer, department_id=hall.other_department)
    with pytest.raises(Missing):
        cases.decide(actor=stranger, case=no, decision="approve", reasons="可以")
    with pytest.raises(Missing):
        hall.page(no, stranger)
    with reading(stranger):
        assert cases.office_queue(stranger).rows == []


def test_a_window_clerk_does_not_decide(hall: Hall) -> None:
    with pytest.raises(Denied):
        cases.decide(actor=hall.clerk, case=hall.accepted(), decision="approve", reasons="可以")


def test_an_opinion_stays_in_the_file_and_binds_nobody(hall: Hall) -> None:
    no = hall.accepted()
    cases.give_opinion(actor=hall.officer, case=no, opinion="disagree", reasons="建议现场核查后再定。")
    approve(hall, no)
    assert [(r.stage, r.outcome) for r in hall.page(no).rulings] == [
        ("intake", "accept"),
        ("opinion", "disagree"),
        ("decision", "approve"),
    ]
    with pytest.raises(Refused):
        cases.give_opinion(actor=hall.officer, case=no, opinion="agree", reasons="晚了")


def test_a_case_travels_once_and_to_one_department(hall: Hall) -> None:
    no = hall.accepted()
    cases.hand_over(actor=hall.clerk, cases=[no])
    with pytest.raises(Refused) as refused:
        cases.hand_over(actor=hall.clerk, cases=[no])
    assert refused.value.code == "handover.already"
    with pytest.raises(Invalid):
        cases.hand_over(actor=hall.clerk, cases=[])
    with pytest.raises(Refused) as draft:
        cases.hand_over(actor=hall.clerk, cases=[hall.open("L1")["no"]])
    assert draft.value.code == "handover.wrong_state"


def test_a_list_is_signed_once_by_its_department(hall: Hall) -> None:
    made = cases.hand_over(actor=hall.clerk, cases=[hall.accepted(), hall.accepted()], remark="含图纸两份")
    with pytest.raises(Missing):
        cases.take_over(actor=replace(hall.officer, department_id=hall.other_department), handover=made["id"])
    cases.take_over(actor=hall.officer, handover=made["no"])
    with pytest.raises(Refused):
        cases.take_over(actor=hall.officer, handover=made["no"])
    with reading(hall.officer):
        assert cases.handover_list(hall.officer, made["id"]).count == 2
        assert cases.handover_lists(hall.officer, state="taken").rows[0].taken_by == "赵敏行"


def test_an_item_of_a_rule_that_nobody_knows_travels_to_be_answered(hall: Hall) -> None:
    no = hall.complete("P1")
    of_unknown_rule(hall.clerk, no)
    with reading(hall.clerk):
        assert [r.no for r in cases.to_hand_over(hall.clerk)] == [no]
    assert cases.hand_over(actor=hall.clerk, cases=[no])["count"] == 1


def test_a_result_may_be_registered_before_it_is_taken(hall: Hall) -> None:
    no = hall.accepted()
    approve(hall, no)
    cases.register_result(actor=hall.officer, case=no, result_name="食品经营许可证", result_no="JY1500")
    with pytest.raises(Refused) as twice:
        cases.register_result(actor=hall.officer, case=no)
    assert twice.value.code == "result.twice"
    take(hall, no)
    with reading(hall.clerk):
        (result,) = delivery.results_of(hall.clerk, f"case:{hall.page(no).id}")
    assert (result.name, result.number, result.state) == ("食品经营许可证", "JY1500", "handed_over")


def test_nothing_is_handed_over_before_a_decision_or_to_nobody(hall: Hall) -> None:
    no = hall.accepted()
    with pytest.raises(Refused):
        take(hall, no)
    approve(hall, no)
    with pytest.raises(Invalid) as wrong:
        take(hall, no, receiver_name=" ")
    assert wrong.value.field == "receiver_name"
    assert hall.page(no).state == "decided"


def test_what_goes_by_post_is_delivered_when_it_is_signed_for(hall: Hall) -> None:
    no = hall.accepted()
    approve(hall, no)
    done = take(hall, no, method="post", signature="", tracking_no="SF100200300")
    assert done["state"] == "decided" and done["delivery"]["state"] == "dispatched"


def test_a_filing_and_an_instant_item_are_handed_over_at_once(hall: Hall) -> None:
    for item, outcome in (("F1", "file"), ("I1", "accept")):
        no = hall.complete(item)
        hall.decide(no, outcome)
        assert take(hall, no)["state"] == "delivered"


def test_a_whole_number_is_shown_for_a_reason_and_the_log_keeps_it(hall: Hall) -> None:
    ticket = hall.ticket()
    no = hall.open("L1", ticket=ticket["id"])["no"]
    party = hall.page(no).parties[0].id
    shown = cases.reveal_party(actor=hall.clerk, case=no, party=party)
    assert shown["id_no"] == PERSON["id_no"] and ticket["number"] in shown["reason"]
    alone = hall.open("L1")["no"]
    party = hall.page(alone).parties[0].id
    with pytest.raises(Invalid) as wrong:
        cases.reveal_party(actor=hall.clerk, case=alone, party=party)
    assert wrong.value.field == "reason"
    assert cases.reveal_party(actor=hall.clerk, case=alone, party=party, reason="核对同名")["phone"] == PERSON["phone"]
