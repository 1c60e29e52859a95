"""What papers are made of. Everything a paper prints is in its data, so the data alone can make it again.

Every value may be left empty when the data is built; `need` marks those without which the paper must not exist, and
`check` (in `checking.py`) stops the paper and names the first one that is empty. Ids and phones come in masked: the
frozen bytes of a paper are given out, copied and photographed, so they never hold a whole one.
"""

# ruff: noqa: RUF009 - need() and part() are dataclasses.field()
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

SEAL_MODES = ("wet", "electronic", "sample", "none")


def need(label: str, default: Any = "") -> Any:
    """A value the paper cannot do without; `label` is what the clerk calls it."""
    return field(default=default, metadata={"need": label})


def part(cls: type) -> Any:
    """A part built of other values; its own needs are checked inside it."""
    return field(default_factory=cls)


@dataclass(frozen=True, kw_only=True)
class Organ:
    """In whose name the paper speaks, and where it is handed over."""

    name: str = need("机关名称")
    short: str = need("机关简称")  # opens the 文书号
    center: str = need("政务服务中心")
    window: str = ""  # "5 号窗口"; empty when the department itself issues
    window_phone: str = need("窗口电话")
    oversight_phone: str = need("监督电话")
    seal_mode: str = "wet"  # wet: a dotted place for the stamp · sample: a marked sample seal · none: deemed acceptance
    seal_name: str = ""  # 受理专用章; empty: the kind's own


@dataclass(frozen=True, kw_only=True)
class Applicant:
    name: str = need("申请人")
    id_label: str = "证件号码"  # 统一社会信用代码 for organisations
    id_masked: str = need("证件号码")
    phone_masked: str = ""  # a phone is optional
    representative_label: str = "法定代表人"
    representative: str = ""
    agent: str = ""
    others: tuple[str, ...] = ()  # joint applicants, by name
    is_organization: bool = False


@dataclass(frozen=True, kw_only=True)
class Matter:
    case_no: str = need("办件编号")
    item_name: str = need("申请事项")
    item_code: str = ""
    handling: str = ""  # 承诺件 / 即办件
    situation: str = ""
    received_on: date | None = need("收件日期", None)
    received_time: str = ""  # "09:41": receipts say the minute
    channel: str = "窗口"
    tracking_code: str = ""  # the citizen's own code for progress
    sensitive: bool = False  # assistance, legal aid, health: public pages do not name the item


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words and the law, from the item's intake rule. The templates cite no law of their own."""

    title: str = need("文书标题")
    opening: str = need("正文")  # paragraphs parted by newlines
    basis: str = ""  # 《…》第…条, where the paper shows it in a row of its own
    statement: str = ""  # below the tables: 申请人对申请材料实质内容的真实性负责。
    special: str = ""  # 特别程序 row
    overdue: str = ""  # what follows when a correction is not made in time
    remedies: str = ""  # from `remedies.remedies(...)`


@dataclass(frozen=True, kw_only=True)
class PlainWords:
    """The large-print strip: four answers in words a tired person reads without glasses."""

    when: str = need("大字提示:什么时候办好")
    come_again: str = need("大字提示:要不要再来")
    bring: str = need("大字提示:带什么")
    ask: str = need("大字提示:问谁")


@dataclass(frozen=True, kw_only=True)
class Term:
    """A limit and its date. `working` is the sum in words, from the clock that computed it."""

    due: date | None = need("承诺办结日期", None)  # the date shown: the earlier of promise and statute
    promise: str = ""  # "7 个工作日"
    statutory: str = need("法定期限")  # "20 个工作日"
    statutory_due: date | None = None
    working: str = need("期限计算")
    calendar_note: str = ""  # beyond the last published calendar year


@dataclass(frozen=True, kw_only=True)
class MaterialLine:
    name: str = need("材料名称")
    form: str = ""
    copies: str = "1"
    state: str = ""  # only the receipt shows it: 已收 / 未交
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class DefectLine:
    name: str = need("材料名称")
    defect: str = need("问题")  # 缺少 / 不符合法定形式 / 填写错误 / 不一致
    cure: str = need("怎样补正")
    form: str = ""
    copies: str = "1"
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperData:
    """What every paper has. `samples` names the values (dotted paths) that no department has confirmed: each prints 样例数据.

    `optional` names the common values (a path, or a whole part) that a kind can do without, `deemed` a kind that proves
    what happened by force of law and so bears no seal.
    """

    optional: ClassVar[tuple[str, ...]] = ()

    organ: Organ = part(Organ)
    applicant: Applicant = part(Applicant)
    matter: Matter = part(Matter)
    wording: Wording = part(Wording)
    plain: PlainWords = part(PlainWords)
    clerk: str = need("经办人")
    issued_on: date | None = need("文书日期", None)
    samples: tuple[str, ...] = ()
