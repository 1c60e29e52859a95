"""Draw every kind of paper into a folder, for the docs: `python -m yichuang.domains.documents.tests.pictures docs/papers`.

Pages come from the same templates as the papers; a word-for-word sample of each kind is in `samples.py`.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from yichuang.domains.documents import rendering, samples
from yichuang.domains.documents.kinds import KINDS

from .helpers import AT, laid_out

WIDE = 700  # pixels: readable in a browser, and nine pages stay under a megabyte

INKS = [(g, g, g) for g in range(0, 256, 15)] + [  # greys, and the seal's red on its way to the paper
    tuple(round(255 - (255 - c) * n / 8) for c in (200, 22, 29)) for n in range(1, 9)
]


def draw(target: Path) -> list[str]:
    from PIL import Image

    target.mkdir(parents=True, exist_ok=True)
    inks = Image.new("P", (1, 1))
    inks.putpalette([part for ink in INKS for part in ink])
    drawn = []
    for kind in KINDS:
        template, inputs = laid_out(kind, samples.sample(kind))
        png = rendering.picture(template, *inputs, dated=AT)
        page = Image.open(io.BytesIO(png)).convert("RGB")
        page = page.resize((WIDE, round(page.height * WIDE / page.width)), Image.Resampling.LANCZOS)
        page.quantize(palette=inks, dither=Image.Dither.NONE).save(target / f"{kind}.png", optimize=True)
        drawn.append(kind)
    return drawn


if __name__ == "__main__":
    print("drawn:", ", ".join(draw(Path(sys.argv[1]))))
