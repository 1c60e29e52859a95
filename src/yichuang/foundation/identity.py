"""Numbers and names that people bring. Pure, apart from the sentences.

Each kind of document has its own rule. What a rule checks is form, date and check digit; the region in a number is never a
reason to refuse, because region codes are abolished and created while people keep their numbers.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .errors import Invalid

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_OLDEST = 150
_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･", "·"))  # what keyboards give for the dot in a name

NAME_MOST = 100


class IdType(StrEnum):
    """What a person or an organisation shows."""

    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    FOREIGN_PERMANENT_RESIDENCE = "foreign_permanent_residence"
    HK_MO_PASS = "hk_mo_pass"
    TW_PASS = "tw_pass"
    HMT_RESIDENCE = "hmt_residence"
    BIRTH_CERTIFICATE = "birth_certificate"
    USCC = "uscc"
    NONE = "none"


PERSON_TYPES = tuple(t for t in IdType if t is not IdType.USCC)


@dataclass(frozen=True, slots=True)
class Identity:
    """A number that passed its rule, written the way it is stored. `birth` is known where the number carries it."""

    id_type: IdType
    id_no: str
    birth: date | None = None


def check_id(
    id_type: str, id_no: str, *, today: date, field: str = "id_no", type_field: str = "", reason: str = ""
) -> Identity:
    """Check a number by the rule of its type and return it as it is stored.

    `today` is the center's day: nobody is born after it. `none` needs a reason instead of a number. Raises Invalid with
    `field` (or `type_field` when the type itself is unknown).
    """
    try:
        kind = IdType(id_type)
    except ValueError:
        raise Invalid("identity.type", field=type_field or _beside(field, "id_type"), given=str(id_type)[:40]) from None
    if kind is IdType.NONE:
        if id_no.strip():
            raise Invalid("identity.number_without_type", field=field)
        if not reason.strip():
            raise Invalid("identity.reason_needed", field=_beside(field, "id_reason"))
        return Identity(kind, "")
    number = normal_id(id_no)
    if not number:
        raise Invalid("identity.number_needed", field=field)
    return Identity(kind, number, _RULES[kind](number, field, today))


def normal_id(id_no: str) -> str:
    """Half-width, upper case, without the spaces and dashes that people put in to read it."""
    plain = unicodedata.normalize("NFKC", id_no).upper()
    return "".join(c for c in plain if not c.isspace() and c not in "-–—_.")


def check_uscc(code: str, *, field: str = "uscc") -> str:
    """A unified social credit code (GB 32100): 18 characters with their check; returns it as it is stored."""
    number = normal_id(code)
    if len(number) != 18:
        raise Invalid("identity.length", field=field, length=len(number), expected=18)
    bad = [c for c in number if c not in _USCC]
    if bad:
        raise Invalid("identity.uscc_letters", field=field, letters="".join(sorted(set(bad))))
    if number[17] != uscc_check(number[:17]):
        raise Invalid("identity.check_digit", field=field)
    return number


def uscc_check(first17: str) -> str:
    """The last character of a unified social credit code."""
    return _USCC[-sum(_USCC.index(c) * pow(3, i, 31) for i, c in enumerate(first17)) % 31]


def resident_check(first17: str) -> str:
    """The last character of an 18-digit id number (GB 11643, ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def check_name(name: str, *, field: str = "name") -> str:
    """A name as it is stored: any script, one letter or fifty; nobody is refused because of a name.

    Refused are only an empty one, one past what a paper can carry, and signs that are not writing (line breaks, controls).
    """
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cn") for c in plain):
        raise Invalid("identity.name_signs", field=field)
    if not any(
        c.isalpha() or unicodedata.category(c) == "Co" for c in plain
    ):  # private use: characters made for a name
        raise Invalid("identity.name_needed", field=field)
    if len(plain) > NAME_MOST:
        raise Invalid("identity.name_long", field=field, most=NAME_MOST)
    return plain.translate(_DOTS)


def check_phone(phone: str, *, field: str = "phone") -> str:
    """A phone number as it is stored, or an empty text: a phone is never required."""
    plain = unicodedata.normalize("NFKC", phone).strip()
    if not plain:
        return ""
    digits = sum(c.isdigit() for c in plain)
    if not re.fullmatch(r"\+?[0-9()\- ]+(?:(?:转|[xX])\s?[0-9]{1,6})?", plain) or not 5 <= digits <= 20:
        raise Invalid("identity.phone", field=field)
    return "".join(plain.split())


def phone_number(phone: str, *, field: str = "phone") -> str:
    """Digits alone, with a leading + where there is one: one form under which a number is found again, whatever signs were
    typed between. Empty stays empty; an extension is no part of it."""
    plain = re.split(r"[转xX]", check_phone(phone, field=field))[0]
    return re.sub(r"[()\-]", "", plain)


def make_resident_id(region: str, birth: date, seq: int = 1, *, prefix: str = "") -> str:
    """An invented id number whose check digit is right, for samples and tests. Odd `seq` is male, as in real ones."""
    first17 = f"{prefix or region}{birth:%Y%m%d}{seq:03d}"
    return first17 + resident_check(first17)


def make_uscc(first17: str) -> str:
    """An invented unified social credit code with its check, for samples and tests."""
    return first17 + uscc_check(first17)


# -- one rule a type: (number, field, today) -> birth or None; raises Invalid ---------------------------------------------


def _resident(number: str, field: str, today: date) -> date:
    if len(number) != 18:
        raise Invalid("identity.length", field=field, length=len(number), expected=18)
    if not (number[:17].isascii() and number[:17].isdigit() and (number[17] == "X" or number[17].isdigit())):
        raise Invalid("identity.digits", field=field)
    birth = _birth(number[6:14], field, today)
    if number[17] != resident_check(number[:17]):
        raise Invalid("identity.check_digit", field=field)
    return birth


def _birth(text: str, field: str, today: date) -> date:
    try:
        birth = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise Invalid("identity.birth_impossible", field=field) from None
    if birth > today:
        raise Invalid("identity.birth_future", field=field)
    if birth.year < today.year - _OLDEST:
        raise Invalid("identity.birth_impossible", field=field)
    return birth


def _foreign(number: str, field: str, today: date) -> date | None:
    """The card since 2023 has 18 digits that begin with 9; the one before has three letters and twelve digits."""
    if number[:1].isdigit():
        if len(number) == 18 and number[0] != "9":
            raise Invalid("identity.foreign_begins_with_9", field=field)
        return _resident(number, field, today)
    if not re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        raise Invalid("identity.form_foreign_permanent_residence", field=field)
    yymmdd = number[7:13]
    for century in ("20", "19"):
        try:
            return _birth(century + yymmdd, field, today)
        except Invalid:
            continue
    raise Invalid("identity.birth_impossible", field=field)


def _hmt_residence(number: str, field: str, today: date) -> date:
    birth = _resident(number, field, today)
    if number[:6] not in ("810000", "820000", "830000"):
        raise Invalid("identity.hmt_region", field=field)
    return birth


def _form(pattern: str, code: str) -> Callable[[str, str, date], None]:
    compiled = re.compile(pattern)

    def check(number: str, field: str, today: date) -> None:
        if not compiled.fullmatch(number):
            raise Invalid(code, field=field)

    return check


def _uscc(number: str, field: str, today: date) -> None:
    check_uscc(number, field=field)


_RULES: dict[IdType, Callable[[str, str, date], date | None]] = {
    IdType.RESIDENT_ID: _resident,
    IdType.PASSPORT: _form(r"[A-Z0-9]{5,17}", "identity.form_passport"),
    IdType.FOREIGN_PERMANENT_RESIDENCE: _foreign,
    IdType.HK_MO_PASS: _form(r"[HM](?:[0-9]{8}|[0-9]{10})", "identity.form_hk_mo_pass"),
    IdType.TW_PASS: _form(r"[0-9]{8}|[0-9]{10}[A-Z]?", "identity.form_tw_pass"),
    IdType.HMT_RESIDENCE: _hmt_residence,
    IdType.BIRTH_CERTIFICATE: _form(r"[A-Z][0-9]{9}", "identity.form_birth_certificate"),
    IdType.USCC: _uscc,
}


def _beside(field: str, name: str) -> str:
    """parties.0.id_no → parties.0.<name>."""
    return ".".join([*field.split(".")[:-1], name])
