"""A hall in the middle of a morning: people waiting, six clerks in six situations, and cases in every state.

Everything is made through the program's own doors, by the API and by the forms of the pages, while the house's clock is moved
from day to day: a date that is due soon has been waited for.
"""

import base64
import re
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from yichuang.foundation.identity import make_resident_id

from . import scene_papers, scene_past, scene_time
from .house import MORNING, House
from .visitors import Program, Visitor

FIRST_DAY = MORNING
TODAY = datetime(2026, 11, 24, 10, 5, tzinfo=MORNING.tzinfo)
SURNAMES, GIVEN = (
    "张王李赵陈刘杨黄周吴徐孙马朱胡郭何林高罗",
    ("小云", "建国", "秀兰", "志强", "丽", "文博", "佳慧", "永康"),
)
STROKE = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" width="300" height="120">'
    b'<path d="M20 30L70 90L120 25L150 80L200 40L260 85" fill="none" stroke="#111" stroke-width="3"/></svg>'
).decode()


@dataclass
class Case:
    """What the table of pages needs to know of one case."""

    no: str
    code: str
    papers: dict[str, str] = field(default_factory=dict)


class Scene:
    """Made once for a house; its attributes are what addresses are built from."""

    def __init__(self, house: House) -> None:
        self.house, self.api, self.kiosk = house, house.clerk, house.kiosk
        self.market = house.program("department", "scjg")
        self.tobacco = house.program("department", "yc")
        self.health = house.program("department", "wjw")
        self.people = 0
        self.cases: dict[str, Case] = {}
        self._before_today()
        self._this_morning()
        self._cached: dict[str, Visitor] = {}

    # ---- people and devices ----

    def visitor(self, who: str) -> Visitor:
        """`staff:clerk1`, `device:kiosk-1`, or `citizen`."""
        if who not in self._cached:
            kind, _, name = who.partition(":")
            make = {
                "staff": self.house.staff,
                "device": self.house.device,
                "citizen": lambda _: Visitor(self.house.url),
            }
            self._cached[who] = self.clerks.get(name) or make[kind](name)
        return self._cached[who]

    @cached_property
    def clip(self) -> str:
        """A word of the center's own voice, recorded in set-up."""
        keeper = self.visitor("staff:system")
        keeper.get("/setup/voice/")
        form = {"key": "clip", "act": "keep", "clip": "A"}
        headers = {"X-CSRFToken": keeper.client.cookies.get("csrftoken", "")}
        files = {"file": ("clip.wav", b"RIFF\x28\0\0\0WAVE" + b"\0" * 36, "audio/wav")}
        assert keeper.client.post("/setup/voice/", data=form, files=files, headers=headers).status_code == 200
        return "A"

    # ---- the days before ----

    def _before_today(self) -> None:
        self._at(FIRST_DAY + timedelta(minutes=30))
        self._accept("review_late", "S32")
        self._accept("late", "S04")
        self._send("late", self.market)
        self._accept("renewed", "S04")
        self._send("renewed", self.market)
        self._correct("lapsed", "S04", correction_days=1)
        self._correct("returned", "S04", correction_days=1)
        self._accept("paused", "S06")
        self._send("paused", self.health)
        self._at(FIRST_DAY + timedelta(days=2))
        self._accept("promise_over", "S04")
        self._send("promise_over", self.market)
        scene_time.stop(self, "paused", choice="检测", days=10, reason="采样后送检，结果出来即通知您。")
        self._at(FIRST_DAY + timedelta(days=9))
        scene_time.go_on(self, "paused", "空气、水质检测合格。")
        self._accept("reported", "S32")
        self._accept("soon", "S04")
        self._send("soon", self.market)
        self._accept("longer", "S04")
        self._send("longer", self.market)
        self._at(FIRST_DAY + timedelta(days=10))
        scene_time.stop(self, "paused", choice="", kind="expert_review", days=2)
        self._at(TODAY - timedelta(days=1))
        self._tell_lights()
        self._urge("late")
        for name in ("decided", "delivered", "result"):
            self._accept(name, "S17")
            self._send(name, self.tobacco)
            self._approve(name)
        self._accept("fresh", "S04")
        self._send("fresh", self.market)
        scene_time.extend(self, "longer")
        scene_time.renew(self)
        for name in ("asked", "heard"):
            self._accept(name, "S04")
            self._send(name, self.market)
            scene_time.tell_of_a_hearing(self, name)
        scene_time.arrange(self, "heard")
        self._correct("correcting", "S06")
        self._refuse("refused", "S07")
        self._file("filed", "S05")
        self._tell_again("again", "S04")
        scene_time.promise_all(self)
        self._disagree("differs", "S04")
        scene_papers.mend_on_the_spot(self)
        scene_papers.choose_commitment(self)
        scene_time.before_two_stages(self)
        scene_papers.fall(self)
        scene_papers.give_back(self)
        scene_time.report(self, "reported")
        scene_time.refuse_with_the_notice(self, "both_papers", "S10")

    # ---- today ----

    def _this_morning(self) -> None:
        self._at(TODAY - timedelta(minutes=40))
        scene_past.remember(self.house)
        self.clerks = {f"clerk{n}": self.house.staff(f"clerk{n}") for n in range(1, 7)}
        for n, clerk in enumerate(self.clerks.values(), start=1):
            clerk.post("/desk/window/", window=str(n))
        self.house.staff("system").post("/setup/manual/", act="make")
        self.taken = [self._take(queue) for queue in "BABCADACBA"]
        self._nearly_over(3)
        self._at(TODAY - timedelta(minutes=25))
        self.checking_ticket = self._serve(1)
        self._half_checked()
        self._at(TODAY - timedelta(minutes=15))
        self._accepted_at_the_window(4)
        scene_papers.keep_at_closing(self, 4)
        scene_papers.enter_by_hand(self, TODAY)
        self.clerks["clerk5"].post(
            "/desk/window/pause/", reason="rest", seals_away="1", until=(TODAY + timedelta(minutes=10)).isoformat()
        )
        self._at(TODAY - timedelta(minutes=6))
        self.finding_ticket = self._serve(6)
        self._at(TODAY - timedelta(minutes=1))
        self.clerks["clerk3"].post(f"/desk/ticket/{self.ended['id']}/finish/")
        self.called = self._call(2)
        self.waiting = [self._take(queue, **more) for queue, more in _LATE]
        self._booked()
        self._hand_over_some()
        self._sign_and_rate()
        scene_papers.stamp_and_print(self)
        self.revisions = scene_papers.revise(self, TODAY)
        self._shift()
        self._machines_and_questions()
        self.clerks["clerk4"].post("/desk/window/silent/", reason="person")
        self._at(TODAY)

    def _shift(self) -> None:
        """Window 6 has been looked at before work; window 3 waits for whoever takes it over."""
        found = {"exception": "devices", "note.devices": "评价器不亮，已报修"}
        self.clerks["clerk6"].post("/desk/check/opening/", **found)
        form = {"act": "offer", "papers": "两份复印件待扫描", "seals": "受理专用章 1 枚"}
        page = self.clerks["clerk3"].post("/desk/shift/", **form).text
        hit = re.search(r"/desk/shift/([0-9a-f-]{36})/", page)
        assert hit, "the slip is not on the page"
        self.slip = hit.group(1)

    def _machines_and_questions(self) -> None:
        """A kiosk has no paper; window 3 asked twice, and the first answer is kept for everybody."""
        self.house.device("kiosk-2").post("/kiosk/paper/", paper="out")
        clerk, manager = self.clerks["clerk3"], self.house.staff("manager")
        clerk.post("/help/", act="ask", kind="hardware", text="打印机换纸后仍提示缺纸，怎么处理？")
        hit = re.search(r'name="question" value="([^"]+)"', manager.get("/help/answer/").text)
        assert hit, "the question is not put to the manager"
        answered = {"question": hit.group(1), "text": "打开上盖，把纸卷按箭头方向放入，合盖后按一次走纸键。"}
        manager.post("/help/answer/", act="answer", **answered)
        manager.post("/help/answer/?show=answered", act="keep", question=hit.group(1), title="小票机换纸")
        clerk.post("/help/", act="ask", kind="hardware", text="高拍仪拍出来的图片发暗。")

    def _nearly_over(self, window: int) -> None:
        """Called, served, accepted: soon his number is ended, and the evaluator asks him how it was."""
        self.ended = self._serve(window)
        self._accept("ended", "S15", ticket=self.ended["id"])

    def _half_checked(self) -> None:
        """Window 1: two papers in form, one that lacks, the rest not looked at."""
        case = self._open("checking", "S04", ticket=self.checking_ticket["id"])
        codes = self.api.get(f"/cases/{case.no}")["materials"]
        found = {code: {"status": "received", "original_seen": True, "copies": 1} for code in list(codes)[:2]}
        found[list(codes)[2]] = {"status": "not_in_form", "cure": "请在第 2 页签名处补签名"}
        self.api.put(f"/cases/{case.no}/materials", found)

    def _accepted_at_the_window(self, window: int) -> None:
        self.accepted_ticket = self._serve(window)
        self._accept("accepted", "S17", ticket=self.accepted_ticket["id"])

    def _hand_over_some(self) -> None:
        self._accept("to_hand_over", "S04")
        self.handover_sent = self.api.post("/handovers", cases=[self.cases["accepted"].no])["id"]

    def _sign_and_rate(self) -> None:
        """Window 4 asks for a signature, the citizen of an earlier case has rated."""
        acceptance = self.cases["accepted"].papers["acceptance"]
        self.clerks["clerk4"].post(
            "/desk/signature/",
            subject=f"paper:{acceptance}",
            about="烟草专卖零售许可证核发 受理通知书",
            receiver="陈佳慧",
        )
        done = self.cases["delivered"]
        self.api.post(
            f"/cases/{done.no}/delivery", method="on_site", receiver_name=self._name_of(done),
            signature=f"data:image/svg+xml;base64,{STROKE}",
        )  # fmt: skip
        Visitor(self.house.url).post(f"/rate/{done.code}/", grade="5", comment="一次就办好了，讲得很清楚。")
        self.cases["delivered"].papers = self._papers(done.no)

    # ---- acts ----

    def _at(self, moment: datetime) -> None:
        self.house.move_clock(moment)

    def _take(self, queue: str, **more: Any) -> dict[str, Any]:
        return self.kiosk.post("/tickets", center="demo", queue=queue, **more)

    def _call(self, window: int) -> dict[str, Any]:
        self.clerks[f"clerk{window}"].post("/desk/call/")
        board = self.api.get("/centers/demo/board")
        return next(w["ticket"] for w in board["windows"] if w["code"] == str(window))

    def _serve(self, window: int) -> dict[str, Any]:
        ticket = self._call(window)
        self.clerks[f"clerk{window}"].post(f"/desk/ticket/{ticket['id']}/start/")
        return ticket

    def _person(self) -> dict[str, str]:
        n = self.people = self.people + 1
        name = SURNAMES[n % len(SURNAMES)] + GIVEN[n % len(GIVEN)]
        number = make_resident_id("500199", date(1960 + n * 3 % 45, n % 12 + 1, n % 28 + 1), n)
        return {"role": "applicant", "kind": "person", "name": name, "id_type": "resident_id", "id_no": number,
                "phone": f"138{n:08d}"}  # fmt: skip

    def _open(self, name: str, item: str, **more: Any) -> Case:
        said = {"window": "1", "procedure": "ordinary", **more}
        made = self.api.post("/cases", center="demo", item=item, parties=[self._person()], **said)
        self.cases[name] = Case(made["no"], made["tracking_code"])
        return self.cases[name]

    def _receive(self, case: Case, *, but: int = 0) -> None:
        """Everything received, except the last `but` papers, which lack."""
        codes = list(self.api.get(f"/cases/{case.no}")["materials"])
        kept = len(codes) - but
        found: dict[str, Any] = {c: {"status": "received", "original_seen": True, "copies": 1} for c in codes[:kept]}
        found |= {c: {"status": "missing", "cure": "请补交原件一份，窗口可代为复印"} for c in codes[kept:]}
        self.api.put(f"/cases/{case.no}/materials", found)

    def _accept(self, name: str, item: str, **more: Any) -> None:
        case = self._open(name, item, **more)
        self._receive(case)
        self.api.post(f"/cases/{case.no}/receipt")
        self.api.post(f"/cases/{case.no}/intake", outcome="accept")
        case.papers = self._papers(case.no)

    def _file(self, name: str, item: str) -> None:
        case = self._open(name, item)
        self._receive(case)
        self.api.post(f"/cases/{case.no}/intake", outcome="file")
        case.papers = self._papers(case.no)

    def _correct(self, name: str, item: str, **more: Any) -> None:
        case = self._open(name, item)
        self._receive(case, but=2)
        self.api.post(f"/cases/{case.no}/intake", outcome="one_time_notice", **more)
        case.papers = self._papers(case.no)

    def _disagree(self, name: str, item: str) -> None:
        """A licence and an application that name two addresses."""
        case = self._open(name, item)
        self._receive(case)
        self.api.put(
            f"/cases/{case.no}/values",
            {"M1": {"address": "云岭区政务大道 18 号"}, "M2": {"address": "云岭区政务大道 81 号"}},
        )
        self.inquiry = self.api.post("/inquiries", item="S04", window="3", question="要不要健康证明？")["id"]
        self.difference = self.api.get(f"/cases/{case.no}/differences")["differences"][0]["digest"]

    def _booked(self) -> None:
        """Somebody books a time this afternoon on his phone, and somebody takes a number from afar."""
        phone = Visitor(self.house.url)
        starts = re.findall(r'value="([^"]+)" required', phone.get("/p/demo/book/A/").text)[-1]
        answer = phone.post("/p/demo/book/A/", starts=starts, phone="13800135678", name="陈国华", needs="sign")
        self.booked = answer.url.path.split("/")[2]
        self.remote = phone.post("/p/demo/remote/A/", phone="13800135679").url.path.split("/")[2]

    def _tell_again(self, name: str, item: str) -> None:
        """Told, completed; then the clerk finds something old, and presses the button for it."""
        self._correct(name, item)
        case = self.cases[name]
        codes = list(self.api.get(f"/cases/{case.no}")["materials"])
        self.api.post(f"/cases/{case.no}/correction", **{c: {"status": "received"} for c in codes[-2:]})
        self.api.put(f"/cases/{case.no}/materials", {codes[0]: {"status": "not_in_form"}})
        self.api.refused(f"/cases/{case.no}/intake", outcome="one_time_notice")

    def _refuse(self, name: str, item: str) -> None:
        case = self._open(name, item)
        self._receive(case)
        self.api.post(
            f"/cases/{case.no}/intake", outcome="refuse", reason_type="not_competent", competent_organ="云岭市卫生健康委员会",
            facts="经营场所在外区，本机关没有管辖权。", basis="《中华人民共和国行政许可法》第三十二条第一款第二项",
        )  # fmt: skip
        case.papers = self._papers(case.no)

    def _send(self, name: str, department: Program) -> None:
        made = self.api.post("/handovers", cases=[self.cases[name].no])
        department.post(f"/handovers/{made['id']}/take-over")
        self.handover_taken = made["id"]

    def _approve(self, name: str) -> None:
        no = self.cases[name].no
        self.tobacco.post(
            f"/cases/{no}/decision", decision="approve", reasons="经审查，申请人的申请符合法定条件、标准。"
        )
        if name != "decided":
            self.tobacco.post(f"/cases/{no}/result", result_no=f"烟零字第50019900{len(self.cases):04d}号")
        self.cases[name].papers = self._papers(no)

    def _tell_lights(self) -> None:
        """The job that runs every few minutes, and its effect."""
        self.house.job("cases.look_for_lights", timestamp=0)
        self._until("dept-scjg", "/office/reminders/?show=told", self.cases["late"].no)

    def _until(self, who: str, path: str, words: str) -> None:
        """Look at somebody's page until it shows what a job does."""
        visitor = self.house.staff(who)
        for _ in range(60):
            if words in visitor.get(path).text:
                return
            time.sleep(0.5)
        raise AssertionError(f"{words} never came to {path}")

    def _urge(self, name: str) -> None:
        """By the applicant with his code."""
        code = self.cases[name].code
        Visitor(self.house.url).post(f"/q/{code}/urge/", reason="开业日期已经定了，请尽快。")

    def _papers(self, no: str) -> dict[str, str]:
        return {p["kind"]: p["id"] for p in self.api.get(f"/cases/{no}/papers")["papers"]}

    def _name_of(self, case: Case) -> str:
        return str(self.api.get(f"/cases/{case.no}")["parties"][0]["name"])

    # ---- what can only be read off a page ----

    def found(self, who: str, path: str, pattern: str) -> str:
        """The first thing that a pattern finds on somebody's page."""
        page = self.visitor(who).get(path).text
        hit = re.search(pattern, page)
        assert hit, f"{pattern} is not on {path}"
        return hit.group(1)

    @cached_property
    def verification(self) -> str:
        """The code of an acceptance notice, as its QR carries it."""
        from io import BytesIO

        from pypdf import PdfReader

        case = self.cases["accepted"]
        data = self.api.bytes(f"/cases/{case.no}/papers/acceptance?copy=service")
        words = "".join("".join(p.extract_text() for p in PdfReader(BytesIO(data)).pages).split())
        hit = re.search(r"([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})", words)
        assert hit, words
        return hit.group(1)


_LATE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("A", {"priority": "elder"}), ("A", {}), ("A", {"item": "S04"}), ("B", {}), ("B", {"priority": "child"}), ("B", {}),
    ("C", {}), ("C", {}), ("D", {}), ("Z", {}), ("A", {}), ("B", {}),
)  # fmt: skip
