"""Manual mode in set-up and at the desk: the pack is made, printed and ended; papers are entered one after another."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from yichuang.domains.cases import api as cases
from yichuang.domains.places import api as places
from yichuang.faces.setup.tests.test_pages import as_, demo  # noqa: F401 - fixtures
from yichuang.foundation import clock
from yichuang.foundation.identity import make_resident_id
from yichuang.foundation.scope import reading


def text(answer):
    return answer.content.decode()


def press(client, path, **fields):
    return client.post(path, {"key": str(uuid4()), **fields})


@pytest.fixture
def pack(demo, as_):  # noqa: F811
    assert press(as_("system"), "/setup/manual/", act="make").status_code == 302
    with reading(demo):
        return cases.pack_in_use(demo)


def test_a_pack_is_made_shown_and_opened(pack, as_):  # noqa: F811
    client = as_("system")
    page = text(client.get("/setup/manual/"))
    assert pack.no in page and pack.runs[0].first in page and "没有补录过" in page
    answer = client.get(f"/setup/manual/{pack.id}.pdf")
    assert answer.content.startswith(b"%PDF-") and answer["Content-Type"] == "application/pdf"
    assert client.get(f"/setup/manual/{uuid4()}.pdf").status_code == 404


def test_before_the_first_pack_both_pages_say_what_to_do(demo, as_):  # noqa: F811
    assert "还没有应急包" in text(as_("system").get("/setup/manual/"))
    clerk = at_the_window(as_)
    assert "没有在用的应急包" in text(clerk.get("/desk/manual/"))


def test_unused_numbers_are_voided_with_a_reason(pack, as_):  # noqa: F811
    client = as_("system")
    assert press(client, "/setup/manual/", act="end", reason=" ").status_code == 422
    assert press(client, "/setup/manual/", act="end", reason="来电").status_code == 302
    assert "还没有应急包" in text(client.get("/setup/manual/"))
    assert as_("clerk1").get("/setup/manual/").status_code == 403


def at_the_window(as_):  # noqa: F811
    clerk = as_("clerk1")
    press(clerk, "/desk/window/", window="1")
    return clerk


def form(number, **more):
    now = clock.now().astimezone(places.center_by_code("demo").zone)
    given = {
        "item": "s04", "number": str(number), "written_on": f"{now:%Y-%m-%d}", "written_time": f"{now:%H:%M}", "name": "张小云",
        "id_type": "resident_id", "id_no": make_resident_id("500199", now.date() - timedelta(days=9000)), "phone": "",
    }  # fmt: skip
    return {**given, **more}


def test_papers_are_entered_one_after_another(pack, as_, demo):  # noqa: F811
    clerk = at_the_window(as_)
    run = next(r for r in pack.runs if "市场监督" in r.name)
    listed = text(clerk.get("/desk/manual/materials/?item=S04"))
    assert listed.count('name="brought"') == listed.count('name="listed"') > 2
    for number in (run.number, run.number + 1):
        done = press(clerk, "/desk/manual/", **form(number, listed=["M1", "M2"], brought=["M1"]))
        assert done.status_code == 302, text(done)
        following = text(clerk.get(done.headers["Location"]))
        assert f'name="number" required inputmode="numeric" maxlength="7" value="{number + 1}"' in following
        assert "已补录，办件编号" in following and "张**" in following
    with reading(demo):
        found = cases.entries(demo)
        page = cases.case_page(demo, found[0].case_no)
    assert len(found) == 2 and {m.code: m.status for m in page.materials}["M2"] == "missing"
    assert "张**" in text(as_("system").get("/setup/manual/"))


def test_a_refused_paper_stays_as_it_was_typed(pack, as_):  # noqa: F811
    clerk = at_the_window(as_)
    answer = press(clerk, "/desk/manual/", **form(999))
    assert answer.status_code == 422 and "不在可补录的应急包范围内" in text(answer) and 'value="张小云"' in text(answer)
    assert press(clerk, "/desk/manual/", **form("x")).status_code == 422
    assert press(clerk, "/desk/manual/", **form(1, id_no="1")).status_code == 422


def test_an_answer_on_paper_is_entered_after_its_receipt(pack, as_, demo):  # noqa: F811
    clerk = at_the_window(as_)
    receipt, notice = (
        next(r for r in pack.runs if "市场监督" in r.name and r.kind == kind) for kind in ("receipt", "notice")
    )
    codes = re.findall(r'name="listed" value="(M\d+)"', text(clerk.get("/desk/manual/materials/?item=S04")))
    given = form(receipt.number, listed=codes, brought=[c for c in codes if c != "M3"])
    no = re.search(r"done=([\d-]+)", press(clerk, "/desk/manual/", **given).headers["Location"]).group(1)
    said = {"act": "answer", "case": no, "kind": "notice", **{k: given[k] for k in ("written_on", "written_time")}}
    refused = press(clerk, "/desk/manual/", **said, number="999")
    assert refused.status_code == 422 and f'name="case" required maxlength="30" value="{no}"' in text(refused)
    assert press(clerk, "/desk/manual/", **said, number=notice.number, correction_days="many").status_code == 422
    untold = press(clerk, "/desk/manual/", **said, number=notice.number, correction_days="7")
    assert untold.status_code == 409, "whoever is in scope has to be told of the commitment first"
    press(clerk, f"/desk/cases/{no}/procedure/", procedure="ordinary")
    done = press(clerk, "/desk/manual/", **said, number=notice.number, correction_days="7")
    assert done.status_code == 302 and f"答复已补录到办件 {no}" in text(clerk.get(done.headers["Location"]))
    with reading(demo):
        page = cases.case_page(demo, no)
        assert (page.state, page.notices[0].paper_no) == ("correcting", notice.first)
        assert {e.label for e in cases.entries(demo)} == {"收件凭证", "一次性告知书"}
