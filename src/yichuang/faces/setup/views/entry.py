"""Logging in and out, and the front door of the demo."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.faces.setup.pages import actor_of
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing, Refused
from yichuang.foundation.scope import reading

HOMES = {
    "clerk": "/desk/", "guide": "/desk/", "delivery": "/desk/", "escalation": "/desk/", "agent": "/desk/",
    "department": "/office/", "representative": "/office/", "manager": "/floor/",
}  # fmt: skip
"""Where a role works; everybody else begins in the set-up face."""

DEVICE_PAGES = {"kiosk": "/kiosk/", "hall_screen": "/screen/hall/"}


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; go on to where the person wanted to, or to where he works."""
    if request.method != "POST":
        known = {"demo": places.demo_center(), "empty": not places.centers()}
        return render(request, "setup/login.html", {"next": _next(request), **known})
    try:
        who = people.log_in(
            username=request.POST.get("username", ""), password=request.POST.get("password", ""),
            source=request.META.get("REMOTE_ADDR", ""), request_id=request.request_id,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Refused as no:
        context = {"refusal": no, "next": _next(request), "username": request.POST.get("username", "")}
        return render(request, "setup/login.html", {**context, "demo": places.demo_center()}, status=no.status)
    if who.second:
        people.open_half(request, who)
        return HttpResponseRedirect(step_of(who))
    people.open_session(request, who)
    return HttpResponseRedirect(_next(request) or home_of(who.roles))


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session here; a device stays a device."""
    people.log_out(actor=actor_of(request))
    people.close_session(request)
    return HttpResponseRedirect("/login/")


@never_cache
@require_GET
def demo(request: HttpRequest) -> HttpResponse:
    """Every face with one click, every sample account; only while the demo center exists."""
    center = places.demo_center()
    if center is None:
        raise Http404
    with reading(Actor.citizen(center.id)), timezone.override(center.zone):
        staff = people.staff_list(center.id, today=clock.center_day(clock.now(), center.zone), active_only=True)
        devices = [d for d in places.devices(center.id) if d.live]
        context = {
            "center": center, "password": people.DEMO_PASSWORD, "groups": _by_role(staff),
            "kiosks": [d for d in devices if d.kind == "kiosk"],
            "halls": [d for d in devices if d.kind == "hall_screen"],
            "windows": _by_window(devices, places.windows(center.id)),
        }  # fmt: skip
        return render(request, "setup/demo.html", context)


@require_POST
def demo_device(request: HttpRequest, code: str) -> HttpResponse:
    """Make this browser a sample device and open the page that it stands for."""
    center = places.demo_center()
    actor = people.actor_for_device(people.demo_device_key(code)) if center else None
    if center is None or actor is None or actor.center_id != center.id:
        raise Http404
    with reading(actor):
        device = places.device_by_code(center.id, code)
    page = DEVICE_PAGES.get(device.kind) or f"/screen/{_kind(device)}/{device.window_code}/"
    response = HttpResponseRedirect(page)
    people.remember_device(response, people.demo_device_key(code), secure=request.is_secure())
    return response


@require_POST
def demo_log_in(request: HttpRequest, username: str) -> HttpResponse:
    """Enter as a member of the demo center's staff."""
    try:
        who = people.log_in_to_demo(username, request_id=request.request_id)  # type: ignore[attr-defined]
    except Missing as no:
        raise Http404 from no
    people.open_session(request, who)
    return HttpResponseRedirect(home_of(who.roles))


def home_of(roles: tuple[str, ...]) -> str:
    """Where somebody with these roles begins."""
    return next((HOMES[r] for r in roles if r in HOMES), "/setup/")


def step_of(who: people.SignedIn) -> str:
    """Where somebody who is half in shows what is still missing."""
    return "/login/password/" if who.second == "password" else "/login/second/"


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


def _kind(device: places.DeviceInfo) -> str:
    return "window" if device.kind == "window_screen" else "evaluator"


def _by_role(staff: list[people.StaffInfo]) -> list[tuple[people.Role, list[people.StaffInfo]]]:
    groups: dict[str, list[people.StaffInfo]] = {}
    for person in staff:
        for role in person.roles[:1]:
            groups.setdefault(role, []).append(person)
    return [(people.ROLES[role], groups[role]) for role in people.ROLES if role in groups]


def _by_window(
    devices: list[places.DeviceInfo], windows: list[places.WindowInfo]
) -> list[tuple[places.WindowInfo, dict[str, places.DeviceInfo]]]:
    at: dict[str, dict[str, places.DeviceInfo]] = {}
    for device in devices:
        if device.window_code:
            at.setdefault(device.window_code, {})[_kind(device)] = device
    return [(w, at[w.code]) for w in windows if w.code in at]
