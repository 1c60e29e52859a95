"""What a slip of the pen may be mended in, and how the paper that mends it says so. Pure.

A correction mends names, materials, facts and plain words. Dates, limits, numbers, the organ, the law and the remedies are no slips: each
follows from an act or a rule, and a paper never moves a date by itself, neither in its table nor in the large print that says it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from yichuang.foundation.errors import Invalid

from .kinds.parts import PaperData

FIXED = frozenset(
    {
        "organ", "wording", "term", "clerk", "samples", "remedies", "basis", "papers", "case_no", "item_code", "handling",
        "received_time", "channel", "tracking_code", "id_masked", "phone_masked", "id_label", "representative_label",
        "reason_type", "deliver_working", "answer_working", "correct_working", "supply_working", "working", "base", "extended",
        "supplements", "state", "days_needed", "told", "promise", "lapse", "chosen", "mode", "served_time", "approver",
        "approver_post", "after", "effect", "filing_no", "when",
    }
)  # fmt: skip
"""Names of fields that an act, a rule or the clock has written, wherever they stand."""
NAMES = {
    "applicant.name": "申请人", "applicant.representative": "法定代表人", "applicant.agent": "代理人",
    "applicant.others": "共同申请人", "matter.item_name": "申请事项", "matter.situation": "申请情形", "facts": "事实和理由",
    "reasons": "事实和理由", "reason": "原因", "fee": "收费", "result_name": "结果名称", "result_no": "结果编号",
    "pickup": "领取方式", "valid": "有效期", "conditions": "条件", "content": "备案内容", "outcome": "办理结果",
    "competent_organ": "有权办理的机关", "materials_summary": "材料小计", "procedure": "特别程序", "process": "办理程序",
    "attention": "注意要点", "receiver": "签收人", "relation": "签收人身份", "place": "送达地点", "remark": "备注",
    "done_time": "办结时间", "witnesses": "见证人", "plain.come_again": "大字提示：还要来吗",
    "plain.bring": "大字提示：要带什么", "plain.ask": "大字提示：有事问谁",
}  # fmt: skip
ROWS = {
    "materials": "材料",
    "returned": "退回的材料",
    "tolerated": "容缺材料",
    "lacking": "容缺的材料",
    "defects": "需补正材料",
}
CELLS = {
    "name": "名称",
    "form": "形式",
    "copies": "份数",
    "remark": "备注",
    "defect": "问题",
    "cure": "怎样补正",
    "channel": "渠道",
}
MOST = 2000


@dataclass(frozen=True, slots=True)
class Mendable:
    """A text that may be mended: where it stands, what the clerk calls it, what it says now."""

    path: str
    label: str
    value: str


def mendable(data: PaperData) -> list[Mendable]:
    """Every text of the paper that a correction may change, in the order of the paper."""
    return list(_walk(data, "", ""))


def _walk(value: Any, path: str, label: str) -> Iterator[Mendable]:
    for f in fields(value):
        if f.name in FIXED and not (label and f.name == "channel"):
            continue
        here, inner = f"{path}{f.name}", getattr(value, f.name)
        name = f"{label}{CELLS.get(f.name, f.name)}" if label else NAMES.get(here, "")
        if isinstance(inner, str) and name:
            yield Mendable(here, name, inner)
        elif is_dataclass(inner) and not isinstance(inner, type):
            yield from _walk(inner, f"{here}.", "")
        elif isinstance(inner, tuple) and inner and is_dataclass(inner[0]):
            for n, row in enumerate(inner):
                yield from _walk(row, f"{here}.{n}.", f"{ROWS.get(f.name, f.name)}第 {n + 1} 项")
        elif isinstance(inner, tuple) and name:
            yield Mendable(here, name, "、".join(inner))


def corrected(data: PaperData, changes: Mapping[str, str]) -> tuple[PaperData, list[str]]:
    """The mended data, and a line for each change: 申请人：“张三”改为“张叁”。 Refuses an unknown path, and a change that changes nothing."""
    known = {m.path: m for m in mendable(data)}
    lines = []
    for path, said in changes.items():
        if path not in known:
            raise Invalid("paper.not_correctable", field=f"changes.{path}", path=path)
        old, new = known[path], str(said).strip()
        if len(new) > MOST:
            raise Invalid("paper.text_too_long", field=f"changes.{path}", most=MOST)
        if new == old.value:
            continue
        data = _with(data, path.split("."), new)
        lines.append(f"{old.label}：“{old.value or '空白'}”改为“{new or '空白'}”")
    if not lines:
        raise Invalid("paper.nothing_corrected", field="changes")
    return data, lines


def _with(value: Any, path: list[str], new: str) -> Any:
    head, rest = path[0], path[1:]
    if isinstance(value, tuple):
        n = int(head)
        return (*value[:n], _with(value[n], rest, new), *value[n + 1 :])
    inner = getattr(value, head)
    if rest:
        return replace(value, **{head: _with(inner, rest, new)})
    if isinstance(inner, tuple):
        return replace(value, **{head: tuple(p.strip() for p in new.split("、") if p.strip())})
    return replace(value, **{head: new})
