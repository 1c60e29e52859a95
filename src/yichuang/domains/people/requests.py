"""Who asks: from a web request to an actor. The only place of this room that knows HTTP.

Order: a bearer token, then, on the pages that stand on devices, the device cookie; elsewhere the session first.
"""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from yichuang.foundation import clock
from yichuang.foundation.actor import Actor

from .actors import actor_for_account, actor_for_device, actor_for_token
from .types import SignedIn

DEVICE_COOKIE = "yc_device"
DEVICE_PAGES = ("/kiosk/", "/screen/", "/device/")
_SALT = "yichuang.device"
_SESSION = "yc_staff"
_HALF = "yc_half"
_YEAR = 366 * 24 * 3600


def actor_of_request(request: HttpRequest) -> Actor | None:
    """The actor of a request, or None for a visitor. Settings name this function as YICHUANG_ACTOR_SOURCE."""
    request_id = getattr(request, "request_id", "")
    bearer = request.headers.get("Authorization", "")
    if bearer[:7].lower() == "bearer ":
        return actor_for_token(bearer[7:].strip(), request_id=request_id)
    channel = "api" if request.path.startswith("/api/") else "page"
    if request.path.startswith(DEVICE_PAGES):
        return _device(request, request_id) or _staff(request, channel, request_id)
    return _staff(request, channel, request_id) or _device(request, request_id)


def _staff(request: HttpRequest, channel: str, request_id: str) -> Actor | None:
    if not hasattr(request, "session") or (
        settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.session.session_key
    ):
        return None
    kept = request.session.get(_SESSION)
    if not kept:
        return None
    return actor_for_account(
        UUID(kept["center"]), UUID(kept["staff"]), kept["epoch"], channel=channel, request_id=request_id
    )


def _device(request: HttpRequest, request_id: str) -> Actor | None:
    key = device_key(request)
    return actor_for_device(key, request_id=request_id) if key else None


def device_key(request: HttpRequest) -> str:
    """The device key in the signed cookie, or an empty text."""
    raw = request.COOKIES.get(DEVICE_COOKIE, "")
    if not raw:
        return ""
    try:
        return str(signing.loads(raw, salt=_SALT))
    except signing.BadSignature:
        return ""


def remember_device(response: HttpResponse, key: str, *, secure: bool = False) -> None:
    """Make this browser the device that holds the key, for a year or until the key is revoked."""
    response.set_cookie(
        DEVICE_COOKIE, signing.dumps(key, salt=_SALT), max_age=_YEAR, httponly=True, samesite="Lax", secure=secure
    )


def forget_device(response: HttpResponse) -> None:
    """This browser is no device any more."""
    response.delete_cookie(DEVICE_COOKIE, samesite="Lax")


def open_session(request: HttpRequest, who: SignedIn) -> None:
    """Start a fresh session for a person who has just logged in; what an earlier visitor left in it is dropped."""
    request.session.flush()
    request.session[_SESSION] = {
        "account": str(who.account_id), "staff": str(who.staff_id), "center": str(who.center_id), "epoch": who.epoch,
    }  # fmt: skip


def open_half(request: HttpRequest, who: SignedIn) -> None:
    """Remember for five minutes who has shown his password and has a second factor to show; nobody is logged in by it."""
    request.session.flush()
    kept = {k: str(getattr(who, k)) for k in ("account_id", "staff_id", "center_id")}
    request.session[_HALF] = {**kept, "epoch": who.epoch, "second": who.second, "until": clock.now().timestamp() + 300}


def half_of(request: HttpRequest) -> SignedIn | None:
    """Who is half in, or None."""
    kept = request.session.get(_HALF)
    if not kept or kept["until"] < clock.now().timestamp():
        return None
    ids = (UUID(kept[k]) for k in ("account_id", "staff_id", "center_id"))
    return SignedIn(*ids, kept["epoch"], "", "", (), kept["second"])


def close_session(request: HttpRequest) -> None:
    """End the session in this browser."""
    request.session.flush()
