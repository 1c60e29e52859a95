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
    ("bridge", _("窗口电脑")),
]
PRINTER_WAYS = [
    ("browser", _("浏览器打印")),
    ("network", _("网络打印机（ESC/POS）")),
    ("usb", _("服务器上的 USB 打印机")),
    ("bridge", _("本机程序（yichuang bridge）")),
    ("file", _("写入文件")),
]
MACHINE_STATES = {
    "silent": _("失去联系"),
    "fault": _("有故障"),
    "ok": _("状态正常"),
    "new": _("未启用"),
    "revoked": _("已停用"),
}
SEAL_MODES = [
    ("wet", _("实物印章，窗口确认")),
    ("electronic", _("电子印章")),
    ("sample", _("样例，仅演示中心")),
]
WEEKDAYS = [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")]
REFUSAL_WORDS = {
    "center": _("按中心设定"),
    "no": _("只出具一次性告知书"),
    "yes": _("同时出具不予受理通知书和一次性告知书"),
}
NEED_WORDS = {"required": _("必要"), "situational": _("看情形")}
CATEGORY_WORDS = {"main": _("主件"), "secondary": _("次件")}
STATE_WORDS = {"new": _("新事项"), "changed": _("有改动"), "same": _("没有变化")}
HANDLED = [("here", _("本系统办理")), ("external", _("在外部系统办理"))]
STARTS_WORDS = {
    "receipt": _("自收件起"),
    "acceptance": _("自受理起"),
    "complete": _("自材料齐全起"),
    "decision": _("自决定起"),
}
LIMIT_WORDS = {
    "statutory": _("法定时限"),
    "promised": _("承诺时限"),
    "delivery": _("送达时限"),
    "review": _("初审时限"),
}
CHANNELS = [("sms", _("短信")), ("mail", _("邮件")), ("im", _("即时消息"))]
MESSAGE_STATES = [
    ("waiting", _("等待发送")),
    ("sent", _("已发出")),
    ("failed", _("未成功，将重试")),
    ("given_up", _("已放弃发送")),
]
MESSAGE_LIGHTS = {"waiting": "run", "sent": "ok", "failed": "warn", "given_up": "bad"}
TEMPLATE_FIELDS = {"note": _("提示语"), "ask": _("咨询补充")}
LOCKED_PARTS = {
    "title": (_("文书名称"), _("由法律和标准规定")),
    "opening": (_("正文"), _("由事项的收件规则按法律写成")),
    "basis": (_("法律依据"), _("由事项的收件规则引用")),
    "statement": (_("声明"), _("法律规定的申请人责任，用法律原文")),
    "remedies": (_("救济途径"), _("由法律按事项类别和行为规定")),
    "when": (_("大字提示：时间或结果"), _("由时限计算")),
    "come_again": (_("大字提示：还要来吗"), _("由办理方式决定")),
    "bring": (_("大字提示：要带什么"), _("由材料清单决定")),
}
