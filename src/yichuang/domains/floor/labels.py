"""Sentences for alerts, and words for the reasons of calls, in the reader's language."""

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from yichuang.domains.devices import api as devices
from yichuang.domains.helping import api as helping

from .rules import HELP, INCIDENTS, Alert

KINDS = {
    "help": _("窗口求助"), "incident": _("突发事件"), "away": _("超时离岗"), "no_cover": _("无人补岗"),
    "late_return": _("超过预计恢复时间"), "stranded": _("号留在已关窗口"), "no_window": _("有人等候，没有窗口"),
    "wait": _("等候超过目标"), "device": _("设备故障"), "question": _("内部求助超时未答"),
    "unstarted": _("叫号后没有开始办理"),
}  # fmt: skip
WITHOUT_A_WORD = _("无声求助：请马上到窗口，不要在窗口前询问")


def kind_label(kind: str) -> str:
    """What kind of alert."""
    return gettext(KINDS[kind]) if kind in KINDS else kind


def reason_label(reason: str) -> str:
    """Why somebody called, or what happened."""
    both = HELP | INCIDENTS
    return gettext(both[reason]) if reason in both else reason


def headline(alert: Alert) -> str:
    """What is the matter, in one line."""
    facts = {"about": alert.about, "name": alert.name, "n": alert.minutes, "limit": alert.limit}
    if alert.kind == "help":
        return gettext("%(about)s 号窗口：%(what)s") % {"about": alert.about, "what": reason_label(alert.reason)}
    if alert.kind == "incident":
        return gettext("%(about)s：%(what)s") % {"about": alert.about, "what": reason_label(alert.reason)}
    if alert.kind == "device":
        what = devices.FAULT_LABELS.get(alert.reason, alert.reason)
        return gettext("%(about)s：%(what)s") % {"about": alert.about, "what": what}
    if alert.kind == "question":
        facts["what"] = helping.KIND_LABELS.get(alert.reason, alert.reason)
        if not alert.about:
            return gettext("%(name)s 求助（%(what)s），答复超时 %(n)s 分钟") % facts
        return gettext("%(about)s 号 %(name)s 求助（%(what)s），答复超时 %(n)s 分钟") % facts
    if alert.kind == "away":
        return gettext("%(about)s 号 %(name)s 离岗 %(n)s 分钟（时限 %(limit)s 分钟）") % facts
    if alert.kind == "no_cover":
        return gettext("%(about)s 号 %(name)s 离岗 %(n)s 分钟，无人补岗") % facts
    if alert.kind == "late_return":
        return gettext("%(about)s 号比预计恢复晚 %(n)s 分钟") % facts
    if alert.kind == "unstarted":
        facts["number"] = alert.numbers[0]
        return gettext("%(about)s 号呼叫 %(number)s 已 %(n)s 分钟，没有开始办理") % facts
    if alert.kind == "stranded":
        return gettext("%(about)s 号已关，还有号留在那里") % facts
    if alert.kind == "no_window":
        return ngettext(
            "队列 %(about)s 有 %(n)s 人等候，没有窗口在叫号", "队列 %(about)s 有 %(n)s 人等候，没有窗口在叫号", alert.minutes
        ) % facts  # fmt: skip
    return gettext("队列 %(about)s 最久已等 %(n)s 分钟，目标 %(limit)s 分钟") % facts


def detail(alert: Alert) -> str:
    """What else is known, or what to do."""
    if alert.kind == "device":
        return _of_device(alert)
    if alert.kind == "question":
        return alert.said
    said = []
    if alert.kind == "help":
        said.append(gettext(WITHOUT_A_WORD))
    if alert.kind == "incident" and alert.said:
        said.append(alert.said)
    if alert.kind == "stranded":
        said.append(gettext("、").join(alert.numbers))
    if alert.kind == "unstarted":
        if alert.name:
            said.append(alert.name)
        said.append(gettext("来了请按“开始办理”，没来请按“过号”"))
    if alert.until is not None and alert.kind in ("away", "no_cover"):
        back = f"{alert.until.astimezone(timezone.get_current_timezone()):%H:%M}"
        said.append(gettext("预计 %(back)s 回来") % {"back": back})
    elif alert.kind in ("away", "no_cover"):
        said.append(gettext("没有说明何时回来"))
    if alert.sent and alert.kind in ("help", "incident"):
        said.append(gettext("%(name)s 正在处理") % {"name": alert.sent})
    elif alert.sent:
        said.append(gettext("已通知 %(name)s") % {"name": alert.sent})
    return gettext("；").join(said)


def _of_device(alert: Alert) -> str:
    """What the device said of it, and how far its mending is."""
    if alert.said:
        state = gettext("%(name)s：%(answer)s") % {"name": alert.sent, "answer": alert.said}
    elif alert.sent:
        state = gettext("%(name)s 正在处理") % {"name": alert.sent}
    else:
        state = gettext("还没有人接单")
    return gettext("；").join([alert.name, state] if alert.name else [state])
