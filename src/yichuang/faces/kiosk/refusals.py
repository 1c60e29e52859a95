"""Sentences for this face's refusals."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "kiosk.alone_shape": _("终端发来的内容读不懂，请刷新页面后再试。"),
    "kiosk.situation_missing": _("没有这个生活情形，请回到上一步重新选择。"),
    "kiosk.nothing_booked": _("这个手机号今天没有预约或远程号。请核对号码，用预约码试试，或直接取号。"),
    "kiosk.nothing_awaited": _("没有查到等您补材料的办件。请返回首页按业务取号，或到咨询台。"),
    "kiosk.code_unknown": _("没有查到这个码。请对照小票或通知书再输一次。"),
    "kiosk.grade_missing": _("请选择一个评价等级。"),
}
