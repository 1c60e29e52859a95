"""One who has left his window, one who stands in, and the head of the zone, in each of the two centers."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from yichuang.domains.people.locks import _unlock
from yichuang.domains.people.proofs import _set_pin
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.foundation import clock

if TYPE_CHECKING:
    from .world import Side


def posts(side: "Side") -> None:
    """At a window of their own, so that the queue of the others goes on."""
    code = f"{side.letter}8"
    places.add_window(actor=side.system, code=code, name="综合办事", kind="service", zone=f"{side.letter}Z")
    _stay_late(side)
    queueing.name_zone_lead(actor=side.system, zone=f"{side.letter}Z", staff_id=side.staff["desk"])
    clerk = side.actor()
    queueing.open_window(actor=clerk, window=code)
    queueing.check_desk(actor=clerk, window=code, kind="opening", exceptions={"forms": "缺样表"})
    side.its["slip"] = queueing.offer_shift(actor=clerk, window=code)["id"]
    queueing.pause_window(actor=clerk, window=code, reason="rest", seals_away=True)
    queueing.open_window(actor=replace(clerk, id=side.staff["system"], name=f"{side.letter}system"), window=code)
    _unlock(actor=clerk)
    _set_pin(actor=clerk, hashed="!")


def _stay_late(side: "Side") -> None:
    """Somebody sits at a window ten minutes past five; his papers stay here; a minute is taken off in lieu."""
    clerk, code = side.actor(), f"{side.letter}9"
    zone = places.center(side.id).zone
    today = clock.now().astimezone(zone)
    monday = today + timedelta(days=7 - today.weekday())
    places.add_window(actor=side.system, code=code, name="综合办事", kind="service", zone=f"{side.letter}Z")
    queueing.set_up_queue(actor=side.system, code=f"{side.letter}Q", name="延时")
    queueing.serve_queues(actor=side.system, window=code, queues=[f"{side.letter}Q"])
    with clock.at(monday.replace(hour=16, minute=50, second=0)):
        queueing.open_window(actor=clerk, window=code)
        ticket = queueing.issue_ticket(actor=clerk, queue=f"{side.letter}Q")["id"]
        queueing.choose_closing(actor=clerk, ticket=ticket, choice="stay")
        queueing.call_next(actor=clerk, window=code)
        queueing.start(actor=clerk, ticket=ticket)
    with clock.at(monday.replace(hour=17, minute=10, second=0)):
        who = {"name": "张云", "phone": "13800001234", "papers": "申请表一份", "consent": "paper", "item": "S04"}
        side.its["kept"] = queueing.keep_papers(actor=clerk, ticket=ticket, **who)["id"]
        queueing.finish(actor=clerk, ticket=ticket)
        queueing.take_lieu(actor=side.system, staff_id=side.staff["desk"], minutes=1)
        queueing.close_window(actor=clerk, window=code)
