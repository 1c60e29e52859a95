"""One-time codes: the vectors of RFC 6238, appendix B (SHA-1), the drift of a phone's clock, and one use each."""

from datetime import UTC, datetime, timedelta

import pytest

from yichuang.foundation import totp

SECRET = b"12345678901234567890"
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
     (2000000000, "69279037"), (20000000000, "65353130")],
)  # fmt: skip
def test_the_vectors_of_the_standard(seconds: int, code: str) -> None:
    assert totp.code_of(SECRET, seconds // 30, digits=8) == code


def test_a_code_is_good_half_a_minute_early_or_late_and_no_more() -> None:
    step = totp.step_of(AT)
    for off, good in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        found = totp.matching_step(SECRET, totp.code_of(SECRET, step + off), AT)
        assert found == (step + off if good else None)


def test_a_code_opens_once() -> None:
    code = totp.code_of(SECRET, totp.step_of(AT))
    used = totp.matching_step(SECRET, code, AT)
    assert used
    assert totp.matching_step(SECRET, code, AT + timedelta(seconds=5), after=used) is None
    assert totp.matching_step(SECRET, f"{code[:3]} {code[3:]}", AT)
    assert totp.matching_step(SECRET, "", AT) is None
    assert totp.matching_step(SECRET, "１２３４５６", AT) is None


def test_an_app_reads_the_secret_from_letters_and_from_the_address() -> None:
    assert totp.in_letters(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    address = totp.address(SECRET, issuer="一窗", account="li")
    assert address.startswith("otpauth://totp/%E4%B8%80%E7%AA%97%3Ali?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    assert len(totp.new_secret()) == 20
