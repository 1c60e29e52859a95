"""The pages of revisions: a guide edited as texts, checked by another officer, published by the representative, seen at the desk."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from yichuang.domains.catalog import api as catalog
from yichuang.domains.queueing import api as queueing
from yichuang.faces.backoffice import revising
from yichuang.foundation.errors import Invalid

from .conftest import Office

WHY = "云岭市监规〔2026〕3号"


def browser(username: str) -> Client:
    client = Client()
    client.post(f"/demo/as/{username}/", {"key": str(uuid4())})
    return client


def text(answer: Any) -> str:
    return answer.content.decode()


def act(client: Client, address: str, **data: Any) -> Any:
    return client.post(address, {"key": str(uuid4()), **data})


def first(client: Client) -> str:
    """The address of the revision that is open."""
    found = re.search(r'href="(/office/revisions/[0-9a-f-]{36}/)"', text(client.get("/office/revisions/")))
    assert found
    return found.group(1)


@pytest.fixture
def guide(demo_db: None) -> catalog.Guide:
    return catalog.guide("S04")


def form_of(guide: catalog.Guide, **over: str) -> dict[str, str]:
    """What a browser sends when only `over` was changed."""
    sent = revising.texts(guide)
    for m in revising.materials(guide):
        sent |= {f"m{m.n}.form": m.form, f"m{m.n}.copies": m.copies, f"m{m.n}.note": m.note, f"m{m.n}.points": m.points}
        if m.original:
            sent[f"m{m.n}.original"] = "on"
    return {k: v for k, v in {**sent, **over}.items() if v != "off"}


def test_only_what_was_changed_is_asked_for(guide: catalog.Guide) -> None:
    last = len(guide.materials)
    assert revising.changed(guide, form_of(guide)) == {}
    assert revising.changed(guide, form_of(guide, promised="4")) == {"promised": {"value": 4, "sure": "confirmed"}}
    assert revising.changed(guide, form_of(guide, conditions="一\r\n\r\n二 ")) == {"conditions": ["一", "二"]}
    given = revising.changed(guide, form_of(guide, **{"m0.points": "页码连续|请补页\n签名｜请补签"}))["materials"]
    assert given[0]["review_points"] == [{"text": "页码连续", "fix": "请补页"}, {"text": "签名", "fix": "请补签"}]
    assert [set(m) for m in given[1:]] == [{"name", "code"}] * (last - 1), "what was not touched keeps what it has"
    fewer = revising.changed(guide, form_of(guide, **{"m1.taken": "on"}))["materials"]
    assert [m["code"] for m in fewer] == [m.code for i, m in enumerate(guide.materials) if i != 1]
    new = {f"m{last}.name": "厨房视频接入证明", f"m{last}.copies": "2", f"m{last}.category": "secondary"}
    more = revising.changed(guide, form_of(guide, **new))["materials"]
    assert (more[-1]["name"], more[-1]["copies"]) == ("厨房视频接入证明", 2)
    assert len({m["code"] for m in more}) == last + 1
    for over, field in (
        ({"promised": "soon"}, "promised"),
        ({"fee": "长" * 301}, "fee"),
        ({"m0.copies": "x"}, "m0.copies"),
    ):
        with pytest.raises(Invalid) as told:
            revising.changed(guide, form_of(guide, **over))
        assert told.value.field == field


def test_a_guide_is_revised_and_the_window_reads_it_first(office: Office, guide: catalog.Guide) -> None:
    officer, lead, desk = browser("dept-scjg"), browser("rep-scjg"), browser("clerk1")
    address = reverse("office_revise_guide", args=["S04"])
    assert "修订理由" in text(officer.get(address)) and "S04" in text(officer.get(reverse("office_revisions")))
    refused = act(officer, address, **form_of(guide, fee="每件 20 元", reason=" "))
    assert refused.status_code == 422 and "请写明为什么修订" in text(refused) and "每件 20 元" in text(refused)
    assert act(officer, address, **form_of(guide, fee="每件 20 元", reason=WHY)).status_code == 302
    assert "已经提出一份修订" in text(lead.get(address))
    page = first(officer)
    assert act(officer, page, act="check").status_code == 403, "nobody checks his own"
    assert 'data-testid="check"' not in text(officer.get(page)) and 'data-testid="check"' in text(lead.get(page))
    assert act(lead, page, act="return", opinion="").status_code == 422
    assert act(lead, page, act="check", opinion="属实").status_code == 302
    assert 'data-testid="publish"' not in text(officer.get(page))
    past = act(lead, page, act="publish", effective_from="2020-01-01")
    assert past.status_code == 422 and "已经过去" in text(past)
    today = catalog.today().isoformat()
    assert act(lead, page, act="publish", effective_from=today).status_code == 302
    act(desk, "/desk/window/", window="1")
    ticket = queueing.issue_ticket(actor=office.clerk, queue="A")["id"]
    act(desk, "/desk/call/"), act(desk, f"/desk/ticket/{ticket}/start/")
    shown = text(desk.get("/desk/items/S04/"))
    assert 'data-testid="item-news"' in shown and "第 2 版" in shown
    assert act(desk, "/desk/items/S04/read/").content == b""
    assert 'data-testid="item-news"' not in text(desk.get("/desk/items/S04/"))
    assert ">1 / " in text(officer.get(page)).partition('data-testid="receipts"')[2][:20]


def test_words_on_a_paper_are_published_by_the_center(office: Office) -> None:
    officer, lead, hall = browser("dept-scjg"), browser("rep-scjg"), browser("manager")
    address = reverse("office_revise_words", args=["receipt"])
    assert act(officer, address, note="字" * 121, reason=WHY).status_code == 422
    assert act(officer, address, note="请走东门", reason=WHY).status_code == 302
    page = first(lead)
    act(lead, page, act="check")
    assert 'data-testid="publish"' not in text(lead.get(page)) and 'data-testid="publish"' in text(hall.get(page))
    assert act(lead, page, act="publish", effective_from="2099-01-01").status_code == 403
    assert act(hall, page, act="publish", effective_from="2099-01-01").status_code == 302
    assert "2099年1月1日" in text(browser("system").get("/setup/papers/templates/receipt/"))
    assert officer.get(reverse("office_revise_words", args=["nothing"])).status_code == 404
