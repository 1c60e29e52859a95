"""Set-up: copy the faces out of node_modules and make the rare-character font. Quick when they are in place already."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from . import FONTS, HERE, RARE, font_faults
from .rare import make_rare_font

SOURCES = {
    "NotoSerifSC-Regular.ttf": "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "NotoSerifSC-Bold.ttf": "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
    "NotoSansSC-Regular.ttf": "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    "NotoSansSC-Medium.ttf": "@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf",
}


def install(node_modules: Path) -> list[str]:
    """Put every font in its place; returns the names that were new. A partial copy is never left under the real name."""
    new = []
    for name, source in SOURCES.items():
        target, origin = HERE / name, node_modules / source
        if target.is_file() and (not origin.is_file() or target.stat().st_size == origin.stat().st_size):
            continue
        if not origin.is_file():
            raise SystemExit(f"fonts: {origin} is missing; run the set-up's npm step first")
        shutil.copyfile(origin, target.with_suffix(".part"))
        target.with_suffix(".part").replace(target)
        new.append(name)
    if not (HERE / RARE).is_file() and make_rare_font(HERE / "NotoSerifSC-Regular.ttf", HERE / RARE):
        new.append(RARE)
    return new


if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[4] / "node_modules"
    made = install(root)
    print(f"fonts: {', '.join(made)} put in place" if made else f"fonts: {len(FONTS)} looked at, nothing new")
    print(*font_faults(), sep="\n", end="\n" if font_faults() else "")
