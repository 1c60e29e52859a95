"""Strict reading of a catalogue file: every key is known, every value has its type, and every error names its path.

Nothing is guessed and nothing is dropped in silence; all errors of a file are gathered, not only the first.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .labels import SHOWN_LABELS
from .types import EXCLUDED, INTAKE_RULES, PROMISE_PARTS, SHOWN, SURE

_UNITS = {
    "工作日": "working_day", "自然日": "natural_day", "小时": "hour", "工作小时": "working_hour", "月": "month", "年": "year", "当场": "working_day",
    "日(按许可法为工作日)": "working_day", "日(工作日)": "working_day",
}  # fmt: skip
_STOPS = {
    "听证": "hearing", "招标": "tender", "拍卖": "auction", "检验": "inspection", "检测": "testing", "检疫": "quarantine",
    "鉴定": "appraisal", "专家评审": "expert_review",
}  # fmt: skip
TYPE_NAMES = {
    "01": "行政许可", "05": "行政给付", "07": "行政确认", "08": "行政奖励", "09": "行政裁决", "10": "其他行政权力",
    "20": "公共服务", "30": "便民服务",
}  # fmt: skip
_CODE = re.compile(r"[A-Za-z0-9._-]*")
_EXTENSION = re.compile(r"^(\d{1,3})(工作日|自然日|工作小时|小时|日|月|年)")


@dataclass(frozen=True, slots=True)
class FileError:
    """One thing wrong in a file, and where."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass(slots=True)
class Reader:
    """Gathers errors while values are taken out of a parsed file."""

    errors: list[FileError] = field(default_factory=list)

    def wrong(self, path: str, message: str) -> None:
        """Note an error and go on reading."""
        self.errors.append(FileError(path, message))

    def mapping(self, value: Any, path: str, known: set[str], need: set[str] = frozenset()) -> dict[str, Any]:  # type: ignore[assignment]
        """An object whose keys are all known and of which none is missing."""
        if not isinstance(value, Mapping):
            self.wrong(path, _("应是一个对象"))
            return {}
        for key in value:
            if key not in known:
                self.wrong(f"{path}.{key}" if path else str(key), _("不认识的字段"))
        for key in sorted(need - set(value)):
            self.wrong(f"{path}.{key}" if path else key, _("缺少这个字段"))
        return {k: v for k, v in value.items() if k in known}

    def rows(self, value: Any, path: str) -> Iterator[tuple[str, Any]]:
        """The rows of a list, each with its path."""
        if not isinstance(value, list):
            self.wrong(path, _("应是一个列表"))
            return
        for place, row in enumerate(value):
            yield f"{path}[{place}]", row

    def text(self, value: Any, path: str, *, empty: bool = True, most: int = 300) -> str:
        """A text, not longer than its column."""
        if not isinstance(value, str):
            self.wrong(path, _("应是文字"))
            return ""
        if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
            self.wrong(path, _("含有不能保存的字符"))
            return ""
        if not value.strip() and not empty:
            self.wrong(path, _("不能为空"))
        if len(value) > most:
            self.wrong(path, _("超过 %(most)s 个字") % {"most": most})
        return value.strip()

    def choice(self, value: Any, path: str, known: Mapping[str, Any]) -> Any:
        """One of the known words, as what it stands for."""
        if not isinstance(value, str) or value not in known:
            self.wrong(path, _("应是其中之一：%(known)s") % {"known": "、".join(known)})
            return next(iter(known.values()))
        return known[value]

    def flag(self, value: Any, path: str) -> bool:
        """True or false, and nothing like them."""
        if not isinstance(value, bool):
            self.wrong(path, _("应是 true 或 false"))
        return value is True

    def number(self, value: Any, path: str, *, low: int = 0, high: int = 9999) -> int:
        """A whole number in its range; a bool or a text is no number."""
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(path, _("应是整数"))
            return low
        if not low <= value <= high:
            self.wrong(path, _("应在 %(low)s 到 %(high)s 之间") % {"low": low, "high": high})
        return value

    def texts(self, value: Any, path: str, *, most: int = 300) -> list[str]:
        """A list of texts."""
        return [self.text(row, where, empty=False, most=most) for where, row in self.rows(value, path)]

    def sure(self, value: Any, path: str) -> str:
        """How certain a fact is."""
        return str(self.choice(value, path, {s: s for s in (*SURE, "text_found")})).replace("text_found", "found")


def read_file(document: Any) -> tuple[list[tuple[str, dict[str, Any]]], list[FileError]]:
    """(code, content as far as the file says it) for each item, and every error by path."""
    reader, items, seen = Reader(), [], {}
    top = reader.mapping(document, "", {"meta", "items", "joint_cases"}, {"items"})
    for path, row in reader.rows(top.get("items", []), "items"):
        code, content = read_item(reader, row, path)
        if code in seen:
            reader.wrong(f"{path}.id", _("与 %(other)s 重复") % {"other": seen[code]})
        seen.setdefault(code, path)
        items.append((code, content))
    return items, reader.errors


_ITEM_NEED = {
    "id", "name", "department", "type", "type_code", "level", "project_type", "intake_rule", "materials", "legal_basis",
    "statutory_limit", "promise_limit",
}  # fmt: skip


def read_item(reader: Reader, row: Any, path: str) -> tuple[str, dict[str, Any]]:
    """One item: its code and the part of its content that the row gives."""
    given = reader.mapping(row, path, set(_FIELDS) | {"id"}, _ITEM_NEED)
    code = reader.text(given.get("id", ""), f"{path}.id", empty=False, most=40)
    if not _CODE.fullmatch(code):
        reader.wrong(f"{path}.id", _("只能用字母、数字、点和横线"))
    content: dict[str, Any] = {}
    type_code = given.get("type_code", "")
    for key, value in given.items():
        if key != "id":
            content.update(_FIELDS[key](reader, value, f"{path}.{key}", str(type_code)))
    return code, content


def _plain(name: str, most: int = 300, empty: bool = True) -> Callable[..., dict[str, Any]]:
    return lambda r, v, p, t: {name: r.text(v, p, most=most, empty=empty)}


def _flag(name: str) -> Callable[..., dict[str, Any]]:
    return lambda r, v, p, t: {name: r.flag(v, p)}


def _list(name: str, most: int = 300) -> Callable[..., dict[str, Any]]:
    return lambda r, v, p, t: {name: r.texts(v, p, most=most)}


def _type_code(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    code = r.choice(v, p, {k: k for k in TYPE_NAMES})
    return {"type_code": code, "item_class": {"20": "public", "30": "related"}.get(code, "power")}


def _limit(kind: str) -> Callable[..., dict[str, Any]]:
    def read(r: Reader, v: Any, p: str, type_code: str) -> dict[str, Any]:
        if v is None and kind != "promised":
            return {kind: None}
        keys = {"value", "unit", "basis", "citation", "starts_at", "sure", "extension"}
        given = r.mapping(v, p, keys, {"value", "unit"})
        found: dict[str, Any] = {"value": r.number(given.get("value", 0), f"{p}.value", high=3650)}
        # 日 means working days under 行政许可法 82 and natural days in other laws.
        plain_day = "working_day" if type_code == "01" else "natural_day"
        found["unit"] = r.choice(given.get("unit", ""), f"{p}.unit", {**_UNITS, "日": plain_day})
        if given.get("unit") == "当场" and found["value"] != 0:
            r.wrong(f"{p}.value", _("当场办理的时限应为 0"))
        if "starts_at" in given:
            known = {s: s for s in ("receipt", "acceptance", "complete", "decision")}
            found["starts_at"] = r.choice(given["starts_at"], f"{p}.starts_at", known)
        for name in ("basis", "citation"):
            if name in given:
                found[name] = r.text(given[name], f"{p}.{name}", most=200)
        if "sure" in given:
            found["sure"] = r.sure(given["sure"], f"{p}.sure")
        if "extension" in given:
            found.update(_extension(r.text(given["extension"], f"{p}.extension", most=100), plain_day))
        return {kind: found}

    return read


def _extension(words: str, plain_day: str) -> dict[str, Any]:
    match = _EXTENSION.match(words)
    if match is None:
        return {"extension": words, "extension_value": None, "extension_unit": ""}
    unit = {**_UNITS, "日": plain_day}[match[2]]
    return {"extension": words, "extension_value": int(match[1]), "extension_unit": unit}


def _bases(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    found = []
    for where, row in r.rows(v, p):
        given = r.mapping(row, where, {"law", "article", "sure"}, {"law"})
        found.append({
            "law": r.text(given.get("law", ""), f"{where}.law", empty=False, most=150),
            "article": r.text(given.get("article", ""), f"{where}.article", most=60),
            "sure": r.sure(given.get("sure", "confirmed"), f"{where}.sure"),
        })  # fmt: skip
    return {"legal_basis": found}


def _procedures(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    found = []
    for where, row in r.rows(v, p):
        given = r.mapping(row, where, {"name", "counted", "est_days", "sure"}, {"name", "counted"})
        name = r.text(given.get("name", ""), f"{where}.name", empty=False, most=150)
        days = given.get("est_days")
        found.append({
            "name": name,
            "kind": next((kind for word, kind in _STOPS.items() if word in name), "other_by_law"),
            "counted": r.flag(given.get("counted", True), f"{where}.counted"),
            "est_days": None if days is None else r.number(days, f"{where}.est_days", low=1, high=3650),
            "sure": r.sure(given.get("sure", "confirmed"), f"{where}.sure"),
        })  # fmt: skip
    return {"special_procedures": found}


_MATERIAL_FIELDS: dict[str, Callable[[Reader, Any, str], tuple[str, Any]]] = {
    "code": lambda r, v, p: ("code", r.text(v, p, empty=False, most=10)),
    "name": lambda r, v, p: ("name", r.text(v, p, empty=False, most=200)),
    "name_en": lambda r, v, p: ("name_en", r.text(v, p)),
    "class": lambda r, v, p: ("category", r.choice(v, p, {"主件": "main", "次件": "secondary"})),
    "necessity": lambda r, v, p: ("necessity", r.choice(v, p, {"必要": "required", "情形": "situational"})),
    "tolerable": lambda r, v, p: ("tolerable", r.flag(v, p)),
    "replaceable": lambda r, v, p: ("replaceable", r.flag(v, p)),
    "form": lambda r, v, p: ("form", r.text(v, p, most=100)),
    "source": lambda r, v, p: ("source", r.text(v, p, most=100)),
    "copies": lambda r, v, p: ("copies", r.number(v, p, high=99)),
    "original": lambda r, v, p: ("original", r.flag(v, p)),
    "sure": lambda r, v, p: ("sure", r.sure(v, p)),
    "class_sure": lambda r, v, p: ("class_sure", r.sure(v, p)),
    "note": lambda r, v, p: ("note", r.text(v, p)),
    "when": lambda r, v, p: ("when", _when(r, v, p)),
    "shows": lambda r, v, p: ("shows", _shows(r, v, p)),
    "review_points": lambda r, v, p: ("review_points", _points(r, v, p)),
}


def _materials(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    for where, row in r.rows(v, p):
        given = r.mapping(row, where, set(_MATERIAL_FIELDS), {"name", "class", "necessity", "tolerable", "copies"})
        material = dict(_MATERIAL_FIELDS[k](r, value, f"{where}.{k}") for k, value in given.items())
        material.setdefault("name", "")
        if material["name"] in names:
            r.wrong(f"{where}.name", _("与 %(other)s 重复") % {"other": names[material["name"]]})
        names[material["name"]] = where
        found.append(material)
    return {"materials": found}


def _when(r: Reader, v: Any, p: str) -> dict[str, list[str]]:
    if not isinstance(v, Mapping):
        r.wrong(p, _("应是一个对象"))
        return {}
    return {str(q): r.texts(answers, f"{p}.{q}", most=20) for q, answers in v.items()}


def _shows(r: Reader, v: Any, p: str) -> list[str]:
    """Which data a material shows, by their codes or by their Chinese names."""
    known = {**{code: code for code in SHOWN}, **{name: code for code, name in SHOWN_LABELS.items()}}
    return list(dict.fromkeys(str(r.choice(row, where, known)) for where, row in r.rows(v, p)))


def _points(r: Reader, v: Any, p: str) -> list[dict[str, str]]:
    found = []
    for where, row in r.rows(v, p):
        if isinstance(row, str):
            row = {"text": row}
        given = r.mapping(row, where, {"text", "fix"}, {"text"})
        text = r.text(given.get("text", ""), f"{where}.text", empty=False, most=200)
        found.append({"text": text, "fix": r.text(given.get("fix", ""), f"{where}.fix", most=200)})
    return found


def _questions(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    found = []
    for where, row in r.rows(v, p):
        given = r.mapping(row, where, {"code", "text", "help", "answers"}, {"code", "text", "answers"})
        answers = []
        for spot, answer in r.rows(given.get("answers", []), f"{where}.answers"):
            one = r.mapping(answer, spot, {"code", "text", "note"}, {"code", "text"})
            answers.append(
                {k: r.text(one.get(k, ""), f"{spot}.{k}", empty=k == "note") for k in ("code", "text", "note")}
            )
        if len(answers) < 2:
            r.wrong(f"{where}.answers", _("至少要有两个选项"))
        found.append({
            "code": r.text(given.get("code", ""), f"{where}.code", empty=False, most=20),
            "text": r.text(given.get("text", ""), f"{where}.text", empty=False, most=200),
            "help": r.text(given.get("help", ""), f"{where}.help"),
            "answers": answers,
        })  # fmt: skip
    return {"questions": found}


def _fee(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    given = r.mapping(v, p, {"text", "sure"}, {"text"})
    text = r.text(given.get("text", ""), f"{p}.text")
    return {"fee": text, "fee_sure": r.sure(given.get("sure", "confirmed"), f"{p}.sure")}


def _result(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    given = r.mapping(v, p, {"name", "validity", "sure"}, {"name"})
    return {
        "result_name": r.text(given.get("name", ""), f"{p}.name", most=200),
        "result_validity": r.text(given.get("validity", ""), f"{p}.validity", most=100),
        "result_sure": r.sure(given.get("sure", "confirmed"), f"{p}.sure"),
    }


def _commitment(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    parts = {part.removeprefix("commitment_"): part for part in PROMISE_PARTS}
    days = {"verify_days", "repair_days"}
    given = r.mapping(v, p, {"applies", "kind", "sure", "text_sure", "excluded", *parts, *days}, {"applies"})
    found: dict[str, Any] = {
        "commitment": r.flag(given.get("applies", False), f"{p}.applies"),
        "commitment_kind": r.text(given.get("kind", ""), f"{p}.kind", most=200),
        "commitment_sure": r.sure(given.get("sure", "confirmed"), f"{p}.sure"),
    }
    # what a file does not name stays as the catalogue knows it, as everywhere in an import
    found |= {part: r.text(given[name], f"{p}.{name}", most=2000) for name, part in parts.items() if name in given}
    if "text_sure" in given:
        found["commitment_text_sure"] = r.sure(given["text_sure"], f"{p}.text_sure")
    if "excluded" in given:
        found["commitment_excluded"] = r.choice(given["excluded"], f"{p}.excluded", {e: e for e in ("", *EXCLUDED)})
    for name in sorted(days & set(given)):
        value = given[name]
        found[f"commitment_{name}"] = None if value is None else r.number(value, f"{p}.{name}", low=1, high=365)
    return found


def _tolerance(r: Reader, v: Any, p: str, t: str) -> dict[str, Any]:
    given = r.mapping(v, p, {"applies", "max_days_rule", "sure"}, {"applies"})
    return {
        "tolerance": r.flag(given.get("applies", False), f"{p}.applies"),
        "tolerance_rule": r.text(given.get("max_days_rule", ""), f"{p}.max_days_rule", most=200),
        "tolerance_sure": r.sure(given.get("sure", "confirmed"), f"{p}.sure"),
    }


_FIELDS: dict[str, Callable[[Reader, Any, str, str], dict[str, Any]]] = {
    "name": _plain("name", 200, empty=False),
    "name_en": _plain("name_en"),
    "department": _plain("department_name", 100, empty=False),
    "type": _plain("type_name", 40, empty=False),
    "type_code": _type_code,
    "type_sure": lambda r, v, p, t: {"type_sure": r.sure(v, p)},
    "service_object": _list("service_objects", 40),
    "level": _plain("level", 20),
    "project_type": lambda r, v, p, t: {"project_type": r.choice(v, p, {"即办件": "instant", "承诺件": "promised"})},
    "legal_basis": _bases,
    "statutory_limit": _limit("statutory"),
    "promise_limit": _limit("promised"),
    "delivery_limit": _limit("delivery"),
    "review_limit": _limit("review"),
    "intake_rule": lambda r, v, p, t: {"intake_rule": r.choice(v, p, {k: k for k in INTAKE_RULES})},
    "materials": _materials,
    "commitment_告知承诺": _commitment,
    "deferred_容缺": _tolerance,
    "special_procedures": _procedures,
    "fee": _fee,
    "result": _result,
    "notes": _plain("notes", 2000),
    "conditions": _list("conditions"),
    "procedure": _list("procedure"),
    "quantity": _plain("quantity"),
    "accept_channels": _list("accept_channels", 60),
    "aliases": _list("aliases", 60),
    "questions": _questions,
    "in_person": _flag("in_person"),
    "sensitive": _flag("sensitive"),
    "review_first": _flag("review_first"),
    "refusal_with_notice": lambda r, v, p, t: {"refusal_with_notice": None if v is None else r.flag(v, p)},
}
