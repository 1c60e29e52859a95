"""What every page for staff has in common, whichever face it belongs to: who may see it, in whose times, and how an act is done."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused

View = Callable[..., HttpResponse]


def staff_page(*capabilities: str) -> Callable[[View], View]:
    """Only for staff with one of the capabilities (any staff when none is named); a stranger logs in and comes back.

    `request.center` is the person's center, and times are the center's. One statement.
    """

    def wrap(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor.kind != "staff":
                return HttpResponseRedirect(f"/login/?next={quote(request.get_full_path())}")
            if capabilities and not any(actor.can(c) for c in capabilities):
                actor.require(capabilities[0])
            if actor.center_id is None:
                raise Missing("center.missing")
            center = places.center(actor.center_id)
            with timezone.override(center.zone):
                request.center = center  # type: ignore[attr-defined]
                return view(request, *args, **kwargs)

        return guarded

    return wrap


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the middleware found."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def key_of(request: HttpRequest) -> str:
    """The idempotency key of the button that was pressed."""
    return str(request.POST.get("key", ""))


def act(request: HttpRequest, do: Callable[[], str]) -> Refused | None:
    """Do an act and keep its good news for the next page, or give back why it was refused. What is missing is a 404."""
    try:
        messages.success(request, do())
    except Missing:
        raise
    except Refused as no:
        return no
    return None
