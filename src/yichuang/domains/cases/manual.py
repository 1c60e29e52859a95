"""Rules of working on paper: which time a paper may bear, and when its entry is late. Pure."""

from datetime import date, datetime, timedelta

from yichuang.foundation.workdays import Calendar

KIND = "receipt"
"""What is always written by hand: the 收件凭证, with which the clock begins."""
ANSWERS = {"notice": "one_time_notice", "acceptance": "accept"}
"""The answers that have blanks as well, with their outcomes. Every other decision waits for the system, which counts and gives reasons."""
BLANKS = {KIND: "manual_receipts", "notice": "manual_notices", "acceptance": "manual_acceptances"}
"""The kinds in a pack with the center's setting for how many each department has."""

STEPS = (
    "值班负责人宣布启用手工办理，记下开始时间，5 分钟内广播并张贴告示。",
    "启用本应急包：每收一件，用一张印有编号的收件凭证，当场写清时间，一份交申请人，一份留存。",
    "同时在《手工办理登记表》上登记一行。写错的凭证划掉留存，换下一张，不得撕毁。",
    "材料齐全、符合形式、窗口有授权的，可以用编号的受理通知书当场受理；不齐的，用一次性告知书把全部问题一次写清。不予受理等其他决定等系统恢复后作出；期限照常计算，不因停机停止。",
    "两周内到期的办件见清单，急件由部门当面处理并留书面记录。",
    "系统恢复后，当天或下一个工作日在“手工补录”页逐张补录：先补录收件凭证，再补录答复文书，时间都以纸上写的为准。",
    "补录完，在同一页作废没有用过的编号，写明原因，重新制作应急包。",
)


def refuses(written: datetime, now: datetime, pack_made: datetime) -> str:
    """Why a paper cannot bear this time: it lies ahead, or before its own blank was printed. Empty when it can. Papers tell minutes."""
    if written > now:
        return "manual.ahead"
    return "manual.before_pack" if written < pack_made.replace(second=0, microsecond=0) else ""


def is_late(written_on: date, entered_on: date, calendar: Calendar) -> bool:
    """A paper is entered on its own day or the next working day; what comes later is late."""
    day = written_on + timedelta(days=1)
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return entered_on > day
