"""The part of the scene that lies on paper: revisions, a stamp to set, a printer elsewhere, a decision that fell, something to mend."""

import re
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

REVISIONS = (
    ("published", "S05", {"fee": "不收费（2026年起取消工本费）"}),
    ("checked", "S02", {"quantity": "无数量限制，同址登记的须说明"}),
    ("proposed", "S04", {
        "conditions": "有与经营的食品相适应的固定场所\n有保证食品安全的规章制度\n后厨视频接入“互联网+明厨亮灶”平台", "promised": "4",
    }),
)  # fmt: skip
FALLEN = {
    "document_no": "（2026）云行初12号", "document_kind": "行政判决书", "organ": "云岭区人民法院", "document_on": "2026-10-20",
    "binding_on": "2026-11-05", "reasons": "主要证据不足，责令重新作出决定。", "cause": "judgment", "effect": "revoked",
}  # fmt: skip


def revise(scene: Any, today: datetime) -> dict[str, str]:
    """Three revisions of the market supervision: to be checked, to be published, published. Their ids by name."""
    officer, lead, ids = scene.house.staff("dept-scjg"), scene.house.staff("rep-scjg"), {}
    for name, item, said in REVISIONS:
        officer.post(f"/office/revisions/guide/{item}/", reason="云岭市监规〔2026〕3号第四条", **said)
        hit = re.search(rf'/office/revisions/([0-9a-f-]{{36}})/"><b>{item} ', officer.get("/office/revisions/").text)
        assert hit, f"the revision of {item} is not in the list"
        ids[name] = hit.group(1)
        if name != "proposed":
            lead.post(f"/office/revisions/{ids[name]}/", act="check", opinion="与文件一致")
    lead.post(f"/office/revisions/{ids['published']}/", act="publish", effective_from=f"{today:%Y-%m-%d}")
    scene.house.staff("clerk2").post("/inbox/", act="all")
    return ids


def fall(scene: Any) -> None:
    """A decision of the tobacco office falls by a judgment, and the matter is handled again: `fallen` and `again_handled`."""
    scene._accept("fallen", "S17")
    scene._send("fallen", scene.tobacco)
    scene._approve("fallen")
    officer, no = scene.house.staff("dept-yc"), scene.cases["fallen"].no
    page = officer.post(f"/office/cases/{no}/reopen/", act="confirm", **FALLEN)
    hit = re.search(r"/office/cases/(\d{6}-\d{8}-\d{5})/", page.text.replace(no, ""))
    assert hit, page.text
    scene.cases["again_handled"] = type(scene.cases["fallen"])(hit.group(1), "")


def give_back(scene: Any) -> None:
    """A correction that never came: the department returns the papers."""
    no = scene.cases["returned"].no
    scene.house.staff("dept-scjg").post(
        f"/office/cases/{no}/return/",
        reasons="补正期限届满，申请人没有补正。",
        basis="《云岭区政务服务办理规程》第十七条",
    )


def mend_on_the_spot(scene: Any) -> None:
    """The last paper is to be mended while the person stands there."""
    case = scene._open("spot", "S04")
    scene._receive(case)
    last = list(scene.api.get(f"/cases/{case.no}")["materials"])[-1]
    scene.api.put(f"/cases/{case.no}/materials", {last: {"status": "not_in_form", "cure": "请在第 2 页签名处补签名"}})
    scene.api.post(f"/cases/{case.no}/intake", outcome="correct_now")


def choose_commitment(scene: Any) -> None:
    """Everything that a commitment leaves is there: it can be accepted."""
    scene._receive(scene._open("to_commit", "S04", procedure="commitment"))


class _Form(HTMLParser):
    """The fields of the form in which some words stand."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words, self.found, self.fields, self.select = words, {}, {}, ""  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.fields = {}
        elif tag == "input" and given.get("name"):
            self.fields[given["name"]] = given.get("value") or ""
        elif tag == "select":
            self.select = given.get("name") or ""
        elif tag == "option" and "selected" in given:
            self.fields[self.select] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.words in self.fields.values():
            self.found = self.fields


def stamp_and_print(scene: Any) -> None:
    """The tobacco office's papers are stamped by hand from now on: a stamp with its keeper, one paper set, one that waits for it; a
    printer at window 4 with a paper of another window."""
    system, clerk = scene.house.staff("system"), scene.clerks["clerk4"]
    form = _Form("云岭烟专")
    form.feed(system.get("/setup/departments/").text)
    assert form.found, "no form names the tobacco office"
    kept = {k: v for k, v in form.found.items() if k not in ("key", "csrfmiddlewaretoken")}
    system.post("/setup/departments/", **{**kept, "seal_mode": "wet"})
    keeper = re.search(r'<option value="([0-9a-f-]{36})">[^<]*综合窗口', system.get("/setup/papers/seals/").text)
    assert keeper, "nobody can keep a stamp"
    system.post(
        "/setup/papers/seals/", act="register", department=kept["department"], code="5001990012", name="受理专用章",
        purpose="受理专用章", keeper_id=keeper.group(1), place="1 号窗口保险柜", valid_from="2026-01-01", valid_to="2026-12-31",
    )  # fmt: skip
    system.post(
        "/setup/papers/printers/", act="add", code="P4", name="4 号窗口激光打印机", window="4", place="一楼东侧"
    )
    for name in ("stamped", "unstamped"):
        scene._accept(name, "S17")
    for name, act in (
        ("stamped", {"act": "sealed"}),
        ("unstamped", {"act": "to_seal", "place": "区烟草专卖局 302 室"}),
    ):
        case = scene.cases[name]
        address = f"/office/cases/{case.no}/papers/{case.papers['acceptance']}/"
        scene.house.staff("clerk1").post(address, **act)
    printer = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>[^<]*4 号窗口激光', clerk.get(address).text)
    assert printer, "the printer is not offered"
    clerk.post(address, act="elsewhere", printer=printer.group(1), copy="both", note="申请人在 4 号窗口等")


def keep_at_closing(scene: Any, window: int) -> None:
    """Whoever is at the window leaves his papers there, to have the result posted."""
    who = {"name": "陈佳慧", "phone": "13800138000", "address": "云岭区人民路 1 号"}
    form = {"ticket": scene.accepted_ticket["id"], "item": "S17", "papers": "营业执照副本", "consent": "paper", **who}
    scene.clerks[f"clerk{window}"].post("/desk/late/", act="keep", **form)


def enter_by_hand(scene: Any, today: datetime) -> None:
    """A receipt of the emergency pack was written by hand, and is entered now."""
    page = scene.house.staff("system").get("/setup/manual/").text
    hit = re.search(r"云岭市监收〔\d{4}〕0*(\d+)号", page)
    assert hit, "the pack has no blank receipt of the market supervision"
    form = {
        "item": "S04",
        "number": hit.group(1),
        "written_on": f"{today:%Y-%m-%d}",
        "written_time": "09:42",
        "id_type": "resident_id",
    }
    who = scene._person()
    name = {k: who[k] for k in ("name", "id_no", "phone")}
    scene.clerks["clerk3"].post("/desk/manual/", **form, **name)
