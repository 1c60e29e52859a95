"""二次告知台账: who wanted to tell a second time, and how often it happens (DB50/T 1603-2024, 5.3.2.2)."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yichuang.domains.cases import api as cases
from yichuang.faces.backoffice.pages import actor_of, frame, office_page
from yichuang.foundation import clock
from yichuang.foundation.clock import center_day

USUAL = 90
"""Days back that the page shows when nobody says otherwise: a quarter."""


@require_GET
@office_page
def tellings(request: HttpRequest) -> HttpResponse:
    """The list and its figures between two days."""
    today = center_day(clock.now(), request.center.zone)  # type: ignore[attr-defined]
    since = _day(request.GET.get("since", ""), today - timedelta(days=USUAL))
    until = _day(request.GET.get("until", ""), today)
    actor, after = actor_of(request), request.GET.get("after", "")
    page = cases.second_tellings(actor, since=since, until=until, after=after)
    facts = {
        "rows": page.rows, "after": page.after, "first": not after, "since": since, "until": until,
        "figures": cases.telling_figures(actor, since=since, until=until),
    }  # fmt: skip
    return render(request, "backoffice/tellings.html", {**frame(request), **facts})


def _day(text: str, usual: date) -> date:
    """A day as the form sends it; what is none counts as not asked."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return usual
