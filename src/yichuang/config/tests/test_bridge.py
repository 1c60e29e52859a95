"""The bridge: who may ask, how a page is paired, what the simulated devices answer, and refusals in words. No database."""

import base64
import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yichuang.config.bridge.parts import Camera, Evaluator, IdReader, Pad, Printer
from yichuang.config.bridge.protocol import TRIES, Bridge
from yichuang.config.bridge.server import make_server
from yichuang.config.bridge.words import WORDS
from yichuang.foundation.identity import resident_check

HALL = "http://hall.test:8000"
DOCS = Path(__file__).resolve().parents[4] / "docs" / "bridge.md"


@pytest.fixture
def bridge(tmp_path: Path) -> Bridge:
    parts = [IdReader(), Camera(), Pad(), Evaluator(4), Printer("file", "slips", tmp_path)]
    return Bridge(parts, frozenset({HALL}))


def ask(
    bridge: Bridge, method: str, path: str, said: Any = None, *, token: str = "", **more: str
) -> tuple[int, dict[str, Any]]:
    headers = {"Host": "127.0.0.1:7717", "Origin": HALL, "Authorization": f"Bearer {token}"} | more
    return bridge.answer(method, path, headers, b"" if said is None else json.dumps(said).encode())


def paired(bridge: Bridge) -> str:
    return str(ask(bridge, "POST", "/v1/pair", {"code": bridge.code})[1]["token"])


def test_only_a_page_of_an_allowed_origin_on_this_machine_is_answered(bridge: Bridge) -> None:
    assert ask(bridge, "GET", "/v1/hello") == (200, {"bridge": "yichuang", "protocol": 1, "paired": False})
    for more, code in (
        ({"Origin": "http://elsewhere.test"}, "origin.refused"), ({"Origin": ""}, "origin.refused"),
        ({"Origin": "http://hall.test:8000.evil.test"}, "origin.refused"), ({"Host": "bent.test:7717"}, "host.refused"),
    ):  # fmt: skip
        status, said = ask(bridge, "GET", "/v1/hello", token=paired(bridge), **more)
        assert (status, said["code"]) == (403, code) and said["message"] == WORDS[code][0]


def test_a_page_is_paired_by_the_code_on_the_machine_s_screen(bridge: Bridge) -> None:
    assert ask(bridge, "GET", "/v1/parts")[0] == 401
    assert ask(bridge, "POST", "/v1/idreader/read", {}, token="guess")[1]["code"] == "token.needed"
    shown: list[str] = []
    bridge.show = shown.append
    first = bridge.code
    wrong = "000000" if first != "000000" else "000001"
    for n in range(1, TRIES + 1):
        status, said = ask(bridge, "POST", "/v1/pair", {"code": wrong})
        assert (status, said["code"]) == ((403, "pair.code") if n < TRIES else (429, "pair.spent"))
    assert shown == [bridge.code]
    token = paired(bridge)
    assert len(shown) == 2 and ask(bridge, "GET", "/v1/hello", token=token)[1]["paired"]
    parts = {p["part"]: p for p in ask(bridge, "GET", "/v1/parts", token=token)[1]["parts"]}
    assert set(parts) == {"idreader", "camera", "pad", "evaluator", "printer"}
    assert all(p["state"] == "ready" and p["simulated"] for p in parts.values())


def test_each_simulated_device_does_what_it_is_for(bridge: Bridge, tmp_path: Path) -> None:
    token = paired(bridge)

    def do(path: str, said: Any = None) -> dict[str, Any]:
        status, answer = ask(bridge, "POST", path, said or {}, token=token)
        assert status == 200, answer
        return answer

    card = do("/v1/idreader/read")
    assert resident_check(card["id_no"][:17]) == card["id_no"][17]
    assert card["id_no"][:6] == "500199" and card["id_no"][6:14] == card["birth"].replace("-", "")
    assert base64.b64decode(do("/v1/camera/shoot")["data"]).startswith(b"\x89PNG\r\n\x1a\n")
    assert b"<path" in base64.b64decode(do("/v1/pad/sign")["data"])
    assert do("/v1/evaluator/ask", {"about": "A023"}) == {"grade": 4}
    assert do("/v1/printer/print", {"data": base64.b64encode(b"\x1b@slip").decode()}) == {"printed": 6}
    assert (tmp_path / "slips.bin").read_bytes() == b"\x1b@slip"


def test_what_is_not_done_is_refused_in_words_of_the_reader_s_language(bridge: Bridge) -> None:
    token = paired(bridge)
    bridge.parts[0].card = None  # type: ignore[attr-defined]
    for method, path, said, status, code in (
        ("POST", "/v1/idreader/read", {}, 409, "idreader.no_card"), ("POST", "/v1/kettle/boil", {}, 404, "part.missing"),
        ("POST", "/v1/camera/sing", {}, 404, "act.missing"), ("GET", "/v1/camera/shoot", None, 404, "act.missing"),
        ("POST", "/v1/printer/print", {"data": "?"}, 409, "printer.data"), ("POST", "/v1/evaluator/ask", {}, 409, "evaluator.about"),
        ("POST", "/v1/idreader/read", [1], 400, "request.json"),
    ):  # fmt: skip
        got, answer = ask(bridge, method, path, said, token=token, **{"Accept-Language": "en-GB"})
        assert (got, answer) == (status, {"code": code, "message": WORDS[code][1]})
    away = Printer("network", "127.0.0.1:1", Path())
    assert away.state() == "printer.offline"
    bridge.parts = [away]
    assert ask(bridge, "GET", "/v1/parts", token=token)[1]["parts"][0]["message"] == WORDS["printer.offline"][0]
    bridge.parts = [Broken()]
    assert ask(bridge, "POST", "/v1/broken/go", {}, token=token)[1]["code"] == "part.failed"


class Broken:
    name, simulated = "broken", False

    def state(self) -> str:
        return "ready"

    def acts(self) -> dict[str, Any]:
        return {"go": lambda said: 1 // 0}


@pytest.fixture
def served(bridge: Bridge) -> Iterator[int]:
    server = make_server(bridge, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_over_http_browsers_get_their_headers_and_nobody_else_does(served: int, bridge: Bridge) -> None:
    def call(method: str, path: str, origin: str, body: bytes = b"", **more: str) -> http.client.HTTPResponse:
        link = http.client.HTTPConnection("127.0.0.1", served, timeout=5)
        link.request(method, path, body, {"Origin": origin, **more})
        return link.getresponse()

    before = call("OPTIONS", "/v1/pair", HALL)
    assert before.status == 204 and before.headers["Access-Control-Allow-Origin"] == HALL
    assert before.headers["Access-Control-Allow-Private-Network"] == "true"
    stranger = call("OPTIONS", "/v1/pair", "http://elsewhere.test")
    assert stranger.status == 403 and stranger.headers["Access-Control-Allow-Origin"] is None
    assert json.loads(call("GET", "/v1/hello", HALL).read())["protocol"] == 1
    refused = call("POST", "/v1/pair", "http://elsewhere.test", json.dumps({"code": bridge.code}).encode())
    assert refused.status == 403 and refused.headers["Access-Control-Allow-Origin"] is None
    assert call("POST", "/v1/pair", HALL, b"x", **{"Content-Length": "99999999"}).status == 413


def test_the_command_starts_without_the_house_and_keeps_what_was_paired(tmp_path: Path) -> None:
    asked = [
        sys.executable,
        "-m",
        "yichuang.config.cli",
        "bridge",
        "--origin",
        HALL,
        "--port",
        "0",
        "--folder",
        str(tmp_path),
    ]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "YICHUANG"))}
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True, env=clean) as process:
        try:
            assert process.stdout is not None
            code = process.stdout.readline().split()[-1]
            port = int(process.stdout.readline().split(";")[0].rpartition(":")[2])
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            link.request("POST", "/v1/pair", json.dumps({"code": code}), {"Origin": HALL})
            token = json.loads(link.getresponse().read())["token"]
        finally:
            process.terminate()
    kept = tmp_path / "tokens.json"
    assert json.loads(kept.read_text()) == [token] and kept.stat().st_mode & 0o777 == 0o600


def test_the_document_names_every_refusal_and_every_part() -> None:
    page = DOCS.read_text()
    assert set(
        re.findall(r"`((?:origin|host|token|pair|request|part|act|idreader|evaluator|printer)\.[a-z_]+)`", page)
    ) == set(WORDS)
    assert all(
        f"/v1/{act}" in page for act in ("idreader/read", "camera/shoot", "pad/sign", "evaluator/ask", "printer/print")
    )
