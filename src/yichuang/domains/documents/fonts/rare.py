"""Makes the rare-character font: the Han characters that names use and the two main faces lack.

The source is an OpenType collection with CFF outlines, which the PDF/A check refuses; its outlines are turned into
TrueType curves here. Times are fixed, so the same source gives the same bytes everywhere.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
FAMILY = "Yichuang Rare Han"
DRAWN_ON = 3_870_000_000  # seconds since 1904, the epoch of font files; any fixed moment would do
TOLERANCE = 1.0  # units of 1000 to the em: not to be seen at any size a paper uses


def source() -> Path | None:
    spec = find_spec("noto_cjk_sans_otc")
    return Path(spec.origin).parent / "NotoSansCJK-Regular.ttc" if spec and spec.origin else None


def make_rare_font(main_face: Path, target: Path) -> int:
    """Writes the font and returns how many characters it holds; 0 when its source is not installed. Two seconds, 0.8 MB."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.ttCollection import TTCollection

    origin = source()
    if origin is None:
        return 0
    face = next(
        f for f in TTCollection(str(origin), lazy=True).fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC"
    )
    have = set(TTFont(main_face, lazy=True).getBestCmap())
    chosen = {c: g for c, g in face.getBestCmap().items() if c not in have and any(a <= c <= b for a, b in HAN)}
    order, drawn = [".notdef", *sorted(set(chosen.values()))], face.getGlyphSet()
    glyphs, widths = {}, {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, max_err=TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
        widths[name] = (drawn[name].width, getattr(glyphs[name], "xMin", 0))
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(chosen)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(widths)
    font.setupHorizontalHeader(ascent=1151, descent=-286)
    font.setupNameTable(
        {  # without a PostScript name the engine passes the font over in silence
            "familyName": FAMILY,
            "styleName": "Regular",
            "psName": FAMILY.replace(" ", ""),
            "licenseDescription": "Made from Noto Sans CJK SC, SIL Open Font License 1.1",
        }
    )
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=1151, usWinDescent=286, fsType=0)
    font.setupPost(keepGlyphNames=False)
    font.font["head"].created = font.font["head"].modified = DRAWN_ON
    font.font.recalcTimestamp = False
    font.save(target.with_suffix(".part"))
    target.with_suffix(".part").replace(target)
    return len(chosen)
