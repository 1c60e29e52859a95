"""Who listens to what. The one place where rooms that do not know each other meet.

In-step listeners run inside the transaction of the act and may refuse it: for rules that the law ties to the act, and for
facts that the next page must already show. All others are jobs, deferred in the same transaction and run after it.
"""

from yichuang.domains.cases import events as case_events
from yichuang.domains.cases.subscribers import (
    paper_served,
    paper_signed,
    papers_kept,
    result_received,
    ticket_served,
    window_checked,
)
from yichuang.domains.catalog import events as catalog_events
from yichuang.domains.delivery import api as delivery
from yichuang.domains.devices import events as device_events
from yichuang.domains.documents import events as paper_events
from yichuang.domains.feedback import events as feedback_events
from yichuang.domains.feedback import subscribers as feedback
from yichuang.domains.floor import subscribers as floor
from yichuang.domains.helping import events as help_events
from yichuang.domains.queueing import events as queue_events
from yichuang.domains.queueing import subscribers as queueing
from yichuang.foundation.dispatch import Wiring
from yichuang.foundation.workdays import notices as workdays

WIRING = Wiring(
    in_step={
        catalog_events.OFFERED: [queueing.item_offered],
        queue_events.SERVED: [queueing.ticket_served, ticket_served, feedback.ticket_served],
        queue_events.CHECKED: [window_checked],
        queue_events.PAPERS_KEPT: [papers_kept],
        queue_events.WINDOW_OPENED: [floor.window_opened],
        queue_events.STARTED: [feedback.ticket_started],
        case_events.OPENED: [feedback.case_opened],
        case_events.REOPENED: [feedback.case_opened],
        case_events.ITEM_CHANGED: [feedback.case_item_changed],
        case_events.DECIDED: [feedback.case_answered],
        case_events.FILED: [feedback.case_answered],
        case_events.REFUSED: [feedback.case_answered],
        case_events.DELIVERED: [feedback.case_answered],
        case_events.RETURNED: [feedback.case_answered],
        delivery.events.HANDED_OVER: [result_received],
        paper_events.SIGNED: [paper_signed],
        paper_events.SERVED: [paper_served],
    },
    jobs={paper_events.SEAL_WANTED: ["documents.seal"], workdays.CHANGED: ["cases.recount"]},
)

TOLD = frozenset(
    {
        *(value for name, value in vars(queue_events).items() if name.isupper() and isinstance(value, str)),
        catalog_events.OFFERED,
        *case_events.ALL,
        *delivery.events.ALL,
        *device_events.ALL,
        *help_events.ALL,
        *feedback_events.ALL,
        workdays.CHANGED,
        paper_events.ISSUED, paper_events.VOIDED, paper_events.SERVED, paper_events.SIGNED, paper_events.SEAL_WANTED,
    }
)  # fmt: skip
"""Every event that a room tells."""

UNHEARD = frozenset(
    {
        "queueing.ticket_issued.v1", "queueing.called.v1", "queueing.missed.v1", "queueing.requeued.v1",
        "queueing.transferred.v1", "queueing.held.v1", "queueing.resumed.v1", "queueing.cancelled.v1",
        "queueing.checked_in.v1", "queueing.booked.v1", "queueing.booking_cancelled.v1", "queueing.booking_missed.v1",
        "queueing.arrived.v1", "queueing.window_paused.v1", "queueing.window_closed.v1",
        "queueing.window_covered.v1", "queueing.overlong_absence.v1", "queueing.ticket_carried.v1",
        "cases.received.v1", "cases.accepted.v1", "cases.deemed.v1", "cases.notice_given.v1", "cases.corrected.v1", "cases.handed_over.v1",
        "cases.taken_over.v1", "cases.result_registered.v1", "cases.closed.v1", "cases.withdrawn.v1",
        "cases.reminded.v1", "cases.urged.v1", "cases.urging_answered.v1",
        "cases.procedure_started.v1", "cases.procedure_finished.v1", "cases.extension_asked.v1",
        "cases.extension_declined.v1", "cases.extended.v1", "cases.hearing_told.v1", "cases.hearing_ordered.v1",
        "cases.hearing_applied.v1", "cases.hearing_arranged.v1", "cases.hearing_held.v1", "cases.reported.v1",
        "devices.fault_opened.v1", "devices.fault_closed.v1", "devices.incident_noted.v1",
        "helping.asked.v1", "helping.answered.v1",
        "delivery.registered.v1", "delivery.dispatched.v1", "delivery.came_back.v1", "delivery.returned.v1",
        "delivery.taken_back.v1", "delivery.signed.v1", "documents.paper_issued.v1", "documents.paper_voided.v1",
        "cases.tolerated.v1", "cases.supplied.v1", "cases.tolerance_lapsed.v1", "cases.told_of_commitment.v1",
        "cases.committed.v1", "cases.commitment_withdrawn.v1", "cases.commitment_verified.v1", "cases.breach_found.v1",
        "cases.breach_closed.v1", "feedback.rated.v1", "feedback.bad_rating.v1",
    }
)  # fmt: skip
"""Events that nobody listens to yet, on purpose: they are kept as history. A new event must be heard or listed here."""
