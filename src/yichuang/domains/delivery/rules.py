"""What makes a signature image, a relation and a hand-over acceptable. Pure: no database, no clock."""

import base64
import binascii
import re
import struct
import zlib
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from yichuang.foundation.errors import Invalid

SIGNATURE_MOST = 200 * 1024
_SIDE_MOST = 4000
_PAD = 1600  # pixels from which a picture is a pad, that can be blank
_URL = re.compile(r"data:(image/svg\+xml|image/png)(?:;[a-z0-9=-]+)*?(;base64)?,", re.IGNORECASE)
_SVG = "http://www.w3.org/2000/svg"
_SVG_PARTS = {
    "svg": {"viewBox", "width", "height"},
    "g": set(),
    "path": {"d"},
    "polyline": {"points"},
    "line": {"x1", "y1", "x2", "y2"},
    "circle": {"cx", "cy", "r"},
    "rect": {"x", "y", "width", "height"},
}
_INK = ("path", "polyline", "line", "circle")
_DRAWN = {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "transform"}
_VALUE = re.compile(r"[#%a-zA-Z0-9.,()\s+-]*")

RELATIONS = {
    "self": "本人",
    "agent": "代理人",
    "legal_representative": "法定代表人",
    "guardian": "监护人",
    "family": "亲属",
    "staff": "单位员工",
    "neighbour": "邻里",
    "other": "其他",
}
_CODES = {word: code for code, word in RELATIONS.items()}


@dataclass(frozen=True, slots=True)
class Image:
    """A signature as it is stored: clean bytes of a known type."""

    content_type: str
    data: bytes


def signature_image(given: str, *, field: str = "signature") -> Image:
    """The image in a data URL: a PNG, or an SVG of strokes and nothing else. Raises Invalid for anything else.

    An SVG is rebuilt part by part, because a picture that is shown to staff later must not carry script, links or style.
    """
    if len(given) > SIGNATURE_MOST * 3:  # percent-encoding takes three letters a byte
        raise Invalid("signature.too_large", field=field, most_kb=SIGNATURE_MOST // 1024)
    kind, data = _unpack(given.strip(), field)
    if len(data) > SIGNATURE_MOST:
        raise Invalid("signature.too_large", field=field, most_kb=SIGNATURE_MOST // 1024)
    if kind == "image/png":
        _check_png(data, field)
        return Image(kind, data)
    return Image(kind, _clean_svg(data, field))


def _unpack(given: str, field: str) -> tuple[str, bytes]:
    if given.startswith("<svg"):
        return "image/svg+xml", given.encode()
    head = _URL.match(given)
    if head is None:
        raise Invalid("signature.type", field=field)
    body = given[head.end() :]
    if not head.group(2):
        return head.group(1).lower(), unquote_to_bytes(body)
    try:
        return head.group(1).lower(), base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("signature.broken", field=field) from None


def _check_png(data: bytes, field: str) -> None:
    """Head, size, whole chunks with right sums, and some ink: a blank pad is not a signature."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 33:
        raise Invalid("signature.broken", field=field)
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= _SIDE_MOST and 0 < height <= _SIDE_MOST):
        raise Invalid("signature.size", field=field, most=_SIDE_MOST)
    at, pixels, ended = 8, b"", False
    while at + 12 <= len(data) and not ended:
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if len(body) != length or data[at + 8 + length : at + 12 + length] != struct.pack(
            ">I", zlib.crc32(kind + body)
        ):
            raise Invalid("signature.broken", field=field)
        pixels += body if kind == b"IDAT" else b""
        ended, at = kind == b"IEND", at + 12 + length
    if not ended:
        raise Invalid("signature.broken", field=field)
    _check_ink(pixels, blank_may_be=width * height < _PAD, field=field)


def _check_ink(pixels: bytes, *, blank_may_be: bool, field: str) -> None:
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(pixels, _SIDE_MOST * _SIDE_MOST)  # what is still packed after that is a bomb
    except zlib.error:
        raise Invalid("signature.broken", field=field) from None
    if unpacker.unconsumed_tail:
        raise Invalid("signature.size", field=field, most=_SIDE_MOST)
    if not blank_may_be and len(set(raw)) < 3:  # the filter byte and one colour: nothing was drawn
        raise Invalid("signature.blank", field=field)


def _clean_svg(data: bytes, field: str) -> bytes:
    if (
        b"<!" in data or b"<?xml-stylesheet" in data
    ):  # no doctype, no entities: nothing that a parser would fetch or grow
        raise Invalid("signature.svg_parts", field=field)
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        raise Invalid("signature.broken", field=field) from None
    if root.tag.removeprefix(f"{{{_SVG}}}") != "svg":
        raise Invalid("signature.broken", field=field)
    clean, strokes = _rebuilt(root, field)
    if not strokes:
        raise Invalid("signature.blank", field=field)
    clean.set("xmlns", _SVG)
    return ElementTree.tostring(clean)


def _rebuilt(part: ElementTree.Element, field: str) -> tuple[ElementTree.Element, int]:
    """The part with what a drawing needs, and how many strokes are in it. Raises for a part that is no drawing."""
    name = part.tag.removeprefix(f"{{{_SVG}}}")
    if name not in _SVG_PARTS or (part.text or "").strip() or (part.tail or "").strip():
        raise Invalid("signature.svg_parts", field=field)
    clean, strokes = ElementTree.Element(name), int(name in _INK and any(c.isdigit() for c in str(part.attrib)))
    for key, value in part.attrib.items():
        if key in _SVG_PARTS[name] | _DRAWN:
            if not _VALUE.fullmatch(value) or "url" in value.lower():
                raise Invalid("signature.svg_parts", field=field)
            clean.set(key, value)
    for child in part:
        below, more = _rebuilt(child, field)
        clean.append(below)
        strokes += more
    return clean, strokes


def check_method(method: str, known: tuple[str, ...], *, field: str = "method") -> None:
    """Raise Invalid for a way of delivery that does not exist."""
    if method not in known:
        raise Invalid("result.method", field=field, given=str(method)[:20], known=", ".join(known))


def check_relation(relation: str, *, field: str = "relation") -> str:
    """The receiver's relation to the applicant as a code where there is one, else as it was said (配偶)."""
    found = relation.strip() or "self"
    if len(found) > 20:
        raise Invalid("result.relation", field=field)
    return _CODES.get(found, found)
