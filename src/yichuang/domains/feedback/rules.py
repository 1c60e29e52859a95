"""What a rating is. Pure: no database, no clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from yichuang.foundation.errors import Invalid

GRADES = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
"""Grade and code are the same number, as the national data standard has them."""

BAD = frozenset({1, 2})

REASONS = {
    "discipline": "工作纪律",
    "appearance": "仪容仪表",
    "conduct": "行为举止",
    "attitude": "服务态度",
    "language": "服务用语",
    "efficiency": "服务效率",
    "competence": "业务能力",
    "rules": "落实服务制度",
}
"""The eight matters that a visitor may name, praise and blame alike."""

CHANNELS = ("evaluator", "slip_code", "portal", "kiosk")
FIRST, FOLLOW_UP = 1, 2

COMMENT_MOST = 500
RATE_WITHIN = timedelta(days=7)
FOLLOW_UP_WITHIN = timedelta(days=30)
INVITED_FOR = timedelta(minutes=10)


def check_grade(grade: int) -> int:
    """1 to 5, or Invalid."""
    if isinstance(grade, bool) or grade not in GRADES:
        raise Invalid("rating.grade", field="grade")
    return grade


def check_reasons(reasons: Iterable[str]) -> list[str]:
    """Known reason codes, each once, in the order of the table."""
    given = set(reasons)
    unknown = sorted(given - set(REASONS))
    if unknown:
        raise Invalid("rating.reason", field="reasons", given=", ".join(unknown)[:80], known=", ".join(REASONS))
    return [code for code in REASONS if code in given]


def check_comment(comment: str) -> str:
    """Free words, kept as they were written but for the ends."""
    plain = comment.replace("\x00", "").strip()
    if len(plain) > COMMENT_MOST:
        raise Invalid("rating.comment_long", field="comment", most=COMMENT_MOST)
    return plain


def may_rate(rounds: Iterable[int], rate_until: datetime, now: datetime, *, follow_up: bool = False) -> str:
    """Empty when the rating may be given now, else the code of the refusal. Once, and once more when asked for as such."""
    had = set(rounds)
    if not follow_up:
        if FIRST in had:
            return "rating.done"
        return "" if now <= rate_until else "rating.too_late"
    if FIRST not in had:
        return "rating.nothing_to_follow"
    if FOLLOW_UP in had:
        return "rating.followed_up"
    return "" if now <= rate_until - RATE_WITHIN + FOLLOW_UP_WITHIN else "rating.too_late"
