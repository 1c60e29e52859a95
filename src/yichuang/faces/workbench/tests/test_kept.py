"""Papers left at closing time (DB50/T 1603-2024, 5.3.4.3): kept and given a 留件单 in one act, by the desk's own page."""

import io
import re
from uuid import uuid4

from pypdf import PdfReader

from yichuang.domains.documents import api as documents
from yichuang.domains.queueing import api as queueing
from yichuang.foundation.scope import reading

WHO = {"name": "张云山", "phone": "13800138000", "papers": "申请书、营业执照", "consent": "paper"}


def kept(desk) -> list[queueing.KeptView]:
    with reading(desk.actor):
        return queueing.kept_papers(desk.actor)


def keep(desk, **said):
    facts = {"key": str(uuid4()), "act": "keep", "ticket": desk.serve(), **WHO, **said}
    return desk.client.post("/desk/late/", facts)


def test_who_leaves_papers_takes_home_what_until_when_and_how_they_come_back(desk, other_desk):
    assert keep(desk, item="S04", address="云岭区人民路 1 号").status_code == 302
    (row,) = kept(desk)
    page = desk.page("desk_late").content.decode()
    assert f"/desk/late/{row.id}/service.pdf" in page
    answer = desk.page("desk_kept_paper", row.id, "service")
    said = "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(answer.content)).pages)
    by = f"{row.finish_by.year}年{row.finish_by.month}月{row.finish_by.day}日前办完"
    for words in (
        "留件单",
        "留件人张云山",
        "138****8000",
        "申请书",
        "营业执照",
        by,
        "邮寄到您登记的地址",
        "1号窗口",
        row.number,
        "留件人签名",
    ):
        assert words in said, words
    assert "人民路" not in said, "an address is never printed"
    assert other_desk.page("desk_kept_paper", row.id, "nothing").status_code == 404
    with reading(desk.actor):
        (paper,) = documents.papers_of(desk.actor, f"kept:{row.id}")
    assert (paper.kind, paper.state) == ("kept", "issued")


def test_what_gets_no_paper_is_not_kept(desk):
    answer = keep(desk, item="S99")
    assert answer.status_code >= 400
    assert kept(desk) == []


def test_a_refusal_marks_the_field_that_it_names_and_no_other(desk):
    page = keep(desk, item="S04", phone="1").content.decode()
    assert page.count('aria-invalid="true"') == 1 and '"e-phone"' in page
    assert page.count("<textarea") == 0 and 'value="申请书、营业执照"' in page and 'value="paper" checked' in page


def test_whoever_still_looks_at_a_window_that_another_took_over_has_no_buttons_of_its_person(desk, other_desk):
    desk.serve()
    before = re.search(r'data-phase="([^"]+)"', desk.page("desk_home").content.decode())
    queueing.open_window(actor=other_desk.actor, window="1")
    page = desk.page("desk_part", "left").content.decode()
    assert before and f'data-phase-is="{before[1]}"' not in page, "the form at the right follows (desk.js)"
    assert 'data-testid="not-yours"' in page and 'data-testid="finish"' not in page
    page = desk.page("desk_home").content.decode()
    assert 'data-testid="item-search"' not in page and "没有正在办理的号" in page, "nor a form for the other's visitor"
    assert 'data-testid="pause"' not in page, "nor a key that pauses the other's window"
    assert 'data-testid="pause"' in other_desk.page("desk_home").content.decode()
