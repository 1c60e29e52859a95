"""The console's own words for codes of other rooms."""

from django.utils.translation import gettext_lazy as _

PAUSES = {
    "rest": _("短暂休息"), "meal": _("用餐"), "meeting": _("开会"), "equipment": _("设备故障"), "paperwork": _("整理材料"),
    "handover": _("交接班"), "urgent": _("突发情况"), "other": _("其他"),
}  # fmt: skip
TICKETS = {
    "waiting": _("等候中"),
    "held": _("已挂起"),
    "absent": _("已过号"),
    "called": _("已呼叫"),
    "serving": _("服务中"),
}
ORDERS = {"cover": _("补岗"), "open": _("开窗")}
