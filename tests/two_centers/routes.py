"""One line for every address and every operation of the API: who asks there for the other center's things, and how.

`theirs`: the address (or the body) names a thing; the other center's answers 404.
`own`: the address names nothing of a center; what it shows holds nothing of the other's, and each of `posts` that names
something of the other's changes nothing there.
`public`: anybody may, by right or because he holds a code; the reason is given.
A new address has to be given a line, or the test that counts them fails.
"""

from dataclasses import dataclass, field
from typing import Any

from .naming import SCAN, Own, Theirs
from .world import DOT, ITEM, OTHER_ITEM


@dataclass(frozen=True, slots=True)
class Line:
    """`who` is an account or a device of world.py; `args` fill the address; `query` and `body` go with it."""

    kind: str
    who: str = ""
    args: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    posts: tuple[dict[str, Any], ...] = ()
    why: str = ""
    more: tuple[dict[str, Any], ...] = ()
    """Further ways to fill the address, e.g. one's own case with the other's paper."""


def theirs(who: str, args: dict[str, Any], *more: dict[str, Any], **body: Any) -> Line:
    return Line("theirs", who, args, body=body, more=more)


def own(who: str, *posts: dict[str, Any], **query: Any) -> Line:
    return Line("own", who, query=query, posts=posts)


def public(why: str) -> Line:
    return Line("public", why=why)


_PAGE = "a public page of the center that is named in the address; it holds no personal data"
_CODE = "whoever holds the code may see what it opens, wherever he works"
_SESSION = "about the asker's own session or browser"
_DEMO = "the sample center only, which has no secrets"
_FORM = "forms of the shared catalogue are for everybody"


def _ticket(name: str = "waiting") -> Line:
    return theirs("desk", {"ticket": Theirs(name)})


def _case(name: str = "draft", **body: Any) -> Line:
    return theirs("desk", {"no": Theirs(name)}, **body)


_PAPER = {"no": Theirs("accepted"), "paper": Theirs("paper")}
_MY_CASE = {"no": Own("accepted"), "paper": Theirs("paper")}
_WINDOW = {"window": Theirs("other_window")}

ROUTES: dict[str, Line] = {
    "healthz": public("for the supervisor of the machine"),
    "api-docs": public("documentation"), "api-v1:openapi-json": public("documentation"),
    "api-v1:api-root": public("only a prefix for addresses"),
    "locked": public(_SESSION), "locked_now": public(_SESSION), "login": public(_SESSION), "login_second": public(_SESSION), "login_password": public(_SESSION), "switch": public(_SESSION), "account": public(_SESSION), "logout": public(_SESSION), "set_language": public(_SESSION),
    "stream_address": public(_SESSION), "device_enrol": public(_SESSION), "device_leave": public(_SESSION),
    "demo": public(_DEMO), "demo_device": public(_DEMO), "demo_log_in": public(_DEMO),
    # the portal
    "portal-start": public(_PAGE), "portal-home": public(_PAGE), "portal-state": public(_PAGE), "portal-items": public(_PAGE),
    "portal-guide": public(_PAGE), "portal-visit": public(_PAGE), "portal-form": public(_FORM),
    "portal-book-choose": public(_PAGE), "portal-book": public(_PAGE), "portal-remote": public(_PAGE),
    "portal-appointment": public(_CODE), "portal-appointment-act": public(_CODE), "portal-ticket-here": public(_CODE), "portal-ticket-back": public(_CODE), "portal-ticket-closing": public(_CODE),
    "portal-ticket": public(_CODE), "portal-ticket-why": public(_CODE), "portal-ticket-state": public(_CODE), "portal-ask": public(_CODE),
    "portal-status": public("asks the default center by number and four digits, counted"),
    "portal-progress": public(_CODE), "portal-urge": public(_CODE), "portal-progress-state": public(_CODE), "portal-verify-ask": public(_CODE),
    "portal-verify": public("a paper's code shows whether the paper is genuine"), "portal-rate": public(_CODE),
    "portal-paper": theirs("visitor", {"code": Own("accepted_tracking"), "paper_id": Theirs("paper")}),
    # kiosk, screens and evaluator
    "kiosk_home": own("kiosk"), "kiosk_arrive": own("kiosk", {"code": Theirs("booking"), "by": "code"}), "kiosk_live": own("kiosk"), "kiosk_mode": public(_SESSION), "kiosk_wipe": public(_SESSION),
    "kiosk_alive": public(_SESSION), "kiosk_paper": public(_SESSION), "kiosk_reserve": own("kiosk"), "kiosk_report": own("kiosk"),
    "kiosk_queues": own("kiosk"), "kiosk_situations": own("kiosk"), "kiosk_find": own("kiosk", q="食品"),
    "kiosk_situation": public("ways of asking, the same everywhere"), "kiosk_guides": own("kiosk"),
    "kiosk_guide": public(_FORM), "kiosk_take": own("kiosk", {"queue": Theirs("queue")}),
    "kiosk_slip": theirs("kiosk", {"code": Theirs("waiting_code")}), "kiosk_help": own("kiosk"),
    "kiosk_print": theirs("kiosk", {"code": Theirs("waiting_code")}),
    "kiosk_back": theirs("kiosk", {"code": Theirs("waiting_code")}),
    "kiosk_code": Line("own", "kiosk", {"purpose": "progress"}, posts=(
        {"code": Theirs("waiting_code")}, {"code": Theirs("accepted_tracking")})),
    "kiosk_closing": own("kiosk", {"code": Theirs("serving_code"), "choice": "stay"}),
    "kiosk_rate": own("kiosk", {"code": Theirs("serving_code"), "grade": "5"}),
    "screen_hall": own("hall_screen"), "screen_hall_board": own("hall_screen"),
    "screen_clip": Line("own", "hall_screen", {"name": "A"}),
    "screen_zone": theirs("hall_screen", {"code": Theirs("zone")}),
    "screen_zone_board": theirs("hall_screen", {"code": Theirs("zone")}),
    "screen_window": theirs("window_screen", {"code": Theirs("window")}),
    "screen_window_state": theirs("window_screen", {"code": Theirs("window")}),
    "evaluator": theirs("evaluator", {"code": Theirs("window")}),
    "evaluator_now": theirs("evaluator", {"code": Theirs("window")}),
    "evaluator_sign": theirs(
        "evaluator", {"code": Theirs("window")}, request=Theirs("signature"), signature=DOT
    ),
    "evaluator_rate": theirs("evaluator", {"code": Theirs("window")}, invitation=Theirs("invitation"), grade="1"),
    # set-up
    "catalog_form": public(_FORM), "setup": own("system"), "setup_items": own("system"), "setup_import": own("system"),
    "setup_item": Line("own", "system", {"code": ITEM}, posts=(
        {"act": "offer", "department": Theirs("department"), "group": "A", "active": "on"},)),
    "setup_windows": own("system", {"act": "change", "window": Theirs("window_id_1"), "name": "改", "zone": Theirs("zone")},
                         {"act": "queues", "window": Theirs("window"), "queues": Theirs("queue")}),
    "setup_departments": own("system", {"act": "change", "department": Theirs("department"), "name": "改"}),
    "setup_voice": own("system", {"act": "drop", "clip": "A"}), "setup_voice_export": own("system"),
    "setup_voice_clip": Line("own", "system", {"name": "A"}),
    "setup_devices": own("system", {"act": "key", "device": Theirs("device_kiosk")},
                         {"act": "revoke", "device": Theirs("device_kiosk"), "reason": "丢失"}),
    "setup_machines": own("system", {"act": "test", "device": Theirs("device_kiosk")}, {"act": "report", "device": Theirs("device_kiosk"), "fault": "other", "detail": "x"}),
    "setup_areas": own("desk", {"act": "duty", "area": Theirs("area"), "staff": Own("staff_desk"), "day": "2030-01-07", "starts": "09:00", "ends": "10:00"},
                       {"act": "settle", "incident": Theirs("incident"), "done": "x"}),
    "setup_area_notice": theirs("desk", {"code": Theirs("area")}),
    "setup_machines_now": own("system"), "setup_faults": own("system", {"act": "take", "fault": Theirs("fault")}),
    "device_beat": public(_SESSION), "device_test": public(_SESSION),
    "setup_center": own("system"), "setup_calendar": own("system"), "setup_staff": own("security", {"act": "add", "department": Theirs("department")}),
    "setup_person": theirs("security", {"staff_id": Theirs("staff_desk")}, act="password", password="a-new-password"),
    "setup_tokens": own("security", {"act": "revoke", "token": Theirs("token"), "reason": "停用"},
                        {"act": "make", "bearer": Theirs("staff_desk")}),
    "setup_audit": own("audit"), "setup_messages": own("system", {"act": "again", "message": Theirs("lost_message")}),
    "setup_manual": own("system"), "setup_pack": theirs("system", {"pack": Theirs("pack")}),
    "help_mine": own("desk", {"act": "settle", "question": Theirs("answered")}, {"act": "withdraw", "question": Theirs("question")}),
    "help_answer": own("desk", {"act": "answer", "question": Theirs("question"), "text": "x"}), "help_known": own("desk"),
    "help_figures": own("desk"), "desk_help": own("desk", {"kind": "system", "text": "怎么退出"}), "desk_help_mark": own("desk"), "desk_bridge": own("desk"),
    "desk_manual": own("desk"), "desk_manual_materials": public(_FORM),
    "inbox": own("desk", {"act": "read", "message": Theirs("message")}), "inbox_mark": own("desk"),
    # the workbench
    "desk_home": own("desk", case=Theirs("draft")), "desk_part": Line("own", "desk", {"name": "desk"}, {"case": Theirs("draft")}),
    "desk_seat": own("desk", _WINDOW), "desk_open": own("desk", _WINDOW), "desk_pause": own("desk", _WINDOW),
    "desk_check": Line("own", "desk", {"kind": "opening"}, posts=({},)),
    "desk_shift": own("desk", {"act": "accept", "slip": Theirs("slip")}, {"act": "withdraw", "slip": Theirs("slip")}),
    "desk_slip": theirs("desk", {"slip": Theirs("slip")}),
    "desk_late": own("desk", {"act": "finish", "kept": Theirs("kept")}, {"act": "give", "kept": Theirs("kept")},
                     {"act": "lieu", "staff": Theirs("staff_desk"), "minutes": "1"}),
    "desk_kept_paper": theirs("desk", {"kept": Theirs("kept"), "copy": "service"}),
    "desk_posts": own("desk", {"zone": Theirs("zone")}, {"zone": Own("zone"), "staff": Theirs("staff_desk")}), "desk_posts_now": own("desk"),
    "desk_call": own("desk", _WINDOW), "desk_waiting": own("desk"), "desk_why": theirs("desk", {"ticket": Theirs("waiting")}),
    "setup_order": own("system"), "setup_accuracy": own("system"), "setup_advice": own("system"),
    "desk_close": own("desk", _WINDOW), "desk_silent": own("desk", {"reason": "person", "window": Theirs("window")}),
    # the floor console
    "floor": own("desk"), "floor_live": own("desk"), "floor_alert": own("desk", {"alert": Theirs("alert"), "act": "see"}),
    "floor_notice": own("desk", {"notice": Theirs("notice")}), "floor_incident": own("desk"),
    "floor_call": theirs("desk", {"call": Theirs("help")}), "floor_window": theirs("desk", {"code": Theirs("window")}),
    "floor_window_effect": theirs("desk", {"code": Theirs("window")}), "floor_numbers": own("desk", q="A"),
    "floor_number": theirs("desk", {"ticket": Theirs("waiting")}),
    "floor_day": own("desk"), "floor_day_at": own("desk"), "floor_day_sheet": own("desk"),
    "setup_queues": own("system", {"act": "window", "window": Theirs("window"), "skills": "sign"}),
    "desk_guide": own("desk", {"code": "x"}), "desk_guide_found": own("desk"), "desk_guide_take": own("desk", {"queue": Theirs("queue")}),
    "desk_guide_ask": own("desk", {"item": "nothing"}), "desk_guide_check_in": own("desk", {"code": Theirs("booking")}),
    "desk_guide_carry": own("desk", {"tickets": Theirs("waiting"), "to": "2030-01-07", "reason": "x"}),
    "desk_guide_number": theirs("desk", {"ticket": Theirs("waiting")}),
    "desk_guide_slip": theirs("desk", {"inquiry": Theirs("inquiry")}),
    "desk_call_chosen": theirs("desk", {"ticket": Theirs("waiting")}, reason="x"), "desk_recall": _ticket("called"), "desk_start": _ticket("called"), "desk_no_show": _ticket("called"),
    "desk_hold": _ticket("called"), "desk_resume": _ticket("held"), "desk_requeue": _ticket("absent"),
    "desk_transfer": theirs("desk", {"ticket": Theirs("waiting")}, queue=Own("queue")),
    "desk_finish": _ticket("called"), "desk_invite": _ticket("called"),
    "desk_invite_cancel": theirs("desk", {"invitation": Theirs("invitation")}),
    "desk_items": own("desk", q="食品"), "desk_item": public(_FORM), "desk_item_list": public(_FORM), "desk_item_read": Line("own", "desk", {"code": ITEM}), "desk_party": own("desk"),
    "desk_inquiry": own("desk", {"item": ITEM, "ticket": Theirs("waiting")}), "desk_inquiry_items": own("desk", q="食品"),
    "desk_inquiry_slip": theirs("desk", {"inquiry": Theirs("inquiry")}), "desk_inquiry_printed": theirs("desk", {"inquiry": Theirs("inquiry")}),
    "desk_inquiry_pdf": theirs("desk", {"inquiry": Theirs("inquiry"), "copy": "service"}),
    "desk_earlier": own("desk", {"parties.0.id_no": Theirs("id_no")}), "desk_lookup": own(
        "desk", {"q": Theirs("draft")}, {"q": Theirs("accepted_tracking")}, {"q": Theirs("id_no")}),
    "desk_open_case": own("desk", {"item": ITEM, "ticket": Theirs("serving"), "parties.0.role": "applicant",
                                   "parties.0.kind": "person", "parties.0.name": "张云", "parties.0.id_type": "none",
                                   "parties.0.id_reason": "未带"}),
    "desk_situation": _case(), "desk_withdraw": _case(reason="不办了"), "desk_materials": _case(code="M1", status="received"),
    "desk_parties": _case(**{"parties.0.role": "applicant", "parties.0.name": "张云", "parties.0.id_type": "none",
                             "parties.0.id_reason": "未带"}),
    "desk_values": _case(code="M1", **{"value.address": "甲"}),
    "desk_difference": theirs("desk", {"no": Theirs("changed"), "digest": Theirs("difference")}, answer="other", reason="x"),
    "desk_inconsistent": theirs("desk", {"no": Theirs("changed"), "digest": Theirs("difference")}),
    "desk_procedure": _case(procedure="ordinary"), "desk_tolerate": _case(),
    "desk_supply": theirs("desk", {"no": Theirs("tolerated")}, **{"status.M2": "received"}),
    "desk_take_back": theirs("desk", {"no": Theirs("committed")}, reason="改走一般程序"),
    "desk_appeal": theirs("desk", {"no": Theirs("broken")}, appeal="不符事实"),
    "desk_item_change": _case(item=OTHER_ITEM, reason="选错事项"),
    "desk_reveal": theirs("desk", {"no": Theirs("draft"), "party": Theirs("party")}, reason="核对"),
    "desk_all_received": _case(codes="M1"), "desk_receipt": _case(), "desk_correction": _case("noticed", brought="M1"),
    "desk_urge": _case("accepted", reason="申请人来问"),
    "desk_file_form": theirs("desk", {"no": Theirs("draft"), "code": "M1"}, file=SCAN),
    "desk_outcome": theirs("desk", {"no": Theirs("draft"), "outcome": "accept"}), "desk_intake": _case(outcome="accept"),
    "desk_deliver": _case("decided", method="on_site", receiver_name="张云"),
    "desk_paper": theirs("desk", _PAPER, _MY_CASE), "desk_printed": theirs("desk", _PAPER, _MY_CASE),
    "desk_pdf": theirs("desk", _PAPER | {"copy": "service"}, _MY_CASE | {"copy": "service"}),
    "desk_seal": theirs("desk", _PAPER, _MY_CASE),
    "desk_serve": theirs("desk", _PAPER, _MY_CASE, mode="paper", receiver="张云"),
    "desk_signature": own("desk", {"subject": Theirs("decided"), "no": Theirs("decided"), "signer": "张云", "about": "领取"}),
    "desk_signature_cancel": theirs("desk", {"asked": Theirs("signature")}),
    "desk_file": theirs("desk", {"file_id": Theirs("stored_file")}), "desk_form": public(_FORM),
    "desk_results": own("desk"), "desk_handovers": own("desk", {"cases": Theirs("accepted")}),
    "desk_handover": theirs("desk", {"handover": Theirs("open_handover")}),
    # the back office
    "office": own("desk", q=Theirs("draft"), show="all"), "office_export": own("desk", show="all"),
    "office_reminders": own("desk"), "office_reminders_export": own("desk", show="open"),
    "office_case": Line("theirs", "desk", {"no": Theirs("handed")}, body={"act": "opinion", "opinion": "approve", "reasons": "好"}),
    "office_decide": theirs("desk", {"no": Theirs("handed")}, decision="approve", reasons="符合"),
    "office_return": theirs("desk", {"no": Theirs("noticed")}, reasons="逾期", basis="x"),
    "office_time": _case("stopped"),
    "office_time_act": theirs("desk", {"no": Theirs("accepted"), "name": "start"}, days="3", kind="testing"),
    "office_hearing": theirs("desk", {"no": Theirs("told"), "name": "waive"}, reason="书面放弃"),
    "office_time_finish": theirs("desk", {"no": Theirs("stopped"), "which": Theirs("procedure")},
                                 {"no": Own("stopped"), "which": Theirs("procedure")}),
    "office_reopen": theirs("desk", {"no": Theirs("given")}, act="confirm", cause="own", effect="revoked", document_kind="决定书",
                            document_no="x", document_on="2026-01-05", binding_on="2026-01-05", reasons="x"),
    "office_reveal": theirs("desk", {"no": Theirs("draft"), "party": Theirs("party")}, reason="核对"),
    "office_pdf": theirs("desk", _PAPER | {"copy": "service"}, _MY_CASE | {"copy": "service"}),
    "office_file": theirs("desk", {"no": Theirs("draft"), "file_id": Theirs("stored_file")},
                          {"no": Own("draft"), "file_id": Theirs("stored_file")}),
    "office_paper": theirs("desk", _PAPER, _MY_CASE, act="printed", copy="both"),
    "office_scan": theirs("desk", _PAPER | {"file_id": Theirs("paper_scan")}),
    "office_seals": own("desk", {"papers": Theirs("wet_paper")}), "office_prints": own("desk", {"act": "done", "job": Theirs("print_job")}),
    "setup_numbers": own("desk", {"act": "reserve", "department": Theirs("department"), "kind": "receipt", "count": "1", "purpose": "x"}),
    "setup_seals": own("desk", {"act": "return", "seal": Theirs("seal"), "receiver": "张", "note": "x"},
                       {"act": "habit", "department": Theirs("department")}),
    "setup_templates": own("desk"),
    "setup_template": Line("own", "desk", {"kind": "receipt"}, posts=({"act": "publish", "base": "0", "note": "x"},)),
    "setup_template_preview": Line("own", "desk", {"kind": "receipt"}, query={"note": "x"}),
    "setup_template_picture": Line("own", "desk", {"kind": "receipt"}, query={"note": "x"}),
    "setup_printers": own("desk", {"act": "change", "printer": Theirs("printer"), "name": "改", "place": "x"}),
    "office_handovers": own("desk"), "office_handover": theirs("desk", {"handover": Theirs("open_handover")}),
    "office_revisions": own("desk"), "office_revise_guide": Line("own", "desk", {"code": ITEM}),
    "office_revise_words": Line("own", "desk", {"kind": "receipt"}),
    "office_revision": theirs("desk", {"which": Theirs("revision")}, act="return", opinion="不对"),
    "office_tellings": own("desk", since="2020-01-01"), "office_promises": own("desk", show="lapsed"),
}  # fmt: skip

_NO = {"no": Theirs("draft")}
_T = {"ticket_id": Theirs("waiting")}
_A = {"code": Theirs("booking")}
_W = {"code": Theirs("window")}
_R = {"revision_id": Theirs("revision")}

OPERATIONS: dict[str, Line] = {
    "issue_ticket": Line("theirs", "clerk", body={"center": Theirs("code"), "queue": Theirs("queue")}),
    "get_board": Line("theirs", "clerk", {"code": Theirs("code")}),
    "get_ticket": Line("theirs", "clerk", _T),
    "list_slots": Line("theirs", "clerk", {"code": Theirs("code"), "queue": Theirs("queue")}),
    "list_appointments": Line("own", "clerk"), "get_appointment": Line("theirs", "clerk", _A),
    "book_appointment": Line("theirs", "clerk", body={"center": Theirs("code"), "queue": Theirs("queue"), "starts": Own("slot"), "phone": "13800135678"}),
    "move_appointment": Line("theirs", "clerk", _A, body={"starts": Own("slot")}),
    "cancel_appointment": Line("theirs", "clerk", _A), "want_earlier": Line("theirs", "clerk", _A),
    "check_in": Line("theirs", "clerk", body={"code": Theirs("booking")}),
    "open_window": Line("theirs", "clerk", _W), "pause_window": Line("theirs", "clerk", _W, body={"reason": "paperwork"}),  # any other locks the token
    "unlock": public("shows the token's own person to be at his post; names nothing"),
    "close_window": Line("theirs", "clerk", _W, body={"held": "stay"}), "call_next": Line("theirs", "clerk", _W),
    **{f"{act}_ticket": Line("theirs", "clerk", _T) for act in (
        "recall", "start", "no_show", "requeue", "hold", "resume", "finish")},
    "cancel_ticket": Line("theirs", "clerk", _T, body={"reason": "不等了"}),
    "transfer_ticket": Line("theirs", "clerk", _T, body={"queue": Own("queue")}),
    "list_items": Line("own", "clerk"), "get_item": public(_FORM),
    "open_case": Line("theirs", "clerk", body={"center": Theirs("code"), "item": ITEM, "parties": [
        {"name": "张云", "id_type": "none", "id_reason": "未带"}]}),
    "get_case": Line("theirs", "clerk", _NO),
    "check_materials": Line("theirs", "clerk", _NO, body={"M1": {"status": "received"}}),
    "change_item": Line("theirs", "clerk", _NO, body={"item": OTHER_ITEM, "reason": "选错事项"}),
    "answer_inquiry": Line("theirs", "clerk", body={"item": ITEM, "ticket": Theirs("waiting")}),
    "list_outcomes": Line("theirs", "clerk", _NO), "give_receipt": Line("theirs", "clerk", _NO),
    "decide_intake": Line("theirs", "clerk", _NO, body={"outcome": "accept"}),
    "complete_correction": Line("theirs", "clerk", {"no": Theirs("noticed")}),
    "hand_over": Line("theirs", "clerk", body={"cases": [Theirs("accepted")]}),
    "take_over": Line("theirs", "representative", {"handover_id": Theirs("open_handover")}),
    "list_office_cases": Line("own", "representative"), "list_second_tellings": Line("own", "representative"),
    "decide_case": Line("theirs", "representative", {"no": Theirs("handed")}, body={"decision": "approve", "reasons": "符合"}),
    "register_result": Line("theirs", "clerk", {"no": Theirs("decided")}, body={}),
    "deliver_result": Line("theirs", "clerk", {"no": Theirs("decided")}, body={"method": "on_site", "receiver_name": "张云"}),
    "note_values": Line("theirs", "clerk", _NO, body={"M1": {"address": "甲"}}),
    "list_differences": Line("theirs", "clerk", _NO),
    "answer_difference": Line("theirs", "clerk", {"no": Theirs("changed")}, body={"difference": Theirs("difference"), "answer": "other", "reason": "x"}),
    "reopen_case": Line("theirs", "representative", {"no": Theirs("given")}, body={
        "cause": "own", "effect": "revoked", "document": "x", "document_on": "2026-01-05", "binding_on": "2026-01-05",
        "reasons": "x"}),
    "return_case": Line("theirs", "representative", {"no": Theirs("noticed")}, body={"reasons": "逾期", "basis": "x"}),
    "withdraw_case": Line("theirs", "clerk", _NO, body={"reason": "不办了"}),
    "get_promises": Line("theirs", "clerk", _NO), "preview_tolerance": Line("theirs", "clerk", {"no": Theirs("tolerated")}),
    "choose_procedure": Line("theirs", "clerk", _NO, body={"choice": "ordinary"}),
    "supply": Line("theirs", "clerk", {"no": Theirs("tolerated")}, body={"M2": {"status": "received"}}),
    "admit_late": Line("theirs", "representative", {"no": Theirs("tolerated")},
                       body={"materials": {"M2": {"status": "received"}}, "reasons": "暴雨"}),
    "return_lapsed": Line("theirs", "representative", {"no": Theirs("tolerated")}, body={"reasons": "未补齐", "basis": "某条"}),
    "withdraw_commitment": Line("theirs", "clerk", {"no": Theirs("committed")}, body={"reason": "改走一般程序"}),
    "verify_commitment": Line("theirs", "representative", {"no": Theirs("committed")},
                              body={"result": "kept", "findings": "一致", "verifiers": ["赵甲", "钱乙"]}),
    "check_repair": Line("theirs", "representative", {"no": Theirs("broken")},
                         body={"corrected": True, "findings": "已整改", "verifiers": ["赵甲", "钱乙"]}),
    "appeal_breach": Line("theirs", "clerk", {"no": Theirs("broken")}, body={"appeal": "不符事实"}),
    "answer_appeal": Line("theirs", "representative", {"no": Theirs("broken")}, body={"upheld": False, "reply": "事实清楚"}),
    "decide_breach": Line("theirs", "representative", {"no": Theirs("broken")},
                          body={"decision": "revoke", "reasons": "未整改", "basis": "某条"}),
    "repair_credit": Line("theirs", "representative", {"no": Theirs("broken")}, body={"reason": "已纠正"}),
    "get_clock": Line("theirs", "clerk", {"no": Theirs("stopped")}),
    "report_up": Line("theirs", "representative", {"no": Theirs("accepted")}, body={"conclusion": "agree", "opinion": "符合", "papers": ["M1"]}),
    "start_procedure": Line("theirs", "representative", {"no": Theirs("accepted")}, body={"kind": "testing", "days": 3}),
    "finish_procedure": Line("theirs", "representative", {"no": Own("stopped"), "procedure_id": Theirs("procedure")}, body={}),
    "ask_extension": Line("theirs", "representative", {"no": Theirs("accepted")}, body={"reason": "情况复杂"}),
    "approve_extension": Line("theirs", "representative", {"no": Theirs("handed")}, body={"approver": "周正", "approver_post": "局长"}),
    "decline_extension": Line("theirs", "representative", {"no": Theirs("handed")}, body={"reason": "不必延长"}),
    "take_back_extension": Line("theirs", "representative", {"no": Theirs("handed")}),
    "list_hearings": Line("theirs", "representative", {"no": Theirs("heard")}),
    **{f"{act}_hearing{right}": Line("theirs", "representative", {"no": Theirs("accepted")}, body={"matter": "排烟", "persons": "邻居"})
       for act, right in (("tell", "_right"), ("order", ""))},
    "apply_for_hearing": Line("theirs", "representative", {"no": Theirs("told")}, body={"applicant": "陈国华"}),
    "waive_hearing": Line("theirs", "representative", {"no": Theirs("told")}, body={"reason": "书面放弃"}),
    "arrange_hearing": Line("theirs", "representative", {"no": Theirs("heard")}, body={
        "hold_at": Own("hearing_day"), "place": "三楼", "presider": "周怀远", "presider_post": "科长"}),
    "hold_hearing": Line("theirs", "representative", {"no": Theirs("heard")}, body={"record": "笔录", "signed_by": "陈国华"}),
    "cancel_hearing": Line("theirs", "representative", {"no": Theirs("heard")}, body={"reason": "撤回"}),
    "get_renewal": Line("theirs", "representative", {"no": Theirs("accepted")}),
    "note_renewal": Line("theirs", "representative", {"no": Theirs("accepted")}, body={"licence_no": "JY1", "expires_on": "2099-12-31"}),
    "list_urgings": Line("theirs", "representative", {"no": Theirs("handed")}),
    "urge_case": Line("theirs", "representative", {"no": Theirs("handed")}, body={"reason": "申请人来问"}),
    "answer_urging": Line("theirs", "representative", {"urging_id": Theirs("urging")}, body={"reply": "明天办结"}),
    "list_tolerances": Line("own", "representative", {}), "list_commitments": Line("own", "representative", {}),
    "list_papers": Line("theirs", "clerk", {"no": Theirs("accepted")}),
    "get_paper": Line("theirs", "clerk", {"case_no": Theirs("accepted"), "kind": "acceptance"}),
    "get_manual": Line("own", "clerk"),
    "enter_receipt": public("a number of the token's own pack in use; another center's is outside it"),
    "enter_answer": Line("theirs", "clerk", _NO, body={
        "kind": "notice", "number": 1, "written_on": "2026-11-24", "written_time": "10:00"}),
    "list_revisions": Line("own", "representative"),
    "propose_guide_revision": public("asks in the token's own center, about the shared catalogue"),
    "propose_words_revision": public("asks for words of the token's own center"),
    **{f"{act}_revision": Line("theirs", "representative", _R, body=body) for act, body in (
        ("get", {}), ("check", {}), ("give_back", {"opinion": "不对"}))},
    "withdraw_revision": Line("theirs", "representative", {"revision_id": Theirs("own_revision")}),
    "publish_revision": Line("theirs", "manager", _R, body={"effective_from": "2099-01-01"}),
    "list_messages": Line("own", "clerk"),
    "acknowledge_message": Line("theirs", "clerk", {"message_id": Theirs("message")}),
    "public_progress": public(_CODE), "urge_by_code": public(_CODE),
}  # fmt: skip
