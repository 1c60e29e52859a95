"""A slip read back from its bytes, as the printer reads them; and printers that have no paper, are away, or say nothing."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from yichuang.domains.devices.slips import PrinterProblem, Slip, layout, printable, send, written
from yichuang.domains.devices.slips.layout import LACKING_NOTE, width, wrap
from yichuang.domains.devices.slips.printing import good_address

SLIP = Slip(
    center="云岭区政务服务中心", issued="11-23 14:05", number="A023", queue="综合办事", go_to="请到", where=("1楼 综合服务区",),
    windows="1–3、5 号窗口", ahead_label="前面", ahead="4 人", wait="9–16 分钟", link="https://hall.example/t/7K2M-9QXW-4TBN",
    code="7K2M-9QXW-4TBN", scan="手机扫码看排队", hint="听到叫号请到窗口。", notes=("17:00 结束服务，这个号可能排到下班后。",),
)  # fmt: skip


def read(data: bytes) -> tuple[list[tuple[int, str]], list[str]]:
    """What a printer makes of the bytes: (size, text) of each line, and the QR payloads. An unknown command is an error."""
    lines: list[tuple[int, str]] = []
    codes: list[str] = []
    stored, size, row, at = b"", 1, b"", 0
    while at < len(data):
        if data[at : at + 3] == b"\x1d(k":
            length = data[at + 3] + 256 * data[at + 4]
            body = data[at + 5 : at + 5 + length]
            if body[:2] == b"1P":
                stored = body[3:]
            elif body[:2] == b"1Q":
                codes.append(stored.decode())
            at += 5 + length
        elif data[at : at + 2] == b"\x1d!":
            size, at = (data[at + 2] & 7) + 1, at + 3
        elif found := re.compile(rb"\x1b@|\x1c&|\x1b[Ea-dM].|\x1dV.|\x1dV[AB].", re.S).match(data, at):
            at = found.end()
        elif data[at : at + 1] == b"\n":
            lines.append((size, row.decode("gb18030")))
            row, at = b"", at + 1
        else:
            assert data[at] >= 32, data[at : at + 8]
            step = 2 if data[at] > 128 else 1
            row, at = row + data[at : at + step], at + step
    return lines, codes


def test_everything_on_the_slip_is_read_back_from_its_bytes() -> None:
    lines, codes = read(written(SLIP))
    said = [text for _, text in lines]
    assert said[:2] == ["云岭区政务服务中心", "11-23 14:05"]
    assert (4, "A023") in lines and (2, "综合办事") in lines and (2, "1–3、5 号窗口") in lines
    assert "请到 1楼 综合服务区" in said and "前面 4 人 9–16 分钟" in said
    assert codes == ["https://hall.example/t/7K2M-9QXW-4TBN"] and "7K2M-9QXW-4TBN" in said
    assert "17:00 结束服务，这个号可能排到下班后。" in said and LACKING_NOTE[:10] not in "".join(said)
    assert written(SLIP).startswith(b"\x1b@\x1c&") and b"\x1dV" in written(SLIP)[-6:]


def test_a_long_name_goes_on_in_the_next_line_and_loses_nothing() -> None:
    name = "黔江土家族苗族自治州云岭高新技术产业开发区（国家级）行政审批与政务服务管理中心，云岭区政务服务中心分中心"
    lines, _ = read(written(replace(SLIP, center=name)))
    own = [text for _, text in lines[:5]]
    assert "".join(own[: own.index("11-23 14:05")]) == name
    assert all(width(text) * size <= 48 for size, text in lines)
    assert not any(text[:1] in "，。、）" for _, text in lines if text)


def test_a_character_that_the_printer_lacks_is_replaced_and_the_slip_says_so() -> None:
    lines, _ = read(written(replace(SLIP, queue="𠮷祥街道便民服务")))
    said = "".join(text for _, text in lines)
    assert "〓祥街道便民服务" in said and LACKING_NOTE in said and "𠮷" not in said
    assert printable("李·é①𠮷㐂") == ("李·é①〓〓", True) and printable("〓") == ("〓", False)
    assert printable("甲\x1b@\x00\u200b乙\n") == ("甲@乙", False)  # no name can be a command
    assert printable("e\u0301") == ("é", False)


def test_lines_break_between_words_and_never_before_a_closing_mark() -> None:
    assert wrap("please go to window 12", 10) == ["please go", "to window", "12"]
    assert wrap("一二三四，五", 8) == ["一二三", "四，五"]
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert wrap("", 10) == [] and wrap("  ", 10) == []
    assert [line.kind for line in layout(replace(SLIP, ahead="", wait="", ahead_label="已叫到您"))].count("qr") == 1


@contextmanager
def printer(answers: dict[bytes, bytes]) -> Iterator[tuple[str, bytearray]]:
    """A printer on loopback that answers status requests (DLE EOT n) with one byte, or not at all."""
    got = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            link, _ = server.accept()
            with link:
                while data := link.recv(4096):
                    if data in answers:
                        link.sendall(answers[data])
                    elif data[:1] != b"\x10":
                        got.extend(data)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", got
        thread.join(5)


PAPER, STATE = b"\x10\x04\x04", b"\x10\x04\x01"


def test_a_printer_with_paper_gets_the_slip_and_one_without_says_so(tmp_path: Path) -> None:
    with printer({PAPER: b"\x12", STATE: b"\x12"}) as (address, got):
        send("network", address, written(SLIP), tmp_path)
    assert bytes(got) == written(SLIP)
    for answers, reason, fault in (
        ({PAPER: b"\x72"}, "paper", "paper"), ({PAPER: b"\x12", STATE: b"\x1a"}, "busy", "printer"),
    ):  # fmt: skip
        with printer(answers) as (address, got), pytest.raises(PrinterProblem) as no:
            send("network", address, written(SLIP), tmp_path)
        assert (no.value.reason, no.value.fault, bytes(got)) == (reason, fault, b"")


def test_a_printer_that_never_answers_is_tried_and_one_that_is_away_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yichuang.domains.devices.slips.printing.PATIENCE", 0.2)
    with printer({}) as (address, got):
        send("network", address, written(SLIP), tmp_path)
    assert bytes(got) == written(SLIP)
    with pytest.raises(PrinterProblem) as no:
        send("network", address, b"x", tmp_path)  # it has gone
    assert no.value.reason == "offline"
    send("file", "kiosk-1", b"one", tmp_path / "slips")
    send("file", "kiosk-1", b"two", tmp_path / "slips")
    assert (tmp_path / "slips" / "kiosk-1.bin").read_bytes() == b"onetwo"


def test_an_address_is_a_host_a_device_or_a_plain_name() -> None:
    good = [
        ("network", "10.2.0.9"),
        ("network", "printer-1.hall:9100"),
        ("usb", "04b8:0e15"),
        ("file", "kiosk-1"),
        ("browser", ""),
    ]
    bad = [
        ("network", ""),
        ("network", "h:99999"),
        ("network", "h:0"),
        ("usb", "4b8:15"),
        ("file", "../x"),
        ("file", "a/b"),
        ("bridge", "x"),
    ]
    assert all(good_address(*one) for one in good) and not any(good_address(*one) for one in bad)
