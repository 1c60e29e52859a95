"""The door of cases: the story of an application.

Acts are called as `act(actor=…, key=…, **arguments)` and answer JSON-able dicts with id, no, state, outcome, due; a case is
named by its number (`500199-20261123-00086`) or its id. Acts that issue a paper answer it in `papers`:
`[{"id", "kind", "no", "title"}]`; its bytes come from `documents.api.paper_bytes(actor, "case:<id>", kind)`.
Reads need an open scope and give the values of `types`; `progress(code)` opens its own.

- open_case(item, parties, situation=None, ticket=None, window="", channel="window", delivery_method="on_site")
- change_parties(case, parties) · set_situation(case, situation) · note_external(case, number)
- check_materials(case, materials={"M1": {"status", "original_seen", "copies", "remark", "cure", "ticked"}})
- attach_file(case, name, content_type, data, material="") · give_receipt(case)
- decide_intake(case, outcome, reason_type="", facts="", basis="", competent_organ="", correction_days=None, delivery_method="",
  on_the_spot=None)
- complete_correction(case, materials=None) · withdraw(case, reason) · give_back(case, reason) · close_case(case)
- hand_over(cases, remark="") · take_over(handover, remark="")
- give_opinion(case, opinion, reasons) · decide(case, decision, reasons, basis="", result_name="", result_no="")
- register_result(case, result_name="", result_no="", validity="")
- deliver(case, method, receiver_name, receiver_id_type="", receiver_id_no="", relation="self", signature="",
  signature_request=None, tracking_no="", …)
- reveal_party(case, party, reason="") · look_up_status(no, last4, source)

Live topics: `case:<id>`, `cases`, `department:<id>`, and the ticket's and the window's own.
"""

from .commands import (
    attach_file,
    change_parties,
    check_materials,
    close_case,
    complete_correction,
    decide,
    decide_intake,
    deliver,
    give_back,
    give_opinion,
    give_receipt,
    hand_over,
    look_up_status,
    note_external,
    open_case,
    register_result,
    reveal_party,
    set_situation,
    take_over,
    withdraw,
)
from .models import CHANNELS, KINDS, METHODS, ROLES
from .queries import (
    LIGHTS,
    SHOWS,
    case_page,
    case_rows,
    cases_of_person,
    cases_of_ticket,
    door_of,
    earlier_cases,
    handover_list,
    handover_lists,
    item_facts,
    office_queue,
    outcomes,
    preview_decision,
    preview_intake,
    progress,
    progress_of,
    queue_counts,
    second_tellings,
    telling_figures,
    to_hand_over,
    window_cases,
)
from .reasons import METHODS as METHOD_LABELS
from .reasons import ROLES as ROLE_LABELS
from .reasons import STATES as STATE_LABELS
from .reasons import STATUSES as STATUS_LABELS
from .reasons import grounds_of
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
    SecondTellingView,
    Step,
    TellingFigures,
)

__all__ = [
    "CHANNELS",
    "KINDS",
    "LIGHTS",
    "METHODS",
    "METHOD_LABELS",
    "OUTCOMES",
    "ROLES",
    "ROLE_LABELS",
    "SHOWS",
    "STATE_LABELS",
    "STATUSES",
    "STATUS_LABELS",
    "CaseRow",
    "CaseView",
    "DeadlineView",
    "FileView",
    "HandoverView",
    "MaterialView",
    "NoticeView",
    "OutcomeView",
    "Page",
    "PartyView",
    "Preview",
    "Progress",
    "ReasonView",
    "RulingView",
    "SecondTellingView",
    "Step",
    "TellingFigures",
    "attach_file",
    "case_page",
    "case_rows",
    "cases_of_person",
    "cases_of_ticket",
    "change_parties",
    "check_materials",
    "close_case",
    "complete_correction",
    "decide",
    "decide_intake",
    "deliver",
    "door_of",
    "earlier_cases",
    "give_back",
    "give_opinion",
    "give_receipt",
    "grounds_of",
    "hand_over",
    "handover_list",
    "handover_lists",
    "item_facts",
    "look_up_status",
    "note_external",
    "office_queue",
    "open_case",
    "outcomes",
    "preview_decision",
    "preview_intake",
    "progress",
    "progress_of",
    "queue_counts",
    "register_result",
    "reveal_party",
    "rule_known",
    "second_tellings",
    "set_situation",
    "take_over",
    "telling_figures",
    "to_hand_over",
    "window_cases",
    "withdraw",
]  # fmt: skip
