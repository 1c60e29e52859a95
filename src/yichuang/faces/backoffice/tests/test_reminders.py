"""Reminders and urgings in the back office: on the case, in the queue, as lists, and for a spreadsheet."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from yichuang.domains.cases import api as cases
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor

from .conftest import Office


@pytest.fixture
def late(office: Office) -> str:
    """A case whose promise has passed; it was told."""
    no = office.accepted()
    with clock.at(clock.now() + timedelta(days=60)):
        cases.remind_due(actor=Actor.system(office.clerk.center_id))
    return no


def words(answer) -> str:
    return answer.content.decode()


def test_an_urging_is_shown_answered_and_counted(office: Office, late: str) -> None:
    cases.urge(actor=office.clerk, case=late, reason="申请人来问了两次")
    queue = words(office.get("office", show="all"))
    assert "催办 1 次待答复" in queue and "已提醒" in queue
    page = words(office.get("office_case", late))
    assert "申请人来问了两次" in page and "窗口催办" in page and "承诺期限 超期提醒" in page
    urging = page.partition('name="urging" value="')[2][:36]
    assert office.post("office_case", late, act="answer", urging=urging, reply="明天发证").status_code == 302
    page = words(office.get("office_case", late))
    assert "明天发证" in page and 'name="urging"' not in page
    assert "已催办 1 次" in words(office.get("office", show="all"))


def test_an_answer_without_words_is_refused_and_nothing_is_answered(office: Office, late: str) -> None:
    made = cases.urge(actor=office.clerk, case=late, reason="急")
    assert office.post("office_case", late, act="answer", urging=made["urging"], reply=" ").status_code == 422
    assert office.post("office_case", late, act="answer", urging=str(uuid4()), reply="好").status_code == 404
    assert "待答复的催办" in words(office.get("office_reminders")) and "急" in words(office.get("office_reminders"))


def test_who_may_urge_finds_the_form_and_others_do_not(office: Office, late: str) -> None:
    assert 'data-testid="urge"' not in words(office.get("office_case", late)), "a department does not urge itself"
    supervisor = Client(headers={"Accept-Language": "zh-CN"})
    supervisor.post("/login/", {"username": "supervisor", "password": "yichuang-demo"})
    page = supervisor.get(f"/office/cases/{late}/").content.decode()
    assert 'data-testid="urge"' in page and 'data-testid="answer-urging"' not in page
    form = {"act": "urge", "key": str(uuid4()), "reason": "已超期，请说明"}
    assert supervisor.post(f"/office/cases/{late}/", form).status_code == 302
    assert "监督人员催办" in words(office.get("office_case", late))
    again = supervisor.post(f"/office/cases/{late}/", {**form, "key": str(uuid4())})
    assert again.status_code == 409 and "刚催办过" in again.content.decode()


@pytest.mark.parametrize(
    ("query", "there"), [("", "急"), ("show=told", "承诺期限"), ("light=red", "承诺期限"), ("show=nonsense", "急")]
)
def test_the_lists_show_what_was_asked_for(office: Office, late: str, query: str, there: str) -> None:
    cases.urge(actor=office.clerk, case=late, reason="急")
    page = words(office.client.get(f"/office/reminders/?{query}"))
    assert late in page and there in page


def test_an_empty_list_says_what_will_stand_there(office: Office) -> None:
    assert "没有这样的催办" in words(office.get("office_reminders"))
    assert "没有提醒记录" in words(office.get("office_reminders", light="yellow"))


def test_the_lists_are_exported_masked_and_no_formula_runs(office: Office, late: str) -> None:
    cases.urge(actor=office.clerk, case=late, reason="=1+1")
    urged = list(csv.reader(io.StringIO(words(office.get("office_reminders_export"))[1:])))
    assert urged[0][:4] == ["时间", "办件编号", "事项", "申请人"] and urged[1][1] == late
    assert "'=1+1" in urged[1] and "张**" in urged[1]
    told = list(csv.reader(io.StringIO(words(office.get("office_reminders_export", light="red"))[1:])))
    assert {(line[4], line[7]) for line in told[1:]} == {
        (w, "经办人、首席事务代表、监督人员") for w in ("承诺期限", "法定期限")
    }
