"""What is accepted as a drawn signature: a PNG with ink, or an SVG that is nothing but strokes."""

import base64
import struct
import zlib

import pytest

from yichuang.domains.delivery.rules import SIGNATURE_MOST, signature_image
from yichuang.foundation.errors import Invalid

from .conftest import PEN


def png(width, height, rows, *, tail=b""):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = b"".join(b"\0" + row for row in rows)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"") + tail
    )


def url(kind, data):
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


INKED = png(200, 80, [bytes([255] * 100 + [0] * 30 + [128] * 70)] * 80)


def refused(given):
    with pytest.raises(Invalid) as no:
        signature_image(given)
    assert no.value.field == "signature"
    return no.value.code


def test_a_drawing_is_taken_as_png_and_as_svg_however_it_is_wrapped():
    assert signature_image(url("png", INKED)).content_type == "image/png"
    for wrapped in (url("svg+xml", PEN.encode()), "data:image/svg+xml;utf8," + PEN, PEN):
        image = signature_image(wrapped)
        assert image.content_type == "image/svg+xml"
        assert image.data.startswith(b"<svg")
        assert b"M10 80" in image.data


def test_what_a_drawing_does_not_need_is_left_out():
    marked = PEN.replace("<path ", '<path onclick="x()" class="a" style="color:red" id="p" ').replace(
        "<svg ", '<svg onload="x()" '
    )
    clean = signature_image(marked).data
    assert b"onclick" not in clean
    assert b"onload" not in clean
    assert b"style" not in clean


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="http://example.org/x.png"/>',
        "<foreignObject><p>hi</p></foreignObject>",
        '<use href="#a"/>',
        "<style>*{}</style>",
        "<text>张三</text>",
        '<path d="M0 0" fill="url(http://example.org)"/>',
    ],
)
def test_an_svg_with_anything_but_strokes_is_refused(inside):
    assert refused(PEN.replace("</svg>", inside + "</svg>")) == "signature.svg_parts"


def test_an_svg_that_grows_by_entities_is_refused_before_it_is_read():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + PEN
    assert refused(url("svg+xml", bomb.encode())) == "signature.svg_parts"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "signature.type"),
        ("data:text/html;base64,PGI+", "signature.type"),
        (url("gif", b"GIF89a"), "signature.type"),
        ("data:image/png;base64,@@@", "signature.broken"),
        (url("png", b"not a png"), "signature.broken"),
        (url("png", INKED[:-20]), "signature.broken"),
        (url("png", INKED[:60] + b"\x00" + INKED[61:]), "signature.broken"),
        (url("svg+xml", b"<svg"), "signature.broken"),
        (url("svg+xml", b"<html/>"), "signature.broken"),
        (url("png", png(200, 80, [bytes([255] * 200)] * 80)), "signature.blank"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', "signature.blank"),
        (url("png", png(5000, 80, [bytes(5000)] * 80)), "signature.size"),
        ("data:image/png;base64," + "A" * (SIGNATURE_MOST * 4), "signature.too_large"),
        (url("svg+xml", PEN.encode() + b" " * SIGNATURE_MOST), "signature.too_large"),
    ],
)
def test_what_is_no_drawing_is_named(given, code):
    assert refused(given) == code


def test_the_smallest_png_of_a_test_program_passes():
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    assert signature_image("data:image/png;base64," + dot).content_type == "image/png"
