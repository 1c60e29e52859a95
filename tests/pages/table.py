"""Every page of the house: who looks at it, where, and at which address. A page without a line here fails `test_pages`.

A `View` is looked at in a browser, in both languages. A `Part` is read by a page, or is a file: its address must answer, no more.
Addresses that only take a form (`ACTS`) are pressed by the tests of their face.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .scene import Scene

Address = Callable[[Scene], str] | str
CITIZEN, KIOSK, HALL = "citizen", "device:kiosk-1", "device:hall-1"
BOTH, CHINESE = ("zh", "en"), ("zh",)


@dataclass(frozen=True)
class View:
    """One picture. `dialog` is what the page reads into its dialog; `act` is done on the page before it is looked at."""

    title: str
    url: str
    who: str
    size: str
    at: Address
    languages: tuple[str, ...] = BOTH
    dialog: Address = ""
    act: Callable[[Any, Scene], None] | None = None
    cookies: tuple[tuple[str, str], ...] = ()
    status: int = 200

    @property
    def name(self) -> str:
        return self.title.lower().replace(",", "").replace("'", "").replace(" ", "-")


@dataclass(frozen=True)
class Part:
    """A fragment or a file."""

    url: str
    who: str
    at: Address


def case(name: str, path: str = "") -> Callable[[Scene], str]:
    """The desk with a case of the scene on it, or another address with the case's number in it."""
    return lambda s: (path or "/desk/?case={no}").format(no=s.cases[name].no)


def fall(page: Any, scene: Scene) -> None:
    """A judgment is typed in and its effect asked for; nothing is done yet."""
    page.select_option("[name=cause]", "judgment")
    typed = {
        "document_no": "（2026）云行初12号", "document_kind": "行政判决书", "organ": "云岭区人民法院", "document_on": "2026-10-20",
        "binding_on": "2026-11-05", "reasons": "主要证据不足，责令重新作出决定。",
    }  # fmt: skip
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.get_by_test_id("show").click()
    page.get_by_test_id("effect").wait_for()


def coded(name: str, path: str) -> Callable[[Scene], str]:
    """An address with the code that the case's applicant holds."""
    return lambda s: path.format(code=s.cases[name].code, **s.cases[name].papers)


def ticket(which: str, path: str) -> Callable[[Scene], str]:
    """An address with a ticket of the scene: its id or its code."""
    return lambda s: path.format(**{"code": "", **_ticket(s, which)})


def _ticket(scene: Scene, which: str) -> dict[str, Any]:
    found = {"waiting": scene.waiting[1], "ended": scene.taken[0], "called": scene.called}.get(which)
    if found is None:
        found = getattr(scene, f"{which}_ticket")
    return {"id": found["id"], "code": found.get("tracking_code", "")}


def desk(window: int) -> str:
    """The clerk who sits there."""
    return f"staff:clerk{window}"


def paper(name: str, kind: str, path: str) -> Callable[[Scene], str]:
    """An address with a paper of a case."""
    return lambda s: path.format(no=s.cases[name].no, id=s.cases[name].papers[kind])


def found(who: str, at: Address, pattern: str, path: str) -> Callable[[Scene], str]:
    """An address with an id that stands on another page."""
    return lambda s: path.format(s.found(who, at(s) if callable(at) else at, pattern))


def address(at: Address, scene: Scene) -> str:
    return at(scene) if callable(at) else at


# ---- what is done on a page before it is looked at ----


def _propose_days(page: Any, scene: Scene) -> None:
    """A notice with a day off in the last week of November and a worked Saturday in December, tried out."""
    page.fill("#n-n", "国务院办公厅关于调整2026年部分节假日安排的通知（国办发明电〔2026〕88号）")
    page.fill("#n-d", "元旦：1月1日至3日放假，1月4日上班。\n临时：11月30日放假，12月12日上班。")
    page.press("#n-n", "Enter")
    page.wait_for_selector(".su-preview")


def _kiosk_code(name: str) -> Callable[[Any, Scene], None]:
    def act(page: Any, scene: Scene) -> None:
        code = scene.cases[name].code if name in scene.cases else scene.taken[0]["tracking_code"]
        for sign in code.replace("-", ""):
            page.locator(f'[data-sign-key="{sign}"]').tap()
        page.locator("[data-code-go]").tap()
        page.wait_for_load_state("load")
        page.locator("[data-code]").wait_for(state="detached")

    return act


def _search(selector: str, words: str) -> Callable[[Any, Scene], None]:
    def act(page: Any, scene: Scene) -> None:
        page.fill(selector, words)
        page.wait_for_timeout(400)

    return act


def _press(selector: str) -> Callable[[Any, Scene], None]:
    def act(page: Any, scene: Scene) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")

    return act


def _new_version(page: Any, scene: Scene) -> None:
    """The item whose guide was revised this morning."""
    _search("#f-q", "S05")(page, scene)
    _press('[data-testid="item-option"]')(page, scene)


EN_KIOSK = (("yc_kiosk", "en"),)
ELDER_KIOSK = (("yc_kiosk", "elder"),)
SITUATION = "/p/demo/items/S04/"
OFFICE, TOBACCO, HEALTH, SYSTEM = "staff:dept-scjg", "staff:dept-yc", "staff:dept-wjw", "staff:system"
MANAGER = "staff:manager"

PORTAL = [
    View("Home", "portal-home", CITIZEN, "phone", "/p/demo/"),
    View("Home, elder mode", "portal-home", CITIZEN, "phone", "/p/demo/?elder=1"),
    View("Search", "portal-items", CITIZEN, "phone", "/p/demo/items/?q=%E9%A3%9F%E5%93%81"),
    View("All items", "portal-items", CITIZEN, "phone", "/p/demo/items/"),
    View("Guide", "portal-guide", CITIZEN, "phone", SITUATION),
    View("Visit", "portal-visit", CITIZEN, "phone", "/p/demo/visit/"),
    View("Appointments", "portal-book-choose", CITIZEN, "phone", "/p/demo/book/"),
    View("Book a time", "portal-book", CITIZEN, "phone", "/p/demo/book/A/"),
    View("My appointment", "portal-appointment", CITIZEN, "phone", lambda s: f"/a/{s.booked}/"),
    View("Number from afar", "portal-remote", CITIZEN, "phone", "/p/demo/remote/A/"),
    View("My number, not here yet", "portal-ticket", CITIZEN, "phone", lambda s: f"/t/{s.remote}/"),
    View("My number", "portal-ticket", CITIZEN, "phone", ticket("waiting", "/t/{code}/")),
    View("My number, served", "portal-ticket", CITIZEN, "phone", ticket("ended", "/t/{code}/")),
    View("Ask for progress", "portal-ask", CITIZEN, "phone", "/q/"),
    View("Progress", "portal-progress", CITIZEN, "phone", coded("fresh", "/q/{code}/")),
    View("Progress, correction", "portal-progress", CITIZEN, "phone", coded("correcting", "/q/{code}/")),
    View("Progress, delivered", "portal-progress", CITIZEN, "phone", coded("delivered", "/q/{code}/")),
    View("Progress, elder mode", "portal-progress", CITIZEN, "phone", coded("fresh", "/q/{code}/?elder=1")),
    View("Progress, stopped", "portal-progress", CITIZEN, "phone", coded("paused", "/q/{code}/")),
    View("Progress, extended", "portal-progress", CITIZEN, "phone", coded("longer", "/q/{code}/")),
    View("Progress, late", "portal-progress", CITIZEN, "phone", coded("late", "/q/{code}/")),
    View("Urge", "portal-urge", CITIZEN, "phone", coded("fresh", "/q/{code}/urge/")),
    View("Urged already", "portal-urge", CITIZEN, "phone", coded("late", "/q/{code}/urge/")),
    View("Rate", "portal-rate", CITIZEN, "phone", coded("result", "/rate/{code}/")),
    View("Rated", "portal-rate", CITIZEN, "phone", coded("delivered", "/rate/{code}/")),
    View("Ask about a paper", "portal-verify-ask", CITIZEN, "phone", "/v/"),
    View("A genuine paper", "portal-verify", CITIZEN, "phone", lambda s: f"/v/{s.verification}/"),
]

KIOSK_VIEWS = [
    View("Kiosk", "kiosk_home", KIOSK, "kiosk", "/kiosk/"),
    View("Kiosk, elder mode", "kiosk_home", KIOSK, "kiosk", "/kiosk/", CHINESE, cookies=ELDER_KIOSK),
    View("By business", "kiosk_queues", KIOSK, "kiosk", "/kiosk/queues/"),
    View("Situations", "kiosk_situations", KIOSK, "kiosk", "/kiosk/situations/"),
    View("One situation", "kiosk_situation", KIOSK, "kiosk", "/kiosk/situations/shop/"),
    View("Find by letters", "kiosk_find", KIOSK, "kiosk", "/kiosk/find/"),
    View("Guides", "kiosk_guides", KIOSK, "kiosk", "/kiosk/guide/"),
    View("One guide", "kiosk_guide", KIOSK, "kiosk", "/kiosk/guide/S04/"),
    View("Slip", "kiosk_slip", KIOSK, "kiosk", ticket("waiting", "/kiosk/slip/{code}/")),
    View(
        "Slip, elder mode",
        "kiosk_slip",
        KIOSK,
        "kiosk",
        ticket("waiting", "/kiosk/slip/{code}/"),
        CHINESE,
        cookies=ELDER_KIOSK,
    ),
    View("Check in", "kiosk_arrive", KIOSK, "kiosk", "/kiosk/arrive/"),
    View("Check in by code", "kiosk_arrive", KIOSK, "kiosk", "/kiosk/arrive/?by=code"),
    View("Help", "kiosk_help", KIOSK, "kiosk", "/kiosk/help/"),
    View("Type a code", "kiosk_code", KIOSK, "kiosk", "/kiosk/code/progress/"),
    View("Kiosk progress", "kiosk_code", KIOSK, "kiosk", "/kiosk/code/progress/", act=_kiosk_code("fresh")),
    View("Kiosk rating", "kiosk_code", KIOSK, "kiosk", "/kiosk/code/rate/", act=_kiosk_code("ended_ticket")),
]

SCREENS = [
    View("Hall", "screen_hall", HALL, "screen", "/screen/hall/"),
    View("Window, called", "screen_window", "device:screen-2", "screen", "/screen/window/2/"),
    View("Window, serving", "screen_window", "device:screen-1", "screen", "/screen/window/1/"),
    View("Window, paused", "screen_window", "device:screen-5", "screen", "/screen/window/5/"),
    View("Evaluator", "evaluator", "device:evaluator-1", "evaluator", "/screen/evaluator/1/"),
    View("Evaluator, sign", "evaluator", "device:evaluator-4", "evaluator", "/screen/evaluator/4/"),
    View("Evaluator, rate", "evaluator", "device:evaluator-3", "evaluator", "/screen/evaluator/3/"),
]

DESK = [
    View("Guide's desk", "desk_guide", desk(6), "staff", "/desk/guide/"),
    View("Guide's desk, found", "desk_guide", desk(6), "staff", "/desk/guide/?q=spjy"),
    View("Choose the window", "desk_seat", desk(6), "staff", "/desk/window/"),
    View("Desk, between two", "desk_home", desk(3), "staff", "/desk/"),
    View("Desk, called", "desk_home", desk(2), "staff", "/desk/"),
    View("Desk, find the item", "desk_home", desk(6), "staff", "/desk/"),
    View("Desk, search", "desk_home", desk(6), "staff", "/desk/", act=_search("#f-q", "spjy")),
    View("Desk, open a case", "desk_home", desk(6), "staff", "/desk/", act=_press('[data-testid="item-option"]')),
    View("Desk, item with a new version", "desk_home", desk(6), "staff", "/desk/", act=_new_version),
    View("Desk, materials", "desk_home", desk(1), "staff", case("checking")),
    View("Desk, accepted", "desk_home", desk(4), "staff", case("accepted")),
    View("Desk, correction", "desk_home", desk(3), "staff", case("correcting")),
    View("Desk, refused", "desk_home", desk(3), "staff", case("refused")),
    View("Desk, result to deliver", "desk_home", desk(3), "staff", case("result")),
    View("Away, locked", "locked", desk(5), "staff", "/locked/"),
    View("Before work", "desk_check", desk(3), "staff", "/desk/check/opening/"),
    View("After work", "desk_check", desk(1), "staff", "/desk/check/closing/"),
    View("Hand the window over", "desk_shift", desk(1), "staff", "/desk/shift/"),
    View("Take the window over", "desk_shift", desk(3), "staff", "/desk/shift/"),
    View("Shift slip", "desk_slip", desk(4), "staff", lambda s: f"/desk/shift/{s.slip}/"),
    View("Past closing", "desk_late", desk(4), "staff", "/desk/late/"),
    View("At their posts", "desk_posts", MANAGER, "staff", "/desk/posts/"),
    View("Pause", "desk_pause", desk(3), "staff", "/desk/", dialog="/desk/window/pause/"),
    View("Who waits", "desk_waiting", desk(3), "staff", "/desk/", dialog="/desk/waiting/"),
    View("Set aside", "desk_hold", desk(1), "staff", "/desk/", dialog=ticket("checking", "/desk/ticket/{id}/hold/")),
    View("Send on", "desk_transfer", desk(1), "staff", "/desk/", dialog=ticket("checking", "/desk/ticket/{id}/transfer/")),
    View("Change the situation", "desk_situation", desk(1), "staff", case("checking"), dialog=case("checking", "/desk/cases/{no}/situation/")),
    View("Tell of the commitment", "desk_procedure", desk(1), "staff", case("checking"), dialog=case("checking", "/desk/cases/{no}/procedure/")),
    View("Accept with something to come", "desk_tolerate", desk(1), "staff", case("tolerable"), dialog=case("tolerable", "/desk/cases/{no}/tolerate/")),
    View("Take in what was to come", "desk_supply", desk(3), "staff", case("tolerated"), dialog=case("tolerated", "/desk/cases/{no}/supply/")),
    View("Take a commitment back", "desk_take_back", desk(3), "staff", case("committed"), dialog=case("committed", "/desk/cases/{no}/take-back/")),
    View("Appeal against a breach", "desk_appeal", desk(3), "staff", case("broken"), dialog=case("broken", "/desk/cases/{no}/appeal/")),
    View("Choose another item", "desk_item_change", desk(1), "staff", case("checking"), dialog=case("checking", "/desk/cases/{no}/item/")),
    View("Only asks, which item", "desk_inquiry", desk(3), "staff", "/desk/", dialog="/desk/inquiry/"),
    View("Only asks", "desk_inquiry", desk(3), "staff", "/desk/", dialog="/desk/inquiry/?item=S04"),
    View("Told-once slip", "desk_inquiry_slip", desk(3), "staff", "/desk/", dialog=lambda s: f"/desk/inquiry/{s.inquiry}/"),
    View("Change the item", "desk_item_change", desk(1), "staff", case("checking"), dialog=case("checking", "/desk/cases/{no}/item/?item=S05")),
    View("Desk, to mend on the spot", "desk_home", desk(3), "staff", case("spot")),
    View("Accept on a commitment", "desk_outcome", desk(1), "staff", case("to_commit"), dialog=case("to_commit", "/desk/cases/{no}/outcome/accept/")),
    View("Desk, on a commitment", "desk_home", desk(3), "staff", case("committed")),
    View("Desk, in breach", "desk_home", desk(3), "staff", case("broken")),
    View("Desk, something to come", "desk_home", desk(3), "staff", case("tolerated")),
    View("Desk, papers disagree", "desk_home", desk(3), "staff", case("differs")),
    View("Explain a difference", "desk_difference", desk(3), "staff", case("differs"), dialog=lambda s: f"/desk/cases/{s.cases['differs'].no}/differences/{s.difference}/"),
    View("Change the parties", "desk_parties", desk(1), "staff", case("checking"), dialog=case("checking", "/desk/cases/{no}/parties/")),
    View("The whole number", "desk_reveal", desk(4), "staff", case("accepted"), dialog=found(
        desk(4), case("accepted"), r"(/desk/cases/[^/]+/parties/[0-9a-f-]{36}/whole/)", "{}")),
    View("Desk, stopped", "desk_home", desk(3), "staff", case("paused")),
    View("Desk, urged", "desk_home", desk(3), "staff", case("late")),
    View("Urge at the window", "desk_urge", desk(4), "staff", case("accepted"), dialog=case("accepted", "/desk/cases/{no}/urge/")),
    View("Enter from paper", "desk_manual", desk(3), "staff", "/desk/manual/?item=S04&number=2&written_on=2026-11-24"),
    View("Withdraw", "desk_withdraw", desk(3), "staff", case("fresh"), dialog=case("fresh", "/desk/cases/{no}/withdraw/")),
    View("Scan", "desk_file_form", desk(1), "staff", case("checking"), dialog=case("checking", "/desk/cases/{no}/materials/M1/file/")),
    View("Completion", "desk_correction", desk(3), "staff", case("correcting"), dialog=case("correcting", "/desk/cases/{no}/correction/")),
    View("One-time notice", "desk_outcome", desk(1), "staff", case("checking"), dialog=case("checking", "/desk/cases/{no}/outcome/one_time_notice/")),
    View("Desk, old defect", "desk_home", desk(3), "staff", case("again")),
    View("A second telling", "desk_outcome", desk(3), "staff", case("again"), dialog=case("again", "/desk/cases/{no}/outcome/one_time_notice/")),
    View("Refusal", "desk_outcome", desk(1), "staff", case("checking"), dialog=case("checking", "/desk/cases/{no}/outcome/refuse/")),
    View("Print a paper", "desk_paper", desk(4), "staff", case("accepted"), dialog=paper("accepted", "acceptance", "/desk/cases/{no}/papers/{id}/")),
    View("Receipt of service", "desk_serve", desk(4), "staff", case("accepted"), dialog=paper("accepted", "acceptance", "/desk/cases/{no}/papers/{id}/served/")),
    View("Deliver", "desk_deliver", desk(3), "staff", case("result"), dialog=case("result", "/desk/cases/{no}/deliver/")),
    View("Results", "desk_results", desk(3), "staff", "/desk/results/"),
    View("Hand-over lists", "desk_handovers", desk(3), "staff", "/desk/handovers/"),
    View("Hand-over list", "desk_handover", desk(3), "staff", lambda s: f"/desk/handovers/{s.handover_sent}/"),
]  # fmt: skip

OFFICE_VIEWS = [
    View("Queue", "office", OFFICE, "staff", "/office/"),
    View("Queue, of a representative", "office", "staff:rep-scjg", "staff", "/office/?show=all"),
    View("Case", "office_case", OFFICE, "staff", case("fresh", "/office/cases/{no}/")),
    View("A paper's life", "office_paper", OFFICE, "staff", paper("fresh", "acceptance", "/office/cases/{no}/papers/{id}/")),
    View("Waiting for a seal", "office_seals", TOBACCO, "staff", "/office/papers/"),
    View("Nothing waits for a seal", "office_seals", OFFICE, "staff", "/office/papers/"),
    View("A paper's life, to be stamped", "office_paper", TOBACCO, "staff", paper("unstamped", "acceptance", "/office/cases/{no}/papers/{id}/")),
    View("Print for others", "office_prints", desk(4), "staff", "/office/papers/prints/"),
    View("Case, decision fallen", "office_case", TOBACCO, "staff", case("fallen", "/office/cases/{no}/")),
    View("Case, handled again", "office_case", TOBACCO, "staff", case("again_handled", "/office/cases/{no}/")),
    View("Case, returned", "office_case", OFFICE, "staff", case("returned", "/office/cases/{no}/")),
    View("Case, late", "office_case", OFFICE, "staff", case("late", "/office/cases/{no}/")),
    View("Case, decided", "office_case", TOBACCO, "staff", case("decided", "/office/cases/{no}/")),
    View("Urgings", "office_reminders", OFFICE, "staff", "/office/reminders/"),
    View("Reminders", "office_reminders", OFFICE, "staff", "/office/reminders/?show=told"),
    View("Approve", "office_decide", OFFICE, "staff", case("fresh", "/office/cases/{no}/decide/?decision=approve")),
    View("Deny", "office_decide", OFFICE, "staff", case("fresh", "/office/cases/{no}/decide/?decision=deny")),
    View("Return", "office_return", OFFICE, "staff", case("lapsed", "/office/cases/{no}/return/")),
    View("Handle again", "office_reopen", TOBACCO, "staff", case("decided", "/office/cases/{no}/reopen/")),
    View("Handle again, effect shown", "office_reopen", TOBACCO, "staff", case("decided", "/office/cases/{no}/reopen/"),
         act=fall),
    View("Whole number, office", "office_reveal", OFFICE, "staff", found(
        OFFICE, case("fresh", "/office/cases/{no}/"), r'(/office/cases/[^/]+/parties/[0-9a-f-]{36}/)', "{}")),
    View("Case, stopped", "office_case", HEALTH, "staff", case("paused", "/office/cases/{no}/")),
    View("Case, extended", "office_case", OFFICE, "staff", case("longer", "/office/cases/{no}/")),
    View("Queue, stopped and late", "office", HEALTH, "staff", "/office/"),
    View("Time and procedures", "office_time", HEALTH, "staff", case("paused", "/office/cases/{no}/time/")),
    View("Start a procedure", "office_time_act", OFFICE, "staff", case("fresh", "/office/cases/{no}/time/start/?days=10&kind=testing")),
    View("Start a procedure of the item", "office_time_act", HEALTH, "staff", case("paused", "/office/cases/{no}/time/start/?days=10")),
    View("Finish a procedure", "office_time_finish", HEALTH, "staff", found(
        HEALTH, case("paused", "/office/cases/{no}/"), r'(/office/cases/[^/]+/time/finish/[0-9a-f-]{36}/)', "{}")),
    View("Ask for an extension", "office_time_act", OFFICE, "staff", case("fresh", "/office/cases/{no}/time/extend/")),
    View("Answer an extension", "office_time_act", "staff:rep-scjg", "staff", case("soon", "/office/cases/{no}/time/approve/")),
    View("Time with a hearing", "office_time", OFFICE, "staff", case("heard", "/office/cases/{no}/time/")),
    View("Tell of the right to a hearing", "office_hearing", OFFICE, "staff", case("fresh", "/office/cases/{no}/hearing/tell/")),
    View("Enter a request for a hearing", "office_hearing", OFFICE, "staff", case("asked", "/office/cases/{no}/hearing/apply/")),
    View("Arrange a hearing", "office_hearing", OFFICE, "staff", case("heard", "/office/cases/{no}/hearing/arrange/")),
    View("A hearing that is still to come", "office_hearing", OFFICE, "staff", case("heard", "/office/cases/{no}/hearing/hold/")),
    View("Promises, still to come", "office_promises", OFFICE, "staff", "/office/promises/"),
    View("Promises, breaches", "office_promises", OFFICE, "staff", "/office/promises/?show=breach"),
    View("Case, something to come", "office_case", OFFICE, "staff", case("tolerated", "/office/cases/{no}/")),
    View("Case, in breach", "office_case", OFFICE, "staff", case("broken", "/office/cases/{no}/")),
    View("Revisions", "office_revisions", OFFICE, "staff", "/office/revisions/"),
    View("Revisions, published", "office_revisions", OFFICE, "staff", "/office/revisions/?show=published"),
    View("Revise a guide", "office_revise_guide", OFFICE, "staff", "/office/revisions/guide/S01/"),
    View("Revise words on a paper", "office_revise_words", OFFICE, "staff", "/office/revisions/words/acceptance/"),
    View("A revision, proposed", "office_revision", OFFICE, "staff", lambda s: f"/office/revisions/{s.revisions['proposed']}/"),
    View("Check a revision", "office_revision", "staff:rep-scjg", "staff", lambda s: f"/office/revisions/{s.revisions['proposed']}/"),
    View("Publish a revision", "office_revision", "staff:rep-scjg", "staff", lambda s: f"/office/revisions/{s.revisions['checked']}/"),
    View("A revision, published", "office_revision", OFFICE, "staff", lambda s: f"/office/revisions/{s.revisions['published']}/"),
    View("Second tellings", "office_tellings", OFFICE, "staff", "/office/tellings/?until=2026-12-31"),
    View("Papers on their way", "office_handovers", TOBACCO, "staff", "/office/handovers/"),
    View("Papers taken over", "office_handovers", TOBACCO, "staff", "/office/handovers/?state=taken"),
    View("Sign for papers", "office_handover", TOBACCO, "staff", lambda s: f"/office/handovers/{s.handover_sent}/"),
]  # fmt: skip

SETUP = [
    View("Change hands", "switch", desk(3), "staff", "/switch/"),
    View("My PIN", "account", desk(3), "staff", "/account/"),
    View("Log in", "login", CITIZEN, "staff", "/login/"),
    View("Demo", "demo", CITIZEN, "staff", "/demo/"),
    View("Set-up", "setup", SYSTEM, "staff", "/setup/"),
    View("Items", "setup_items", SYSTEM, "staff", "/setup/items/"),
    View("Item", "setup_item", SYSTEM, "staff", "/setup/items/S04/"),
    View("Import", "setup_import", SYSTEM, "staff", "/setup/items/import/"),
    View("Windows", "setup_windows", SYSTEM, "staff", "/setup/windows/"),
    View("Numbers and appointments", "setup_queues", SYSTEM, "staff", "/setup/queues/"),
    View("Departments", "setup_departments", SYSTEM, "staff", "/setup/departments/"),
    View("Devices", "setup_devices", SYSTEM, "staff", "/setup/devices/"),
    View("Numbers of papers", "setup_numbers", SYSTEM, "staff", "/setup/papers/"),
    View("Stamps", "setup_seals", SYSTEM, "staff", "/setup/papers/seals/"),
    View("Register of a stamp", "setup_seals", SYSTEM, "staff", found(
        SYSTEM, "/setup/papers/seals/", r"seal=([0-9a-f-]{36})", "/setup/papers/seals/?seal={}")),
    View("Printers", "setup_printers", SYSTEM, "staff", "/setup/papers/printers/"),
    View("Forms of papers", "setup_templates", SYSTEM, "staff", "/setup/papers/templates/"),
    View("Form of a paper", "setup_template", SYSTEM, "staff", "/setup/papers/templates/acceptance/"),
    View("Center", "setup_center", SYSTEM, "staff", "/setup/center/"),
    View("Legal calendar", "setup_calendar", SYSTEM, "staff", "/setup/calendar/?year=2026"),
    View("Notice before it counts", "setup_calendar", SYSTEM, "staff", "/setup/calendar/?year=2026", act=_propose_days),
    View("Staff", "setup_staff", "staff:security", "staff", "/setup/staff/"),
    View("Person", "setup_person", "staff:security", "staff", found("staff:security", "/setup/staff/", r"/setup/staff/([0-9a-f-]{36})/", "/setup/staff/{}/")),
    View("Tokens", "setup_tokens", "staff:security", "staff", "/setup/tokens/"),
    View("Manual mode", "setup_manual", SYSTEM, "staff", "/setup/manual/"),
    View("Messages sent", "setup_messages", SYSTEM, "staff", "/setup/messages/"),
    View("Inbox", "inbox", OFFICE, "staff", "/inbox/?show=all"),
    View("Inbox, empty", "inbox", SYSTEM, "staff", "/inbox/"),
    View("Audit", "setup_audit", "staff:audit", "staff", "/setup/audit/"),
    View("Enrol a device", "device_enrol", CITIZEN, "kiosk", "/device/enrol/"),
    View("API", "api-docs", CITIZEN, "staff", "/api/v1/docs"),
    View("Not found", "", CITIZEN, "phone", "/q/ABCD-EFGH-JKLM/", status=404),
]  # fmt: skip

FACES: dict[str, list[View]] = {
    "Portal": PORTAL, "Kiosk": KIOSK_VIEWS, "Screens and evaluator": SCREENS, "Workbench": DESK, "Back office": OFFICE_VIEWS,
    "Set-up, log-in, API": SETUP,
}  # fmt: skip

PARTS = [
    Part("portal-start", CITIZEN, "/"),
    Part("portal-state", CITIZEN, "/p/demo/state/"),
    Part("portal-ticket-state", CITIZEN, ticket("waiting", "/t/{code}/state/")),
    Part("portal-progress-state", CITIZEN, coded("fresh", "/q/{code}/state/")),
    Part("portal-paper", CITIZEN, coded("fresh", "/q/{code}/papers/{acceptance}/")),
    Part("portal-form", CITIZEN, found(CITIZEN, SITUATION, r"/p/demo/forms/([0-9a-f-]{36})/", "/p/demo/forms/{}/")),
    Part("kiosk_live", KIOSK, "/kiosk/live/"),
    Part("kiosk_wipe", KIOSK, "/kiosk/wipe/"),
    Part("screen_hall_board", HALL, "/screen/hall/board/"),
    Part("screen_window_state", "device:screen-2", "/screen/window/2/state/"),
    Part("evaluator_now", "device:evaluator-1", "/screen/evaluator/1/now/"),
    *(Part("desk_part", desk(1), f"/desk/part/{name}/") for name in ("bar", "figures", "left", "right", "desk")),
    Part("desk_guide_found", desk(6), "/desk/guide/found/?q=sp"),
    Part("desk_guide_slip", desk(3), lambda s: f"/desk/guide/slip/{s.inquiry}.pdf"),
    Part("desk_posts_now", MANAGER, "/desk/posts/now/"),
    Part("login_second", CITIZEN, "/login/second/"),  # only after a password; anybody else is led to the log-in
    Part("locked_now", desk(5), "/locked/now/?is=1"),
    Part("desk_items", desk(6), "/desk/items/?q=sp&queue=A"),
    Part("desk_inquiry_items", desk(3), "/desk/inquiry/items/?q=sp"),
    Part("desk_inquiry_pdf", desk(3), lambda s: f"/desk/inquiry/{s.inquiry}/service.pdf"),
    Part("desk_item", desk(6), "/desk/items/S04/"),
    Part("desk_item_list", desk(6), "/desk/items/S04/list/"),
    Part("desk_party", desk(6), "/desk/party/?n=1"),
    Part("desk_pdf", desk(4), paper("accepted", "acceptance", "/desk/cases/{no}/papers/{id}/archive.pdf")),
    Part("desk_signature", desk(4), paper("accepted", "acceptance", "/desk/signature/?subject=paper:{id}")),
    Part("desk_form", desk(1), found(desk(1), case("checking"), r"/desk/forms/([0-9a-f-]{36})/", "/desk/forms/{}/")),
    Part("inbox_mark", OFFICE, "/inbox/mark/"),
    Part("desk_manual_materials", desk(3), "/desk/manual/materials/?item=S04"),
    Part(
        "setup_pack",
        SYSTEM,
        found(SYSTEM, "/setup/manual/", r"/setup/manual/([0-9a-f-]{36}).pdf", "/setup/manual/{}.pdf"),
    ),
    Part("office_reminders_export", OFFICE, "/office/reminders/export.csv"),
    Part("office_export", OFFICE, "/office/export.csv"),
    Part("office_pdf", OFFICE, paper("fresh", "acceptance", "/office/cases/{no}/papers/{id}/archive.pdf")),
    Part("setup_template_preview", SYSTEM, "/setup/papers/templates/acceptance/preview/"),
    Part("setup_template_picture", SYSTEM, "/setup/papers/templates/acceptance/page.png"),
    Part("catalog_form", SYSTEM, found(SYSTEM, "/setup/items/S04/", r"/forms/([0-9a-f-]{36})/", "/forms/{}/")),
]

UPLOADS = {"desk_file", "office_file", "office_scan"}
"""Uploads exist only after somebody has uploaded one: the tests of the faces do."""

ACTS = {
    "kiosk_mode", "kiosk_take", "kiosk_rate", "evaluator_sign", "evaluator_rate", "portal-status", "logout", "demo_device",
    "demo_log_in", "device_leave", "desk_open", "desk_close", "desk_call", "desk_call_chosen", "desk_guide_take", "desk_guide_ask", "desk_guide_check_in", "desk_guide_carry",
    "portal-appointment-act", "portal-ticket-here", "desk_recall", "desk_start",
    "desk_no_show", "desk_resume", "desk_requeue", "desk_finish", "desk_invite", "desk_invite_cancel", "desk_earlier",
    "desk_open_case", "desk_materials", "desk_all_received", "desk_receipt", "desk_intake", "desk_printed", "desk_seal", "desk_inquiry_printed",
    "desk_signature_cancel", "desk_lookup", "desk_values", "desk_inconsistent", "desk_item_read",
}  # fmt: skip
"""Addresses that take a form and show nothing of their own."""

NO_PAGES = {"stream_address", "set_language"}
"""An answer for scripts, which need a signed text from a page; and Django's own switch, which sends a reader back unchanged."""


def views() -> Iterator[tuple[str, View, str]]:
    """(face, view, language), grouped so that one browser context after another can be used."""
    for face, rows in FACES.items():
        for language in BOTH:
            yield from ((face, row, language) for row in rows if language in row.languages)
