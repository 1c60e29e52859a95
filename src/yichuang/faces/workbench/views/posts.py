"""Who is at his post: who is away now, who leads a zone, and the report per person (DB50/T 1603-2024, 4.2.2)."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yichuang.domains.people import api as people
from yichuang.domains.queueing import api as queueing
from yichuang.faces.workbench.seat import for_staff
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.command import zone_of
from yichuang.foundation.errors import Refused
from yichuang.foundation.scope import reading

LONGEST = timedelta(days=400)


@require_http_methods(["GET", "POST"])
@for_staff
def posts(request: HttpRequest) -> HttpResponse:
    """The page of the hall's manager. A POST names the head of a zone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    actor.require("hall.lead")
    error = None
    if request.method == "POST":
        said = request.POST
        try:
            queueing.name_zone_lead(
                actor=actor, key=said.get("key", ""), zone=said.get("zone", ""), staff_id=said.get("staff") or None
            )
            return redirect("desk_posts")
        except Refused as no:
            error = no
    with reading(actor):
        facts = {**_facts(actor, request.GET), "error": error}
        return render(request, "workbench/posts.html", facts, status=error.status if error else 200)


@require_http_methods(["GET"])
@for_staff
def now(request: HttpRequest) -> HttpResponse:
    """Who is away at this moment: the part that reads itself again."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    actor.require("hall.lead")
    return render(request, "workbench/_posts_now.html", {"away": queueing.away_now(actor)})


def _facts(actor: Actor, asked: Any) -> dict[str, Any]:
    assert actor.center_id is not None
    today = clock.center_day(clock.now(), zone_of(actor.center_id))
    until = _day(asked.get("until", "")) or today
    since = _day(asked.get("since", "")) or until.replace(day=1)
    since = min(max(since, until - LONGEST), until)
    staff = people.staff_list(actor.center_id, today=today, active_only=True)
    return {
        "away": queueing.away_now(actor), "since": since, "until": until, "topics": ["posts", "board"],
        "people": queueing.absence_report(actor, since=since, until=until),
        "rows": queueing.absences(actor, since=since, until=until)[:200],
        "order": sorted(queueing.in_order(actor), key=_calm),
        "leads": queueing.zone_leads(actor), "staff": [(p.id, f"{p.name}（{p.badge_no}）") for p in staff if p.roles],
    }  # fmt: skip


def _calm(window: queueing.WindowToday) -> bool:
    """Whether it needs no look: what does comes first."""
    odd = (window.opening and window.opening.exceptions) or (window.closing and window.closing.exceptions)
    return not (window.unchecked or odd)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
