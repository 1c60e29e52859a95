"""Days of a notice as people type or paste them. Pure.

One line a holiday: its name, its days off, and the weekend days that are worked for it. The text of a State Council notice can be
pasted as it is; so can `春节 2026-02-15~2026-02-23，2026-02-14、2026-02-28上班`. Nothing is guessed in silence: a line with days that
cannot be read whole is refused with its number, and what was read is shown before it counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from yichuang.foundation.errors import Invalid

_DAY = r"(?:(?P<y{0}>\d{{4}})\s*[年./-]\s*)?(?P<m{0}>\d{{1,2}})\s*[月./-]\s*(?P<d{0}>\d{{1,2}})\s*[日号]?"
_NOTE = r"\s*(?:[（(][^）)]*[）)])?\s*"
_RANGE = re.compile(
    _DAY.format(1)
    + _NOTE
    + r"(?:(?:至|到|~|～|—+|–|-+|…+)\s*(?:"
    + _DAY.format(2)
    + r"|(?P<only>\d{1,2})\s*[日号]?)"
    + _NOTE
    + ")?"
)
_NUMBERING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?\s*[、.．]\s*)?")
_NAME = re.compile(r"^([^\d：:，,。；;（(]{1,20}?)\s*(?:[：:]|(?=\s|\d|[（(]))")
_TOTAL = re.compile(r"(?:共|放假)\s*(\d{1,2})\s*天")
_WORKED = re.compile(r"上班|补班")
_LEFT = re.compile(r"[0-9A-Za-z]")
_DATED = re.compile(_DAY.format(1))
_MOST = 60
"""Days of one stretch; the longest holiday has eight or nine."""


@dataclass(slots=True)
class Read:
    """What a text came to: by holiday the days off, and the weekend days that are worked for it."""

    off: dict[str, list[date]] = field(default_factory=dict)
    worked: dict[str, list[date]] = field(default_factory=dict)


def read_notice(text: str, year: int) -> Read:
    """The days of a year's notice; raises Invalid naming the line that cannot be read.

    Days without a year are the notice's; a stretch from December to January ends in the following year, or begins in the one
    before when its end is the notice's January.
    """
    found = Read()
    for number, line in enumerate(text.splitlines(), 1):
        plain = _NUMBERING.sub("", line.strip())
        if plain and (_RANGE.search(plain) or "放假" in plain or "上班" in plain):
            _read_line(plain, number, year, found)
    if not found.off:
        raise Invalid("workdays.no_days", field="days")
    return found


def _read_line(line: str, number: int, year: int, found: Read) -> None:
    signed = _DATED.fullmatch(line)
    if signed and signed["y1"] and int(signed["y1"]) != year:
        return  # the day on which the notice was signed
    if not _RANGE.search(line):
        if _NAME.match(line) and "：" in line:
            raise Invalid("workdays.line_unread", field="days", line=number, text=line[:40])
        return  # the notice's own sentences about 放假 and 上班, without a day in them
    name = _NAME.match(line)
    if name is None:
        raise Invalid("workdays.line_without_name", field="days", line=number, text=line[:40])
    off: list[date] = []
    worked: list[date] = []
    for part in re.split(r"[。；;，,](?!\s*共)", line[name.end() :]):
        days = list(_days(part, number, year))
        (worked if _WORKED.search(part) else off).extend(days)
    said = _TOTAL.search(line)
    if said and len(off) != int(said[1]):
        raise Invalid("workdays.total", field="days", line=number, read=len(off), said=int(said[1]))
    for by, read in ((found.off, off), (found.worked, worked)):
        if read:
            by.setdefault(name[1].strip(), []).extend(read)


def _days(part: str, number: int, year: int) -> Iterator[date]:
    rest = _RANGE.sub("", part)
    if _LEFT.search(_TOTAL.sub("", rest)):
        raise Invalid("workdays.line_unread", field="days", line=number, text=part.strip()[:40])
    for match in _RANGE.finditer(part):
        yield from _stretch(match, number, year)


def _stretch(match: "re.Match[str]", number: int, year: int) -> Iterator[date]:
    month, day = int(match["m1"]), int(match["d1"])
    last_month = int(match["m2"] or match["m1"])
    last_day = int(match["d2"] or match["only"] or day)
    over = last_month < month  # December to January
    first_year = int(match["y1"] or (year - 1 if over and not match["y2"] else year))
    last_year = int(match["y2"] or (first_year + over))
    try:
        first, last = date(first_year, month, day), date(last_year, last_month, last_day)
    except ValueError:
        raise Invalid("workdays.no_such_day", field="days", line=number, text=match[0].strip()[:40]) from None
    if not first <= last <= first + timedelta(days=_MOST):
        raise Invalid("workdays.stretch", field="days", line=number, text=match[0].strip()[:40])
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
