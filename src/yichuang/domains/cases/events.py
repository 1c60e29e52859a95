"""The facts this room tells. Payloads hold ids and codes, never a name or a number of a person."""

OPENED = "cases.opened.v1"
RECEIVED = "cases.received.v1"
ACCEPTED = "cases.accepted.v1"
FILED = "cases.filed.v1"
REFUSED = "cases.refused.v1"
NOTICE_GIVEN = "cases.notice_given.v1"
CORRECTED = "cases.corrected.v1"
HANDED_OVER = "cases.handed_over.v1"
TAKEN_OVER = "cases.taken_over.v1"
DECIDED = "cases.decided.v1"
RESULT_REGISTERED = "cases.result_registered.v1"
DELIVERED = "cases.delivered.v1"
CLOSED = "cases.closed.v1"
WITHDRAWN = "cases.withdrawn.v1"
RETURNED = "cases.returned.v1"
ITEM_CHANGED = "cases.item_changed.v1"
REMINDED = "cases.reminded.v1"
URGED = "cases.urged.v1"
URGING_ANSWERED = "cases.urging_answered.v1"

ALL = (
    OPENED, RECEIVED, ACCEPTED, FILED, REFUSED, NOTICE_GIVEN, CORRECTED, HANDED_OVER, TAKEN_OVER, DECIDED,
    RESULT_REGISTERED, DELIVERED, CLOSED, WITHDRAWN, RETURNED, ITEM_CHANGED, REMINDED, URGED, URGING_ANSWERED,
)  # fmt: skip
