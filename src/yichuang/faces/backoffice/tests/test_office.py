"""The department's pages: found, read, decided, signed for, exported; and what is not its own stays closed."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from yichuang.domains.cases import api as cases

from .conftest import PERSON, Office


def test_a_stranger_is_sent_to_log_in_and_back(demo_db: None) -> None:
    answer = Client().get("/office/?show=decided")
    assert answer.status_code == 302
    assert answer["Location"] == "/login/?next=/office/%3Fshow%3Ddecided"


def test_an_empty_queue_says_what_to_do(office: Office) -> None:
    assert "没有待办的办件" in office.get("office").content.decode()
    assert "没有找到这样的办件" in office.get("office", q="xyz").content.decode()


def test_what_is_owed_is_listed_with_date_and_light(office: Office) -> None:
    no = office.accepted()
    page = office.get("office").content.decode()
    assert no in page
    assert "正常" in page
    assert "剩 5 个工作日" in page
    assert no not in office.get("office", light="bad").content.decode()
    assert no in office.get("office", q=no[-5:]).content.decode()


def test_another_departments_case_is_not_there(office: Office) -> None:
    no = office.accepted("S06")
    assert no not in office.get("office", show="all").content.decode()
    for name in ("office_case", "office_decide"):
        assert office.get(name, no).status_code == 404


def test_the_case_page_shows_the_file_and_names_every_paper(office: Office) -> None:
    no = office.accepted()
    page = office.get("office_case", no).content.decode()
    for part in (no, "张小云", "受理通知书", "最迟办结", "审查", "F6", "500***********"):
        assert part in page, part
    assert PERSON["id_no"] not in page


def test_a_paper_opens_and_a_strange_file_does_not(office: Office) -> None:
    no = office.accepted()
    made = cases.open_case(actor=office.clerk, item="S04", parties=[PERSON])
    kept = cases.attach_file(
        actor=office.clerk, case=made["no"], name="a.pdf", content_type="application/pdf", data=b"%PDF-1.7 x"
    )["file"]
    page = office.get("office_case", no).content.decode()
    life = page.split('<ul class="bo-papers">')[1].split('href="')[1].split('"')[0]
    page = office.client.get(life).content.decode()
    address = page.split('target="_blank"')[0].rsplit('href="', 1)[1].split('"')[0]
    answer = office.client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert office.get("office_file", no, kept["file_id"]).status_code == 404
    assert office.get("office_file", made["no"], kept["file_id"]).status_code == 200


@pytest.mark.parametrize(("decision", "title"), [("approve", "准予行政许可决定书"), ("deny", "不予行政许可决定书")])
def test_the_effect_is_shown_and_then_done(office: Office, decision: str, title: str) -> None:
    no = office.accepted()
    before = office.get("office_decide", no, decision=decision).content.decode()
    assert title in before
    assert "送达期限开始" in before
    answer = office.post(
        "office_decide", no, decision=decision, reasons="经审查，结论如上。", basis="《食品安全法》第三十五条"
    )
    assert answer.status_code == 302
    assert office.state(no) == "decided"
    assert title in office.client.get(answer["Location"]).content.decode()


def test_a_denial_without_reasons_keeps_what_was_typed(office: Office) -> None:
    no = office.accepted()
    answer = office.post("office_decide", no, decision="deny", reasons=" ", basis="《食品安全法》第三十三条")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "《食品安全法》第三十三条" in page
    assert 'aria-invalid="true"' in page
    assert office.state(no) == "accepted"


def test_a_decided_case_is_not_decided_again(office: Office) -> None:
    no = office.accepted()
    office.post("office_decide", no, decision="approve", reasons="可以", basis="法")
    assert "不能作决定" in office.get("office_decide", no, decision="deny").content.decode()
    assert office.post("office_decide", no, decision="deny", reasons="不行", basis="法").status_code == 409


def test_an_opinion_and_a_result_are_put_down_on_the_page(office: Office) -> None:
    no = office.accepted()
    office.post("office_case", no, act="opinion", opinion="agree", reasons="现场已核查。")
    assert "现场已核查。" in office.get("office_case", no).content.decode()
    office.post("office_decide", no, decision="approve", reasons="可以", basis="法")
    assert "登记结果" in office.get("office_case", no).content.decode()
    assert office.post("office_case", no, act="register", result_no="JY1500").status_code == 302
    assert "JY1500" in office.get("office_case", no).content.decode()
    assert office.post("office_case", no, act="nonsense").status_code == 422


def test_a_list_is_signed_for_with_its_effect_said_before(office: Office) -> None:
    no = office.accepted()
    made = cases.hand_over(actor=office.clerk, cases=[no])
    assert made["no"] in office.get("office_handovers").content.decode()
    page = office.get("office_handover", made["id"]).content.decode()
    assert no in page
    assert "签收后" in page
    assert office.post("office_handover", made["id"], remark="齐全").status_code == 302
    assert "没有待签收的材料" in office.get("office_handovers").content.decode()
    assert made["no"] in office.get("office_handovers", state="taken").content.decode()
    assert office.post("office_handover", made["id"]).status_code == 409


def test_a_whole_number_needs_a_reason(office: Office) -> None:
    no = office.accepted()
    page = office.get("office_case", no).content.decode()
    address = page.split("查看全号")[0].rsplit('href="', 1)[1].split('"')[0]
    assert PERSON["id_no"] not in office.client.get(address).content.decode()
    refused = office.client.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert PERSON["id_no"] in office.client.post(address, {"reason": "核对申请人身份"}).content.decode()


def test_a_party_that_is_not_there_is_not_found(office: Office) -> None:
    no = office.accepted()
    assert office.get("office_reveal", no, uuid4()).status_code == 404
    assert office.post("office_reveal", no, uuid4(), reason="看看").status_code == 404


def test_the_list_is_exported_as_it_is_filtered_and_masked(office: Office) -> None:
    no, other = office.accepted(), office.opened("S05")
    text = office.get("office_export").content.decode("utf-8-sig")
    assert no in text
    assert "张**" in text
    assert "张小云" not in text
    assert other not in text
    assert other in office.get("office_export", show="arriving").content.decode("utf-8-sig")


def test_a_clerk_reads_but_sees_no_way_to_decide(office: Office) -> None:
    no = office.accepted()
    desk = Client()
    desk.post("/login/", {"username": "clerk1", "password": "yichuang-demo"})
    assert 'data-testid="approve"' not in desk.get(reverse("office_case", args=[no])).content.decode()
    assert desk.get(reverse("office_decide", args=[no])).status_code == 403


def test_a_page_of_the_queue_costs_the_same_however_long_it_is(office: Office, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(4):
        office.accepted()
    with django_assert_max_num_queries(24):
        office.get("office")
