"""The desk's own words for the codes of other rooms: one place, so that a code never reaches the page."""

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yichuang.domains.queueing import api as queueing

PAUSES = {
    "rest": _("短暂休息"),
    "meal": _("用餐"),
    "meeting": _("开会"),
    "equipment": _("设备故障"),
    "paperwork": _("整理材料"),
    "handover": _("交接班"),
    "urgent": _("突发情况"),
    "other": _("其他"),
}
CLASSES = {"主件": _("主件"), "次件": _("次件")}
ABSENCE_ENDS = {
    "returned": _("本人返回"),
    "closed": _("窗口关闭"),
    "relieved": _("他人接替"),
    "day_over": _("当日结束"),
}
CHECK_POINTS = {
    "appearance": _("仪容仪表"),
    "devices": pgettext_lazy("check", "设备"),
    "forms": _("表单样表"),
    "placed": _("物品摆放"),
    "clean": _("环境整洁"),
    "papers": _("材料移交"),
    "locked": _("入柜上锁"),
    "off": _("关闭设备"),
}
SLIP_STATES = {"offered": _("待接班"), "accepted": _("已交接"), "withdrawn": _("已撤回")}
_word = lazy(queueing.need_label, str)
PRIORITIES = {reason: _word(reason) for reason in queueing.PRIORITY_REASONS}
NEEDS = {need: _word(need) for need in queueing.NEEDS}
HANDS = {
    "issued": _("发号"),
    "chosen": _("指定呼叫"),
    "started": _("接待"),
    "sent_on": _("转出"),
    "held": _("挂起"),
    "resumed": _("继续"),
    "finished": _("办结"),
    "carried": _("结转"),
    "checked_in": _("签到"),
    "called_back": _("叫回"),
    "moved": _("移动"),
    "reassigned": _("转交窗口"),
}
"""What a member of staff did with a visit that he had in his hands."""
WINDOW_STATES = {"open": ("ok", _("等候叫号")), "paused": ("off", _("暂停服务")), "closed": ("off", _("未开窗"))}
TICKET_STATES = {
    "expected": _("未到场"),
    "waiting": _("等候中"),
    "called": _("已呼叫"),
    "serving": _("服务中"),
    "held": _("已挂起"),
    "absent": _("已过号"),
    "served": _("已办结"),
    "cancelled": _("已作废"),
}
RELATIONS = {
    "self": _("本人"),
    "agent": _("代理人"),
    "legal_representative": _("法定代表人"),
    "guardian": _("监护人"),
    "family": _("亲属"),
    "staff": _("单位员工"),
    "neighbour": _("邻里"),
    "other": _("其他"),
}
SIGNING = {
    "tablet": _("评价器签名"),
    "paper": _("纸上签名"),
    "fingerprint": _("纸上按指印"),
    "proxy": _("他人代签并有见证人"),
    "refused": _("拒绝签收，两名见证人在场"),
}
PROOFS = {"pad": _("评价器签名"), "paper": _("纸面签收"), "witnessed": _("见证人见证")}
RESULT_STATES = {
    "ready": ("warn", _("待领取")),
    "dispatched": ("run", _("邮寄中")),
    "handed_over": ("ok", _("已送达")),
    "returned": ("off", _("退回部门途中")),
    "with_department": ("off", _("已退回部门")),
}
ASKED_BY = {"window": _("窗口"), "phone": _("电话"), "online": _("网上")}
METHODS = {"on_site": _("窗口领取"), "post": _("邮寄"), "electronic": _("电子送达")}
STATUS_KEYS = (("received", "Y"), ("missing", "X"), ("not_in_form", "F"), ("wrong", "C"), ("inconsistent", "B"))
"""Status and the letter that gives it: 有（Y）, 没有（X）, 形式（F）, 差错（C）, 不一致（B）."""

KEYS = (
    ("Shift+F1", _("内部求助：业务、系统、硬件")),
    ("F2", _("呼叫下一位；没开窗时开窗")),
    ("F3", _("重呼")),
    ("F4", _("过号")),
    ("F5", _("开始办理；没有人取号时直接办理")),
    ("F6", _("受理 / 备案")),
    ("F7", _("容缺受理 / 补交收件")),
    ("Alt+T", _("告知承诺：告知并选择")),
    ("Shift+F6", _("当场更正")),
    ("F8", _("一次性告知")),
    ("Shift+F8", _("不予受理")),
    ("F9", _("暂停与恢复")),
    ("F10", _("转窗口或队列")),
    ("↑ ↓", _("换一份材料")),
    ("A", _("全部收齐，符合形式")),
    ("Y X F C B", _("符合、缺少、形式不符、填写有误、不一致")),
    ("1 – 9", _("勾审核要点；选情形")),
    ("O M N S V", _("原件已核、补正办法、备注、扫描、看样表")),
    ("G", _("收件凭证")),
    ("P Q D", _("打印、签收、交付结果")),
    ("E", _("本份材料的数据都与登记一致")),
    ("Alt+I", _("改办理事项（受理前）")),
    ("Alt+Z", _("只是咨询：出具一次性告知书，不登记办件")),
    ("Alt+D", _("读身份证（配对了本机设备时）")),
    ("Alt+N", _("再办一件")),
    ("Alt+O", _("再办一件时换一个人")),
    ("Alt+1 – 9", _("换办件")),
    ("Alt+G", _("挂起")),
    ("Alt+H", _("无声求助：只有大厅值班看到")),
    ("Alt+W", _("办结本号，请来人评价")),
    ("Alt+P", _("再请评价")),
    ("Alt+L", _("等候名单")),
    ("Alt+C", _("查找办件")),
    ("Alt+R", _("出件")),
    ("Alt+J", _("交接单")),
)
