"""One-time codes by time, RFC 6238 with SHA-1, 30 seconds and six digits, as every authenticator app makes them. Pure."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
DRIFT = 1
"""Codes of so many steps before and after are taken: a phone's clock is not ours."""


def new_secret() -> bytes:
    """Twenty random bytes, the length that RFC 4226 recommends."""
    return secrets.token_bytes(20)


def step_of(at: datetime) -> int:
    """The number of the time step of an instant."""
    return int(at.timestamp()) // STEP_SECONDS


def code_of(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of one step (RFC 4226, 5.3)."""
    mac = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = mac[-1] & 0x0F
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: bytes, code: str, at: datetime, *, after: int = 0) -> int | None:
    """The step whose code this is, or None. A step up to `after` was used already and opens nothing (RFC 6238, 5.2)."""
    typed = "".join(code.split())
    now = step_of(at)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > after and hmac.compare_digest(code_of(secret, step).encode(), typed.encode()):
            return step
    return None


def in_letters(secret: bytes) -> str:
    """The secret as it is typed into an app: base 32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def address(secret: bytes, *, issuer: str, account: str) -> str:
    """The otpauth address that an app reads from a QR code."""
    facts = {"secret": base64.b32encode(secret).decode().rstrip("="), "issuer": issuer}
    return f"otpauth://totp/{quote(f'{issuer}:{account}')}?{urlencode(facts, quote_via=quote)}"
