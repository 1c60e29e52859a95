"""Every write of queueing; one function is one act that a person can name."""

from .alone import reserve_numbers, take_in_alone
from .arriving import check_in, check_in_by_phone, miss_bookings, remind_bookings, set_booking, take_remote
from .booking import book, cancel_booking, move_booking, offer_again, want_earlier
from .calling import set_calling_order
from .days import carry_over, close_day
from .desks import (
    close_window,
    open_window,
    pause_window,
    serve_queues,
    set_clerk_skills,
    set_up_queue,
    set_window_skills,
)
from .floor import call_back, move_ticket, reassign_held
from .forecasting import announce, announce_ticket, store_fit
from .issuing import issue_ticket, set_issuing
from .late import choose_closing, choose_closing_by_code, finish_kept, give_kept, keep_papers, note_late, take_lieu
from .near import tell_near
from .posts import name_zone_lead, tell_overlong
from .queues import add_queue, change_queue
from .shifts import accept_shift, check_desk, offer_shift, withdraw_shift
from .tickets import (
    call_chosen,
    call_next,
    cancel,
    finish,
    give_back,
    hold,
    no_show,
    note_ticket,
    recall,
    requeue,
    resume,
    start,
    transfer,
)

__all__ = [
    "accept_shift",
    "add_queue",
    "announce",
    "announce_ticket",
    "book",
    "call_back",
    "call_chosen",
    "call_next",
    "cancel",
    "cancel_booking",
    "carry_over",
    "change_queue",
    "check_desk",
    "check_in",
    "check_in_by_phone",
    "choose_closing",
    "choose_closing_by_code",
    "close_day",
    "close_window",
    "finish",
    "finish_kept",
    "give_back",
    "give_kept",
    "hold",
    "issue_ticket",
    "keep_papers",
    "miss_bookings",
    "move_booking",
    "move_ticket",
    "name_zone_lead",
    "no_show",
    "note_late",
    "note_ticket",
    "offer_again",
    "offer_shift",
    "open_window",
    "pause_window",
    "reassign_held",
    "recall",
    "remind_bookings",
    "requeue",
    "reserve_numbers",
    "resume",
    "serve_queues",
    "set_booking",
    "set_calling_order",
    "set_clerk_skills",
    "set_issuing",
    "set_up_queue",
    "set_window_skills",
    "start",
    "store_fit",
    "take_in_alone",
    "take_lieu",
    "take_remote",
    "tell_near",
    "tell_overlong",
    "transfer",
    "want_earlier",
    "withdraw_shift",
]
