"""Takes the pictures of docs/pages/ and writes docs/pages.md: `python -m tests.pages.shoot [--only WORD] [--to DIR]`.

Pictures are made smaller and to few colours, so that the folder stays light. Whoever changes a page takes them again, and looks.
"""

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from .browser import SIZES, launched
from .house import ROOT, running
from .look import Eyes
from .scene import Scene
from .table import FACES
from .views import View

DOCS = ROOT / "docs"
SCALES = {"staff": 0.6, "phone": 0.75, "kiosk": 0.4, "screen": 0.4, "evaluator": 0.5}
COLOURS = 96
LABELS = {"zh": "中文", "en": "English"}

INTRO = """# Every page

Taken by `python -m tests.pages.shoot` from a running house with the sample center in it, at the size each face is made for, and made
smaller here: staff {staff}, phone {phone}, kiosk {kiosk}, wall screens {screen}, evaluator {evaluator}. The same table of pages is
what `tests/test_pages.py` walks: no server error, no complaint in the console, no breach of the content policy, nothing wider than
the window, nothing serious or critical by axe, in both languages. Chinese at the left, English at the right. Papers are in
[papers.md](papers.md).
"""


def main() -> None:
    """Take all, or those whose name holds a word."""
    asked = argparse.ArgumentParser(prog="python -m tests.pages.shoot")
    asked.add_argument(
        "--only", default="", help="only pictures whose name holds this, or one of these with a | between"
    )
    asked.add_argument("--to", type=Path, default=DOCS / "pages", help="the folder for the pictures")
    asked.add_argument("--whole", action="store_true", help="in full size, for looking closely")
    asked.add_argument("--patience", type=int, default=15, help="seconds to wait for a page; more on a busy machine")
    args = asked.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    with running() as house, launched() as browser:
        eyes = Eyes(browser, Scene(house), args.patience)
        for face, view, language in _ordered():
            name = file_name(face, view, language)
            if any(word in name for word in args.only.split("|")):
                page, _ = eyes.on(view, language)
                _keep(page.screenshot(), args.to / name, 1 if args.whole else SCALES[view.size])
                print(name, flush=True)
    if not args.only:
        (DOCS / "pages.md").write_text(text(), encoding="utf-8")


def _ordered() -> Iterator[tuple[str, View, str]]:
    for face, rows in FACES.items():
        for view in rows:
            yield from ((face, view, language) for language in view.languages)


def file_name(face: str, view: View, language: str) -> str:
    """portal-home.zh.png"""
    return f"{face.split()[0].strip(',').lower()}-{view.name}.{language}.png"


def _keep(shot: bytes, path: Path, scale: float) -> None:
    with Image.open(io.BytesIO(shot)) as whole:
        picture = whole.convert("RGB")
        if scale != 1:
            picture = picture.resize(
                (round(whole.width * scale), round(whole.height * scale)), Image.Resampling.LANCZOS
            )
        picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def text() -> str:
    """docs/pages.md."""
    lines = [INTRO.format(**{name: f"{w}×{h}" for name, (w, h) in SIZES.items()})]
    for face, rows in FACES.items():
        lines += [f"\n## {face}\n"]
        for view in rows:
            lines += [f"\n### {view.title}\n"]
            lines += [
                " ".join(
                    f"![{view.title}, {LABELS[lang]}](pages/{file_name(face, view, lang)})" for lang in view.languages
                )
            ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
