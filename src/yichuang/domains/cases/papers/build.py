"""The data of each paper, from what the case holds. Nothing is numbered or frozen here; `__init__` hands it to documents."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from yichuang.domains.documents import api as documents
from yichuang.domains.places import api as places
from yichuang.foundation.actor import Actor
from yichuang.foundation.deadlines import Binding, Limit, Term
from yichuang.foundation.deadlines.words import binding_words, explain, limit_words
from yichuang.foundation.workdays.table import calendar_of

from .. import clocks
from ..law import special, two_stage
from ..models import CaseMaterial
from ..stages import REVIEW, name_of, stage_of
from . import strip
from .context import Context, id_label

DEFECTS = {
    "missing": "缺少",
    "not_in_form": "不符合法定形式",
    "wrong": "填写错误",
    "inconsistent": "不一致",
}
CURES = {
    "missing": "请补交",
    "not_in_form": "请按法定形式重新提交",
    "wrong": "请更正后重新提交",
    "inconsistent": "请核对并更正，使各材料一致",
}
CHANNELS = {"window": "窗口", "online": "网上", "phone": "电话", "post": "邮寄", "township": "乡镇（街道）"}


def common(c: Context, kind: str, variant: str = "", **facts: Any) -> dict[str, Any]:
    """What every paper has: organ, applicant, matter, words, clerk, date, and which values are only samples."""
    return {
        "organ": organ_of(c.department, c.center, c.window if _at_a_window(c.work.actor) else None),
        "applicant": _applicant(c),
        "matter": _matter(c),
        "wording": wording(c, kind, variant, **facts),
        "clerk": c.work.actor.name,
        "issued_on": c.work.today,
    }


def _at_a_window(actor: Actor) -> bool:
    """Who acts for the department sits at none, wherever the case came in; nor does what the law does by itself."""
    return actor.department_id is None and not (actor.kind == "system" and actor.channel == "job")


def organ_of(
    department: places.DepartmentInfo, center: places.CenterInfo, window: places.WindowInfo | None
) -> documents.Organ:
    """In whose name the paper speaks, and at which window."""
    return documents.Organ(
        name=department.name,
        short=department.short_name,
        center=center.name,
        window=f"{window.code} 号窗口" if window else "",
        window_phone=center.phone or department.phone,
        oversight_phone=center.supervision_phone,
        seal_mode=department.seal_mode,
    )


def _applicant(c: Context) -> documents.Applicant:
    first = next((p for p in c.parties if p.role == "applicant"), None)
    if first is None:
        return documents.Applicant()
    head = next((p.name for p in c.parties if p.role in ("legal_representative", "guardian")), "")
    agent = next((p.name for p in c.parties if p.role == "agent"), "")
    return documents.Applicant(
        name=first.name,
        id_label=id_label(first),
        id_masked=first.id_masked or (f"暂无（{first.none_reason}）" if first.none_reason else ""),
        phone_masked=first.phone_masked,
        representative_label="监护人" if c.by_role("guardian") else "法定代表人",
        representative=head,
        agent=agent,
        others=tuple(
            p.name for p in c.parties if p.role == "joint_applicant" or (p.role == "applicant" and p is not first)
        ),
        is_organization=first.kind == "organization",
    )


def _matter(c: Context) -> documents.Matter:
    received = c.case.received_at
    at = received.astimezone(c.zone).time() if received else time()
    return documents.Matter(
        case_no=c.case.no,
        item_name=c.case.item_name,
        item_code=c.case.item_code,
        handling=c.case.handling,
        situation=c.case.situation_label,
        received_on=c.day(received),
        received_time=f"{at:%H:%M}" if at != time() else "",  # a matter that is handled again has its day alone
        channel=CHANNELS[c.case.channel],
        tracking_code=c.case.tracking_code,
        sensitive=c.case.sensitive,
    )


def wording(c: Context, kind: str, variant: str = "", *, basis: str = "", remedies: str = "") -> documents.Wording:
    """The rule's words, with the item's own law where the rule names none. Only a licence's paper may cite the licence law."""
    words = c.rule.words(kind, variant)
    law = basis or c.item.law or "有关法律、法规"
    said = documents.Wording(
        title=words.title,
        opening=words.opening.replace("{law}", law),
        basis=words.basis.replace("{law}", law),
        statement=words.statement,
        special=_special(c) if kind == "acceptance" else "",
        overdue=words.overdue,
        remedies=remedies,
    )
    if not c.item.is_licence and "行政许可法" in said.opening + said.basis:
        return replace(
            said,
            title="受理通知书" if kind == "acceptance" else said.title,
            opening=_plain_opening(c, kind, law),
            basis=law,
        )
    return said


def _plain_opening(c: Context, kind: str, law: str) -> str:
    """For an item that is no licence but follows the licences' procedure: the same facts under its own law."""
    return {
        "acceptance": f"你（单位）提出的上述申请，经审查，申请材料齐全、符合要求。依照{law}的规定，决定予以受理。",
        "notice": "你（单位）提出的上述申请，经审查，申请材料不齐全或者不符合要求，现将需要补正的全部内容一次告知如下，请按要求补正。",
        "approval": f"你（单位）提出的上述申请，经审查，符合规定条件。依照{law}的规定，决定予以批准。",
        "denial": f"你（单位）提出的上述申请，经审查，不符合规定条件。依照{law}的规定，决定不予批准。",
    }.get(kind, f"你（单位）提出的上述申请，经审查，依照{law}的规定处理如下。")


def _special(c: Context) -> str:
    return (
        special.told_on_acceptance(c.item.procedures)
        or "无。如依法需要检验、检测、专家评审等，另行书面告知，所需时间不计入办理期限。"
    )


def lines(materials: list[CaseMaterial], *, states: bool = False) -> tuple[documents.MaterialLine, ...]:
    """Materials as a paper lists them."""
    return tuple(
        documents.MaterialLine(
            name=m.name,
            form="原件" if m.original_seen else m.form,
            copies=str(m.copies or m.copies_asked),
            state=("已收" if m.status not in ("missing", "not_looked_at") else "未交") if states else "",
            remark=m.remark,
        )
        for m in materials
    )


def defect_lines(materials: list[CaseMaterial]) -> tuple[documents.DefectLine, ...]:
    """What lacks, and how to mend it: the clerk's own words, else what the review point says, else the plain rule."""
    return tuple(
        documents.DefectLine(
            name=m.name,
            defect=DEFECTS[m.status] + (f"：{m.remark}" if m.remark else ""),
            cure=cure_of(m),
            form=m.form,
            copies=str(m.copies_asked),
            channel="窗口",
        )
        for m in materials
    )


def cure_of(m: CaseMaterial) -> str:
    """How a defect is mended, never empty."""
    if m.cure:
        return m.cure
    fixes = [str(p["fix"]) for p in m.points if p.get("fix") and str(p["id"]) not in m.ticked]
    return "；".join(fixes)[:400] if fixes and m.status != "missing" else CURES[m.status]


def summary(materials: list[CaseMaterial]) -> str:
    """已收 6 份，其中核验原件 2 份."""
    seen = sum(m.original_seen for m in materials)
    return f"共 {len(materials)} 项" + (f"，核验原件 {seen} 项" if seen else "")


def term_part(shown: Binding) -> documents.Term:
    """The sum in words, for the date that binds and for the statute behind it."""
    promise, statute = shown.promise, shown.statutory
    working = "".join(explain(shown.term)) + binding_words(shown)
    assumed = shown.term.assumed_from or (statute.assumed_from if statute else None)
    return documents.Term(
        due=shown.due,
        promise=limit_words(promise.limit) if promise else "",
        statutory=limit_words(statute.limit) if statute else "法律、法规未作规定",
        statutory_due=statute.due if statute else None,
        working=working,
        calendar_note=assumed_words(assumed.year if assumed else None).strip("（）"),
    )


def term_for(c: Context, shown: Binding) -> documents.Term:
    """The dates of an acceptance. Of two organs the date that is told is that of the decision: the promise, or the latest day that
    the law leaves. Where each has its own days that is the day on which a review that takes all of its days leads to."""
    review = shown.statutory
    if stage_of(c.case) != REVIEW or review is None or review.due is None:
        return term_part(shown)
    own = two_stage.starts_on_report(c.item.statutory, is_licence=c.item.is_licence)
    last = _last_by_law(c, review.due, own)
    promise = shown.promise
    due = min((t.due for t in (promise, last) if t and t.due), default=None)
    reviewer, decider = name_of(c.case.reviews_id), name_of(c.case.decides_id)
    within = f"自收到报送之日起 {limit_words(own)}内作出决定" if own else "收到报送后作出决定，法定期限两步合计"
    stages = (
        f"本事项先由{reviewer}初步审查，最迟 {strip.day(review.due)}将意见和全部申请材料报送{decider}；"
        f"{decider}{within}，不再要求重复提供申请材料。"
    )
    law = limit_words(last.limit) if last else "法律、法规未作规定"
    assumed = last.assumed_from.year if last and last.assumed_from else None
    return documents.Term(
        due=due,
        promise=limit_words(promise.limit) if promise else "",
        statutory=f"初步审查 {limit_words(review.limit)}，" + (f"决定 {law}" if own else f"连同决定共 {law}"),
        statutory_due=last.due if last else None,
        working=("".join(explain(promise)) if promise and due == promise.due else "") + stages,
        calendar_note=assumed_words(assumed).strip("（）"),
    )


def _last_by_law(c: Context, reviewed: date, own: Limit | None) -> Term | None:
    """The clock that ends on the latest day for the decision; None where no law sets one."""
    if own is not None:
        reached = datetime.combine(reviewed, time(12), c.zone)
        office = places.office_for(c.case.center_id, own)
        return two_stage.decision(reached, calendar_of(), c.work.at, c.zone, own=own, office=office)
    received, accepted = c.case.period_from or c.case.received_at, c.case.accepted_at
    assert received is not None and accepted is not None, "the paper is that of an acceptance"
    found = clocks.limits(c.item, received=received, accepted=accepted, stage=REVIEW).get("statutory")
    return clocks.run(*found, calendar_of(), c.work.at, c.zone, None, c.case.center_id) if found else None


def samples(c: Context, paths: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Of the values that this paper prints, those that no department has confirmed."""
    facts = c.item.samples if c.case.decides_id else c.item.samples - {"review"}
    return tuple(dict.fromkeys(path for fact, found in paths.items() if fact in facts for path in found))


def from_next_day(event: str, term: Term) -> str:
    """自告知次日起算 30 个工作日，至 2027年1月6日。, and whether a year's calendar had to be assumed."""
    if not term.limit.value:
        return "当场补正。"
    assumed = term.assumed_from.year if term.assumed_from else None
    return f"自{event}次日起算 {limit_words(term.limit)}，至 {strip.day(term.due)}。{assumed_words(assumed)}"


def assumed_words(year: int | None) -> str:
    """Beyond the last published calendar days follow the week, and the paper says so."""
    return f"（{year} 年放假安排尚未公布，暂按周一至周五推算。）" if year else ""


def pickup(c: Context) -> str:
    """How, and for the window where, the result is had."""
    method = c.case.delivery_method
    said = strip.METHODS[method]
    return (
        f"{said}（{c.center.name}{'，' + c.center.address if c.center.address else ''}）"
        if method == "on_site"
        else said
    )
