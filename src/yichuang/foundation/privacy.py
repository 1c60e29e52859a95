"""Personal data: sealed at rest, found by a blind index, masked when shown.

Keys come from the settings (generated once into the data folder); nothing here reads a file.
"""

import base64
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: codes are read aloud and typed
_VERSION = b"\x01"


@lru_cache(maxsize=8)
def _derive(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"yichuang:" + purpose).derive(master)


def _key(purpose: bytes) -> bytes:
    return _derive(settings.PRIVACY_KEY, purpose)


def seal(text: str) -> bytes:
    """Encrypt (AES-256-GCM). The same text gives other bytes each time; an empty text stays empty."""
    if not text:
        return b""
    nonce = os.urandom(12)
    return _VERSION + nonce + AESGCM(_key(b"seal")).encrypt(nonce, text.encode(), _VERSION)


def unseal(sealed: bytes | memoryview | None) -> str:
    """Decrypt what `seal` made. Raises ValueError when the key is another one or the bytes were altered."""
    raw = bytes(sealed or b"")
    if not raw:
        return ""
    try:
        return AESGCM(_key(b"seal")).decrypt(raw[1:13], raw[13:], raw[:1]).decode()
    except InvalidTag:
        raise ValueError("sealed value cannot be opened: other key or altered bytes") from None


def blind(text: str) -> str:
    """Keyed HMAC-SM3 digest for exact look-up of sealed values; case and spaces do not matter. Empty stays empty."""
    plain = "".join(text.split()).upper()
    if not plain:
        return ""
    mac = hmac.HMAC(_key(b"blind"), hashes.SM3())
    mac.update(plain.encode())
    return mac.finalize().hex()


def random_code(length: int = 12) -> str:
    """A code that a citizen holds: 5 bits a character, without look-alikes, in groups of four (`K7PM-2QXZ-9FTA`)."""
    raw = "".join(_ALPHABET[byte & 31] for byte in os.urandom(length))  # 32 letters: every one as likely
    return "-".join(raw[i : i + 4] for i in range(0, length, 4))


def normal_code(typed: str) -> str:
    """What a person typed, as `random_code` wrote it: upper case, grouped by four, look-alikes mended."""
    raw = "".join(c for c in typed.upper() if c.isalnum()).replace("0", "O").replace("1", "I")
    raw = "".join(c for c in raw if c in _ALPHABET)
    return "-".join(raw[i : i + 4] for i in range(0, len(raw), 4))


def random_key(bytes_: int = 24) -> str:
    """A secret for machines (tokens, device keys), URL-safe."""
    return base64.urlsafe_b64encode(os.urandom(bytes_)).decode().rstrip("=")


def mask_name(name: str) -> str:
    """张三丰 → 张**; one letter stays alone with a star; Latin names keep the first letter of the first word."""
    name = name.strip()
    if not name:
        return ""
    return name[0] + "*" * min(max(len(name) - 1, 1), 2)


def mask_id(number: str) -> str:
    """First three and last four characters stay (510***********1234); shorter than ten: first and last only."""
    number = number.strip()
    if len(number) < 3:
        return "*" * len(number)
    if len(number) < 10:
        return number[0] + "*" * (len(number) - 2) + number[-1]
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def mask_phone(phone: str) -> str:
    """138****5678; anything shorter than eight digits keeps its last two only."""
    phone = phone.strip()
    if len(phone) < 8:
        return "*" * max(len(phone) - 2, 0) + phone[-2:]
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
