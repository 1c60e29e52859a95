"""The door of the floor: alerts and who saw them, calls for help and incidents, people sent to windows, notices on the screens.

Live topics: `floor` (anything above), `help:<window id>` (that window's own call).
"""

from .commands import (
    answer_call,
    broadcast,
    call_for_help,
    end_call,
    report_incident,
    see_alert,
    send_to_window,
    settle_alert,
    take_back_call,
    take_down,
    withdraw_order,
)
from .fitness import Candidate, Person, Post, by_fitness
from .labels import detail, headline, kind_label, reason_label
from .queries import (
    CallView,
    NoticeView,
    OrderView,
    RecordView,
    Watch,
    calls_of_day,
    help_of_window,
    notices,
    open_alerts,
    orders_of_day,
    records_of_day,
    watch,
)
from .rules import HELP, INCIDENTS, Alert

__all__ = [
    "HELP",
    "INCIDENTS",
    "Alert",
    "CallView",
    "Candidate",
    "NoticeView",
    "OrderView",
    "Person",
    "Post",
    "RecordView",
    "Watch",
    "answer_call",
    "broadcast",
    "by_fitness",
    "call_for_help",
    "calls_of_day",
    "detail",
    "end_call",
    "headline",
    "help_of_window",
    "kind_label",
    "notices",
    "open_alerts",
    "orders_of_day",
    "reason_label",
    "records_of_day",
    "report_incident",
    "see_alert",
    "send_to_window",
    "settle_alert",
    "take_back_call",
    "take_down",
    "watch",
    "withdraw_order",
]
