"""Words for grades, reasons and channels, in the active language."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_noop as _

from .rules import GRADES, REASONS

_GRADES = {5: _("非常满意"), 4: _("满意"), 3: _("基本满意"), 2: _("不满意"), 1: _("非常不满意")}
_REASONS = {
    "discipline": _("工作纪律"),
    "appearance": _("仪容仪表"),
    "conduct": _("行为举止"),
    "attitude": _("服务态度"),
    "language": _("服务用语"),
    "efficiency": _("服务效率"),
    "competence": _("业务能力"),
    "rules": _("落实服务制度"),
}
_CHANNELS = {
    "evaluator": _("窗口评价器"),
    "slip_code": _("扫码评价"),
    "portal": _("网上评价"),
    "kiosk": _("自助终端"),
}
assert _GRADES == GRADES
assert _REASONS == REASONS


def grade_words(grade: int) -> str:
    """非常满意."""
    return _t(_GRADES[grade])


def reason_words(code: str) -> str:
    """服务态度."""
    return _t(_REASONS.get(code, code))


def channel_words(code: str) -> str:
    """窗口评价器."""
    return _t(_CHANNELS.get(code, code))


def grades() -> list[tuple[int, str]]:
    """The five, best first, as an evaluator shows them."""
    return [(g, grade_words(g)) for g in sorted(_GRADES, reverse=True)]


def reasons() -> list[tuple[str, str]]:
    """The eight matters, as (code, word)."""
    return [(code, reason_words(code)) for code in _REASONS]
