"""The fonts papers are set in: TrueType only, copied here at set-up, never taken from the machine.

`python -m yichuang.domains.documents.fonts` puts them in place; it needs `node_modules` and the wheel with the CJK
collection. A font that is not here is an error when a paper is made, never a blank page.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
RARE = "YichuangRareHan.ttf"
FONTS = {  # file: the family that templates ask for
    "NotoSerifSC-Regular.ttf": "Noto Serif SC",
    "NotoSerifSC-Bold.ttf": "Noto Serif SC",
    "NotoSansSC-Regular.ttf": "Noto Sans SC",
    "NotoSansSC-Medium.ttf": "Noto Sans SC",
    RARE: "Yichuang Rare Han",
}


def absent() -> list[str]:
    """Files that set-up has not put here; `doctor` says so in words."""
    return [name for name in FONTS if not (HERE / name).is_file()]


def font_faults() -> list[str]:
    """What is wrong with the fonts and how to mend it, one sentence each; in brackets what one can live with."""
    faults = [f"The font file {name} is missing: run script/setup again." for name in absent() if name != RARE]
    if RARE in absent():
        faults.append("(Rare characters in names are left blank, to be written by hand: run script/setup again.)")
    return faults


@cache
def digests() -> dict[str, str]:
    """SHA-256 of each file, once a process: a paper records under which fonts its bytes were made."""
    return {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in FONTS if (HERE / name).is_file()}


@cache
def covered() -> frozenset[int]:
    """Code points that every face can set, directly or by the rare-character font. Read from the files once a process."""
    from fontTools.ttLib import TTFont

    def cmap(name: str) -> set[int]:
        with TTFont(HERE / name, lazy=True) as font:
            return set(font.getBestCmap())

    faces = [cmap(name) for name in FONTS if name != RARE and (HERE / name).is_file()]
    rare = cmap(RARE) if (HERE / RARE).is_file() else set()
    return frozenset(set.intersection(*faces) | rare) if faces else frozenset()


def lacking(text: str) -> list[str]:
    """The characters of a text that no font holds, in order, once each. Called when a name is typed."""
    have = covered()
    return list(dict.fromkeys(c for c in text if ord(c) not in have and c not in "\n\r\t"))
