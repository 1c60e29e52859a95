"""Roles as sets of named capabilities. A capability is `noun.verb`; the table is the whole truth of who may do what.

A clerk can never rate: rating belongs to the visitor's code and to the evaluator, and no role carries it. The three
administrators (system, security, audit) are separate people: one sets up, one grants, one watches.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

CAPABILITIES: dict[str, str] = {
    "ticket.issue": _("发号"),
    "ticket.call": _("呼叫号"),
    "ticket.cancel": _("作废号"),
    "window.operate": _("开窗、暂停、关窗"),
    "hall.lead": _("安排大厅人员、接收离岗报备"),
    "board.read": _("查看大厅看板"),
    "floor.help": _("接收大厅求助"),
    "case.open": _("登记办件"),
    "case.check": _("核对材料"),
    "case.accept": _("作出受理决定"),
    "case.handover": _("移交材料"),
    "case.read": _("查看办件"),
    "case.decide": _("审批办件"),
    "case.extend": _("批准延长办理期限"),
    "result.register": _("登记结果"),
    "result.deliver": _("送达办理结果"),
    "rating.read": _("查看评价"),
    "rating.rectify": _("整改差评"),
    "catalog.read": _("查看事项草稿"),
    "catalog.edit": _("编辑和发布事项"),
    "catalog.import": _("导入事项"),
    "guide.propose": _("提出指南修订"),
    "guide.check": _("审核指南修订"),
    "guide.publish": _("发布指南修订"),
    "place.manage": _("管理窗口、部门和设备"),
    "staff.manage": _("管理人员和岗位"),
    "token.create": _("生成接口令牌"),
    "audit.read": _("查询审计日志"),
    "personal.reveal": _("查看完整个人信息"),
    "case.urge": _("催办"),
    "case.lead": _("督办本部门办件"),
    "deadline.read": _("接收临期和超期预警"),
    "message.read": _("查看发出的消息"),
    "question.answer": _("答复窗口的内部求助"),
    "device.mend": _("维护设备、处理故障单"),
    "system.manage": _("管理系统"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """`across` roles may be granted for reading other centers; `administrator` roles exclude one another."""

    code: str
    label: str
    capabilities: frozenset[str]
    across: bool = False
    administrator: bool = False


_DEPARTMENT = (
    "case.read case.decide result.register catalog.read personal.reveal guide.propose guide.check question.answer"
)

_TABLE: tuple[tuple[str, str, str], ...] = (
    (
        "guide",
        _("咨询引导"),
        "ticket.issue ticket.call ticket.cancel window.operate board.read floor.help case.read case.urge catalog.read",
    ),
    ("kiosk", _("自助终端"), "ticket.issue board.read"),
    ("screen", _("大厅屏幕"), "board.read"),
    (
        "clerk",
        _("综合窗口"),
        (
            "ticket.issue ticket.call ticket.cancel window.operate board.read case.open case.check case.accept case.handover"
            " case.read case.urge result.register result.deliver catalog.read personal.reveal"
        ),
    ),
    (
        "delivery",
        _("统一出件"),
        "ticket.call window.operate board.read case.read result.register result.deliver catalog.read personal.reveal",
    ),
    (
        "agent",
        _("帮办代办"),
        "ticket.issue ticket.call window.operate board.read case.open case.check case.read case.urge catalog.read",
    ),
    (
        "escalation",
        _("“办不成事”反映"),
        "ticket.issue ticket.call ticket.cancel window.operate board.read case.read case.urge catalog.read",
    ),
    ("department", _("部门审批"), _DEPARTMENT),
    (
        "representative",
        _("首席事务代表"),
        _DEPARTMENT
        + " guide.publish case.extend case.lead case.urge case.accept case.check rating.read rating.rectify",
    ),
    ("archivist", _("档案管理"), "case.read catalog.read"),
    (
        "manager",
        _("大厅管理"),
        (
            "ticket.cancel window.operate hall.lead board.read floor.help case.read case.urge catalog.read place.manage"
            " guide.publish rating.read rating.rectify message.read deadline.read device.mend question.answer"
        ),
    ),
    ("supervisor", _("监督管理"), "board.read case.read case.urge catalog.read rating.read deadline.read"),
    (
        "system",
        _("系统管理员"),
        "system.manage place.manage catalog.read catalog.edit catalog.import board.read message.read device.mend question.answer",
    ),
    ("security", _("安全管理员"), "staff.manage token.create"),
    ("audit", _("审计管理员"), "audit.read"),
)

ADMINISTRATORS = frozenset({"system", "security", "audit"})
ACROSS = frozenset({"supervisor"})

ROLES: dict[str, Role] = {
    code: Role(code, label, frozenset(caps.split()), across=code in ACROSS, administrator=code in ADMINISTRATORS)
    for code, label, caps in _TABLE
}

STAFF_ROLES = tuple(code for code in ROLES if code not in ("kiosk", "screen"))
DEVICE_ROLES = {
    "kiosk": "kiosk",
    "hall_screen": "screen",
    "window_screen": "screen",
    "evaluator": "screen",
    "bridge": "screen",
}
"""The role that each kind of device has; a device is never granted another."""


def capabilities_of(roles: list[str]) -> frozenset[str]:
    """What a person with these roles may do."""
    return frozenset().union(*(ROLES[r].capabilities for r in roles)) if roles else frozenset()


def conflict(held: set[str], wanted: str) -> str:
    """The administrator's role that excludes the wanted one, or an empty text."""
    if wanted not in ADMINISTRATORS:
        return ""
    return next(iter(sorted((held & ADMINISTRATORS) - {wanted})), "")
