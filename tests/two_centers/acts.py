"""One line for every command: what a stranger would name to reach the other center's things, or why there is nothing to name.

Each line is a list of tries. A new command has to be given a line; a command that takes the id of something of a center
belongs into ACTS, one that names nothing of a center into NOTHING with its reason.
"""

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from yichuang.foundation import clock

from .naming import Own, Theirs
from .world import DOT, ITEM, OTHER_ITEM, PDF

GOOD = {"M1": {"status": "received"}}
CASE = {"case": Theirs("draft")}
TICKET = {"ticket": Theirs("waiting")}
RESULT = {"result_id": Theirs("result_decided")}
STAFF = {"staff_id": Theirs("staff_desk", id=True)}
YEAR = clock.now().astimezone(ZoneInfo("Asia/Shanghai")).year
TURN = {"day": date(2030, 1, 7), "starts": time(9), "ends": time(12)}
KIOSK = {"device_id": Theirs("device_kiosk", id=True)}
SOMEBODY = {"role": "applicant", "name": "张云", "id_type": "none", "id_reason": "未带"}

ACTS: dict[str, list[dict[str, Any]]] = {
    "cases.answer_difference": [
        {"case": Theirs("changed"), "difference": Theirs("difference"), "answer": "other", "reason": "核对"},
        {"case": Own("changed"), "difference": Theirs("difference"), "answer": "other", "reason": "核对"},
    ],
    "cases.answer_inquiry": [{"item": ITEM, "ticket": Theirs("waiting")}, {"item": ITEM, "window": Theirs("window")}],
    "cases.answer_urging": [{"urging": Theirs("urging"), "reply": "明天办结"}],
    "cases.urge": [{"case": Theirs("handed"), "reason": "申请人来问"}],
    "cases.urge_by_code": [{"code": Theirs("accepted_tracking")}],
    "cases.apply_for_hearing": [{"case": Theirs("told"), "applicant": "陈国华"}],
    "cases.arrange_hearing": [
        {"case": Theirs("heard"), "hold_at": "2030-01-01 09:00", "place": "三楼", "presider": "周怀远", "presider_post": "科长"},
    ],
    "cases.approve_extension": [{"case": Theirs("handed"), "approver": "周正", "approver_post": "局长"}],
    "cases.ask_extension": [{"case": Theirs("accepted"), "reason": "情况复杂"}],
    "cases.attach_file": [CASE | {"name": "a.pdf", "content_type": "application/pdf", "data": PDF}],
    "cases.cancel_hearing": [{"case": Theirs("heard"), "reason": "撤回"}],
    "cases.change_item": [CASE | {"item": OTHER_ITEM, "reason": "选错事项"}],
    "cases.change_parties": [CASE | {"parties": [SOMEBODY]}],
    "cases.check_materials": [CASE | {"materials": GOOD}],
    "cases.close_case": [{"case": Theirs("given")}],
    "cases.complete_correction": [{"case": Theirs("noticed")}],
    "cases.deem": [CASE],
    "cases.decide": [{"case": Theirs("handed"), "decision": "approve", "reasons": "符合"}],
    "cases.decide_intake": [CASE | {"outcome": "accept"}],
    "cases.decline_extension": [{"case": Theirs("handed"), "reason": "不必延长"}],
    "cases.deliver": [
        {"case": Theirs("decided"), "method": "on_site", "receiver_name": "张云"},
        {"case": Own("decided"), "method": "on_site", "receiver_name": "张云", "signature_request": Theirs("signature")},
    ],
    "cases.enter_answer_by_hand": [CASE | {"kind": "notice", "number": 1, "written_on": "2026-11-24", "written_time": "10:00"}],
    "cases.finish_procedure": [
        {"case": Theirs("stopped"), "procedure": Theirs("procedure")},
        {"case": Own("stopped"), "procedure": Theirs("procedure")},
    ],
    "cases.give_back": [{"case": Theirs("noticed"), "reasons": "逾期", "basis": "x"}],
    "cases.give_opinion": [{"case": Theirs("handed"), "opinion": "approve", "reasons": "符合"}],
    "cases.give_receipt": [CASE],
    "cases.hand_over": [{"cases": [Theirs("accepted")]}, {"cases": [Own("accepted"), Theirs("accepted")]}],
    "cases.hold_hearing": [{"case": Theirs("heard"), "record": "笔录", "signed_by": "陈国华"}],
    "cases.note_external": [{"case": Theirs("accepted"), "number": "1"}],
    "cases.note_values": [CASE | {"values": {"M1": {"address": "甲"}}}],
    "cases.open_case": [{"item": ITEM, "parties": [SOMEBODY], "ticket": Theirs("serving")}],
    "cases.order_hearing": [{"case": Theirs("accepted"), "matter": "排烟", "persons": "邻居"}],
    "cases.register_result": [{"case": Theirs("decided")}],
    "cases.report_up": [{"case": Theirs("accepted"), "conclusion": "agree", "opinion": "符合", "papers": ["M1"]}],
    "cases.reopen": [
        {"case": Theirs("given"), "cause": "own", "effect": "revoked", "document": "x", "document_on": "2026-01-05",
         "binding_on": "2026-01-05", "reasons": "x"},
    ],
    "cases.reveal_party": [
        CASE | {"party": Theirs("party"), "reason": "核对"},
        {"case": Own("draft"), "party": Theirs("party"), "reason": "核对"},
    ],
    "cases.set_situation": [CASE | {"situation": {}}],
    "cases.start_procedure": [{"case": Theirs("accepted"), "kind": "testing", "days": 3}],
    "cases.note_renewal": [{"case": Theirs("accepted"), "licence_no": "JY1", "expires_on": "2099-12-31"}],
    "cases.renew_by_law": [CASE],
    "cases.take_back_extension": [{"case": Theirs("handed")}],
    "cases.take_return_ticket": [{"code": Theirs("noticed_tracking")}],
    "cases.take_over": [{"handover": Theirs("open_handover")}],
    "cases.admit_late": [{"case": Theirs("tolerated"), "materials": {"M2": {"status": "received"}}, "reasons": "暴雨"}],
    "cases.answer_appeal": [{"case": Theirs("broken"), "upheld": False, "reply": "事实清楚"}],
    "cases.appeal_breach": [{"case": Theirs("broken"), "appeal": "不符事实"}],
    "cases.check_repair": [
        {"case": Theirs("broken"), "corrected": True, "findings": "已整改", "verifiers": ["赵甲", "钱乙"]},
    ],
    "cases.choose_procedure": [CASE | {"choice": "ordinary"}],
    "cases.decide_breach": [{"case": Theirs("broken"), "decision": "revoke", "reasons": "未整改", "basis": "某条"}],
    "cases.repair_credit": [{"case": Theirs("broken"), "reason": "已纠正"}],
    "cases.return_lapsed": [{"case": Theirs("tolerated"), "reasons": "未补齐", "basis": "某条"}],
    "cases.supply": [{"case": Theirs("tolerated"), "materials": {"M2": {"status": "received"}}}],
    "cases.verify_commitment": [
        {"case": Theirs("committed"), "result": "kept", "findings": "一致", "verifiers": ["赵甲", "钱乙"]},
    ],
    "cases.withdraw_commitment": [{"case": Theirs("committed"), "reason": "改走一般程序"}],
    "cases.tell_hearing_right": [{"case": Theirs("accepted"), "matter": "排烟", "persons": "邻居"}],
    "cases.waive_hearing": [{"case": Theirs("told"), "reason": "书面放弃"}],
    "cases.withdraw": [CASE | {"reason": "不办了"}],
    "catalog.offer": [{"code": ITEM, "department_id": Theirs("department", id=True), "group": "A"}],
    "delivery.ask_signature": [
        {"window_id": Theirs("window_id_2", id=True), "subject": "case:x", "signer": "张云", "about": "领取"},
    ],
    "delivery.cancel_signature": [{"request_id": Theirs("signature")}],
    "delivery.hand_over_result": [
        RESULT | {"method": "on_site", "receiver_name": "张云"},
        {"result_id": Own("result_decided"), "method": "on_site", "receiver_name": "张云",
         "signature_request": Theirs("signature")},
    ],
    "delivery.post_came_back": [RESULT | {"reason": "无人签收"}],
    "delivery.post_signed_for": [RESULT],
    "delivery.return_result": [RESULT | {"reason": "退回"}],
    "delivery.send_result_again": [RESULT],
    "delivery.sign": [{"request_id": Theirs("signature"), "image": DOT}],
    "delivery.take_back_result": [RESULT],
    "devices.answer_fault": [{"fault": Theirs("fault", id=True), "answer": "下午到场"}],
    "devices.ask_test": [KIOSK],
    "devices.close_fault": [{"fault": Theirs("fault", id=True), "done": "已换"}],
    "devices.report_fault": [KIOSK | {"detail": "屏幕不亮"}],
    "devices.take_fault": [{"fault": Theirs("fault", id=True)}],
    "devices.set_printer": [KIOSK | {"way": "browser"}],
    "devices.set_machine": [{"area": Theirs("area"), "name": "甲", "does": "乙"}],
    "devices.set_duty": [
        {"area": Theirs("area"), "staff_id": Own("staff_desk", id=True)} | TURN,
        {"area": Own("area"), "staff_id": Theirs("staff_desk", id=True)} | TURN,
    ],
    "devices.drop_duty": [{"duty": Theirs("duty", id=True)}],
    "devices.check_area": [{"area": Theirs("area_unchecked")}], "devices.note_incident": [{"area": Theirs("area"), "what": "有人摔倒"}],
    "devices.settle_incident": [{"incident": Theirs("incident", id=True), "done": "已送医"}],
    "devices.watch": [KIOSK | {"limit_minutes": 9}],
    "documents.add_printer": [{"code": "N", "name": "机", "window": Theirs("window")}],
    "documents.attach_scan": [{"paper": Theirs("paper"), "name": "a.png", "content_type": "image/png", "data": b"\x89PNG\r\n\x1a\n"}],
    "documents.cancel_print_job": [{"job": Theirs("print_job"), "reason": "不打了"}],
    "documents.change_printer": [
        {"printer": Theirs("printer"), "name": "改", "place": "x"},
        {"printer": Own("printer"), "name": "改", "window": Theirs("window")},
    ],
    "documents.confirm_seal": [
        {"paper": Theirs("wet_paper")}, {"paper": Own("wet_paper"), "seal": Theirs("seal")},
    ],
    "documents.correct_paper": [{"paper": Theirs("paper"), "changes": {"applicant.name": "改"}, "reason": "写错"}],
    "documents.hand_over_seal": [
        {"seal": Theirs("seal"), "keeper_id": Own("staff_desk"), "place": "x"},
        {"seal": Own("seal"), "keeper_id": Theirs("staff_desk"), "place": "x"},
    ],
    "documents.lock_seal": [{"seal": Theirs("seal"), "place": "柜"}],
    "documents.mark_printed": [{"paper": Theirs("paper")}],
    "documents.note_seal_failure": [{"paper": Theirs("wet_paper"), "why": "x"}],
    "documents.print_job_done": [{"job": Theirs("print_job")}],
    "documents.record_electronic_seal": [{"paper": Theirs("wet_paper"), "service": "x", "sealed": {}, "serials": {}}],
    "documents.record_service": [{"paper": Theirs("paper"), "mode": "paper", "receiver": "张云"}],
    "documents.record_signing": [{"paper": Theirs("paper"), "mode": "paper", "signer": "张云"}],
    "documents.register_seal": [
        {"department_id": Theirs("department"), "code": "N", "name": "章", "purpose": "公章", "keeper_id": Own("staff_desk"),
         "place": "x", "valid_from": "2026-01-01"},
        {"department_id": Own("department"), "code": "N", "name": "章", "purpose": "公章", "keeper_id": Theirs("staff_desk"),
         "place": "x", "valid_from": "2026-01-01"},
    ],
    "documents.return_seal": [{"seal": Theirs("seal"), "receiver": "张", "note": "收回"}],
    "documents.seal_papers": [{"papers": [Theirs("wet_paper")]}],
    "documents.send_for_seal": [{"paper": Theirs("wet_paper"), "place": "302"}],
    "documents.send_to_printer": [
        {"paper": Theirs("paper"), "printer": Own("printer")}, {"paper": Own("paper"), "printer": Theirs("printer")},
    ],
    "documents.serve_papers": [{"papers": [Theirs("paper")], "mode": "paper", "receiver": "张云"}],
    "documents.set_numbers_aside": [{"kind": "receipt", "department_id": Theirs("department"), "count": 1, "purpose": "x"}],
    "documents.set_paper_habit": [{"department_id": Theirs("department"), "service_receipt": True}],
    "documents.take_out_seal": [{"seal": Theirs("seal"), "place": "x"}],
    "documents.void_paper": [{"paper": Theirs("paper"), "reason": "打错"}],
    "documents.void_unused_number": [
        {"kind": "receipt", "department_id": Theirs("department"), "year": YEAR, "number": 1, "reason": "x"},
    ],
    "feedback.cancel_invitation": [{"invitation_id": Theirs("invitation")}],
    "feedback.invite_to_rate": [
        {"window_id": Theirs("window_id_1", id=True), "subject": Own("serving_subject")},
        {"window_id": Own("window_id_1", id=True), "subject": Theirs("serving_subject")},
    ],
    "feedback.rate_at_window": [{"invitation_id": Theirs("invitation"), "grade": 5}],
    "feedback.rate_by_code": [
        {"code": Theirs("serving_code"), "grade": 5}, {"code": Theirs("accepted_tracking"), "grade": 5},
    ],
    "messages.mark_read": [{"message": Theirs("message")}],
    "messages.report": [{"message": Theirs("waiting_message", id=True), "tries": 1, "carrier_no": "x"}],
    "messages.try_again": [{"message": Theirs("lost_message")}],
    "people.add_staff": [
        {"username": "stranger", "hashed": "!", "name": "生人", "post": "", "badge_no": "X1", "skills": [],
         "department_id": Theirs("department", id=True)},
    ],
    "people.change_staff": [
        STAFF, {"staff_id": Own("staff_desk", id=True), "department_id": Theirs("department", id=True)},
    ],
    "people.end_grant": [{"grant_id": Theirs("grant_guide", id=True), "reason": "调岗"}],
    "people.forget_app": [{"staff_id": Theirs("staff_audit", id=True), "reason": "手机遗失"}],
    "people.grant_role": [
        {"staff_id": Theirs("staff_audit", id=True), "role": "agent"},
        {"staff_id": Own("staff_audit", id=True), "role": "agent", "department_id": Theirs("department", id=True)},
    ],
    "people.make_token": [
        {"secret": "yc_stranger", "role": "clerk", "staff_id": Theirs("staff_desk", id=True), "device_id": None, "label": ""},
        {"secret": "yc_strange2", "role": "kiosk", "staff_id": None, "device_id": Theirs("device_kiosk", id=True), "label": ""},
    ],
    "people.revoke_everything": [{"staff_id": Theirs("staff_audit", id=True), "reason": "离岗"}],
    "people.revoke_token": [{"token_id": Theirs("token", id=True), "reason": "停用"}],
    "people.set_password": [STAFF | {"hashed": "!"}],
    "places.add_device": [{"code": "new", "name": "屏", "kind": "window_screen", "window": Theirs("window")}],
    "places.add_window": [{"code": "N1", "name": "窗", "kind": "service", "zone": Theirs("zone")}],
    "places.change_department": [{"department_id": Theirs("department", id=True), "phone": "1"}],
    "places.change_zone": [{"zone_id": Theirs("zone_id", id=True), "name": "区"}],
    "places.change_window": [
        {"window_id": Theirs("window_id_1", id=True), "name": "改"},
        {"window_id": Own("window_id_1", id=True), "zone": Theirs("zone")},
    ],
    "places.revoke_device": [{"device_id": Theirs("device_hall_screen", id=True), "reason": "丢失"}],
    "places.set_device_key": [{"device_id": Theirs("device_hall_screen", id=True), "secret": "stranger-key"}],
    "queueing.cancel_booking": [{"code": Theirs("booking")}],
    "queueing.check_in": [{"code": Theirs("booking")}],
    "queueing.check_in_by_phone": [{"code": Theirs("booking"), "hall_code": Own("hall_code")}],
    "queueing.give_back": [{"code": Theirs("waiting_code")}],
    "queueing.move_booking": [{"code": Theirs("booking"), "starts": Own("slot")}],
    "queueing.want_earlier": [{"code": Theirs("booking")}],
    "queueing.book": [{"queue": Theirs("queue"), "starts": Own("slot"), "phone": "13800135678"}],
    "queueing.take_remote": [{"queue": Theirs("queue"), "phone": "13800135678"}],
    "queueing.set_booking": [{"queue": Theirs("queue")}],
    "floor.answer_call": [{"call": Theirs("help")}], "floor.end_call": [{"call": Theirs("help"), "outcome": "已劝离"}],
    "floor.call_for_help": [{"window": Theirs("window"), "reason": "person"}],
    "floor.take_back_call": [{"window": Theirs("window")}],
    "floor.see_alert": [{"alert": Theirs("alert")}], "floor.settle_alert": [{"alert": Theirs("alert")}],
    "floor.send_to_window": [
        {"window": Theirs("window"), "staff_id": Own("staff_desk")}, {"window": Own("window"), "staff_id": Theirs("staff_desk")},
    ],
    "floor.take_down": [{"notice": Theirs("notice")}], "floor.withdraw_order": [{"order": Theirs("order")}],
    "queueing.call_back": [
        {"ticket": Theirs("absent"), "reason": "x"}, {"ticket": Own("absent"), "reason": "x", "window": Theirs("window")},
    ],
    "queueing.move_ticket": [
        {"ticket": Theirs("waiting"), "reason": "x", "window": Own("window")},
        {"ticket": Own("waiting"), "reason": "x", "queue": Theirs("queue")},
        {"ticket": Own("waiting"), "reason": "x", "window": Theirs("window")},
    ],
    "queueing.reassign_held": [
        {"ticket": Theirs("held"), "reason": "x", "window": Own("window")},
        {"ticket": Own("held"), "reason": "x", "window": Theirs("window")},
    ],
    "queueing.call_chosen": [
        {"window": Theirs("window"), "ticket": Own("waiting"), "reason": "x"},
        {"window": Own("other_window"), "ticket": Theirs("waiting"), "reason": "x"},
    ],
    "queueing.carry_over": [{"tickets": [Theirs("waiting")], "to": "2030-01-07", "reason": "x"}],
    "queueing.set_clerk_skills": [{"staff_id": Theirs("staff_desk", id=True), "skills": ["sign"]}],
    "queueing.change_queue": [{"queue": Theirs("queue"), "name": "新名"}],
    "queueing.set_issuing": [{"queue": Theirs("queue"), "day_cap": 9}],
    "queueing.set_window_skills": [{"window": Theirs("window"), "skills": ["sign"]}],
    "queueing.call_next": [{"window": Theirs("window")}],
    "queueing.cancel": [TICKET], "queueing.announce_ticket": [TICKET],
    "queueing.close_window": [{"window": Theirs("window")}, {"window": Own("window"), "held": Theirs("window")}],
    "queueing.finish": [{"ticket": Theirs("called")}],
    "queueing.hold": [{"ticket": Theirs("called")}],
    "queueing.issue_ticket": [{"queue": Theirs("queue")}],
    "queueing.check_desk": [{"window": Theirs("window"), "kind": "opening"}],
    "queueing.offer_shift": [{"window": Theirs("window")}],
    "queueing.accept_shift": [{"slip": Theirs("slip")}], "queueing.withdraw_shift": [{"slip": Theirs("slip")}],
    "queueing.choose_closing": [{**TICKET, "choice": "stay"}],
    "queueing.choose_closing_by_code": [{"code": Theirs("serving_code"), "choice": "stay"}],
    "queueing.keep_papers": [
        {"ticket": Theirs("held"), "name": "张云", "phone": "13800001234", "papers": "申请表", "consent": "paper", "item": ITEM},
    ],
    "queueing.finish_kept": [{"kept": Theirs("kept")}], "queueing.give_kept": [{"kept": Theirs("kept")}],
    "queueing.take_lieu": [{"staff_id": Theirs("staff_desk"), "minutes": 1}],
    "queueing.name_zone_lead": [
        {"zone": Theirs("zone")}, {"zone": Own("zone"), "staff_id": Theirs("staff_desk")},
    ],
    "queueing.no_show": [{"ticket": Theirs("called")}],
    "queueing.note_ticket": [{"ticket": Theirs("called"), "note": "已告知"}],
    "queueing.open_window": [{"window": Theirs("window")}],
    "queueing.pause_window": [{"window": Theirs("window")}],
    "queueing.recall": [{"ticket": Theirs("called")}],
    "queueing.requeue": [{"ticket": Theirs("absent")}],
    "queueing.resume": [{"ticket": Theirs("held")}, {"ticket": Own("held"), "window": Theirs("other_window")}],
    "queueing.serve_queues": [
        {"window": Theirs("window"), "queues": [Own("queue")]}, {"window": Own("window"), "queues": [Theirs("queue")]},
    ],
    "queueing.start": [{"ticket": Theirs("called")}],
    **{f"helping.{act}": [{"question": Theirs(which, id=True), **more}] for act, which, more in (
        ("answer", "question", {"text": "可以"}), ("forward", "question", {"kind": "system"}), ("withdraw", "question", {}),
        ("ask_on", "answered", {"text": "不懂"}), ("settle", "answered", {}), ("keep", "answered", {"title": "办法"}),
    )},
    "revisions.check": [{"revision": Theirs("revision")}],
    "revisions.give_back": [{"revision": Theirs("revision"), "opinion": "不对"}],
    "revisions.publish": [{"revision": Theirs("revision"), "effective_from": "2099-01-01"}],
    "revisions.withdraw": [{"revision": Theirs("own_revision")}],
    "queueing.transfer": [
        {"ticket": Theirs("called"), "queue": Own("queue")}, {"ticket": Own("called"), "queue": Theirs("queue")},
        {"ticket": Own("called"), "window": Theirs("window")},
    ],
}  # fmt: skip

IN_A_FIELD = {
    "catalog.offer", "queueing.issue_ticket", "queueing.set_issuing", "queueing.carry_over", "queueing.book", "queueing.take_remote",
    "queueing.set_booking", "queueing.change_queue", "people.add_staff", "places.add_device",
    "places.add_window", "documents.add_printer", "documents.change_printer",
}  # fmt: skip
"""Commands whose only reference is a field that was typed: refused as an unknown value of that field, which is as good."""

DEVICES = {"delivery.sign": "evaluator", "feedback.rate_at_window": "evaluator"}
"""Commands that only a device may give, with its kind."""

OVERSEERS = {"cases.urge"}
"""The acts that a supervisor may do, and in his own center only."""

ONES_OWN = {"messages.mark_read"}
"""The acts that every member of staff may do with what is his, and that find nothing else."""

CITIZENS = {
    "feedback.rate_by_code", "cases.urge_by_code", "queueing.book", "queueing.move_booking", "queueing.cancel_booking",
    "queueing.want_earlier", "queueing.check_in_by_phone", "queueing.take_remote", "queueing.give_back",
    "queueing.choose_closing_by_code",
}  # fmt: skip
"""The acts of the public, who are known by a code or a phone number; nobody needs a capability for them."""

_SHARED = "the catalogue is one for all centers; whoever holds the capability edits it for all"
_OWN = "acts on the actor's own center and names nothing in it"
_KEPT = "knows only the blocks of the kiosk that asks; a stranger's number is answered as not kept for it, by a test of its own"
NOTHING = {
    "voice.keep_clip": _OWN, "voice.drop_clip": _OWN, "queueing.reserve_numbers": _KEPT, "queueing.take_in_alone": _KEPT,
    "floor.broadcast": _OWN, "floor.report_incident": _OWN,
    "cases.recount_batch": "counts its own center's limits again; the change of the calendar is the country's",
    "cases.remind_due": _OWN, "cases.list_corrections": _OWN, "cases.make_pack": _OWN, "cases.end_pack": _OWN,
    "documents.publish_template_words": _OWN, "revisions.propose_words": _OWN, "revisions.propose_guide": _SHARED,
    "cases.enter_by_hand": "a number of the own pack in use; another center's is outside it",
    "catalog.attach_form": _SHARED, "catalog.discard_draft": _SHARED, "catalog.import": _SHARED, "catalog.publish": _SHARED, "catalog.set_refusal": _SHARED,
    **dict.fromkeys(("cases.lapse_tolerances", "cases.remind_tolerances", "cases.remind_verifications", "cases.run_out_repairs"),
                    _OWN),
    "devices.beat": "a device tells of itself; to name another is refused", "devices.report_test": "the same",
    "devices.look_for_silence": _OWN, "helping.ask": _OWN, "devices.set_area": _OWN,
    "cases.look_up_status": "answers a wrong number and another center's alike; has a test of its own",
    "workdays.enter_notice": "the legal calendar is the country's",
    "messages.claim": _OWN, "messages.mark_all_read": _OWN,
    "messages.keep": "the stand-in port keeps what it is given, in the actor's own center",
    "people.note_login": "written by log-in about the person who logs in", "people.note_login_failure": "the same",
    "people.note_logout": "the same", "people.note_wrong_proof": "written about the person who tried to unlock",
    "people.unlock": "opens the lock of the person himself, after his password", "queueing.tell_overlong": _OWN, "queueing.note_late": _OWN,
    "people.choose_password": "the person's own", "people.found_center": "makes the actor's own center and its first people",
    "people.set_pin": "the person's own", "people.use_code": "the person's own app", "people.note_wrong_code": "the same",
    "places.found_center": "makes the actor's own center; an id that exists is refused", "places.change_center": _OWN,
    "places.add_department": _OWN, "places.add_zone": _OWN, "places.set_opening_hours": _OWN,
    "workdays.set_service_day": _OWN, "queueing.set_up_queue": _OWN, "queueing.add_queue": _OWN, "queueing.set_calling_order": _OWN, "queueing.announce": _OWN, "queueing.store_fit": _OWN, "queueing.close_day": _OWN, "queueing.tell_near": _OWN, "queueing.miss_bookings": _OWN, "queueing.remind_bookings": _OWN, "queueing.offer_again": _OWN,
}  # fmt: skip
