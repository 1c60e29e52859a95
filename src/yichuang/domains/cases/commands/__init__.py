"""Every write of this room. One function is one act that a person can name."""

from .agreeing import answer_difference, note_values
from .changing_item import change_item
from .checking import attach_file, check_materials, complete_correction, give_receipt
from .deciding import decide, give_opinion
from .deeming import deem
from .delivering import deliver, register_result
from .extending import approve_extension, ask_extension, decline_extension, take_back_extension
from .handing import hand_over, take_over
from .intake import decide_intake
from .leaving import close_case, give_back, withdraw
from .looking_up import look_up_status
from .manual import end_pack, enter_by_hand, make_pack
from .opening import change_parties, note_external, open_case, set_situation
from .procedures import finish_procedure, start_procedure
from .recounting import recount_batch
from .reminding import remind_due
from .reopening import reopen
from .revealing import reveal_party
from .urging import answer_urging, urge, urge_by_code

__all__ = [
    "answer_difference", "answer_urging", "approve_extension", "ask_extension", "attach_file", "change_item",
    "change_parties", "check_materials", "close_case", "complete_correction", "decide", "decide_intake",
    "decline_extension", "deem", "deliver", "end_pack", "enter_by_hand", "finish_procedure", "give_back",
    "give_opinion", "give_receipt", "hand_over", "look_up_status", "make_pack", "note_external", "note_values",
    "open_case", "recount_batch", "register_result", "remind_due", "reopen", "reveal_party", "set_situation",
    "start_procedure", "take_back_extension", "take_over", "urge", "urge_by_code", "withdraw",
]  # fmt: skip
