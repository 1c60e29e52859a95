"""Every write of the floor; one function is one act that a person can name."""

from .alerts import see_alert, settle_alert
from .calls import answer_call, call_for_help, end_call, report_incident, take_back_call
from .notices import broadcast, take_down
from .orders import send_to_window, withdraw_order

__all__ = [
    "answer_call",
    "broadcast",
    "call_for_help",
    "end_call",
    "report_incident",
    "see_alert",
    "send_to_window",
    "settle_alert",
    "take_back_call",
    "take_down",
    "withdraw_order",
]
