"""What every set-up page has in common: who may see it, how an act is done, and where its answer is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yichuang.faces.shared.staff_pages import actor_of, key_of, staff_page
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Invalid, Missing, Refused
from yichuang.foundation.scope import reading

__all__ = ["Act", "Refusal", "actor_of", "center_of", "done", "id_of", "key_of", "menu", "setup_page", "show"]

setup_page = staff_page
"""Any staff when no capability is named: what a person may change depends on the page."""
Act = Callable[[HttpRequest], str]

MENU: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "",
        (("setup_items", "catalog.read", gettext_noop("事项清单")),),
    ),
    (
        gettext_noop("大厅与窗口"),
        (
            ("setup_windows", "place.manage", gettext_noop("窗口与区域")),
            ("setup_queues", "place.manage", gettext_noop("取号与预约")),
            ("setup_order", "place.manage", gettext_noop("叫号顺序")),
            ("setup_accuracy", "hall.lead", gettext_noop("等候预测")),
            ("floor", "floor.help", gettext_noop("大厅值班")),
        ),
    ),
    (
        gettext_noop("部门与人员"),
        (
            ("setup_departments", "place.manage", gettext_noop("进驻部门")),
            ("setup_staff", "staff.manage", gettext_noop("人员与岗位")),
        ),
    ),
    (
        gettext_noop("设备与文书"),
        (
            ("setup_devices", "place.manage", gettext_noop("设备清单")),
            ("setup_machines", "device.mend", gettext_noop("设备状态")),
            ("setup_faults", "device.mend", gettext_noop("故障单")),
            ("setup_areas", "device.mend", gettext_noop("自助服务区")),
            ("setup_voice", "place.manage", gettext_noop("叫号语音")),
            ("setup_numbers", "place.manage", gettext_noop("文书登记")),
            ("setup_templates", "place.manage", gettext_noop("文书格式")),
        ),
    ),
    (
        gettext_noop("时间与应急"),
        (
            ("setup_center", "place.manage", gettext_noop("时间与参数")),
            ("setup_calendar", "place.manage", gettext_noop("放假安排")),
            ("setup_manual", "place.manage", gettext_noop("手工办理")),
        ),
    ),
    (
        gettext_noop("接口与记录"),
        (
            ("setup_tokens", "token.create", gettext_noop("接口令牌")),
            ("setup_messages", "message.read", gettext_noop("发出的消息")),
            ("setup_audit", "audit.read", gettext_noop("审计日志")),
        ),
    ),
)
"""The bar, group by group: (label, its pages as (url name, capability, label)). Without a label its pages stand in the bar itself."""

FLAT = 5
"""Who may see no more pages than these finds them side by side: groups would only hide them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the bar; `here` when it is the one that is shown."""

    address: str
    label: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of one kind, behind one word of the bar."""

    label: str
    entries: tuple[Entry, ...]

    @property
    def here(self) -> bool:
        """Whether the page that is shown is one of them."""
        return any(e.here for e in self.entries)


def menu(actor: Actor, path: str) -> list[Group]:
    """What a person may see. A group of one page is that page; of pages whose addresses begin alike the longest is the present one."""
    groups = [(label, [(reverse(n), _(w)) for n, cap, w in pages if actor.can(cap)]) for label, pages in MENU]
    found = [address for _label, pages in groups for address, _word in pages if path.startswith(address)]
    present = max(found, key=len, default="")
    flat = sum(len(pages) for _label, pages in groups) <= FLAT
    shown = []
    for label, pages in groups:
        entries = tuple(Entry(address, word, address == present) for address, word in pages)
        if flat or not label or len(entries) == 1:
            shown += [Group("", (entry,)) for entry in entries]
        elif entries:
            shown.append(Group(_(label), entries))
    return shown


def center_of(request: HttpRequest) -> UUID:
    """The center in which the person works."""
    center_id = actor_of(request).center_id
    if center_id is None:
        raise Missing("center.missing")
    return center_id


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused act as the page shows it: the band, and the field that is named."""

    error: Refused
    act: str

    def at(self, field: str) -> Refused | None:
        """The refusal, when it is about this field."""
        return self.error if self.error.field == field else None


def done(request: HttpRequest, acts: Mapping[str, Act], to: str) -> HttpResponse | Refusal:
    """Do the act whose button was pressed (`act` in the form) and go on, or give back why it was refused."""
    name = request.POST.get("act", "")
    act = acts.get(name)
    # PostgreSQL keeps no NUL; no keyboard sends one.
    if act is None or any("\x00" in value for values in request.POST.lists() for value in values[1]):
        return Refusal(Invalid("request.invalid", field="act"), name)
    try:
        said = act(request)
    except Refused as no:
        if isinstance(no, Missing):
            raise
        return Refusal(no, name)
    messages.success(request, said)
    return HttpResponseRedirect(to)


def show(
    request: HttpRequest, template: str, make: Callable[[], dict[str, Any]], refusal: Refusal | None = None
) -> HttpResponse:
    """Render a page from its reads; after a refused act with the reason, what was typed, and the refusal's status."""
    frame = {"center": request.center, "menu": menu(actor_of(request), request.path), "typed": {}}  # type: ignore[attr-defined]
    if refusal is not None:
        frame |= {"refusal": refusal.error, "refused_act": refusal.act, "typed": request.POST}
    status = refusal.error.status if refusal else 200
    if request.method in ("GET", "HEAD"):  # the middleware has opened the scope
        return render(request, template, {**frame, **make()}, status=status)
    with reading(actor_of(request)):
        return render(request, template, {**frame, **make()}, status=status)


def id_of(request: HttpRequest, field: str) -> UUID:
    """An id that a form sent; Invalid when it is none."""
    try:
        return UUID(request.POST.get(field, ""))
    except ValueError:
        raise Invalid("request.invalid", field=field) from None
