"""The first letters of a Chinese name (食品经营许可 → SPJYXK), so that a person can find an item with a few large keys. Pure.

The level-1 characters of GB 2312 stand in the order of their reading, so a character's place in the table gives its letter;
the few others that catalogues use are listed. A character with several readings gets the usual one; it is a finding aid only.
"""

from bisect import bisect_right

_FIRST = (
    (0xB0A1, "A"), (0xB0C5, "B"), (0xB2C1, "C"), (0xB4EE, "D"), (0xB6EA, "E"), (0xB7A2, "F"), (0xB8C1, "G"), (0xB9FE, "H"),
    (0xBBF7, "J"), (0xBFA6, "K"), (0xC0AC, "L"), (0xC2E8, "M"), (0xC4C3, "N"), (0xC5B6, "O"), (0xC5BE, "P"), (0xC6DA, "Q"),
    (0xC8BB, "R"), (0xC8F6, "S"), (0xCBFA, "T"), (0xCDDA, "W"), (0xCEF4, "X"), (0xD1B9, "Y"), (0xD4D1, "Z"),
)  # fmt: skip
_END_OF_LEVEL_1 = 0xD7FA
_STARTS = [start for start, _ in _FIRST]
_OTHERS = {
    "瑕": "X",
    "赡": "S",
    "琐": "S",
    "餮": "T",
    "鳏": "G",
    "咨": "Z",
    "谘": "Z",
    "殡": "B",
    "孀": "S",
    "饪": "R",
    "缮": "S",
}


def initials(name: str) -> str:
    """Letters and digits stay, characters give one letter, all else is left out."""
    return "".join(filter(None, (_letter(c) for c in name)))


def _letter(char: str) -> str:
    if char.isascii():
        return char.upper() if char.isalnum() else ""
    if char in _OTHERS:
        return _OTHERS[char]
    try:
        raw = char.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    code = int.from_bytes(raw, "big")
    if not _FIRST[0][0] <= code < _END_OF_LEVEL_1:
        return ""
    return _FIRST[bisect_right(_STARTS, code) - 1][1]
