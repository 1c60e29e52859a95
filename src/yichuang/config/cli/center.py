"""`yichuang center`: found a center with its three administrators, list what is there, let somebody in again."""

import argparse
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .house import House, Stop, say, start_django, words

if TYPE_CHECKING:
    from uuid import UUID

    from yichuang.domains.people import api as people

TEMPLATE = """\
# 一个政务服务中心。填好后运行：script/yichuang center found center.toml
# A government-service center. Fill in, then run the command above. What is marked 选填 (optional) may stay empty.

code = ""                # 网址中的代码，英文字母和数字 · in addresses: "yunling" for /p/yunling/
name = ""                # 全称，印在文书和小票上 · full name, as papers and slips print it
name_en = ""             # 选填 · optional
level = "district"       # city 市 | district 区县 | town 镇街 | village 村居
region = ""              # 六位行政区划代码 · six digits, GB/T 2260
address = ""             # 群众来办事的地址 · where people come to
phone = ""               # 咨询电话 · for questions
supervision_phone = ""   # 监督投诉电话 · for complaints
zone = "Asia/Shanghai"
office_hours = ""        # 选填，当地公布的机关工作时间 · optional: "09:00-12:00,14:00-18:00"

# 三员：三个不同的人，互不兼任（每人一个用户名、一个工号）
# Three different people: the first sets up, the second takes people in and grants roles, the third watches.

[administrators.system]
username = ""            # 登录用，不能有空格 · to log in with, without spaces
name = ""
badge_no = ""            # 工号 · number on the badge
post = "系统管理员"

[administrators.security]
username = ""
name = ""
badge_no = ""
post = "安全管理员"

[administrators.audit]
username = ""
name = ""
badge_no = ""
post = "审计管理员"
"""

_NEEDED = ("code", "name", "region", "address", "phone", "supervision_phone")
_CENTER = (*_NEEDED, "name_en", "level", "zone", "office_hours")
_PERSON = ("username", "name", "badge_no", "post")
_ROLES = ("system", "security", "audit")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`center template|found|list|reset-login`."""
    here = commands.add_parser("center", help="centers of this installation, and their first people").add_subparsers(
        dest="act", required=True, metavar="ACT"
    )
    here.add_parser("template", help="print a file to fill in for `found`").set_defaults(run=template)
    make = here.add_parser("found", help="found a center with its three administrators: all of it or nothing")
    make.add_argument("file", type=Path, help="what `center template` prints, filled in")
    make.set_defaults(run=found)
    here.add_parser("list", help="the centers that are there").set_defaults(run=listed)
    again = here.add_parser("reset-login", help="a one-time password for somebody whom nobody in his center can help")
    again.add_argument("username")
    again.add_argument("--reason", required=True, help="kept in the center's log")
    again.set_defaults(run=reset_login)
    for part in (make, here.choices["list"], again):
        part.add_argument("--data", metavar="DIR")


def template(args: argparse.Namespace) -> int:
    """Needs no database."""
    print(TEMPLATE, end="")
    return 0


def found(args: argparse.Namespace) -> int:
    """The one-time passwords stand on standard output, this once; they are kept nowhere."""
    document = _read(args.file)
    with House.at(args.data).database():
        _ready()
        from django.conf import settings

        from yichuang.domains.people import api as people
        from yichuang.foundation.actor import Actor
        from yichuang.foundation.errors import Refused
        from yichuang.foundation.ids import uuid7

        if faults := _faults(document):
            raise Stop("\n  ".join([f"Nothing was founded. In {args.file}:", *faults]))
        center, first = _parts(document)
        actor = Actor.system(uuid7(), name="yichuang center found", channel="cli")
        try:
            given = people.found_with_people(actor=actor, center=center, people=first)
        except Refused as no:
            raise Stop(f"Nothing was founded. In {args.file}:\n  {_fault(no)}") from None
        print(f"Founded: {center['name']}, {settings.YICHUANG_PUBLIC_URL}/p/{center['code']}/")
        print(
            f"First log-in at {settings.YICHUANG_PUBLIC_URL}/login/, with a password that is shown only here and opens"
        )
        print("nothing but the choice of one's own; an authenticator app is bound there too.")
        for person in first:
            print(f"  {person.role:<10}{person.username:<16}{given[person.username]}  {person.name}")
    return 0


def listed(args: argparse.Namespace) -> int:
    """One line a center, the default one marked; under it what nobody would see from the hall."""
    with House.at(args.data).database():
        _ready()
        from yichuang.domains.places import api as places

        default = places.default_center()
        for center in places.centers():
            marks = [
                *(["default"] if default and center.id == default.id else []),
                *(["demo"] if center.is_demo else []),
            ]
            print(f"{center.code:<16}{center.level:<10}{center.region}  {center.name}  {' '.join(marks)}".rstrip())
            for lack in _lacks(center.id):
                print(f"  {lack}")
    return 0


def _lacks(center_id: "UUID") -> list[str]:
    from yichuang.domains.queueing import api as queueing
    from yichuang.foundation.actor import Actor
    from yichuang.foundation.scope import reading

    actor = Actor.system(center_id, name="yichuang center list", channel="cli")
    with reading(actor):
        unled = queueing.unled_items(actor)
    said = (
        f"{len(unled)} of its items lead to no queue in use, so that nobody gets a number for them: {' '.join(unled)}"
    )
    return [said] if unled else []


def reset_login(args: argparse.Namespace) -> int:
    """For the one security administrator, whom nobody else may help. The password alone on the last line."""
    with House.at(args.data).database():
        _ready()
        from yichuang.domains.people import api as people
        from yichuang.foundation.errors import Refused

        if not args.reason.strip():
            raise Stop("Say why with --reason; the center's log keeps it.")
        try:
            password = people.let_in_again(args.username, name="yichuang center reset-login", reason=args.reason)
        except Refused as no:
            raise Stop(f"{args.username}: {words(no)}") from None
        say("his sessions have ended and his authenticator app is forgotten; at the next log-in he chooses both anew")
        print(password)
    return 0


def _ready() -> None:
    start_django()
    from yichuang.config.prepare import bring_up_to_date, pending

    if pending():
        bring_up_to_date(say)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as no:
        raise Stop(f"{path} cannot be read: {no.strerror}. `yichuang center template > {path}` makes one.") from None
    except (ValueError, UnicodeDecodeError) as no:
        raise Stop(f"{path} is not TOML in UTF-8: {no}.") from None


def _parts(document: dict[str, Any]) -> tuple[dict[str, str], "list[people.FirstPerson]"]:
    from yichuang.domains.people import api as people

    center = {k: v.strip() for k, v in document.items() if k in _CENTER and v.strip()}
    rows = document["administrators"]
    first = [people.FirstPerson(role, **{k: rows[role][k].strip() for k in _PERSON}) for role in _ROLES]
    return center, first


def _faults(document: dict[str, Any]) -> list[str]:
    """Every wrong field of the file, by its path, with what to do."""
    from yichuang.domains.places import api as places

    faults = _shape(document, "", _CENTER, _NEEDED, ("administrators",))
    rows = document.get("administrators")
    if not isinstance(rows, dict):
        rows = {}
    faults += [f"administrators.{k}: not known; there are {', '.join(_ROLES)}." for k in rows if k not in _ROLES]
    for role in _ROLES:
        row = rows.get(role)
        faults += _shape(row if isinstance(row, dict) else {}, f"administrators.{role}.", _PERSON, _PERSON)
    good = {k: v.strip() for k, v in document.items() if k in _CENTER and isinstance(v, str) and v.strip()}
    return faults + [_fault(no) for no in places.center_faults(good)]


def _shape(
    given: dict[str, Any], path: str, known: tuple[str, ...], needed: tuple[str, ...], more: tuple[str, ...] = ()
) -> list[str]:
    faults = [f"{path}{k}: not known; see `yichuang center template`." for k in given if k not in (*known, *more)]
    for key in known:
        value = given.get(key, "")
        if not isinstance(value, str):
            faults.append(f'{path}{key}: write it in quotation marks, "{value}".')
        elif key in needed and not value.strip():
            faults.append(f"{path}{key}: is missing; fill it in.")
        elif "\x00" in value or "\n" in value.strip():
            faults.append(f"{path}{key}: write it on one line.")
    return faults


def _fault(no: Any) -> str:
    known = f" ({no.facts['known']})" if "known" in no.facts else ""
    return f"{no.field}: {words(no)}{known}" if no.field else words(no)
