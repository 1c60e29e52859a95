"""Changing hands at a shared desk, the second step of a log-in, and what a person sets up for himself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.faces.setup.pages import actor_of
from yichuang.foundation import totp
from yichuang.foundation.errors import Denied, Refused
from yichuang.foundation.scope import reading

from .entry import home_of, step_of

_FRESH = "yc_fresh_app"
SEAT = "/desk/window/"


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Badge and PIN: the colleague before is logged out here, and the next one chooses his window."""
    center_id = _center(request)
    if center_id is None:
        return HttpResponseRedirect("/login/")
    if request.method != "POST":
        return render(request, "setup/switch.html", {"center": places.center(center_id)})
    said = request.POST
    try:
        who = people.switch_in(
            center_id=center_id, badge_no=said.get("badge", ""), pin=said.get("pin", ""),
            source=request.META.get("REMOTE_ADDR", ""), request_id=request.request_id,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Refused as no:
        facts = {"refusal": no, "badge": said.get("badge", ""), "center": places.center(center_id)}
        return render(request, "setup/switch.html", facts, status=no.status)
    return enter(request, who, SEAT if home_of(who.roles) == "/desk/" else "")


def enter(request: HttpRequest, who: people.SignedIn, following: str = "") -> HttpResponse:
    """Open the session, or the door to the second step."""
    before = actor_of(request)
    if before.kind == "staff" and before.id != who.staff_id:
        people.log_out(actor=before)
    if who.second:
        people.open_half(request, who)
        return HttpResponseRedirect(step_of(who))
    people.open_session(request, who)
    return HttpResponseRedirect(following or home_of(who.roles))


def _center(request: HttpRequest) -> UUID | None:
    """The center whose desk this is: of whoever works here now, else the one this installation stands for."""
    here = actor_of(request)
    if here.kind in ("staff", "device") and here.center_id is not None:
        return here.center_id
    only = places.default_center()
    return only.id if only else None


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """A code of the app; or, for whoever has none yet, the app itself and then its first code."""
    who = people.half_of(request)
    if who is None or who.second == "password":
        return HttpResponseRedirect(step_of(who) if who else "/login/")
    fresh = _fresh(request) if who.second == "enrol" else b""
    refusal = None
    if request.method == "POST":
        try:
            done = people.take_code(
                who=who, code=request.POST.get("code", ""), source=request.META.get("REMOTE_ADDR", ""), secret=fresh,
                request_id=request.request_id,  # type: ignore[attr-defined]
            )  # fmt: skip
            return enter(request, done)
        except Refused as no:
            refusal = no
    facts = {"who": who, "refusal": refusal, "letters": totp.in_letters(fresh) if fresh else ""}
    if fresh:
        center = places.center(who.center_id)
        facts["address"] = totp.address(fresh, issuer=f"一窗 {center.name}", account=str(who.staff_id)[-6:])
    return render(request, "setup/second.html", facts, status=refusal.status if refusal else 200)


def _fresh(request: HttpRequest) -> bytes:
    """The new app's secret: made once and kept in the half-open session until its first code is right."""
    if _FRESH not in request.session:
        request.session[_FRESH] = totp.new_secret().hex()
    return bytes.fromhex(request.session[_FRESH])


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """A password of one's own in place of the one that somebody else set."""
    who = people.half_of(request)
    if who is None or who.second != "password":
        return HttpResponseRedirect("/login/")
    said, refusal = request.POST, None
    if request.method == "POST":
        try:
            done = people.choose_password(
                who=who, password=said.get("password", ""), again=said.get("again", ""),
                source=request.META.get("REMOTE_ADDR", ""),
                request_id=request.request_id,  # type: ignore[attr-defined]
            )  # fmt: skip
            return enter(request, done)
        except Denied:  # set anew meanwhile, or a role has ended: only another log-in can tell
            return HttpResponseRedirect("/login/")
        except Refused as no:
            refusal = no
    return render(request, "setup/password.html", {"refusal": refusal}, status=refusal.status if refusal else 200)


@never_cache
@sensitive_post_parameters("password", "pin", "old", "fresh", "again")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """One's own PIN and password."""
    actor = actor_of(request)
    if actor.kind != "staff":
        return HttpResponseRedirect("/login/?next=/account/")
    act, refusal = "password" if request.POST.get("act") == "password" else "pin", None
    if request.method == "POST":
        try:
            (_own_password if act == "password" else _own_pin)(request)
            return HttpResponseRedirect("/account/?saved=" + ("password" if act == "password" else "1"))
        except Refused as no:
            refusal = no
    with reading(actor):
        facts = {
            "keys": people.my_keys(actor),
            "refusal": refusal,
            "refused_act": act,
            "saved": request.GET.get("saved", ""),
            "digits": people.PIN_DIGITS,
        }
        facts["badge"] = people.badge_of(actor)
        return render(request, "setup/account.html", facts, status=refusal.status if refusal else 200)


def _own_pin(request: HttpRequest) -> None:
    said = request.POST
    people.set_pin(
        actor=actor_of(request), key=said.get("key", ""), password=said.get("password", ""), pin=said.get("pin", ""),
        source=request.META.get("REMOTE_ADDR", ""),
    )  # fmt: skip


def _own_password(request: HttpRequest) -> None:
    """Every session ends with the old password; this one is opened again."""
    said = request.POST
    who = people.change_password(
        actor=actor_of(request), old=said.get("old", ""), password=said.get("fresh", ""), again=said.get("again", ""),
        source=request.META.get("REMOTE_ADDR", ""),
    )  # fmt: skip
    people.open_session(request, who)
