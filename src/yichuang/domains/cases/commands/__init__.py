"""Every write of this room. One function is one act that a person can name."""

from .agreeing import answer_difference, note_values
from .breaching import (
    answer_appeal,
    appeal_breach,
    check_repair,
    decide_breach,
    remind_verifications,
    repair_credit,
    run_out_repairs,
)
from .changing_item import change_item
from .checking import attach_file, check_materials, complete_correction, give_receipt
from .committing import choose_procedure, verify_commitment, withdraw_commitment
from .deciding import decide, give_opinion
from .deeming import deem
from .delivering import deliver, register_result
from .extending import approve_extension, ask_extension, decline_extension, take_back_extension
from .handing import hand_over, take_over
from .hearing import (
    apply_for_hearing,
    arrange_hearing,
    cancel_hearing,
    hold_hearing,
    order_hearing,
    tell_hearing_right,
    waive_hearing,
)
from .inquiring import answer_inquiry
from .intake import decide_intake
from .leaving import close_case, give_back, withdraw
from .listing_corrections import list_corrections
from .looking_up import look_up_status
from .manual import end_pack, enter_answer_by_hand, enter_by_hand, make_pack
from .opening import change_parties, note_external, open_case, set_situation
from .procedures import finish_procedure, start_procedure
from .recounting import recount_batch
from .reminding import remind_due
from .renewing import note_renewal, renew_by_law
from .reopening import reopen
from .reporting import report_up
from .returning import take_return_ticket
from .revealing import reveal_party
from .tolerating import admit_late, lapse_tolerances, remind_tolerances, return_lapsed, supply
from .urging import answer_urging, urge, urge_by_code

__all__ = [
    "admit_late",
    "answer_appeal",
    "answer_difference",
    "answer_inquiry",
    "answer_urging",
    "appeal_breach",
    "apply_for_hearing",
    "approve_extension",
    "arrange_hearing",
    "ask_extension",
    "attach_file",
    "cancel_hearing",
    "change_item",
    "change_parties",
    "check_materials",
    "check_repair",
    "choose_procedure",
    "close_case",
    "complete_correction",
    "decide",
    "decide_breach",
    "decide_intake",
    "decline_extension",
    "deem",
    "deliver",
    "end_pack",
    "enter_answer_by_hand",
    "enter_by_hand",
    "finish_procedure",
    "give_back",
    "give_opinion",
    "give_receipt",
    "hand_over",
    "hold_hearing",
    "lapse_tolerances",
    "list_corrections",
    "look_up_status",
    "make_pack",
    "note_external",
    "note_renewal",
    "note_values",
    "open_case",
    "order_hearing",
    "recount_batch",
    "register_result",
    "remind_due",
    "remind_tolerances",
    "remind_verifications",
    "renew_by_law",
    "reopen",
    "repair_credit",
    "report_up",
    "return_lapsed",
    "reveal_party",
    "run_out_repairs",
    "set_situation",
    "start_procedure",
    "supply",
    "take_back_extension",
    "take_over",
    "take_return_ticket",
    "tell_hearing_right",
    "urge",
    "urge_by_code",
    "verify_commitment",
    "waive_hearing",
    "withdraw",
    "withdraw_commitment",
]  # fmt: skip
