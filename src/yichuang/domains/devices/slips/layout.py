"""The slip as lines for a printer of so many columns. Pure.

A printer of 80 mm paper has 48 columns; a Chinese character takes two, which is also its length in GB18030. Its character set holds the
characters of one or two bytes; those of four (𠮷, and most rare ones) it prints as nothing or as rubbish. They are replaced by 〓, and
the slip says so: the screen, the phone and the papers show the name as it is.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from .slip import Slip

COLUMNS = 48
LACKING = "〓"
LACKING_NOTE = "〓 是本打印机没有的字，以屏幕和手机上显示的为准。"
_NEVER_FIRST = frozenset("，。、；：！？）》”’〉】,.;:!?)")
Kind = Literal["text", "rule", "qr"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `size` magnifies in both directions; a line of size 2 has half the columns."""

    text: str = ""
    kind: Kind = "text"
    size: int = 1
    bold: bool = False
    centred: bool = True


def printable(text: str) -> tuple[str, bool]:
    """The text with what the printer lacks replaced by 〓, and whether anything was. Controls are taken out: they would be commands."""
    found = []
    for ch in unicodedata.normalize("NFC", text):
        if unicodedata.category(ch) in ("Cc", "Cf", "Cs"):
            continue
        found.append(ch if _columns(ch) <= 2 else LACKING)
    said = "".join(found)
    return said, LACKING in said and LACKING not in text


def layout(slip: Slip, columns: int = COLUMNS) -> list[Line]:
    """The slip from top to bottom. Long names go on in the next line and lose nothing."""
    lacks = False

    def put(text: str, *, size: int = 1, bold: bool = False, centred: bool = True) -> list[Line]:
        nonlocal lacks
        said, replaced = printable(text)
        lacks = lacks or replaced
        return [Line(part, "text", size, bold, centred) for part in wrap(said, columns // size)]

    rule = Line(kind="rule", text="-" * columns)
    lines = [*put(slip.center, bold=True), *put(slip.issued), *put(slip.number, size=4, bold=True)]
    lines += [*put(slip.queue, size=2), *put(slip.priority), rule]
    lines += put(" ".join(p for p in (slip.go_to, " ".join(slip.where)) if p), bold=True)
    lines += put(slip.windows, size=2, bold=True)
    lines += put(" ".join(p for p in (slip.ahead_label, slip.ahead, slip.wait) if p), bold=True)
    lines += [rule, Line(slip.link, "qr"), *put(slip.scan, bold=True), *put(slip.code), *put(slip.hint)]
    for note in slip.notes:
        lines += put(note, bold=True, centred=False)
    return lines + (put(LACKING_NOTE, centred=False) if lacks else [])


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns; none of nothing. Latin words and numbers stay whole where they fit, no line begins with a closing mark."""
    lines, line = [], ""
    for word in _words(text):
        if line and width(line + word) > columns:
            if word in _NEVER_FIRST and len(line) > 1:
                line, word = line[:-1], line[-1] + word
            lines.append(line.rstrip())
            line = "" if word == " " else word
        else:
            line += word
        while width(line) > columns:
            cut = next(n for n in range(len(line), 0, -1) if width(line[:n]) <= columns)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    """Wide characters alone, runs of narrow ones together, blanks alone."""
    words: list[str] = []
    for ch in text.strip():
        narrow = _columns(ch) == 1 and ch != " "
        if narrow and words and words[-1] != " " and _columns(words[-1][-1]) == 1:
            words[-1] += ch
        else:
            words.append(ch)
    return words


def width(text: str) -> int:
    """The columns that a text takes."""
    return sum(_columns(ch) for ch in text)


def _columns(ch: str) -> int:
    return len(ch.encode("gb18030"))
