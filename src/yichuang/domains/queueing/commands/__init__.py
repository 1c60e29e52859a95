"""Every write of queueing; one function is one act that a person can name."""

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
from .issuing import issue_ticket, set_issuing
from .telling import tell_near
from .tickets import (
    call_chosen,
    call_next,
    cancel,
    finish,
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
    "call_chosen",
    "call_next",
    "cancel",
    "carry_over",
    "close_day",
    "close_window",
    "finish",
    "hold",
    "issue_ticket",
    "no_show",
    "note_ticket",
    "open_window",
    "pause_window",
    "recall",
    "requeue",
    "resume",
    "serve_queues",
    "set_clerk_skills",
    "set_issuing",
    "set_up_queue",
    "set_window_skills",
    "start",
    "tell_near",
    "transfer",
]
