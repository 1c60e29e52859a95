"""The door of cases: the story of an application.

Acts are called as `act(actor=…, key=…, **arguments)` and answer JSON-able dicts with id, no, state, outcome, due; a case is
named by its number (`500199-20261123-00086`) or its id. Acts that issue a paper answer it in `papers`:
`[{"id", "kind", "no", "title"}]`; its bytes come from `documents.api.paper_bytes(actor, "case:<id>", kind)`.
Reads need an open scope and give the values of `types`; `progress(code)` opens its own.

- open_case(item, parties, situation=None, ticket=None, window="", channel="window", delivery_method="on_site",
  procedure="")
- change_item(case, item, reason, situation=None, keep=None): before anything was told or decided
- change_parties(case, parties) · set_situation(case, situation) · note_external(case, number)
- check_materials(case, materials={"M1": {"status", "original_seen", "copies", "remark", "cure", "ticked"}})
- note_values(case, values={"M1": {"applicant_id": "…" or True}}) · answer_difference(case, difference, answer, reason)
- attach_file(case, name, content_type, data, material="") · give_receipt(case)
- decide_intake(case, outcome, reason_type="", facts="", basis="", competent_organ="", correction_days=None, delivery_method="",
  on_the_spot=None)
- complete_correction(case, materials=None) · withdraw(case, reason) · give_back(case, reasons, basis) · close_case(case)
  tolerate=None, commit=None)
- complete_correction(case, materials=None) · withdraw(case, reason) · give_back(case, reason) · close_case(case)
- hand_over(cases, remark="") · take_over(handover, remark="")
- give_opinion(case, opinion, reasons) · decide(case, decision, reasons, basis="", result_name="", result_no="")
- start_procedure(case, days, unit="working_day", name="" | kind="", basis="", reason="") · finish_procedure(case, procedure, finding="")
- tell_hearing_right(case, matter, persons) or order_hearing(…) · apply_for_hearing(case, applicant) · waive_hearing(case, reason)
  · arrange_hearing(case, hold_at, place, presider, presider_post) · hold_hearing(case, record, signed_by) · cancel_hearing(case, reason)
- ask_extension(case, reason, days=None) · approve_extension(case, approver, approver_post) · decline_extension(case, reason)
  · take_back_extension(case)
- register_result(case, result_name="", result_no="", validity="")
- deliver(case, method, receiver_name, receiver_id_type="", receiver_id_no="", relation="self", signature="",
  signature_request=None, tracking_no="", …)
- report_up(case, conclusion="agree"|"disagree", opinion, papers=["M1", …]): two stages; the case goes on to the organ that decides
- note_renewal(case, licence_no, expires_on, days=None, basis="") · renew_by_law(case)
- urge(case, reason) · urge_by_code(code, reason="") · answer_urging(urging, reply) · remind_due() · list_corrections()
- make_pack() · end_pack(reason) · enter_answer_by_hand(case, kind, number, written_on, written_time) · enter_by_hand(number, item, written_on, written_time, parties, materials=None, window="")
- answer_inquiry(item, situation=None, channel="window", question="", answer="", ticket=None, window=""): no case; the slip is
  the paper of `inquiry:<id>`
- reopen(case, cause, effect, document, document_on, binding_on, reasons, organ="", ordered_days=None, ordered_unit="")
- choose_procedure(case, choice="commitment"|"ordinary", note="") · withdraw_commitment(case, reason, correction_days=None)
- supply(case, materials) · admit_late(case, materials, reasons) · return_lapsed(case, reasons, basis)
- verify_commitment(case, result, findings, verifiers, method="on_site", grade="", basis="", repair_days=None)
- check_repair(case, corrected, findings, verifiers) · appeal_breach(case, appeal) · answer_appeal(case, upheld, reply)
- decide_breach(case, decision, reasons, basis, changed="") · repair_credit(case, reason)
- reveal_party(case, party, reason="") · look_up_status(no, last4, source)

Live topics: `case:<id>`, `cases`, `department:<id>`, and the ticket's and the window's own.
"""

from .commands import (
    admit_late,
    answer_appeal,
    answer_difference,
    answer_inquiry,
    answer_urging,
    appeal_breach,
    apply_for_hearing,
    approve_extension,
    arrange_hearing,
    ask_extension,
    attach_file,
    cancel_hearing,
    change_item,
    change_parties,
    check_materials,
    check_repair,
    choose_procedure,
    close_case,
    complete_correction,
    decide,
    decide_breach,
    decide_intake,
    decline_extension,
    deem,
    deliver,
    end_pack,
    enter_answer_by_hand,
    enter_by_hand,
    finish_procedure,
    give_back,
    give_opinion,
    give_receipt,
    hand_over,
    hold_hearing,
    list_corrections,
    look_up_status,
    make_pack,
    note_external,
    note_renewal,
    note_values,
    open_case,
    order_hearing,
    recount_batch,
    register_result,
    remind_due,
    renew_by_law,
    reopen,
    repair_credit,
    report_up,
    return_lapsed,
    reveal_party,
    set_situation,
    start_procedure,
    supply,
    take_back_extension,
    take_over,
    take_return_ticket,
    tell_hearing_right,
    urge,
    urge_by_code,
    verify_commitment,
    waive_hearing,
    withdraw,
    withdraw_commitment,
)
from .commands.reopening import REOPENED_IN
from .manual import ANSWERS as MANUAL_ANSWERS
from .models import CHANNELS, KINDS, METHODS, ROLES
from .queries import (
    COMMITMENTS,
    LIGHTS,
    SHOWS,
    TOLERANCES,
    EntryView,
    PackView,
    agreement,
    asked_if_taken_back,
    awaited_of,
    calendar_preview,
    calendar_recounts,
    case_page,
    case_rows,
    cases_of_person,
    cases_of_ticket,
    clock_page,
    commitment_list,
    decision_waits,
    door_of,
    earlier_cases,
    entries,
    handover_list,
    handover_lists,
    hearing_page,
    inquiries,
    inquiry,
    item_facts,
    marks,
    nudges,
    office_queue,
    outcomes,
    pack,
    pack_in_use,
    packs,
    people_of_visit,
    preview_decision,
    preview_extension,
    preview_finish,
    preview_intake,
    preview_item_change,
    preview_procedure,
    preview_renewal,
    preview_reopening,
    progress,
    progress_of,
    promise_counts,
    promises_of,
    public_promises,
    queue_counts,
    reminder_list,
    reminders_of,
    second_tellings,
    stages_of_item,
    telling_figures,
    to_hand_over,
    tolerance_list,
    tolerance_offer,
    unanswered,
    urge_state,
    urging_list,
    urgings_of,
    window_cases,
)
from .reasons import DIFFERENCE_ANSWERS as DIFFERENCE_LABELS
from .reasons import METHODS as METHOD_LABELS
from .reasons import ROLES as ROLE_LABELS
from .reasons import STATES as STATE_LABELS
from .reasons import STATUSES as STATUS_LABELS
from .reasons import grounds_of
from .reasons_promises import CHOICES, GRADES
from .reasons_promises import DECISIONS as BREACH_DECISIONS
from .reasons_promises import METHODS as VERIFY_METHODS
from .reminding import URGED_IN
from .rules import OUTCOMES, STATUSES
from .rules import known as rule_known
from .types import (
    CaseRow,
    CaseView,
    DeadlineView,
    FileView,
    HandoverView,
    MaterialView,
    NoticeView,
    OutcomeView,
    Page,
    PartyView,
    Preview,
    Progress,
    ReasonView,
    RulingView,
    Step,
)
from .types_inquiry import InquiryView
from .types_procedures import (
    ClockPage,
    DateChangeView,
    EffectView,
    ExtensionView,
    HearingPage,
    HearingView,
    ProcedureView,
    RenewalView,
)
from .types_promises import (
    BreachView,
    CommitmentRow,
    CommitmentView,
    PromisesView,
    PublicPromises,
    TellingView,
    ToleranceOffer,
    ToleranceRow,
    ToleranceView,
)
from .types_recounts import CalendarPreview, MoveView, RecountView, RestDayHearing
from .types_reminders import CaseMarks, NudgeView, ReminderView, UrgeState, UrgingView
from .types_stages import StagesView
from .types_story import (
    AgreementView,
    DifferenceView,
    ItemChangePreview,
    ReopenPreview,
    SecondTellingView,
    ShownField,
    TellingFigures,
)

__all__ = [
    "BREACH_DECISIONS", "CHANNELS", "CHOICES", "COMMITMENTS", "DIFFERENCE_LABELS", "GRADES", "KINDS", "LIGHTS",
    "MANUAL_ANSWERS", "METHODS", "METHOD_LABELS", "OUTCOMES", "REOPENED_IN", "ROLES", "ROLE_LABELS", "SHOWS",
    "STATE_LABELS", "STATUSES", "STATUS_LABELS", "TOLERANCES", "URGED_IN", "VERIFY_METHODS", "AgreementView",
    "BreachView", "CalendarPreview", "CaseMarks", "CaseRow", "CaseView", "ClockPage", "CommitmentRow",
    "CommitmentView", "DateChangeView", "DeadlineView", "DifferenceView", "EffectView", "EntryView",
    "ExtensionView", "FileView", "HandoverView", "HearingPage", "HearingView", "InquiryView", "ItemChangePreview",
    "MaterialView", "MoveView", "NoticeView", "NudgeView", "OutcomeView", "PackView", "Page", "PartyView",
    "Preview", "ProcedureView", "Progress", "PromisesView", "PublicPromises", "ReasonView", "RecountView",
    "ReminderView", "RenewalView", "ReopenPreview", "RestDayHearing", "RulingView", "SecondTellingView",
    "ShownField", "StagesView", "Step", "TellingFigures", "TellingView", "ToleranceOffer", "ToleranceRow", "ToleranceView",
    "UrgeState", "UrgingView", "admit_late", "agreement", "answer_appeal", "answer_difference", "answer_inquiry",
    "answer_urging", "appeal_breach", "apply_for_hearing", "approve_extension", "arrange_hearing", "ask_extension",
    "asked_if_taken_back", "attach_file", "awaited_of", "calendar_preview", "calendar_recounts", "cancel_hearing", "case_page", "case_rows",
    "cases_of_person", "cases_of_ticket", "change_item", "change_parties", "check_materials", "check_repair",
    "choose_procedure", "clock_page", "close_case", "commitment_list", "complete_correction", "decide",
    "decide_breach", "decide_intake", "decision_waits", "decline_extension", "deem", "deliver", "door_of", "earlier_cases",
    "end_pack", "enter_answer_by_hand", "enter_by_hand", "entries", "finish_procedure", "give_back", "give_opinion",
    "give_receipt", "grounds_of", "hand_over", "handover_list", "handover_lists", "hearing_page", "hold_hearing",
    "inquiries", "inquiry", "item_facts", "list_corrections", "look_up_status", "make_pack", "marks",
    "note_external", "note_renewal", "note_values", "nudges", "office_queue", "open_case", "order_hearing",
    "outcomes", "pack", "pack_in_use", "packs", "people_of_visit", "preview_decision", "preview_extension", "preview_finish",
    "preview_intake", "preview_item_change", "preview_procedure", "preview_renewal", "preview_reopening",
    "progress", "progress_of", "promise_counts", "promises_of", "public_promises", "queue_counts", "recount_batch",
    "register_result", "remind_due", "reminder_list", "reminders_of", "renew_by_law", "reopen", "repair_credit", "report_up",
    "return_lapsed", "reveal_party", "rule_known", "second_tellings", "set_situation", "stages_of_item", "start_procedure", "supply",
    "take_back_extension", "take_over", "take_return_ticket", "tell_hearing_right", "telling_figures",
    "to_hand_over", "tolerance_list", "tolerance_offer", "unanswered", "urge", "urge_by_code", "urge_state",
    "urging_list", "urgings_of", "verify_commitment", "waive_hearing", "window_cases", "withdraw",
    "withdraw_commitment",
]  # fmt: skip
