"""The rule that stops an incomplete paper. Pure: it runs before a number is taken, so a missing field costs no number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from yichuang.foundation.errors import Invalid

from .kinds import KINDS, AcceptanceData, HearingData, PaperData, RefusalData, ReturnData, RevocationData
from .kinds.parts import SEAL_MODES
from .kinds.refusal import REASONS


def missing(data: Any, path: str = "", optional: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(dotted path, what the clerk calls it) of every needed value that is empty, in the order of the paper."""
    optional = optional or getattr(data, "optional", ())
    for f in fields(data):
        value, here = getattr(data, f.name), f"{path}{f.name}"
        if here in optional:
            continue
        if "need" in f.metadata and (value is None or (isinstance(value, (str, tuple)) and not _filled(value))):
            yield here, f.metadata["need"]
        elif is_dataclass(value):
            yield from missing(value, f"{here}.", optional)
        elif isinstance(value, tuple):
            for n, row in enumerate(value):
                if is_dataclass(row):
                    yield from missing(row, f"{here}.{n}.", optional)
    if not path:
        yield from _conditional(data)


def _filled(value: str | tuple) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _conditional(data: PaperData) -> Iterator[tuple[str, str]]:
    """Values needed only because of another value."""
    if isinstance(data, AcceptanceData) and data.tolerated and data.tolerated_until is None:
        yield "tolerated_until", "容缺材料补交期限"
    if isinstance(data, AcceptanceData) and not _tells_procedures(data):
        yield "wording.special", "特别程序及所需时间"
    if isinstance(data, HearingData):
        yield from _hearing(data)
    if isinstance(data, RefusalData) and data.reason_type == "not_competent" and not data.competent_organ.strip():
        yield "competent_organ", "有权办理的机关"
    if isinstance(data, ReturnData | RevocationData) and not data.wording.remedies.strip():
        yield "wording.remedies", "救济途径"


def _hearing(data: HearingData) -> Iterator[tuple[str, str]]:
    """Either by when it may be asked for, or when, where and before whom it is held."""
    if data.hold_on is None:
        if data.apply_by is None:
            yield "apply_by", "提出听证申请的期限"
        return
    for path, label in (("hold_time", "听证时间"), ("place", "听证地点"), ("presider", "听证主持人")):
        if not getattr(data, path).strip():
            yield path, label


def _tells_procedures(data: AcceptanceData) -> bool:
    """Each special procedure of the item is named, and that its time is not counted (DB50/T 1603-2024, 5.1.2.4)."""
    row = data.wording.special
    return not data.procedures or ("不计入" in row and all(name in row for name in data.procedures))


def check(kind: str, data: PaperData) -> None:
    """Raises Invalid naming the first thing that is wrong."""
    if kind not in KINDS:
        raise Invalid("paper.kind_unknown", field="kind", kind=kind)
    k = KINDS[kind]
    if type(data) is not k.data:
        raise Invalid("paper.data_of_another_kind", field="kind", kind=kind)
    for path, label in missing(data):
        raise Invalid("paper.field_missing", field=path, label=label, paper=k.label)
    if data.organ.seal_mode not in SEAL_MODES:
        raise Invalid("paper.seal_mode_unknown", field="organ.seal_mode", mode=data.organ.seal_mode)
    if isinstance(data, RefusalData) and data.reason_type not in REASONS:
        raise Invalid("paper.reason_type_unknown", field="reason_type", reason_type=data.reason_type)
