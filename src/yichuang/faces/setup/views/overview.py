"""The first page of the set-up face, and the search in the log."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from yichuang.domains.catalog import api as catalog
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.foundation import clock
from yichuang.foundation.queries import audit_log

from ..pages import actor_of, center_of, setup_page, show


@setup_page()
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What is set up and what is still lacking, in figures that lead to the pages."""
    return show(request, "setup/overview.html", lambda: _figures(request))


def _figures(request: HttpRequest) -> dict[str, Any]:
    actor, here = actor_of(request), center_of(request)
    today = clock.center_day(clock.now(), request.center.zone)  # type: ignore[attr-defined]
    figures: dict[str, Any] = {}
    if actor.can("catalog.read"):
        figures["items"] = len(catalog.search(actor, limit=1000))
        figures["drafts"] = len(catalog.drafts(today.year))
        figures["offers"] = len(catalog.offers(actor))
    if actor.can("place.manage"):
        devices = places.devices(here)
        figures["windows"] = len(places.windows(here, active_only=True))
        figures["departments"] = len(places.departments(here))
        figures["devices"] = sum(d.live for d in devices)
        figures["silent"] = [d for d in devices if d.live and d.last_seen is None]
        figures["open"] = places.open_state(here, clock.now())
    if actor.can("staff.manage"):
        everybody = people.staff_list(here, today=today, active_only=True)
        figures["staff"] = len(everybody)
        figures["idle"] = [s for s in everybody if not s.grants]
    return {"figures": figures}


@setup_page("audit.read")
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """The center's log, newest first, by object, act or person."""
    return show(request, "setup/audit.html", lambda: _log(request))


def _log(request: HttpRequest) -> dict[str, Any]:
    q = {k: request.GET.get(k, "").strip() for k in ("subject", "action", "name")}
    after = request.GET.get("after", "")
    rows, more = audit_log(actor_of(request), before_seq=int(after) if after.isdigit() else None, **q)
    return {"rows": rows, "after": more, "first": not after, "asked": q}
