"""Past closing time: papers kept with consent, finished later, posted or collected; and time off in lieu (5.3.4.3, 5.3.4.4)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import events, late
from yichuang.domains.queueing.lifecycle import LIVE, Kept, State
from yichuang.domains.queueing.models import Announcement, ClosingChoice, KeptPapers, LieuTaken, Ticket
from yichuang.domains.queueing.rules_late import CHOICES, KEPT_DAYS, finish_day, sheets
from yichuang.foundation import doors, identity, privacy
from yichuang.foundation.command import Work, command
from yichuang.foundation.errors import Invalid, Missing, Refused

from .common import as_id, desk_code, take_ticket, text_of

CONSENTS = ("paper", "tablet")


@command("queueing.note_late", needs="system.manage")
def note_late(work: Work) -> dict[str, Any]:
    """Begin the extended session of every window that has somebody at it when the hall closes (5.3.4.1)."""
    return {"begun": late.note_late(work)}


@command("queueing.choose_closing", needs="ticket.issue")
def choose_closing(work: Work, *, ticket: UUID | str, choice: str) -> dict[str, Any]:
    """Write down at the desk what somebody wants who may not be called before closing: stay, another time, leave his papers."""
    return _choose(work, take_ticket(work, ticket), choice, by=work.actor.name)


@command("queueing.choose_closing_by_code", needs="")
def choose_closing_by_code(work: Work, *, code: str, choice: str) -> dict[str, Any]:
    """The person himself says so, on his phone or at the kiosk, with the code of his slip."""
    door = doors.door("ticket", privacy.normal_code(code)) if code and len(code) <= 40 else None
    if door is None or door[0] != work.center_id:
        raise Missing("ticket.missing")
    return _choose(work, take_ticket(work, door[1]), choice)


def _choose(work: Work, found: Ticket, choice: str, by: str = "") -> dict[str, Any]:
    """Of a number that waits, and that was told. The number keeps its place: whoever goes may give it back, and nobody is called less for an answer."""
    if choice not in CHOICES:
        raise Invalid("closing.choice", field="choice")
    if found.state != State.WAITING:
        raise Refused("closing.not_waiting", number=found.number)
    told = Announcement.objects.filter(ticket_id=found.pk, warned=True).order_by("-at").first()
    if told is None and not by:
        raise Refused("closing.not_told", number=found.number)
    ClosingChoice.objects.update_or_create(
        ticket_id=found.pk, center_id=work.center_id,
        defaults={
            "number": found.number, "day": found.day, "choice": choice, "chance": told.before_close if told else None,
            "channel": work.actor.channel, "by": by, "chosen_at": work.at,
        },
    )  # fmt: skip
    work.audit("ticket.closing_choice", f"ticket:{found.pk}", after={"number": found.number, "choice": choice})
    work.live("queue", f"ticket:{found.pk}")
    return {"id": found.pk, "number": found.number, "choice": choice}


@command("queueing.keep_papers", needs="window.operate")
def keep_papers(
    work: Work, *, ticket: UUID | str, name: str, phone: str, papers: str, consent: str, address: str = "", item: str = "",
    finish_by: date | str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Keep a person's papers, with his consent, to finish his matter later and post the result (5.3.4.3). He gets a 留件单, which
    whoever hears of it issues in the same transaction. `item` is the ticket's own when it is not named; `finish_by` the next open day.
    """
    found = take_ticket(work, ticket)
    if found.state not in (*LIVE, State.HELD) or found.window_id is None:
        raise Refused("kept.not_here", number=found.number)
    who, what, matter = (
        text_of(name, "name", 100),
        text_of(papers, "papers", 400),
        text_of(item, "item", 40) or found.item,
    )
    for value, field in ((who, "name"), (sheets(what), "papers"), (matter, "item")):
        if not value:
            raise Invalid("kept.missing", field=field)
    until = _finish_by(work, finish_by)
    try:
        plain = identity.phone_number(phone)
    except Invalid:  # its own sentence says that a number may be left out, which is not so here
        plain = ""
    if not plain:
        raise Invalid("kept.phone", field="phone")
    if consent not in CONSENTS:
        raise Invalid("kept.consent", field="consent")
    if KeptPapers.objects.filter(ticket_id=found.pk).exists():
        raise Refused("kept.already", number=found.number)
    row = KeptPapers.objects.create(
        center_id=work.center_id, ticket_id=found.pk, number=found.number, window_id=found.window_id,
        window=desk_code(work, found.window_id), name=who, phone=privacy.seal(plain),
        address=privacy.seal(text_of(address, "address", 200)), papers=what, consent=consent, item=matter,
        finish_by=until, kept_at=work.at, kept_by=work.actor.name, state=Kept.KEPT, state_since=work.at,
    )  # fmt: skip
    work.audit("papers.kept", f"ticket:{found.pk}", after={"number": found.number, "consent": consent})
    work.live("posts", f"window:{found.window_id}")
    work.emit(events.PAPERS_KEPT, f"kept:{row.pk}", kept=row.pk, item=matter)
    return {"id": row.pk, "number": row.number, "finish_by": until}


def _finish_by(work: Work, wanted: date | str | None) -> date:
    try:
        said = date.fromisoformat(wanted) if isinstance(wanted, str) and wanted else wanted or None
    except ValueError:
        raise Invalid("kept.finish_by", field="finish_by", days=KEPT_DAYS) from None
    ahead = places.service_periods(work.center_id, work.today, work.today + timedelta(days=14)) if said is None else {}
    found = finish_day(work.today, said, (d for d, hours in ahead.items() if hours))  # type: ignore[arg-type]
    if found is None:
        raise Invalid("kept.finish_by", field="finish_by", days=KEPT_DAYS)
    return found


@command("queueing.finish_kept", needs="window.operate")
def finish_kept(work: Work, *, kept: UUID | str) -> dict[str, Any]:
    """The matter is done without the person."""
    row = _kept(work, kept)
    row.move("finish", at=work.at, finished_at=work.at)
    work.audit("papers.kept_finished", f"ticket:{row.ticket_id}")
    return {"id": row.pk, "state": row.state}


@command("queueing.give_kept", needs="window.operate")
def give_kept(work: Work, *, kept: UUID | str, tracking_no: str = "") -> dict[str, Any]:
    """Post the result under its number, or note that it was collected. Posting needs an address."""
    row = _kept(work, kept)
    number = text_of(tracking_no, "tracking_no", 40)
    if number and not bytes(row.address):
        raise Refused("kept.no_address", number=row.number)
    row.move("send" if number else "collect", at=work.at, given_at=work.at, tracking_no=number)
    work.audit("papers.kept_given", f"ticket:{row.ticket_id}", after={"state": row.state})
    return {"id": row.pk, "state": row.state}


def _kept(work: Work, kept: UUID | str) -> KeptPapers:
    wanted = as_id(kept, "kept.unknown")
    found = KeptPapers.objects.select_for_update().filter(pk=wanted, center_id=work.center_id).first()
    if found is None:
        raise Missing("kept.unknown")
    return found


@command("queueing.take_lieu", needs="hall.lead")
def take_lieu(work: Work, *, staff_id: UUID | str, minutes: int, note: str = "") -> dict[str, Any]:
    """Give a person time off for the hours he stayed: never more than he has."""
    person = people.colleague(work, staff_id)
    people.hold(work, person.id)
    left = late.balance(work.center_id, person.id)
    if not 0 < minutes <= left:
        raise Refused("lieu.too_much", field="minutes", name=person.name, left=left)
    row = LieuTaken.objects.create(
        center_id=work.center_id, staff_id=person.id, staff_name=person.name, day=work.today, minutes=minutes,
        note=text_of(note, "note"), by=work.actor.name, at=work.at,
    )  # fmt: skip
    work.audit("lieu.taken", f"staff:{person.id}", after={"minutes": minutes, "left": left - minutes})
    work.live("posts")
    return {"id": row.pk, "left": left - minutes}
