"""Before and after work (DB50/T 1603-2024, 5.2.1 and 5.2.3) and the change of hands: what is looked at, what must be said. Pure."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

OPENING: dict[str, str] = {
    "appearance": _("班前自检：妆容、头发、手部、着装和工牌符合要求（附录 A）"),
    "devices": _("电脑、叫号系统、评价器等办公设备运行正常（5.2.1.2 a）"),
    "forms": _("表单、样表模板等文件资料齐备、摆放规范（5.2.1.2 b）"),
    "placed": _("电脑、打印机、高拍仪、扫码枪、评价器、签字笔、电话、座椅按要求摆放（5.2.1.2 c）"),
    "clean": _("桌面、地面、墙面、椅背和柜台台面整洁，不放私人物品（水杯除外）（5.2.1.2 d）"),
}
CLOSING: dict[str, str] = {
    "papers": _("当日材料已登记移交，未移交的列明原因（5.2.3.1）"),
    "locked": _("办公用品、文件资料和印章已入柜上锁（5.2.3.2）"),
    "off": _("工作区已整理，电脑、评价器等设备已关闭（5.2.3.3）"),
}
CHECKS = {"opening": OPENING, "closing": CLOSING}
NOTE_LIMIT = 200


def unexplained(exceptions: Mapping[str, str]) -> list[str]:
    """The points that are said not to be in order without a word why."""
    return sorted(point for point, note in exceptions.items() if not note.strip())


def unknown_points(kind: str, exceptions: Mapping[str, str]) -> list[str]:
    """Points that this check does not have."""
    return sorted(set(exceptions) - set(CHECKS[kind]))
