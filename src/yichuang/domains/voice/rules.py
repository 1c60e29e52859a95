"""Which clips make a call. Pure: the words of an announcement as names of recordings, in the order in which they are played."""

from collections.abc import Iterable
from string import ascii_uppercase

DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
LETTERS = {letter: letter for letter in ascii_uppercase}
WORDS = {"qing": "请", "hao": "号", "dao": "到", "hao-window": "号窗口", "jia": "加"}
CLIPS: dict[str, str] = {**WORDS, **DIGITS, **LETTERS}
"""Every clip by its name, with what is said in it. A letter is read as its English name, a digit by itself: A086 is A 零 八 六."""

NEEDED_ALWAYS = ("qing", "hao", "dao", "hao-window", *DIGITS)


def signs(text: str) -> list[str] | None:
    """A number or a window's sign, one clip for each sign; None when there is a sign that no clip says."""
    names = ["jia" if sign == "+" else sign for sign in text.upper() if sign not in " -"]
    return names if names and all(n in CLIPS for n in names) else None


def compose(number: str, window: str) -> tuple[str, ...]:
    """请 A 零 八 六 号 到 五 号窗口. Empty when a sign cannot be said: then the chime alone calls, and the board shows the number."""
    said, place = signs(number), signs(window)
    return ("qing", *said, "hao", "dao", *place, "hao-window") if said and place else ()


def needed(queues: Iterable[str], windows: Iterable[str]) -> list[str]:
    """The clips that this center's numbers and windows can ask for, in the order of the list."""
    asked = {*NEEDED_ALWAYS}
    for text in [*queues, *windows]:
        asked.update(signs(text) or ())
    return [name for name in CLIPS if name in asked]


def lacking(queues: Iterable[str], windows: Iterable[str], there: Iterable[str]) -> list[str]:
    """What must still be recorded before calls can be made from clips."""
    have = set(there)
    return [name for name in needed(queues, windows) if name not in have]


NAMES = {
    "audio/webm": ("audio/webm", "video/webm"), "audio/ogg": ("audio/ogg", "application/ogg", "video/ogg", "audio/opus"),
    "audio/wav": ("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"),
    "audio/mp4": ("audio/mp4", "audio/m4a", "audio/x-m4a", "audio/aac", "video/mp4"),
}  # fmt: skip
"""What is kept, and what browsers, telephones and file dialogs call it. The recorder of one browser makes WebM, of another OGG or MP4."""
UNNAMED = ("", "application/octet-stream")
BRANDS = (
    b"M4A ",
    b"M4B ",
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"dash",
    b"MSNV",
    b"3gp4",
    b"3gp5",
)


def kind_of(content_type: str, data: bytes) -> str | None:
    """What a recording is, by its own bytes; None for what is none of the four, or calls itself something else."""
    named = content_type.partition(";")[0].strip().lower()
    if data.startswith(b"\x1aE\xdf\xa3"):
        found = "audio/webm"
    elif data.startswith(b"OggS"):
        found = "audio/ogg"
    elif data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        found = "audio/wav"
    elif (
        data[4:8] == b"ftyp" and data[8:12] in BRANDS
    ):  # the size of this box stands before it: a picture in HEIC begins alike
        found = "audio/mp4"
    else:
        return None
    return found if named in NAMES[found] or named in UNNAMED else None
