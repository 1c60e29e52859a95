"""Differences between two versions of an item or of a paper's words, said so that a person can read them."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from yichuang.domains.catalog.api import SURE_LABELS

CHANGE_WORDS = {"added": _("新增"), "changed": _("改动"), "removed": _("删去")}
FIELD_WORDS = {
    "name": _("名称"),
    "name_en": _("英文名称"),
    "item_class": _("大类"),
    "type_name": _("类型"),
    "type_code": _("类型代码"),
    "department_name": _("部门"),
    "level": _("层级"),
    "service_objects": _("服务对象"),
    "project_type": _("办件类型"),
    "intake_rule": _("收件规则"),
    "fee": _("收费"),
    "result_name": _("结果"),
    "result_validity": _("有效期"),
    "conditions": _("受理条件"),
    "procedure": _("程序"),
    "quantity": _("数量"),
    "accept_channels": _("受理渠道"),
    "aliases": _("日常说法"),
    "notes": _("备注"),
    "commitment": _("告知承诺"),
    "commitment_kind": _("承诺的类别"),
    "commitment_basis": _("告知承诺的依据"),
    "commitment_terms": _("条件、标准、期限、所需材料和承诺效力"),
    "commitment_duties": _("部门的服务、咨询、监管和责任"),
    "commitment_breach": _("违诺的认定、整改、分级、申诉和信用修复"),
    "commitment_excluded": _("不适用告知承诺的范围"),
    "commitment_verify_days": _("核查期限（天）"),
    "commitment_repair_days": _("整改期限（天）"),
    "tolerance": _("容缺受理"),
    "tolerance_rule": _("容缺补交期限"),
    "in_person": _("须本人到场"),
    "sensitive": _("敏感事项"),
    "review_first": _("复议前置"),
    "refusal_with_notice": _("材料不齐时同时出具不予受理通知书"),
    "statutory": _("法定时限"),
    "promised": _("承诺时限"),
    "review": _("初审时限"),
    "delivery": _("送达时限"),
    "legal_basis": _("依据"),
    "special_procedures": _("特别程序"),
    "materials": _("材料"),
    "questions": _("情形引导"),
    "value": _("数值"),
    "unit": _("单位"),
    "basis": _("依据"),
    "starts_at": _("起算"),
    "extension": _("可延长"),
    "code": _("代码"),
    "category": _("类别"),
    "necessity": _("必要性"),
    "tolerable": _("可容缺"),
    "replaceable": _("承诺可替代"),
    "shows": _("一致性数据"),
    "form": _("形式"),
    "source": _("来源"),
    "copies": _("份数"),
    "original": _("原件"),
    "note": _("说明"),
    "when": _("适用情形"),
    "blank_form": _("空白表"),
    "filled_sample": _("示范文本"),
    "review_points": _("审核要点"),
    "text": _("要点"),
    "fix": _("改正办法"),
    "ask": _("咨询补充"),
    "sure": _("确定程度"),
}


def change_word(kind: str) -> Any:
    """新增, 改动, 删去."""
    return CHANGE_WORDS.get(kind, kind)


def path_words(path: str) -> str:
    """Where something changed, in words: `materials.[营业执照].copies` → 材料 › 营业执照 › 份数. Unknown parts stay codes."""
    parts = [p.strip("[]") if p.startswith("[") else str(FIELD_WORDS.get(p, p)) for p in _parts(path)]
    return " › ".join(parts)


def value_words(value: str, path: str) -> str:
    """A value as it is shown: how sure something is stands there as a code."""
    return str(SURE_LABELS.get(value, value)) if path.endswith("sure") else value


def _parts(path: str) -> list[str]:
    # A name in brackets may itself hold a dot.
    return [found for found in re.findall(r"\[[^\]]*\]|[^.\[\]]+", path) if found]
