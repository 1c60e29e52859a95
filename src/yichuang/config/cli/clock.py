"""`yichuang clock explain --jsonl`: the legal clock for other programs. One JSON a line in, one JSON a line out.

It needs no database and no network: days are counted by the published calendar that a fresh installation starts with. The
format is described in `docs/clock.md`.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from yichuang.foundation import clock
from yichuang.foundation.deadlines import OFFICE, Limit, Office, Stop, Term, term
from yichuang.foundation.errors import Invalid, register_refusals, sentence
from yichuang.foundation.workdays.published import published

from .house import Stop as Halt

LONGEST = 1_000_000
"""Bytes of a line; a longer one is answered with an error and left unread."""
MOST_STOPS = 10_000
_MOST_DIGITS = 1_000
_HUGE = 10**_MOST_DIGITS
"""Stands for every number that is longer: too large for a limit, and no id, which has to come back as it was given."""
_KNOWN = {"id", "limit", "from", "stops", "extension", "now", "yellow_at"}
_LOCALE = Path(__file__).parents[2] / "foundation" / "locale"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`clock explain`."""
    here = commands.add_parser("clock", help="legal limits: due dates and how they were counted").add_subparsers(
        dest="act", required=True, metavar="ACT"
    )
    explain = here.add_parser("explain", help="count limits given on standard input, one JSON a line")
    explain.add_argument("--jsonl", action="store_true", required=True, help="the only form there is: JSON lines")
    explain.add_argument("--words", action="store_true", help="add the explanation in sentences")
    explain.add_argument("--language", choices=("zh", "en"), default="zh", help="of sentences and of error messages")
    explain.add_argument("--zone", default="Asia/Shanghai", help="where days begin and end (default: %(default)s)")
    explain.add_argument("--hours", default=str(OFFICE), help="legal working hours (default: %(default)s)")
    explain.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 whatever the lines were; 2 when an option makes no sense."""
    reply = _replier(args)
    out = sys.stdout.buffer
    for lines in _lines(sys.stdin.fileno()):
        out.write(b"".join(_text(reply(line)) for line in lines if line is None or line.strip()))
        out.flush()
    return 0


def _speak(language: str) -> None:
    """Make sentences possible. They are Django's to translate, so that it is set up, but without apps and a database."""
    import django
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:
        settings.configure(USE_I18N=True, LANGUAGE_CODE="zh-hans", LOCALE_PATHS=[_LOCALE], INSTALLED_APPS=[])
        django.setup()
    register_refusals("yichuang.foundation.deadlines")
    translation.activate("en" if language == "en" else "zh-hans")


def _replier(args: argparse.Namespace) -> Callable[[bytes | None], dict[str, Any]]:
    _speak(args.language)
    try:
        zone, office = ZoneInfo(args.zone), Office.read(args.hours)
    except Invalid as no:
        raise Halt(f"--hours: {sentence(no)}") from None
    except (OSError, ValueError, KeyError):  # a name that is no zone, or no name at all
        raise Halt(f"--zone: there is no zone {args.zone!r}.") from None
    from yichuang.foundation.deadlines import words

    calendar = published()

    def reply(line: bytes | None) -> dict[str, Any]:
        given: Any = None
        try:
            given = _parsed(line)
            if not isinstance(given, dict):
                raise Invalid("clock.not_an_object")
            found = term(**_arguments(given), calendar=calendar, zone=zone, office=office, pictured=args.words)
        except Invalid as no:
            named = given.get("id") if isinstance(given, dict) else None
            error = {"code": no.code, "field": no.field, "message": sentence(no)}
            return {"id": named if _is_id(named) else None, "error": error}
        answer = _answer(given, found)
        return {**answer, "explanation": words.explain(found)} if args.words else answer

    return reply


def _lines(source: int) -> Iterator[list[bytes | None]]:
    """Lines as they come in, as many as were there at once, so that each is answered without waiting for the next. None stands
    for a line that was too long."""
    kept, skipping = b"", False
    while True:
        read = os.read(source, 1 << 16)
        *whole, kept = (kept + read).split(b"\n")
        if skipping and whole:  # the rest of a line that has been answered
            whole, skipping = whole[1:], False
        lines: list[bytes | None] = [line if len(line) <= LONGEST else None for line in whole]
        if skipping:
            kept = b""
        elif len(kept) > LONGEST:
            kept, skipping = b"", True
            lines.append(None)
        if not read:
            yield [*lines, kept]
            return
        yield lines


def _parsed(line: bytes | None) -> Any:
    if line is None:
        raise Invalid("clock.line_too_long", most=LONGEST)
    try:
        return _READER.decode(line.decode("utf-8-sig").strip())
    except UnicodeDecodeError:
        raise Invalid("clock.not_utf8") from None
    except (ValueError, RecursionError):
        raise Invalid("clock.not_json") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid("clock.field_twice", field=twice[:40], twice=twice[:40])
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _whole_number(digits: str) -> int:
    return int(digits) if len(digits) <= _MOST_DIGITS else _HUGE


_READER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number, parse_int=_whole_number)
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _arguments(given: dict[str, Any]) -> dict[str, Any]:
    """What `term` takes, each value checked; raises Invalid with the path of the field."""
    if "id" in given and given["id"] is not None and not _is_id(given["id"]):
        raise Invalid("clock.id", field="id")
    yellow = given.get("yellow_at")
    if yellow is not None and (isinstance(yellow, bool) or not isinstance(yellow, int) or not 0 <= yellow <= 36_500):
        raise Invalid("clock.value", field="yellow_at")
    limit = _limit(_need(given, "limit"), "limit")
    return {
        "limit": limit,
        "started": _started(_need(given, "from"), limit),
        "now": clock.now() if given.get("now") is None else _instant(given["now"], "now"),
        "stops": _stops(given.get("stops")),
        "extension": None if given.get("extension") is None else _limit(given["extension"], "extension"),
        "yellow_at": yellow,
    }


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and value != _HUGE


def _need(given: dict[str, Any], name: str, path: str = "") -> Any:
    if given.get(name) is None:
        raise Invalid("clock.field_missing", field=path + name, missing=path + name)
    return given[name]


def _limit(given: Any, path: str) -> Limit:
    with _below(path):
        return Limit.from_json(given)


def _stops(given: Any) -> list[Stop]:
    if given is None:
        return []
    if not isinstance(given, list):
        raise Invalid("clock.not_a_list", field="stops")
    if len(given) > MOST_STOPS:
        raise Invalid("clock.too_many_stops", field="stops", most=MOST_STOPS)
    return [_stop(one, f"stops[{place}]") for place, one in enumerate(given)]


def _stop(given: Any, path: str) -> Stop:
    if not isinstance(given, dict):
        raise Invalid("clock.not_an_object", field=path)
    kind, start = _need(given, "kind", f"{path}."), _instant(_need(given, "from", f"{path}."), f"{path}.from")
    until = given.get("to")
    with _below(path):
        return Stop(kind, start, None if until is None else _instant(until, "to"))


class _below:
    """Names a field by its path from the top."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, no: BaseException | None, trace: Any) -> None:
        if isinstance(no, Invalid):
            no.field = f"{self.path}.{no.field}" if no.field else self.path


def _started(value: Any, limit: Limit) -> datetime | date:
    """An instant, or for limits that are counted in days the day alone, where the center stands."""
    if isinstance(value, str) and len(value) == 10:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise Invalid("clock.not_a_time", field="from") from None
        if limit.unit.timed:
            raise Invalid("clock.hours_need_a_time", field="from")
        return day
    return _instant(value, "from")


def _instant(value: Any, field: str) -> datetime:
    if not isinstance(value, str):
        raise Invalid("clock.not_a_time", field=field)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise Invalid("clock.not_a_time", field=field) from None
    if found.utcoffset() is None:
        raise Invalid("clock.no_zone", field=field)
    return found


def _answer(given: dict[str, Any], found: Term) -> dict[str, Any]:
    plain = found.as_json()
    answer = {
        "id": given.get("id"),
        "due": plain["due"],
        "remaining": found.remaining,
        "light": plain["light"],
        "segments": plain["segments"],
        "elapsed": found.elapsed,
        "late": found.late,
        "paused": found.paused,
        "assumed_from": plain["assumed_from"],
    }
    ignored = [name for name in given if name not in _KNOWN]
    return {**answer, "ignored": ignored} if ignored else answer


def _text(answer: dict[str, Any]) -> bytes:
    try:
        return _WRITER.encode(answer).encode() + b"\n"
    except UnicodeEncodeError:  # half a character in an id
        return json.dumps(answer, separators=(",", ":")).encode() + b"\n"
