"""The applicant urges with his code, is told when he may again, and reads the answer in plain words."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from yichuang.domains.cases import api as cases
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor

from .test_pages import ZH, clerk, open_case, text, visit  # noqa: F401 - fixtures


@pytest.fixture
def code(visit):  # noqa: F811
    return visit[1]["tracking_code"]


def press(client, code, **more):
    return client.post(f"/q/{code}/urge/", {"key": str(uuid4()), **more}, headers=ZH)


def test_urging_is_one_button_and_then_said_on_the_page(client, code):
    assert 'data-testid="urge-link"' in text(client, f"/q/{code}/")
    assert "确认催办" in text(client, f"/q/{code}/urge/")
    assert press(client, code, reason="想早点开业").headers["Location"] == f"/q/{code}/"
    page = text(client, f"/q/{code}/")
    assert "您已催办。" in page and "起可以再次催办" in page and "想早点开业" not in page
    assert "现在不用催办" in text(client, f"/q/{code}/urge/")
    again = press(client, code)
    assert again.status_code == 409 and "刚催办过" in again.content.decode()


def test_the_answer_is_read_there(client, code, clerk, visit):  # noqa: F811
    press(client, code)
    urging = cases_of(clerk, visit)[0].id
    cases.answer_urging(actor=Actor.system(clerk.center_id), urging=urging, reply="今天现场核查，周五办结")
    assert "部门答复：今天现场核查，周五办结" in text(client, f"/q/{code}/")


def cases_of(actor, visit):  # noqa: F811
    from yichuang.foundation.scope import reading

    with reading(actor):
        return cases.urgings_of(actor, visit[1]["id"])


def test_what_the_house_did_about_a_late_case_is_said_without_names(client, code, clerk):  # noqa: F811
    with clock.at(clock.now() + timedelta(days=60)):
        cases.remind_due(actor=Actor.system(clerk.center_id))
        page = text(client, f"/q/{code}/")
    assert "已超过承诺期限，系统已通知经办人、部门负责人和监督人员。" in page and "超期" in page
    assert not re.search(r"scjg|赵|首席事务代表", page)


def test_a_case_that_waits_for_nobody_has_no_button(client, clerk):  # noqa: F811
    made = open_case(clerk, "S04")
    page = text(client, f"/q/{made['tracking_code']}/")
    assert 'data-testid="nudges"' not in page
    assert press(client, made["tracking_code"]).status_code == 409


def test_staff_do_not_urge_in_an_applicant_s_place_and_a_wrong_code_is_nothing(client, code):
    staff = Client(headers=ZH)
    staff.post("/login/", {"username": "clerk1", "password": "yichuang-demo"})
    assert press(staff, code).status_code == 409
    assert press(client, "2222-3333-4444").status_code == 404
