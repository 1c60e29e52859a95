"""A QR's modules as a page gets them that draws them itself."""

import base64
import math

import pytest
import segno

from yichuang.faces.shared.qr import drawn, modules


@pytest.mark.parametrize(
    "text",
    ["http://127.0.0.1:8100/t/ABCD-EFGH-JKMN", "https://zwfw.example.gov.cn/a/longer/way/to/the/hall/t/" + "X" * 90],
)
def test_the_modules_are_those_of_the_drawing(text):
    held = base64.b64decode(modules(text))
    bits = "".join(f"{byte:08b}" for byte in held)
    side = math.isqrt(len(bits))
    code = segno.make(text, error="m", micro=False, mask=0)
    assert [bits[n * side : (n + 1) * side] for n in range(side)] == ["".join(map(str, row)) for row in code.matrix]
    assert set(bits[side * side :]) <= {"0"}
    assert f'viewBox="0 0 {side + 4} {side + 4}"' in drawn(text, "yc-qr")
    assert len(modules(text)) * 6 < len(drawn(text, "yc-qr"))
