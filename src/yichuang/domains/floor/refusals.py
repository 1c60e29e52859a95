"""Sentences for this room's refusals: what is wrong, and what to do about it."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "alert.over": _("这条提醒已经解除或已由别人处理，请刷新后再看。"),
    "alert.missing": _("没有这条提醒，或它已经自行解除，请刷新后再看。"),
    "alert.by_call": _("求助和突发事件请按“我去处理”，办完后写明结果。"),
    "call.reason": _("请选择原因。"),
    "call.place": _("请写明地点。"),
    "call.already": _("窗口 %(window)s 已经在求助，值班人员已看到。"),
    "call.missing": _("没有找到这次求助，或它不属于本中心。"),
    "call.taken": _("%(name)s 已经在处理，请先与其联系。"),
    "call.over": _("这次求助已经办结，请刷新后再看。"),
    "call.outcome": _("请写明处理结果。"),
    "order.kind": _("请选择补岗或开窗。"),
    "order.already": _("已经通知 %(name)s 到窗口 %(window)s，请先撤回再通知别人。"),
    "order.there": _("%(name)s 已经在窗口 %(window)s，请选择别人。"),
    "order.away": _("%(name)s 现在离岗，请选择别人。"),
    "order.not_operator": _("%(name)s 没有窗口岗位，请选择别人。"),
    "order.until": _("结束时间须在现在之后。"),
    "order.missing": _("没有找到这次安排，或它已经结束。"),
    "notice.text": _("请写明要播出的话，不超过 %(limit)s 字。"),
    "notice.level": _("请选择一般或紧急。"),
    "notice.minutes": _("播出时间须为 1 至 480 分钟。"),
    "notice.many": _("大屏上同时最多 %(most)s 条通知，请先撤下一条。"),
    "notice.missing": _("没有找到这条通知，或它已经撤下。"),
    "floor.named": _("这件事须由具名的工作人员来做，请登录后再做。"),
    "floor.text_too_long": _("文字太长，请不超过 %(limit)s 字。"),
}
