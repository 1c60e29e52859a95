"""What stands on the desk: one reading of everything that the page shows, and the ways in which an act shows it again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yichuang.domains.cases import api as cases
from yichuang.domains.feedback import api as feedback
from yichuang.domains.floor import api as floors
from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench import casework, intake, say, words
from yichuang.foundation import dispatch
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing
from yichuang.foundation.scope import reading

from .seat import Seat, goto

LAST = "desk_last"
"""Session key of the visit that ended here last: its person may still be asked to rate."""
HUES = 5


def bar(seat: Seat) -> dict[str, Any]:
    """What the bar shows: the window's state, who is at it, how many wait, whether help was asked for. Eleven statements."""
    panel = queueing.window_panel(seat.actor, window=seat.code)
    ticket = panel.window.ticket
    phase = ticket.state if ticket else {"open": "idle"}.get(panel.window.state, panel.window.state)
    shown = queueing.WindowFigures(panel.window.state, panel.waiting, panel.longest_wait, panel.window.staff_id)
    theirs = phase != "closed" and panel.window.staff_id not in (None, seat.actor.id)
    facts = {"seat": seat, "panel": panel, "figures": shown, "ticket": ticket, "phase": phase, "theirs": theirs}
    facts["asked_help"] = floors.help_of_window(seat.actor, seat.id)
    if phase in ("idle", "closed"):  # between two people: what is still to be looked at, and who waits to take over
        facts |= {"checks": queueing.checks_today(seat.actor, seat.id), "slip": queueing.open_slip(seat.actor, seat.id)}
    return facts


def figures(seat: Seat) -> dict[str, Any]:
    """The part of the bar that every desk of a hall reads again at each call. Two statements while nothing has changed."""
    panel = queueing.window_figures(seat.actor, window=seat.code)
    return {"seat": seat, "figures": panel, "asked_help": floors.help_of_window(seat.actor, seat.id)}


def desk(request: HttpRequest, seat: Seat, *, case: str = "", new: bool = False, item: str = "") -> dict[str, Any]:
    """Everything on the page, in an open scope. Some forty statements with a case open, fifteen without."""
    facts = bar(seat)
    ticket, phase = facts["ticket"], facts["phase"]
    tabs = _tabs(seat.actor, ticket.id) if phase == "serving" and not facts["theirs"] else []
    if not case and not new and not item and tabs:
        case = tabs[-1]["row"].no
    facts |= {
        "tabs": tabs, "all_answered": bool(tabs) and not any(t["open"] for t in tabs), "keys": words.KEYS,
        "mind": say.to_clerk(ticket), "mark": f"{ticket.id if ticket else ''}:{phase}:{len(tabs)}{':theirs' if facts['theirs'] else ''}",
        "topics": ["queue", f"window:{seat.id}", f"help:{seat.id}"],
    }  # fmt: skip
    facts["hands"] = queueing.hands(seat.actor, ticket.id) if ticket else []
    if not case:
        return facts | _without_case(request, seat, facts, item, new)
    facts |= casework.case_facts(seat.actor, case) | casework.earlier_facts(seat.actor, case)
    facts["topics"].append(f"case:{facts['case'].id}")
    return facts | {"hue": _hue(tabs, case)}


def case_side(seat: Seat, case: str) -> dict[str, Any]:
    """The right side alone, for acts that change nothing else. Some twenty-five statements."""
    ticket = queueing.live_ticket(seat.actor, seat.id)
    tabs = _tabs(seat.actor, ticket.id) if ticket and ticket.state == "serving" else []
    facts: dict[str, Any] = {"seat": seat, "ticket": ticket, "phase": ticket.state if ticket else "idle", "tabs": tabs}
    facts |= {"mind": say.to_clerk(ticket), "side": True, "hue": _hue(tabs, case)}
    return facts | casework.case_facts(seat.actor, case)


def _hue(tabs: list[dict[str, Any]], case: str) -> int:
    return next((t["hue"] for t in tabs if t["row"].no == case), 0)


def _tabs(actor: Actor, ticket_id: UUID) -> list[dict[str, Any]]:
    """The visit's cases, each with its colour; `open` says that the window still owes an answer."""
    rows = cases.cases_of_ticket(actor, ticket_id)
    known = {row.id for row in rows}
    noted = [UUID(s.removeprefix("case:")) for s in queueing.subjects_of(actor, ticket_id) if s.startswith("case:")]
    more = [case_id for case_id in noted if case_id not in known]  # whoever came back for a case of another day
    rows = [*cases.case_rows(actor, more).values(), *rows] if more else rows
    return [{"row": row, "hue": n % HUES + 1, "open": row.state in ("draft", "received")} for n, row in enumerate(rows)]


def _without_case(request: HttpRequest, seat: Seat, found: dict[str, Any], item: str, new: bool) -> dict[str, Any]:
    """The hall when nobody is here, the wish of the person who comes, the choice of an item when he is here."""
    ticket, phase = found["ticket"], found["phase"]
    if found["theirs"]:
        return {"today": cases.window_cases(seat.actor, seat.id, size=30), "asked": ()}
    if phase == "serving":
        wish = item or ("" if new else ticket.item)
        form = intake.form_facts(seat.actor, wish)
        if form and found["tabs"]:  # another case for the person who sits here
            form["same_people"] = cases.people_of_visit(seat.actor, ticket.id)
        return form or intake.find_facts(seat.actor, queue=ticket.queue)
    if phase == "idle" and (new or item):  # a small hall gives no numbers: whoever steps up is served
        return {"walked_in": True, **(intake.form_facts(seat.actor, item) or intake.find_facts(seat.actor))}
    if phase == "called":
        return {"wish": intake.guide_or_none(ticket.item)}
    facts: dict[str, Any] = {"today": cases.window_cases(seat.actor, seat.id, size=30)}
    facts["asked"] = cases.inquiries(seat.actor, window_id=seat.id, size=30)
    if phase == "idle":
        facts["last"] = _last_visit(request, seat)
    return facts


def _last_visit(request: HttpRequest, seat: Seat) -> dict[str, Any] | None:
    """The visit that ended here, and whether its person has rated."""
    kept = request.session.get(LAST)
    if not kept:
        return None
    try:
        ticket = queueing.ticket(seat.actor, kept)
    except Missing:
        return None
    subject = f"ticket:{ticket.id}"
    state = feedback.rating_state(seat.actor, subject)
    return {"ticket": ticket, "state": state, "asked": feedback.last_invitation(seat.actor, subject)}


# ---- showing again ----------------------------------------------------------------------------------------------------


def desk_again(request: HttpRequest, seat: Seat, *, case: str = "", **more: Any) -> HttpResponse:
    """After an act: the whole desk again, the bar with it, and no dialog."""
    if not request.headers.get("HX-Request"):
        return goto(request, address(case))
    with reading(seat.actor):
        facts = {**desk(request, seat, case=case), **more, "oob": True}
        answer = render(request, "workbench/_desk.html", facts)
    answer["HX-Push-Url"] = address(case)
    answer["X-Yichuang-Told"] = " ".join(dispatch.told.get() or ())  # live.js: the desk is up to date with these
    return answer


def case_again(request: HttpRequest, seat: Seat, case: str) -> HttpResponse:
    """After an act on a case: its side of the desk only."""
    if not request.headers.get("HX-Request"):
        return goto(request, address(case))
    with reading(seat.actor):
        return render(request, "workbench/_right.html", case_side(seat, case))


def dialog(request: HttpRequest, name: str, **facts: Any) -> HttpResponse:
    """A dialog for the place that waits for one. The scope must be open."""
    return render(request, f"workbench/dialog_{name}.html", facts)


def address(case: str = "") -> str:
    """The desk, with a case on it."""
    return reverse("desk_home") + (f"?case={case}" if case else "")
