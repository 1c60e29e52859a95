"""The pages on which a case's time is stopped, let go on, and lengthened: each says what it will do before it is done."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from yichuang.foundation import clock

from .conftest import Office


def started(office: Office, no: str, **more: Any) -> str:
    """Start a procedure on the page, and give the address on which it is finished."""
    answer = office.client.post(
        reverse("office_time_act", args=[no, "start"]),
        {"key": str(uuid4()), "choice": "", "kind": "testing", "days": "10", "unit": "working_day", **more},
    )
    assert answer.status_code == 302, answer.content.decode()
    page = office.get("office_time", no).content.decode()
    return page.split('data-testid="finish"')[0].rsplit('href="', 1)[1].split('"')[0]


def entered(username: str) -> Client:
    client = Client()
    client.post("/login/", {"username": username, "password": "yichuang-demo"})
    return client


def head() -> Client:
    return entered("rep-scjg")


def test_the_effect_of_a_start_is_read_while_one_types(office: Office) -> None:
    no = office.accepted()
    empty = office.get("office_time_act", no, "start").content.decode()
    assert "停止计时，暂无最迟日期" in empty and "告知到" not in empty
    typed = office.get("office_time_act", no, "start", days="10", kind="testing", choice="").content.decode()
    assert "告知到" in typed and "如期做完，最迟办结约" in typed
    wrong = office.get("office_time_act", no, "start", days="0", choice="").content.decode()
    assert "所需时间应为 1 至 1000 天" in wrong
    assert office.state(no) == "accepted"


def test_a_start_stops_the_case_and_the_pages_show_why(office: Office) -> None:
    no = office.accepted()
    started(office, no)
    page = office.get("office_case", no).content.decode()
    for part in ("依法停计", "恢复计时后确定", "特别程序告知书", "结束检测", "检测开始，停止计时"):
        assert part in page, part
    assert 'data-testid="approve"' not in page
    queue = office.get("office").content.decode()
    assert "停计" in queue and "特别程序预计" in queue
    assert no in office.get("office", light="off").content.decode()
    assert no not in office.get("office", light="ok").content.decode()


def test_what_was_typed_stays_when_a_start_is_refused(office: Office) -> None:
    no = office.accepted()
    given = {"choice": "", "kind": "other_by_law", "name": "公示", "days": "7", "unit": "natural_day", "reason": "张榜"}
    answer = office.client.post(reverse("office_time_act", args=[no, "start"]), {"key": str(uuid4()), **given})
    page = answer.content.decode()
    assert answer.status_code == 422 and "请写明哪部法律" in page
    assert 'value="公示"' in page and "张榜" in page and 'aria-invalid="true"' in page
    assert office.state(no) == "accepted"


def test_what_the_item_counts_cannot_be_chosen(office: Office) -> None:
    page = office.get("office_time_act", office.accepted(), "start").content.decode()
    assert "计入时限，不能停止计时" in page
    assert re.search(r'value="现场核查[^"]*" disabled', page)


def test_a_finish_shows_the_date_that_will_hold_and_then_it_holds(office: Office) -> None:
    no = office.accepted()
    address = started(office, no)
    before = office.client.get(address).content.decode()
    assert "期限从停下的地方接着计算" in before
    answer = office.client.post(address, {"key": str(uuid4()), "finding": "检测合格。"})
    assert answer.status_code == 302 and office.state(no) == "accepted"
    page = office.client.get(answer["Location"]).content.decode()
    assert "检测合格。" in page and "特别程序结束告知书" in page
    register = office.get("office_time", no).content.decode()
    assert "特别程序结束，恢复计时" in register and "停计中" in register
    assert office.client.post(address, {"key": str(uuid4())}).status_code == 409


def test_an_extension_is_asked_for_here_and_answered_by_another(office: Office) -> None:
    no = office.accepted()
    page = office.get("office_time_act", no, "extend").content.decode()
    assert "日期不变，等待批准" in page and "批准后" in page and "本行政机关负责人" in page
    assert office.post("office_time_act", no, "extend", reason=" ").status_code == 422
    assert office.post("office_time_act", no, "extend", reason="情况复杂。", days="5").status_code == 302
    assert office.get("office_time_act", no, "approve").status_code == 403  # who asks does not hold the capability
    rep, address = head(), reverse("office_time_act", args=[no, "approve"])
    shown = rep.get(address).content.decode()
    assert "情况复杂。" in shown and 'data-testid="confirm"' in shown
    missing = rep.post(address, {"key": str(uuid4()), "answer": "approve", "approver": "周正"})
    assert missing.status_code == 422 and 'value="周正"' in missing.content.decode()
    done = rep.post(address, {"key": str(uuid4()), "answer": "approve", "approver": "周正", "approver_post": "局长"})
    assert done.status_code == 302
    page = office.get("office_case", no).content.decode()
    assert "延长办理期限告知书" in page and "已批准" in page and "依法延长的期限" in page
    assert "法律只允许延长一次" in office.get("office_time", no).content.decode()


def test_an_extension_is_declined_or_taken_back(office: Office) -> None:
    no = office.accepted()
    office.post("office_time_act", no, "extend", reason="情况复杂。")
    assert office.post("office_time_act", no, "take-back").status_code == 302
    office.post("office_time_act", no, "extend", reason="情况复杂。")
    answer = {"key": str(uuid4()), "answer": "decline", "reason": "可以按期办结。"}
    assert head().post(reverse("office_time_act", args=[no, "approve"]), answer).status_code == 302
    page = office.get("office_time", no).content.decode()
    assert "不同意延长" in page and "可以按期办结。" in page and "已撤回" in page and "日期没有变过" in page


def test_an_act_that_nobody_knows_and_another_department_s_case_are_not_there(office: Office) -> None:
    no, other = office.accepted(), office.accepted("S06")
    assert office.get("office_time_act", no, "nonsense").status_code == 404
    assert office.get("office_time_act", no, "finish").status_code == 404
    assert office.get("office_time_finish", no, uuid4()).status_code == 404
    for name in ("start", "extend"):
        assert office.get("office_time_act", other, name).status_code == 404
    assert office.get("office_time", other).status_code == 404


def test_a_report_is_sent_from_its_page_and_the_organ_that_decides_reads_it(office: Office) -> None:
    no = office.accepted("S32")
    street, district = entered("dept-bhjd"), entered("dept-mz")
    address, case = reverse("office_time_act", args=[no, "report"]), reverse("office_case", args=[no])
    page = street.get(address).content.decode()
    assert "法定期限两步合计，不重新起算" in page and "行政许可法" not in page, "the allowance is no licence"
    assert district.get(case).status_code == 404
    given = {"conclusion": "agree", "opinion": "入户调查属实。", "papers": ["M1", "M2", "M3", "M4"]}
    kept_back = street.post(address, {"key": str(uuid4()), **given, "papers": ["M1", "M2", "M3"]})
    assert kept_back.status_code == 409 and "还缺：收入、财产证明" in kept_back.content.decode()
    sent = street.post(address, {"key": str(uuid4()), **given}, follow=True)
    assert sent.status_code == 200 and "已经报送云岭区民政局" in sent.content.decode()
    assert "入户调查属实。" in district.get(case).content.decode()


def test_a_renewal_says_whether_it_was_asked_for_in_time_before_and_after_it_is_noted(office: Office) -> None:
    no = office.accepted()
    early, late = ((clock.now() + timedelta(days=n)).date() for n in (60, 10))
    assert "登记许可延续" in office.get("office_time", no).content.decode()
    for day, mark in ((early, 'data-testid="in-time"'), (late, 'data-testid="late"')):
        assert mark in office.get("office_time_act", no, "renewal", expires_on=day.isoformat()).content.decode()
    given = {"key": str(uuid4()), "licence_no": "JY150", "expires_on": "", "days": "", "basis": ""}
    wrong = office.client.post(reverse("office_time_act", args=[no, "renewal"]), given)
    assert (
        wrong.status_code == 422
        and 'value="JY150"' in wrong.content.decode()
        and "请按“年-月-日”" in wrong.content.decode()
    )
    given |= {"key": str(uuid4()), "expires_on": early.isoformat()}
    assert office.client.post(reverse("office_time_act", args=[no, "renewal"]), given).status_code == 302
    page = office.get("office_time", no).content.decode()
    assert "JY150" in page and "到期前没有作出决定的，依法视为准予延续" in page
