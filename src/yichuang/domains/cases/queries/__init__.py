"""Every read of this room. Each runs in a scope that is open already, unless it says otherwise."""

from .agreeing import agreement
from .changing import preview_item_change
from .inquiries import inquiries, inquiry
from .lists import (
    LIGHTS,
    SHOWS,
    case_rows,
    cases_of_person,
    cases_of_ticket,
    earlier_cases,
    handover_list,
    handover_lists,
    office_queue,
    people_of_visit,
    queue_counts,
    to_hand_over,
    window_cases,
)
from .manual import EntryView, PackRun, PackView, entries, pack, pack_in_use, packs
from .page import case_page, item_facts, outcomes, preview_decision, preview_intake
from .procedures import (
    clock_page,
    decision_waits,
    hearing_page,
    preview_extension,
    preview_finish,
    preview_procedure,
    preview_renewal,
)
from .promises import (
    COMMITMENTS,
    TOLERANCES,
    asked_if_taken_back,
    commitment_list,
    promise_counts,
    promises_of,
    public_promises,
    tolerance_list,
    tolerance_offer,
)
from .public import awaited_of, door_of, progress, progress_of
from .recounts import calendar_preview, calendar_recounts
from .reminders import marks, nudges, reminder_list, reminders_of, unanswered, urge_state, urging_list, urgings_of
from .reopening import preview_reopening
from .stages import stages_of_item
from .tellings import second_tellings, telling_figures

__all__ = [
    "COMMITMENTS", "LIGHTS", "SHOWS", "TOLERANCES", "EntryView", "PackRun", "PackView", "agreement", "asked_if_taken_back", "awaited_of", "calendar_preview",
    "calendar_recounts", "case_page", "case_rows", "cases_of_person", "cases_of_ticket", "clock_page",
    "commitment_list", "decision_waits", "door_of", "earlier_cases", "entries", "handover_list", "handover_lists", "hearing_page",
    "inquiries", "inquiry", "item_facts", "marks", "nudges", "office_queue", "outcomes", "pack", "pack_in_use", "packs", "people_of_visit", "preview_decision",
    "preview_extension", "preview_finish", "preview_intake", "preview_item_change", "preview_procedure",
    "preview_renewal",
    "preview_reopening", "progress", "progress_of", "promise_counts", "promises_of", "public_promises",
    "queue_counts", "reminder_list", "reminders_of", "second_tellings", "stages_of_item", "telling_figures", "to_hand_over",
    "tolerance_list", "tolerance_offer", "unanswered", "urge_state", "urging_list", "urgings_of", "window_cases",
]  # fmt: skip
