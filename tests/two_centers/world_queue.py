"""The queue of each of the two centers."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from yichuang.domains.feedback import api as feedback
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.learning import learn
from yichuang.domains.voice import api as voice
from yichuang.foundation import clock
from yichuang.foundation.command import zone_of
from yichuang.foundation.scope import reading

from .rows import newest

if TYPE_CHECKING:
    from .world import Side


def queue(side: "Side") -> None:
    """Numbers in every state, an appointment, and somebody who knows sign language, in each of the two centers."""
    act, letter = side.system, side.letter
    queueing.set_calling_order(actor=act, name="default")
    for place in ("1", "2"):
        queueing.serve_queues(actor=act, window=letter + place, queues=[letter])
        queueing.open_window(actor=act, window=letter + place)
    for name in ("done", "held", "absent", "serving"):
        made = queueing.issue_ticket(actor=act, queue=letter, key=name)
        side.its |= {name: made["id"], f"{name}_number": made["number"], f"{name}_code": made["tracking_code"]}
        queueing.call_next(actor=act, window=f"{letter}1")
        if name == "absent":
            queueing.no_show(actor=act, ticket=made["id"])
            continue
        queueing.start(actor=act, ticket=made["id"])
        if name == "held":
            queueing.hold(actor=act, ticket=made["id"])
        if name == "done":
            queueing.finish(actor=act, ticket=made["id"])
            _rate(side)
    for name in ("called", "waiting", "waiting_2"):
        made = queueing.issue_ticket(actor=side.actor(), queue=letter)
        side.its |= {name: made["id"], f"{name}_number": made["number"], f"{name}_code": made["tracking_code"]}
    queueing.call_next(actor=act, window=f"{letter}2")
    queueing.set_booking(actor=act, queue=letter, slot_minutes=30, slot_places=9, remote=True)
    with reading(act):
        days = [d for d in queueing.booking_days(act, letter).days if d.left]
        side.its["hall_code"] = queueing.check_in_code(act)
    side.its["slot"] = days[-1].slots[-1].starts.isoformat()
    made = queueing.book(actor=act, queue=letter, starts=side.its["slot"], phone="13800135678", name="张云")
    side.its |= {"booking": made["code"], "booking_id": made["id"]}
    voice.keep_clip(actor=act, name="A", content_type="audio/wav", data=b"RIFF\4\0\0\0WAVE" + letter.encode())
    kiosk = people.actor_for_device(side.keys["kiosk"])
    assert kiosk is not None
    queueing.reserve_numbers(actor=kiosk)
    queueing.set_clerk_skills(actor=act, staff_id=side.staff["desk"], skills=["sign"])
    _forecast(side)


def _forecast(side: "Side") -> None:
    """On a day to come somebody waits and is told for how long; the night before has learned from no day."""
    act, today = side.system, clock.center_day(clock.now(), zone_of(side.id))
    with reading(act):
        hours = places.service_periods(side.id, today + timedelta(days=1), today + timedelta(days=20))
    queueing.store_fit(actor=act, fit=learn(act, today))
    day = next(d for d, periods in hours.items() if periods)
    with clock.at(datetime.combine(day, time(10), zone_of(side.id))):
        queueing.issue_ticket(actor=act, queue=side.letter)
        queueing.announce(actor=act)


def _rate(side: "Side") -> None:
    """The visitor answers on the evaluator, before the next one sits down."""
    evaluator = people.actor_for_device(side.keys["evaluator"])
    assert evaluator is not None
    side.its["answered_invitation"] = newest(side, "feedback_invitation")
    feedback.rate_at_window(actor=evaluator, invitation_id=side.its["answered_invitation"], grade=5)
