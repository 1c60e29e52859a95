"""What a visitor without an account sees: by looking, by a code, by an opinion."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.devices import api as devices
from yichuang.domains.documents import api as documents
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock, identity
from yichuang.foundation.actor import Actor
from yichuang.foundation.scope import reading

ZH = {"Accept-Language": "zh-CN"}
NUMBER = identity.make_resident_id("500199", date(1990, 3, 7), 12)


@pytest.fixture
def clerk(demo_db):
    return people.actor_for_token(people.create_token(center="demo", role="clerk"))


@pytest.fixture
def visit(clerk):
    """A person at window 1 whose application was accepted; the visit is over."""
    queueing.issue_ticket(actor=clerk, queue="A")
    ticket = queueing.call_next(actor=clerk, window="1")["ticket"]
    queueing.start(actor=clerk, ticket=ticket["id"])
    case = open_case(clerk, "S04", ticket["id"])
    received = {m["code"]: {"status": "received", "copies": 1, "original_seen": True} for m in case["materials"]}
    cases.check_materials(actor=clerk, case=case["no"], materials=received)
    cases.decide_intake(actor=clerk, case=case["no"], outcome="accept")
    queueing.finish(actor=clerk, ticket=ticket["id"])
    return ticket["tracking_code"], case


def open_case(clerk, item, ticket=None):
    party = {"role": "applicant", "kind": "person", "name": "欧阳测试", "id_type": "resident_id", "id_no": NUMBER}
    return cases.open_case(actor=clerk, item=item, parties=[party], ticket=ticket, procedure="ordinary")


def text(client, address, status=200):
    answer = client.get(address, headers=ZH)
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


def test_the_bare_address_leads_to_the_only_center(demo_db, client):
    assert client.get("/", headers=ZH)["Location"] == "/p/demo/"


def test_home_shows_the_hall_as_it_is(clerk, client):
    page = text(client, "/p/demo/")
    assert "云岭区政务服务中心" in page and "9<i>/ 9</i>" in page
    queueing.pause_window(actor=clerk, window="3")
    assert "8<i>/ 9</i>" in text(client, "/p/demo/state/")


def test_whoever_does_not_come_gives_his_number_back_on_the_phone(clerk, client):
    queueing.issue_ticket(actor=clerk, queue="A")
    made = queueing.issue_ticket(actor=clerk, queue="A")
    page = text(client, f"/t/{made['tracking_code']}/")
    assert "退掉这个号" in page
    assert client.post(f"/t/{made['tracking_code']}/back/", {"key": "k"}).status_code == 302
    page = text(client, f"/t/{made['tracking_code']}/")
    assert "本号已取消" in page and "退掉这个号" not in page
    with reading(clerk):
        assert len(queueing.waiting_list(clerk)) == 1


def test_whoever_has_a_number_after_closing_is_told_that_it_is_still_served(clerk, client, open_day):
    with clock.at(open_day + timedelta(hours=16)):
        code = queueing.issue_ticket(actor=clerk, queue="A")["tracking_code"]
    with clock.at(open_day + timedelta(hours=17, minutes=45)):
        page = text(client, f"/t/{code}/")
        assert "已取的号窗口会接着办" in page and "不在开放时间" not in page
    with clock.at(open_day + timedelta(hours=12, minutes=10)):
        assert "不在开放时间" in text(client, f"/t/{code}/"), "lunch is another thing"


def test_english_names_the_queue_and_the_window_in_english(clerk, client):
    queueing.issue_ticket(actor=clerk, queue="A")
    queueing.call_next(actor=clerk, window="1")
    made = queueing.issue_ticket(actor=clerk, queue="A")
    client.cookies["yichuang_language"] = "en"
    page = client.get(f"/t/{made['tracking_code']}/").content.decode()
    assert "Business and permits" in page and "综合办事" not in page
    assert "Window 1" in page and "1 window" not in page


@pytest.mark.parametrize(
    ("state", "says"), [("expected", "请到大厅签到"), ("absent", "已过号"), ("serving", "正在 1 号窗口办理")]
)
def test_home_says_how_my_number_stands(clerk, client, open_day, state, says):
    with clock.at(open_day + timedelta(hours=10)):
        if state == "expected":
            visitor = Actor.citizen(clerk.center_id)
            code = queueing.take_remote(actor=visitor, queue="A", phone="13800135678")["tracking_code"]
        else:
            made = queueing.issue_ticket(actor=clerk, queue="A")
            queueing.call_next(actor=clerk, window="1")
            (queueing.no_show if state == "absent" else queueing.start)(actor=clerk, ticket=made["id"])
            code = made["tracking_code"]
        text(client, f"/t/{code}/")
        assert says in text(client, "/p/demo/").partition("我的")[2]


def test_a_refused_booking_keeps_what_was_chosen_and_says_it_at_the_phone(clerk, client, open_day):
    with clock.at(open_day + timedelta(hours=8)):
        page = text(client, "/p/demo/book/A/")
        starts = re.findall(r'name="starts" value="([^"]+)"', page)[2]
        said = {"key": "k", "starts": starts, "phone": "123", "needs": ["wheelchair", "sign"], "earlier": "on"}
        answer = client.post("/p/demo/book/A/", said, headers=ZH)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert re.search(r'id="e-phone">.*手机号不对', page) and "可以不填" not in page
        assert '<details class="po-more" open>' in page
        for chosen in (
            f'value="{starts}" required checked',
            'value="wheelchair" checked',
            'value="sign" checked',
            'name="earlier" checked',
        ):
            assert chosen in page, chosen
        made = client.post("/p/demo/book/A/", said | {"phone": "13800135678", "key": "l"}, headers=ZH)
        page = text(client, made["Location"])
        at = datetime.fromisoformat(starts)
        assert f"{at - timedelta(minutes=30):%H:%M}–{at + timedelta(minutes=15):%H:%M} 之间签到" in page


@pytest.mark.parametrize(
    ("hour", "says", "not_yet"),
    [
        (10, ["17:30", "12:00 午休，13:00 继续"], []),
        (12.5, ["现在休息", "13:00 开始叫号"], []),
        (14, ["17:30"], ["午休"]),
        (18, ["现在休息", "今天的服务已结束"], []),
    ],
)
def test_lunch_is_a_break_and_not_the_end_of_the_day(demo_db, client, hour, says, not_yet):
    at = datetime(2026, 11, 24, tzinfo=ZoneInfo("Asia/Shanghai")) + timedelta(hours=hour)
    with clock.at(at):
        page = text(client, "/p/demo/state/")
    assert all(words in page for words in says) and not any(words in page for words in not_yet), page


def test_how_to_get_there_says_when_the_hall_is_open(demo_db, client):
    page = text(client, "/p/demo/visit/")
    assert "开放时间" in page and "周一" in page and "09:00–" in page and "周日" not in page


def test_the_self_service_areas_are_public_and_say_what_is_being_mended(demo_db, client):
    page = text(client, "/p/demo/visit/")
    assert "大厅自助服务区" in page and "取号、签到、查进度" in page and "正在维修" not in page
    center = places.center_by_code("demo")
    staff = Actor.system(center.id)
    with reading(staff):
        kiosk = places.device_by_code(center.id, "kiosk-1")
    devices.report_fault(actor=staff, device_id=kiosk.id, detail="缺纸", fault="paper")
    assert "正在维修" in text(client, "/p/demo/visit/")
    devices.set_area(actor=staff, code="night", name="夜间自助区", kind="always", place="东门", active=False)
    assert "夜间自助区" not in text(client, "/p/demo/visit/")


def test_a_center_that_is_not_there_is_not_found(demo_db, client):
    text(client, "/p/nowhere/", 404)


def test_a_search_finds_by_what_people_say_and_is_kind_when_it_finds_nothing(demo_db, client):
    assert "食品经营许可" in text(client, "/p/demo/items/?q=餐饮")
    assert "没有找到这个事项" in text(client, "/p/demo/items/?q=买飞船")


def test_answers_narrow_the_list_to_this_person(demo_db, client):
    whole = text(client, "/p/demo/items/S04/")
    from yichuang.domains.catalog import api as catalog

    question = next(q for q in catalog.guide("S04").questions)
    lists = {
        text(client, f"/p/demo/items/S04/?{question.code}={a.code}").split("我的材料")[1] for a in question.answers
    }
    assert len(lists) == len(question.answers) and whole.split("我的材料")[1] not in lists


def test_an_answer_that_nobody_offered_is_ignored(demo_db, client):
    assert "我的材料" in text(client, "/p/demo/items/S04/?q1=<b>")


def test_the_form_of_a_material_opens(demo_db, client):
    page = text(client, "/p/demo/items/S04/")
    address = page.split("/p/demo/forms/")[1].split('"')[0]
    answer = client.get(f"/p/demo/forms/{address}")
    assert answer.status_code == 200 and answer.content[:5] == b"%PDF-"


def test_the_slips_code_shows_who_is_ahead_and_nothing_personal(clerk, client):
    queueing.issue_ticket(actor=clerk, queue="A")
    mine = queueing.issue_ticket(actor=clerk, queue="A", phone="13800000000")
    page = text(client, f"/t/{mine['tracking_code']}/")
    assert "A002" in page and "前面 1 人" in page and "1380000" not in page and "138*" not in page
    assert "A002" in text(client, "/p/demo/"), "the phone remembers it"


def test_a_code_may_be_typed_carelessly(clerk, client):
    mine = queueing.issue_ticket(actor=clerk, queue="A")
    typed = mine["tracking_code"].lower().replace("-", " ")
    assert client.get("/q/", {"code": typed})["Location"] == f"/t/{mine['tracking_code']}/"


def test_progress_tells_state_date_and_why(visit, client):
    page = text(client, f"/q/{visit[1]['tracking_code']}/")
    assert "已受理" in page and "最迟办结" in page and "为什么是这一天" in page and "个工作日" in page
    assert "欧**" in page and "欧阳测试" not in page and NUMBER not in page


def test_the_papers_of_a_case_open_by_its_code_only(visit, clerk, client):
    code, case = visit[1]["tracking_code"], visit[1]
    with reading(clerk):
        paper = documents.papers_of(clerk, f"case:{case['id']}")[0]
    answer = client.get(f"/q/{code}/papers/{paper.id}/")
    assert answer.status_code == 200 and answer.content[:5] == b"%PDF-"
    other = open_case(clerk, "S04")
    text(client, f"/q/{other['tracking_code']}/papers/{paper.id}/", 404)


def test_a_paper_is_verified_with_masked_facts(visit, clerk, client):
    with reading(clerk):
        paper = documents.papers_of(clerk, f"case:{visit[1]['id']}")[0]
    page = text(client, f"/v/{paper.code}/")
    assert paper.number_text in page and "文书有效" in page and "欧阳测试" not in page
    assert "样例印章" in page and "还没有登记送达" in page
    documents.record_service(actor=clerk, paper=paper.id, mode="paper", receiver="欧阳测试")
    made = documents.correct_paper(
        actor=clerk, paper=paper.id, reason="姓名写错", changes={"applicant.name": "欧阳测式"}
    )
    with reading(clerk):
        code = next(p.code for p in documents.papers_of(clerk, f"case:{visit[1]['id']}") if p.number_text == made["no"])
    old, new = text(client, f"/v/{paper.code}/"), text(client, f"/v/{code}/")
    assert "文书已作废" in old and f"由此代替 {made['no']}" in old and "已送达" in old
    assert f"代替 {paper.number_text}，原文书已作废" in new and "还没有登记送达" in new


@pytest.mark.parametrize(
    "address",
    ["/t/AAAA-BBBB-CCCC/", "/q/AAAA-BBBB-CCCC/", "/v/AAAA-BBBB-CCCC/", "/rate/AAAA-BBBB-CCCC/", "/q/?code=zzz"],
)
def test_an_unknown_code_is_not_found_and_says_what_to_do(demo_db, client, address):
    assert "核对" in text(client, address, 404)


def test_number_and_four_digits_tell_the_status_only_and_are_counted(visit, client):
    ask = lambda last4: client.post("/q/status/", {"no": visit[1]["no"], "last4": last4}, headers=ZH)  # noqa: E731
    right = ask(NUMBER[-4:]).content.decode()
    assert "已受理" in right and "最迟办结" not in right
    for _ in range(5):
        assert "对不上" in ask("0000").content.decode()
    assert ask(NUMBER[-4:]).status_code == 409


def test_a_visit_is_rated_once_by_the_slips_code(visit, client):
    assert "给这次服务打个分" in text(client, f"/t/{visit[0]}/")
    answer = client.post(f"/rate/{visit[0]}/", {"grade": "5", "key": "k1"}, headers=ZH)
    assert answer.status_code == 302
    page = text(client, f"/rate/{visit[0]}/")
    assert "非常满意" in page and "您的评价" in page
    again = client.post(f"/rate/{visit[0]}/", {"grade": "1", "key": "k2"}, headers=ZH)
    assert again.status_code == 409
    by_case = client.post(f"/rate/{visit[1]['tracking_code']}/", {"grade": "1", "key": "k3"}, headers=ZH)
    assert by_case.status_code == 409, "the case belongs to the visit"


def test_a_rating_without_a_grade_names_what_lacks(visit, client):
    answer = client.post(f"/rate/{visit[0]}/", {"key": "k1"}, headers=ZH)
    assert answer.status_code == 422


def test_a_signed_in_clerk_cannot_rate(visit, client):
    client.post("/login/", {"username": "clerk1", "password": "yichuang-demo"})
    answer = client.post(f"/rate/{visit[0]}/", {"grade": "5", "key": "k1"}, headers=ZH)
    assert answer.status_code == 403


def test_large_print_is_kept_on_the_phone(demo_db, client):
    assert 'data-mode="elder"' in text(client, "/p/demo/?elder=1")
    assert 'data-mode="elder"' in text(client, "/p/demo/items/")
    assert 'data-mode="elder"' not in text(client, "/p/demo/?elder=0")


def test_english_pages_have_no_chinese_of_ours(visit, client):
    for address in ("/q/", "/v/", f"/rate/{visit[0]}/"):
        page = client.get(address, headers={"Accept-Language": "en"}).content.decode()
        body = page.split('<main id="main"')[1].split("</main>")[0]
        assert not any("一" <= c <= "鿿" for c in body), address
