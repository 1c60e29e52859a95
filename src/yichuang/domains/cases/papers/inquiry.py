"""一次性告知书（咨询）: all five parts of DB50/T 1603-2024, 5.3.2.1 from the guide in force, for somebody who only asks."""

from collections.abc import Mapping
from uuid import UUID

from yichuang.domains.catalog import api as catalog
from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.domains.places import api as places
from yichuang.foundation.command import Work
from yichuang.foundation.deadlines.words import limit_words

from .. import catalogue, stage_words
from . import build, strip
from .context import in_chinese

CHANNELS = {"window": "窗口", "phone": "电话", "online": "网上"}
DEPENDS = "视情形"


@in_chinese
def slip(
    work: Work, inquiry: UUID, guide: catalog.Guide, answers: Mapping[str, str], *, label: str, channel: str,
    department_id: UUID, window_id: UUID | None, decides_id: UUID | None = None,
) -> PaperRef:  # fmt: skip
    """Number and freeze the slip. Refused with the part named when the guide lacks one."""
    center, department = places.center(work.center_id), places.department(department_id)
    window = places.window(window_id) if window_id else None
    facts, lines = catalogue.facts_of(guide), materials(guide, answers)
    data = documents.InquiryData(
        organ=build.organ_of(department, center, window),
        matter=documents.Matter(
            item_name=guide.name, item_code=guide.code, handling=facts.handling, situation=label,
            channel=CHANNELS[channel], sensitive=guide.sensitive,
        ),
        wording=documents.Wording(title="一次性告知书", opening=_opening(guide), basis=facts.law),
        plain=strip.inquiry(_short(facts), len(lines), center.phone or department.phone),
        clerk=work.actor.name,
        issued_on=work.today,
        conditions=_listed(guide.conditions),
        materials=lines,
        process=process(guide) + _stages(facts, department.name, decides_id),
        promise=promise(facts),
        attention=attention(guide, facts, answers),
        samples=_samples(facts, decides_id is not None),
    )  # fmt: skip
    return documents.issue_paper(work, "inquiry", data, department_id=department_id, subject=f"inquiry:{inquiry}")


def _samples(facts: catalogue.ItemFacts, in_two_stages: bool) -> tuple[str, ...]:
    """The parts in which something stands that no department has confirmed."""
    unsure = {
        "promise": {"promise", "statutory"},
        "attention": {"fee", "result"},
        "process": {"special"} | ({"review"} if in_two_stages else set()),
    }
    return tuple(part for part, of in unsure.items() if of & facts.samples)


def _opening(guide: catalog.Guide) -> str:
    since = f"，{strip.day(guide.effective_from)}起施行" if guide.effective_from else ""
    return (
        "您咨询的上述事项，现将法定条件、申请材料、法定程序、承诺时限和注意要点一次性告知如下。"
        f"内容以办事指南第 {guide.number} 版（{guide.code}{since}）为准。本告知书不代表申请已经收到或者受理。"
    )


def materials(guide: catalog.Guide, answers: Mapping[str, str]) -> tuple[documents.MaterialLine, ...]:
    """The situation's list. What hangs on a question that nobody answered stays on it, marked 视情形."""
    return tuple(
        documents.MaterialLine(
            name=row.material.name,
            form=row.material.form,
            copies=str(row.material.copies),
            remark="；".join(w for w in (DEPENDS if row.need == "ask" else "", _softer(row.material)) if w),
        )
        for row in catalog.checklist(guide, answers)
        if row.need != "no"
    )


def _softer(material: catalog.MaterialInfo) -> str:
    if material.shared:
        return "免提交"
    return "可以容缺" if material.tolerable else ""


def process(guide: catalog.Guide) -> str:
    """The steps, and the special procedures with whether their time counts; empty, and so refused, without steps."""
    if not guide.procedure:
        return ""
    special = "、".join(
        f"{p.name}（所需时间{'计入' if p.counted else '不计入'}办理期限）" for p in guide.special_procedures
    )
    return " → ".join(guide.procedure) + "。" + (f"特别程序：{special}。" if special else "")


def _stages(facts: catalogue.ItemFacts, reviewer: str, decides_id: UUID | None) -> str:
    """Who reviews and who decides, where these are two."""
    return "".join(stage_words.before(facts, reviewer, places.department(decides_id).name)) if decides_id else ""


def promise(facts: catalogue.ItemFacts) -> str:
    """5 个工作日（法定期限：20 个工作日）; empty, and so refused, when the item promises nothing."""
    if facts.promise is None:
        return ""
    statute = f"（法定期限：{limit_words(facts.statutory)}）" if facts.statutory and facts.statutory.value else ""
    return f"{_short(facts)}{statute}"


def _short(facts: catalogue.ItemFacts) -> str:
    if facts.promise is None:
        return ""
    return f"受理后 {limit_words(facts.promise)}" if facts.promise.value else "当场办结"


def attention(guide: catalog.Guide, facts: catalogue.ItemFacts, answers: Mapping[str, str]) -> str:
    """What people stumble over: presence, fee, channels, the answers' own notes, the guide's remarks."""
    said = ["须本人到场。"] if guide.in_person else []
    said += [f"费用：{facts.fee or '不收费'}。"]
    said += [f"办理渠道：{'、'.join(guide.accept_channels)}。"] if guide.accept_channels else []
    said += [f"办理结果：{facts.result_name}。"] if facts.result_name else []
    said += [a.note for q in guide.questions for a in q.answers if a.note and answers.get(q.code) == a.code]
    said += [guide.notes] if guide.notes else []
    if any(row.need == "ask" for row in catalog.checklist(guide, answers)):
        said.append(f"标有“{DEPENDS}”的材料，按您的具体情形确定是否需要。")
    return "".join(s if s.endswith(("。", "；")) else s + "。" for s in said)


def _listed(parts: tuple[str, ...]) -> str:
    return "；".join(p.rstrip("。；") for p in parts) + ("。" if parts else "")
