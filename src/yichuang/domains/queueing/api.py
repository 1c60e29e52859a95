"""The door of queueing: queues, tickets and windows at work.

Acts are called as `act(actor=…, key=…, **arguments)` and return JSON-able dicts; a ticket is named by its id, a window by
the number on its sign, a queue by its code. Reads need an open scope and return the values of `types`. Functions that take
`work` first join the caller's transaction.

Live topics: `board` and `queue` (anything in the line or at the windows), `window:<id>`, `ticket:<id>`.
"""

from .commands import (
    call_next,
    cancel,
    close_day,
    close_window,
    finish,
    hold,
    issue_ticket,
    no_show,
    note_ticket,
    open_window,
    pause_window,
    recall,
    requeue,
    resume,
    serve_queues,
    set_up_queue,
    start,
    transfer,
)
from .events import CALLED, SERVED, TICKET_ISSUED
from .joins import attach_case, is_over, ticket_ref
from .queries import (
    board,
    desks,
    find_ticket,
    live_ticket,
    queue_for_item,
    queues,
    ticket,
    waiting_list,
    window_panel,
)
from .rules import NEEDS, PAUSE_REASONS, PRIORITY_REASONS, WaitRange
from .types import Board, CallLine, QueueInfo, QueueLine, TicketRef, TicketView, WindowLine, WindowPanel

__all__ = [
    "CALLED",
    "NEEDS",
    "PAUSE_REASONS",
    "PRIORITY_REASONS",
    "SERVED",
    "TICKET_ISSUED",
    "Board",
    "CallLine",
    "QueueInfo",
    "QueueLine",
    "TicketRef",
    "TicketView",
    "WaitRange",
    "WindowLine",
    "WindowPanel",
    "attach_case",
    "board",
    "call_next",
    "cancel",
    "close_day",
    "close_window",
    "desks",
    "find_ticket",
    "finish",
    "hold",
    "is_over",
    "issue_ticket",
    "live_ticket",
    "no_show",
    "note_ticket",
    "open_window",
    "pause_window",
    "queue_for_item",
    "queues",
    "recall",
    "requeue",
    "resume",
    "serve_queues",
    "set_up_queue",
    "start",
    "ticket",
    "ticket_ref",
    "transfer",
    "waiting_list",
    "window_panel",
]
