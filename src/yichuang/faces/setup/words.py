"""Words of the set-up pages for values that the domains keep as codes."""

from django.utils.translation import gettext_lazy as _

WINDOW_KINDS = [
    ("service", _("综合办事")),
    ("consult", _("咨询引导")),
    ("escalation", _("“办不成事”反映")),
    ("delivery", _("统一出件")),
    ("help", _("帮办代办")),
]
DEVICE_KINDS = [
    ("kiosk", _("自助终端")),
    ("hall_screen", _("大厅屏")),
    ("window_screen", _("窗口屏")),
    ("evaluator", _("评价器")),
]
SEAL_MODES = [
    ("wet", _("实物印章，窗口确认")),
    ("electronic", _("电子印章")),
    ("sample", _("样例，仅演示中心")),
]
WEEKDAYS = [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")]
NEED_WORDS = {"required": _("必要"), "situational": _("看情形")}
CATEGORY_WORDS = {"main": _("主件"), "secondary": _("次件")}
CHANGE_WORDS = {"added": _("新增"), "changed": _("改动"), "removed": _("删去")}
STATE_WORDS = {"new": _("新事项"), "changed": _("有改动"), "same": _("没有变化")}
HANDLED = [("here", _("本系统办理")), ("external", _("在外部系统办理"))]
STARTS_WORDS = {
    "receipt": _("自收件起"),
    "acceptance": _("自受理起"),
    "complete": _("自材料齐全起"),
    "decision": _("自决定起"),
}
LIMIT_WORDS = {"statutory": _("法定时限"), "promised": _("承诺时限"), "delivery": _("送达时限")}
