"""The letters of a promise, and what an acceptance says that rests on one. Chinese, like all papers.

Local rules differ in what follows a lapse; these words claim no more than that the department decides in writing.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from yichuang.domains.documents import api as documents
from yichuang.domains.documents.api import PaperRef
from yichuang.foundation.command import Work

from .. import clocks
from ..models import Case, CaseDeadline, CaseMaterial, Commitment, Ruling, Tolerance
from . import build, strip
from .context import Context, context, in_chinese

TOLERANCE_BASIS = "《国务院关于加快推进政务服务标准化规范化便利化的指导意见》（国发〔2022〕5号）"
COMMITMENT_BASIS = "《优化营商环境条例》第四十条、《国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见》（国办发〔2020〕42号）"
TOLERANCE_PROMISE = (
    "本人（单位）在补交期限内补交上列全部材料，所交材料真实、合法、有效；没有按期补交的，自愿承担逾期后果。"
)
COMMITMENT_PROMISE = (
    "本人（单位）已经知晓并理解告知的全部内容，承诺已经符合告知的条件和标准，能够在约定期限内提供有关材料，"
    "所填写和提交的内容真实、合法、有效，愿意接受核查，并承担违反承诺的法律后果。上述承诺是真实意思表示。"
)
LAPSE = (
    "逾期没有补交，或者补交的材料仍不符合要求的，本件不再适用容缺受理，由承办部门依法书面处理并告知救济途径；"
    "这只涉及本件，不影响您重新提出申请。"
)
CHOSEN = "已告知可以选择一般程序，申请人自愿选择告知承诺"
WAYS = {
    "missing": "补交原件",
    "not_in_form": "按法定形式重新提交",
    "wrong": "更正后重新提交",
    "inconsistent": "核对更正后重新提交",
}


def lacking_lines(rows: list[CaseMaterial]) -> tuple[documents.MaterialLine, ...]:
    """What follows later, each with how it is to be mended."""
    return tuple(
        documents.MaterialLine(
            name=m.name, form=m.form, copies=str(m.copies_asked), remark=build.cure_of(m) if m.cure else WAYS[m.status]
        )
        for m in rows
    )


@in_chinese
def tolerance(work: Work, case: Case, row: Tolerance) -> PaperRef:
    """容缺受理承诺书: what lacks, by when it comes, and what follows if it does not."""
    c = context(work, case)
    rows = [m for m in c.materials if m.tolerated_until == row.supply_by]
    wording = documents.Wording(
        title="容缺受理承诺书",
        opening=(
            "你（单位）提出的上述申请，主要材料齐全、符合法定形式，下列次要材料暂缺或者有瑕疵，不影响实质审查。"
            "经你（单位）书面承诺按期补交，先行受理；全部补齐之前不发放办理结果。"
        ),
        basis=TOLERANCE_BASIS,
    )
    data = documents.ToleranceData(
        **{**build.common(c, "receipt"), "wording": wording},
        plain=documents.PlainWords(
            when=f"{strip.day(row.supply_by)}前补齐",
            come_again=f"{strip.day(row.supply_by)}前再来一次",
            bring="、".join(m.name for m in rows[:3]) + (f"等 {len(rows)} 样" if len(rows) > 3 else ""),
            ask=strip.ask(c.center.phone or c.department.phone),
        ),
        lacking=lacking_lines(rows),
        supply_by=row.supply_by,
        supply_working=_working(case, row.supply_by),
        promise=row.promise,
        lapse=LAPSE,
    )
    return documents.issue_paper(work, "tolerance", data, department_id=case.department_id, subject=f"case:{case.pk}")


def _working(case: Case, by: date) -> str:
    """自受理次日起算 5 个工作日，至 …。 Zero days is the same day."""
    kept = CaseDeadline.objects.get(case=case, kind="tolerance", center_id=case.center_id)
    assumed = kept.working.get("assumed_from")
    note = build.assumed_words(int(assumed[:4]) if assumed else None)
    if not kept.value:
        return f"当日补交，至 {strip.day(by)} 24:00 止。"
    return f"自受理次日起算 {kept.value} 个工作日，至 {strip.day(by)} 24:00 止。{note}"


@in_chinese
def commitment(work: Work, case: Case, row: Commitment) -> PaperRef:
    """告知承诺书: the four contents that were told, and the promise."""
    c = context(work, case)
    names = {m["code"] for m in row.replaced}
    replaced = [m for m in c.materials if m.code in names]
    wording = documents.Wording(
        title="告知承诺书",
        opening=(
            "你（单位）申请的上述事项可以适用告知承诺。现将下列内容一次告知；是否选择告知承诺由你（单位）自愿决定，"
            "不选择的按一般程序办理，不影响受理和服务。"
        ),
        basis=COMMITMENT_BASIS,
    )
    data = documents.CommitmentData(
        **{**build.common(c, "receipt"), "wording": wording},
        plain=documents.PlainWords(
            when="签字后当场受理",
            come_again="承诺代替的材料不用再交",
            bring="如实承诺；部门会核查，不实要承担责任",
            ask=strip.ask(c.center.phone or c.department.phone),
        ),
        told=documents.Told(
            basis=row.told["basis"], terms=row.told["terms"], department_duties=row.told["duties"],
            breach=row.told["breach"],
        ),
        materials=build.lines(replaced),
        promise=row.promise,
        chosen=CHOSEN,
        samples=_told_samples(c),
    )  # fmt: skip
    return documents.issue_paper(work, "commitment", data, department_id=case.department_id, subject=f"case:{case.pk}")


def _told_samples(c: Context) -> tuple[str, ...]:
    if c.item.letter is None or c.item.letter.firm:
        return ()
    return ("told.basis", "told.terms", "told.department_duties", "told.breach")


def on_promises(c: Context, common: dict[str, Any]) -> dict[str, Any]:
    """What an acceptance says when it rests on a promise: other words, what follows and until when. Two statements.

    The law's own article on complete materials is not claimed for an acceptance that something still lacks.
    """
    agreed = Tolerance.objects.filter(case=c.case, center_id=c.case.center_id, period=c.case.period).first()
    made = Commitment.objects.filter(case=c.case, center_id=c.case.center_id, period=c.case.period).first()
    if agreed is None and made is None:
        return common
    words, more = common["wording"], {}
    if agreed is not None:
        later = [m for m in c.materials if m.tolerated_until == agreed.supply_by and m.status != "received"]
        more = {"tolerated": lacking_lines(later), "tolerated_until": agreed.supply_by}
        words = replace(
            words,
            opening=(
                "你（单位）提出的上述申请，经审查，属于本机关职权范围，主要材料齐全、符合法定形式。"
                f"容缺材料你（单位）已经书面承诺（{agreed.paper_no or '容缺受理承诺书'}）按期补交，决定先予受理。"
            ),
            basis=TOLERANCE_BASIS,
        )
    if made is not None:
        names = "、".join(m["name"] for m in made.replaced)
        instead = f"，下列材料由承诺代替：{names}" if names else ""
        words = replace(
            words,
            opening=words.opening
            + f"\n你（单位）已经选择告知承诺并签署《告知承诺书》（{made.paper_no or '随附'}）{instead}。",
        )
    return {**common, "wording": words, **more}


@in_chinese
def supplement(work: Work, case: Case, row: Tolerance, brought: list[CaseMaterial], *, late: bool) -> PaperRef:
    """补正材料收件凭证 for what followed: what was brought, what of it is still not right, and what is still to come."""
    c = context(work, case)
    left = list(row.lines.filter(supplied_at=None).order_by("code").values_list("name", flat=True))
    opening = f"你（单位）按照《容缺受理承诺书》（{row.paper_no}）补交的下列材料，本窗口已经收到。"
    if late:
        opening += f"补交期限 {strip.day(row.supply_by)} 已过，经承办部门书面同意收取。理由：{row.reasons}"
    if left:
        opening += f"尚未补齐：{'、'.join(left)}，请在 {strip.day(row.supply_by)} 前补交。"
    due = clocks.awaited_day(work, case, c.item)
    when = (
        f"{strip.day(row.supply_by)}前补齐其余材料"
        if left
        else (f"最迟 {strip.day(due)} 办好" if due else "审查后书面答复您")
    )
    data = documents.ReceiptData(
        **{
            **build.common(c, "receipt"),
            "wording": documents.Wording(
                title="容缺材料收件凭证", opening=opening, statement="申请人对所提交材料的真实性负责。"
            ),
        },
        plain=documents.PlainWords(
            when=when,
            come_again="还要再来一次" if left else "先不用来，等通知",
            bring="、".join(left[:3]) or "保管好这张凭证",
            ask=strip.ask(c.center.phone or c.department.phone),
        ),
        materials=_brought_lines(brought),
        supplements=row.paper_no,
    )
    return documents.issue_paper(work, "completion", data, department_id=case.department_id, subject=f"case:{case.pk}")


def _brought_lines(rows: list[CaseMaterial]) -> tuple[documents.MaterialLine, ...]:
    """What was put on the counter; what is not in form says so, so that nobody thinks it was taken."""
    return tuple(
        replace(line, state="已收" if m.status == "received" else build.DEFECTS[m.status])
        for line, m in zip(build.lines(rows, states=True), rows, strict=True)
    )


@in_chinese
def returned(work: Work, case: Case, ruling: Ruling) -> PaperRef:
    """退件处理决定书 after a lapse: facts, basis, what goes back, remedies."""
    c = context(work, case)
    wording = documents.Wording(
        title="退件处理决定书",
        opening=(
            "你（单位）提出的上述申请，本机关按照容缺受理先行受理。承诺的补交期限届满，材料没有补齐，本件不再适用容缺受理，"
            "决定作退件处理。这只涉及本件，你（单位）可以备齐材料后重新提出申请。"
        ),
        basis=ruling.basis,
        remedies=documents.remedies(
            c.item.remedy_class, "return", organ=c.department.name, review_organ=c.department.review_organ,
            court=c.department.court, review_first=c.item.review_first, oversight_phone=c.center.supervision_phone,
        ),
    )  # fmt: skip
    data = documents.ReturnData(
        **{**build.common(c, "receipt"), "wording": wording},
        plain=documents.PlainWords(
            when="本件已经退回，原因见上",
            come_again="备齐材料可以重新申请；不服可以复议或起诉",
            bring="取回退还的材料",
            ask=strip.ask(c.center.phone or c.department.phone),
        ),
        reasons=ruling.reasons,
        basis=ruling.basis,
        returned=build.lines(c.received()),
    )
    return documents.issue_paper(work, "return", data, department_id=case.department_id, subject=f"case:{case.pk}")
