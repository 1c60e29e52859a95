"""Every write of queueing; one function is one act that a person can name."""

from .desks import close_window, open_window, pause_window, serve_queues, set_up_queue
from .tickets import (
    call_next,
    cancel,
    close_day,
    finish,
    hold,
    issue_ticket,
    no_show,
    note_ticket,
    recall,
    requeue,
    resume,
    start,
    transfer,
)

__all__ = [
    "call_next",
    "cancel",
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
    "set_up_queue",
    "start",
    "transfer",
]
