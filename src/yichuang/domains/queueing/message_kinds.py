"""What this room's messages are called."""

from django.utils.translation import gettext_noop as _

KINDS = {
    "ticket.need_unmet": _("有人需要帮助"),
    "ticket.slip_refused": _("断网时的号没有排进"),
    "ticket.near": _("快到号了"),
    "ticket.carried": _("号已结转"),
    "appointment.booked": _("预约成功"),
    "appointment.reminder": _("预约提醒"),
    "appointment.earlier": _("有更早的时段"),
    "appointment.cancelled": _("预约已取消"),
    "late.enough": _("延时服务可调休"),
    "window.left": _("离岗报备"),
    "window.overlong": _("超时离岗"),
}
