"""The slip of a number as one plain value: what stands on it, for the kiosk and the guide's desk, on a page and on paper."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yichuang.domains.catalog import api as catalog
from yichuang.domains.devices import api as devices
from yichuang.domains.places import api as places
from yichuang.domains.queueing import api as queueing
from yichuang.domains.queueing.api import WaitRange
from yichuang.foundation import clock
from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from .hall import HallState, hall_state
from .templatetags.place import placed
from .templatetags.waits import chance_words, queue_named
from .templatetags.yc import clock_time, hall_time, named, wait_words


def ticket_link(code: str) -> str:
    """The ticket's page on a phone: what the QR of a slip holds, whoever drew it."""
    return f"{settings.YICHUANG_PUBLIC_URL}/t/{code}"


def slip_facts(actor: Actor, center: places.CenterInfo, ticket_id: UUID | str) -> dict[str, Any]:
    """All that a slip tells, in an open scope."""
    ticket, hall = queueing.ticket(actor, ticket_id), hall_state(center)
    facts = {
        "ticket": ticket,
        "hall": hall,
        "link": ticket_link(ticket.tracking_code),
        "warning": closing_warning(hall, center, ticket.wait),
        "item": _item_name(ticket.item),
    }
    return facts | _where(actor, ticket)


def _where(actor: Actor, ticket: queueing.TicketView) -> dict[str, Any]:
    """Where to go: the zones and numbers of the windows that serve the queue."""
    codes = next((q.windows for q in queueing.queues(actor) if q.code == ticket.queue), ())
    rows = [w for w in places.windows(actor.center_id, active_only=True) if w.code in codes]  # type: ignore[arg-type]
    zones = list(dict.fromkeys(placed(w) for w in rows))
    return {"zones": zones[:2], "windows": window_words([w.code for w in rows])}


def _item_name(code: str) -> str:
    try:
        return str(named(catalog.guide(code))) if code else ""
    except Missing:
        return ""


def make_slip(center: places.CenterInfo, facts: dict[str, Any]) -> devices.Slip:
    """What stands on the slip, in the language of the person who takes it."""
    ticket, hall = facts["ticket"], facts["hall"]
    waits = ticket.ahead is not None
    notes = [_booked(ticket)] if ticket.appointment_at else []
    if ticket.for_window:
        notes.append(_("%(code)s 号窗口的原经办人接着为您办。") % {"code": ticket.for_window})
    windows = facts["windows"] if waits else ticket.window
    return devices.Slip(
        center=str(named(center)), issued=str(hall_time(ticket.issued_at)), number=ticket.number,
        queue=facts["item"] or queue_named(ticket), priority=pgettext("kiosk", "优先") if ticket.priority else "", go_to=_("请到"),
        where=tuple(facts["zones"]) or (_("看叫号屏"),),
        windows=_("%(codes)s 号窗口") % {"codes": windows} if windows else "",
        ahead_label=_("前面") if waits else _("已叫到您"),
        ahead=ngettext("%(n)s 人", "%(n)s 人", ticket.ahead) % {"n": ticket.ahead} if waits else "",
        wait=str((wait_words(ticket.wait) if hall.open else hall.words) if waits else ""), link=facts["link"],
        code=ticket.tracking_code, scan=_("手机扫码看排队"), hint=_("听到叫号请到窗口。过号了，到窗口说一声。"),
        notes=(*notes, *([facts["warning"]] if facts["warning"] else [])),
    )  # fmt: skip


def _booked(ticket: Any) -> str:
    if ticket.booked or ticket.priority:
        return _("预约 %(time)s，到时优先叫号。") % {"time": clock_time(ticket.appointment_at)}
    return _("已过预约时间 %(time)s，按普通号排队。") % {"time": clock_time(ticket.appointment_at)}


def closing_warning(hall: HallState, center: places.CenterInfo, wait: WaitRange | None) -> str:
    """Said on the slip when the person may not be called before the hall closes, or when it is closed now."""
    now = clock.now().astimezone(center.zone)
    if not hall.open:
        return _("现在不是服务时间：%(words)s。请到咨询台问一问。") % {"words": hall.words}
    if wait is None:
        return ""
    if wait.warns and hall.ends:
        facts = {"time": f"{hall.ends:%H:%M}", "chance": chance_words(wait)}
        return _("%(time)s 结束服务。%(chance)s可以接着等（延时办理）、改约，或留下材料，请问咨询台。") % facts
    known = wait.before_close is not None  # the forecast has said that he is likely to be called
    if hall.ends and not known and wait.to_minutes is not None and now + timedelta(minutes=wait.to_minutes) > hall.ends:
        return _("%(time)s 结束服务，这个号可能排到下班后；请先到咨询台问一问。") % {"time": f"{hall.ends:%H:%M}"}
    return ""


def window_words(codes: Iterable[str]) -> str:
    """1、2、3、5 → 1–3、5: window numbers as they are read on a slip."""
    plain = sorted({int(c) for c in codes if c.isdigit()})
    others = [c for c in codes if not c.isdigit()]
    runs: list[list[int]] = []
    for n in plain:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    parts = [f"{r[0]}–{r[-1]}" if len(r) > 2 else pgettext("list", "、").join(map(str, r)) for r in runs]
    return pgettext("list", "、").join(parts + others)
