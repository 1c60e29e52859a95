"""Sentences for this face's refusals."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "kiosk.situation_missing": _("没有这个生活情形，请回到上一步重新选择。"),
    "kiosk.code_unknown": _("没有查到这个码。请对照小票或通知书再输一次。"),
    "kiosk.grade_missing": _("请选择一个评价等级。"),
}
