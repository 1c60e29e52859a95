"""The first page of the set-up face, and the search in the log."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from yichuang.domains.catalog import api as catalog
from yichuang.domains.people import api as people
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.faces.setup.pages import actor_of, center_of, setup_page, show
from yichuang.faces.shared.hall import hall_state
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.queries import audit_log

NAMED = 5


@setup_page()
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What is set up and what is still lacking, in figures that lead to the pages."""
    return show(request, "setup/overview.html", lambda: _figures(request))


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a working center has: a light, what is there, and the page that mends it."""

    light: str
    word: str
    said: str
    page: str


def _figures(request: HttpRequest) -> dict[str, Any]:
    actor, here = actor_of(request), center_of(request)
    today = clock.center_day(clock.now(), request.center.zone)  # type: ignore[attr-defined]
    figures: dict[str, Any] = {}
    checks: list[Check] = []
    if actor.can("catalog.read"):
        items, offers = catalog.search(actor, limit=1000), catalog.offers(actor)
        drafts = catalog.drafts(today.year)
        figures |= {"guides": len(items), "drafts": len(drafts), "offers": len(offers)}
    if actor.can("place.manage"):
        devices = places.devices(here)
        figures |= {
            "windows": len(places.windows(here, active_only=True)), "departments": len(places.departments(here)),
            "devices": sum(d.live for d in devices), "open": hall_state(request.center),
        }  # fmt: skip
        checks += _hall_checks(actor, here, devices)
    if actor.can("catalog.read"):  # after the hall: an item is offered by a department and leads to a queue
        checks += _item_checks(actor, items, offers, drafts, queueing.unled_items(actor))
    if actor.can("staff.manage"):
        everybody = people.staff_list(here, today=today, active_only=True)
        figures["staff"] = len(everybody)
        idle = [s.name for s in everybody if not s.grants]
        said = ngettext("%(n)s 人没有岗位，不能登录", "%(n)s 人没有岗位，不能登录", len(idle)) % {"n": len(idle)}
        checks.append(_check(not idle, _("每个人都有岗位"), said, "setup_staff"))
        callers = [s for s in everybody if "ticket.call" in people.capabilities_of(list(s.roles))]
        checks.append(_check(bool(callers), _("窗口有工作人员"), _("还没有窗口工作人员"), "setup_staff"))
    return {"figures": figures, "checks": checks}


def _item_checks(
    actor: Actor, items: list[catalog.ItemLine], offers: list[catalog.OfferInfo], drafts: list[catalog.DraftLine],
    unled: list[str],
) -> list[Check]:  # fmt: skip
    first = "setup_items" if items or not actor.can("catalog.import") else "setup_import"
    foreign = len(items) - len(offers)
    stuck = [d for d in drafts if d.lacks]
    return [
        _check(bool(items), _("事项清单已发布"), _("还没有发布的事项，请导入"), first),
        *([_check(foreign <= 0, _("在用事项都已进驻"), _("%(n)s 个在用事项没有进驻本中心") % {"n": foreign}, "setup_items")] if items else []),
        *([_check(not unled, _("每个进驻事项都能取号"), _unled(unled), "setup_items")] if offers else []),
        _check(
            not drafts, _("没有待发布的草稿"),
            _("%(n)s 份草稿待发布，其中 %(m)s 份内容不全") % {"n": len(drafts), "m": len(stuck)}, "setup_items",
        ),
    ]  # fmt: skip


def _unled(codes: list[str]) -> str:
    """How many items lead to no queue, the first of them by their codes."""
    words = ngettext(
        "%(n)s 个进驻事项没有在用的队列，群众取不到号：%(codes)s",
        "%(n)s 个进驻事项没有在用的队列，群众取不到号：%(codes)s",
        len(codes),
    )
    said = words % {"n": len(codes), "codes": pgettext("list", "、").join(codes[:NAMED])}
    return said + (_("等") if len(codes) > NAMED else "")


def _hall_checks(actor: Actor, here: UUID, devices: list[places.DeviceInfo]) -> list[Check]:
    queues = queueing.queues(actor, active_only=True)
    alone = [q.name for q in queues if not q.windows]
    silent = [d.name for d in devices if d.live and d.last_seen is None]
    keyless = [d.name for d in devices if d.live and not d.has_key]
    windows = places.windows(here, active_only=True)
    return [
        _check(bool(places.departments(here)), _("部门已进驻"), _("还没有进驻的部门"), "setup_departments"),
        _check(bool(windows), _("窗口已设立"), _("还没有窗口"), "setup_windows"),
        _check(bool(places.opening_hours(here)), _("开放时间已设定"), _("还没有设定开放时间"), "setup_center"),
        _check(
            bool(queues) and not alone, _("每个队列都有窗口叫号"),
            _("没有窗口叫号的队列：%(names)s") % {"names": "、".join(alone)} if queues else _("还没有队列"),
            "setup_windows" if queues else "setup_queues",
        ),
        _check(not keyless, _("每台设备都有密钥"), _("%(n)s 台设备还没有密钥") % {"n": len(keyless)}, "setup_devices"),
        _check(
            not silent, _("每台设备都联系过"), _("%(n)s 台设备还没有在机器上登记") % {"n": len(silent)}, "setup_devices",
        ),
    ]  # fmt: skip


def _check(good: bool, fine: str, lacking: str, page: str) -> Check:
    return Check("ok", _("就绪"), fine, page) if good else Check("warn", _("待办"), lacking, page)


@setup_page("audit.read")
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """The center's log, newest first, by object, act or person."""
    return show(request, "setup/audit.html", lambda: _log(request))


def _log(request: HttpRequest) -> dict[str, Any]:
    q = {k: request.GET.get(k, "").replace("\x00", "").strip() for k in ("subject", "action", "name")}
    after = request.GET.get("after", "")
    place = int(after) if after.isdecimal() and len(after) < 19 else None
    rows, more = audit_log(actor_of(request), before_seq=place, **q)
    return {"rows": rows, "after": more, "first": not after, "asked": q}
