"""Words for states, faults and checks."""

from django.utils.translation import gettext_lazy as _

from .lifecycle import State

STATE_LABELS = {
    State.OPEN: _("待接单"),
    State.TAKEN: _("已接单"),
    State.ANSWERED: _("已答复"),
    State.CLOSED: _("已修复"),
}
FAULT_LABELS = {
    "silent": _("失去联系"),
    "printer": _("打印机故障"),
    "paper": _("缺纸"),
    "sound": _("声音故障"),
    "network": _("网络缓慢"),
    "clock": _("时钟偏差"),
    "other": _("其他故障"),
}
CHECK_LABELS = {
    "printer": _("打印机"),
    "paper": _("纸张"),
    "sound": _("声音"),
    "network": _("网络"),
    "clock": _("时钟"),
}
AREA_LABELS = {"always": _("24 小时自助区"), "hall": _("大厅自助区"), "online": _("网上办事区")}
