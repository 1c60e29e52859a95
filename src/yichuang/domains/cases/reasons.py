"""Reasons, outcomes, states and statuses as sentences and labels in the active language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _

from yichuang.domains.catalog.api import EXCLUDED_LABELS, SHOWN_LABELS
from yichuang.foundation.deadlines.words import day_words

from . import reasons_promises as promises
from .rules import Outcome, Reason, rule_of
from .rules.rule import GENERAL_GROUNDS

REASONS = {
    "accept.complete": _("%(count)s 项材料齐全、符合法定形式，应当受理。"),
    "accept.settles": _("%(count)s 项材料齐全，符合规定，可以当场办结。"),
    "accept.public": _("%(count)s 项材料齐全、符合要求，应当受理。"),
    "accept.registers": _("%(count)s 项材料齐全、符合法定形式，应当当场登记；不能当场登记的，三个工作日内登记。"),
    "accept.deemed_at_once": _("没有当场书面告知不予受理，依法视为受理。"),
    "accept.deemed": _("%(due)s 前没有一次告知，依法自收件之日起视为受理。"),
    "accept.filing_has_none": _("备案事项资料齐全即予备案，不作受理决定。"),
    "file.complete": _("%(count)s 项资料齐全，应当予以备案。"),
    "file.not_a_filing": _("这不是备案事项。"),
    "material.not_looked_at": _("“%(name)s”还没有核对。"),
    "material.missing": _("缺少“%(name)s”。"),
    "material.not_in_form": _("“%(name)s”不符合法定形式。"),
    "material.wrong": _("“%(name)s”填写有误。"),
    "material.inconsistent": _("“%(name)s”与其他材料不一致。"),
    "material.differs": _("“%(name)s”上的%(what)s与其他材料或登记的不一致，请标为不一致或写明原因。"),
    "material.not_told_then": _("“%(name)s”的问题首次告知时没有提出，不得再次要求补正，也不影响受理。"),
    "party.applicant_missing": _("还没有登记申请人。"),
    "correct_now.possible": _("“%(name)s”可以请申请人当场更正。"),
    "correct_now.nothing": _("没有可以当场更正的错误。"),
    "notice.tells": _("一次告知 %(count)s 项需要补正的材料。"),
    "notice.refuses_and_tells": _("书面不予受理，同时一次告知 %(count)s 项需要补正的材料。"),
    "notice.refusal_ends_nothing": _(
        "两份文书同时出具（DB50/T 1603-2024 第 5.2.2.3 条）：申请没有终止，补正期限照常计算，补齐后应当受理。"
    ),
    "notice.look_at_all": _("“%(name)s”还没有核对，核对全部材料后才能一次告知。"),
    "notice.nothing_to_tell": _("没有需要补正的材料。"),
    "notice.too_late": _("告知期限 %(due)s 已过，不能再要求补正。"),
    "refuse.needs_ground": _("没有选定法定情形。不属于本机关职权或法律另有规定的，才可以不予受理。"),
    "refuse.defects_are_told": _("材料不齐或不符合形式，应当一次告知补正，不得以此不予受理。"),
    "refuse.ground": _("已选定法定情形：%(ground)s。"),
    "not_required.needs_ground": _("确认申请事项依法不需要办理，写明理由和依据后可以告知。"),
    "not_required.real_estate": _("不动产登记申请没有“不需要办理”这种答复；不属于登记范围的，书面不予受理。"),
    "not_required.ground": _("申请事项依法不需要办理，应当即时书面告知。"),
    "intake.rule_unknown": _("本系统没有“%(rule)s”这条受理规则，可以收件并出具收件凭证，由承办部门答复。"),
    "case.not_at_intake": _("本件已经作出受理阶段的决定。"),
}

REASONS.update(promises.REASONS)
OUTCOMES = {
    "accept": _("受理"),
    "file": _("予以备案"),
    "correct_now": _("当场更正"),
    "one_time_notice": _("一次性告知"),
    "refuse": _("不予受理"),
    "not_required": _("不需要办理"),
    "approve": _("准予"),
    "deny": _("不予批准"),
    "agree": _("同意"),
    "disagree": _("不同意"),
    "return": _("退件"),
    "admit_late": _("同意逾期补交"),
    **promises.DECISIONS,
}
SETTLED_LABEL = _("受理并当场办结")
REGISTERED_LABEL = _("当场登记")
BOTH_LABEL = _("不予受理并一次告知")
DEEMED_LABEL = _("视为受理")
UNDER_WAY_LABEL = _("特别程序中")
INCOMPLETE = _("申请材料不齐全或者不符合法定形式")

STATES: dict[str, str | tuple[str, str]] = {
    "draft": _("登记中"),
    "received": _("已收件"),
    "correcting": _("待补正"),
    "accepted": _("已受理"),
    "stopped": _("依法停计"),
    "decided": _("已办结"),
    "delivered": _("已送达"),
    "closed": _("已归档"),
    "refused": ("state", "不予受理"),
    "withdrawn": _("已撤回"),
    "returned": _("已退件"),
}

CONCLUSIONS = {"agree": _("建议准予"), "disagree": _("建议不予")}
STAGE_STATES: dict[str, str | tuple[str, str]] = {"review": _("初步审查中"), "decision": _("已报送，待决定")}
DENIED_LABEL = _("不予批准")
FILED_LABEL = _("已备案")

STATUSES = {
    "not_looked_at": _("未核对"),
    "received": _("符合"),
    "missing": _("缺少"),
    "not_in_form": _("不符合形式"),
    "wrong": _("填写有误"),
    "inconsistent": _("不一致"),
}
STATUS_LIGHT = {"received": "ok", "missing": "miss", "not_looked_at": "todo"}

ROLES = {
    "applicant": _("申请人"),
    "joint_applicant": _("共同申请人"),
    "legal_representative": _("法定代表人"),
    "agent": _("经办人"),
    "guardian": _("监护人"),
    "recipient": _("领取人"),
}
DEADLINES = {
    "tell": _("受理答复期限"),
    "review": _("初审期限"),
    "statutory": _("法定期限"),
    "promise": _("承诺期限"),
    "correction": _("补正期限"),
    "delivery": _("送达期限"),
    **promises.DEADLINES,
}
METHODS = {"on_site": _("窗口领取"), "post": _("邮寄送达"), "electronic": _("电子送达")}
REMINDED = DEADLINES | {"procedure": _("特别程序"), "tolerance": _("容缺材料")}
TOLD = {
    "handler": ("staff", "经办人"),  # an official; among the parties 经办人 acts for the applicant
    "representative": _("首席事务代表"),
    "supervisor": _("监督人员"),
    "applicant": _("申请人"),
}
URGERS = {
    "applicant": _("申请人"),
    "window": _("窗口"),
    "representative": _("首席事务代表"),
    "supervisor": _("监督人员"),
}
CHANNELS = {
    "window": _("窗口"),
    "online": _("网上"),
    "phone": _("电话"),
    "post": _("邮寄"),
    "township": _("乡镇（街道）"),
}
DIFFERENCE_ANSWERS = {
    "former_name": _("同一人（单位），曾用名"),
    "written_differently": _("同一内容，写法不同"),
    "other": _("其他原因"),
}
STAGES = {
    "intake": _("受理阶段"),
    "opinion": _("审查意见"),
    "review": _("初步审查意见"),
    "decision": _("决定"),
    "revocation": _("违诺处理"),
}


def words(reason: Reason) -> str:
    """The reason as a sentence. An unknown code shows itself."""
    said = REASONS.get(reason.code)
    if said is None:
        return reason.code
    rule = str(reason.facts.get("rule", ""))
    return gettext(said) % {k: _plain(k, v, rule) for k, v in reason.facts.items()}


def _plain(key: str, value: Any, rule: str) -> Any:
    if isinstance(value, date):
        return day_words(value)
    if key == "what" and value in SHOWN_LABELS:
        return gettext(SHOWN_LABELS[value])
    if key == "scope":
        return str(EXCLUDED_LABELS.get(value, value))
    return ground_words(rule, str(value)) if key == "ground" else value


def ground_words(rule: str, ground: str) -> str:
    """A ground of turning away, as the item's rule calls it; what lacks is one only beside a notice."""
    if ground == "incomplete":
        return gettext(INCOMPLETE)
    found = rule_of(rule).grounds.get(ground) or GENERAL_GROUNDS.get(ground)
    return gettext(found.label) if found else ground


def grounds_of(rule: str) -> list[tuple[str, str, str]]:
    """The grounds on which an item of a rule may be refused: code, words, the law to begin from."""
    found = rule_of(rule).grounds
    return [(code, gettext(g.label), g.basis) for code, g in found.items() if code != "no_licence_needed"]


def outcome_words(rule: str, outcome: str) -> str:
    """An outcome, as the item's rule calls it."""
    said = rule_of(rule).labels.get(outcome)
    return gettext(said) if said else label(OUTCOMES, outcome)


def answer_words(rule: str, o: Outcome) -> str:
    """The same on a button: accepting that ends the case says so, and so does a notice that a refusal goes with."""
    if o.outcome == "accept" and o.settles:
        return gettext(REGISTERED_LABEL if rule == "REGISTRATION_FORMAL" else SETTLED_LABEL)
    if o.outcome == "one_time_notice" and "refusal" in o.papers:
        return gettext(BOTH_LABEL)
    return outcome_words(rule, o.outcome)


def label(table: Mapping[str, str | tuple[str, str]], code: str) -> str:
    """A code as the active language calls it; what is unknown shows itself. A pair is a word with the context it is meant in."""
    word = table.get(code)
    if word is None:
        return code
    return gettext(word) if isinstance(word, str) else pgettext(*word)
