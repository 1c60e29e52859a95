"""QR codes: drawn for a page, and as plain modules for a page that draws them itself when no server answers.

One mask instead of the best of eight: any reader takes each of them, and weighing them was four fifths of the work.
"""

import base64

import segno


def drawn(text: str, css: str) -> str:
    """As inline SVG."""
    code = _code(text)
    return str(code.svg_inline(border=2, omitsize=True, svgclass=css, lineclass=None, light="#fff", dark="#111"))


def modules(text: str) -> str:
    """Every module of the square, row by row, a bit each, as base64: a tenth of the drawing, for what many are kept of.

    The side needs no telling: it is the largest whose square the bits hold.
    """
    bits = "".join(str(int(dark)) for row in _code(text).matrix for dark in row)
    bits += "0" * (-len(bits) % 8)
    return base64.b64encode(int(bits, 2).to_bytes(len(bits) // 8, "big")).decode()


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, mask=0)
