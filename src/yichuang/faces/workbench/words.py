"""The desk's own words for the codes of other rooms: one place, so that a code never reaches the page."""

from django.utils.translation import gettext_lazy as _

PAUSES = {
    "rest": _("短暂休息"),
    "meal": _("用餐"),
    "meeting": _("开会"),
    "equipment": _("设备故障"),
    "paperwork": _("整理材料"),
    "handover": _("交接班"),
    "other": _("其他"),
}
PRIORITIES = {
    "elder": _("老年人"),
    "pregnant": _("孕妇"),
    "disabled": _("残疾人"),
    "soldier": _("军人"),
    "child": _("携带婴幼儿"),
    "other": _("其他优先"),
}
NEEDS = {
    "wheelchair": _("轮椅"),
    "hearing": _("听力不便"),
    "vision": _("视力不便"),
    "language": _("语言帮助"),
    "helper": _("需要帮办"),
}
WINDOW_STATES = {"open": ("ok", _("等候叫号")), "paused": ("off", _("暂停服务")), "closed": ("off", _("未开窗"))}
TICKET_STATES = {
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
GROUNDS = {
    "not_competent": _("不属于本机关职权范围"),
    "special_law": _("法律、法规另有规定，不予受理"),
}
PROOFS = {"pad": _("评价器签名"), "paper": _("纸面签收"), "witnessed": _("见证人见证")}
METHODS = {"on_site": _("窗口领取"), "post": _("邮寄"), "electronic": _("电子送达")}
STATUS_KEYS = (("received", "Y"), ("missing", "X"), ("not_in_form", "F"), ("wrong", "C"), ("inconsistent", "B"))
"""Status and the letter that gives it: 有（Y）, 没有（X）, 形式（F）, 差错（C）, 不一致（B）."""
