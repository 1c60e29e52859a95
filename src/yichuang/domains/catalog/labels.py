"""The catalogue's own words, for pages, messages and the command line."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

GATE_LABELS = {
    "name": _("事项"),
    "legal_basis": _("依据"),
    "conditions": _("条件"),
    "quantity": _("数量"),
    "procedure": _("程序"),
    "limits": _("期限（法定和承诺）"),
    "materials": _("全部材料目录"),
    "sample_form": _("申请书示范文本"),
}

PROMISE_LABELS = {
    "commitment_basis": _("告知承诺的依据"),
    "commitment_terms": _("条件、标准、期限、所需材料和承诺效力"),
    "commitment_duties": _("部门的服务、咨询、监管和责任"),
    "commitment_breach": _("违诺的认定、整改、分级、申诉和信用修复"),
}
"""The four contents of a commitment letter, DB50/T 1603-2024 5.3.6.2 a) to d)."""

EXCLUDED_LABELS = {
    "national_security": _("涉及国家安全"),
    "state_secret": _("涉及国家秘密"),
    "public_safety": _("涉及公共安全"),
    "financial_prudence": _("涉及金融业审慎监管"),
    "environment": _("涉及生态环境保护"),
    "life_and_health": _("直接关系人身健康、生命财产安全"),
    "foreign_affairs": _("重要涉外、风险较大"),
}

SHOWN_LABELS = {
    "applicant_name": _noop("申请人姓名（名称）"),
    "applicant_id": _noop("申请人证件号码"),
    "business_name": _noop("经营主体名称"),
    "uscc": _noop("统一社会信用代码"),
    "representative_name": _noop("法定代表人姓名"),
    "representative_id": _noop("法定代表人证件号码"),
    "agent_name": _noop("经办人姓名"),
    "agent_id": _noop("经办人证件号码"),
    "address": _noop("地址（住所、经营场所）"),
    "birth_date": _noop("出生日期"),
    "established_on": _noop("成立日期"),
}
"""What the data on a material are called, untranslated: an import file may name them so."""

UNIT_LABELS = {
    "working_day": _("个工作日"),
    "natural_day": _("个自然日"),
    "hour": _("小时"),
    "working_hour": _("个工作小时"),
    "month": _("个月"),
    "year": _("年"),
}

INTAKE_LABELS = {
    "LICENSE_STD": _("行政许可一般规则：当场或五个工作日内一次告知，逾期视为受理"),
    "REGISTRATION_FORMAL": _("形式审查登记：齐全当场登记"),
    "REAL_ESTATE_INSTANT": _("不动产登记：不齐当场书面不予受理并一次告知"),
    "POLLUTION_3D": _("排污许可：当场或三日内告知"),
    "WATER_5WD": _("取水许可：五个工作日内审查"),
    "FILING": _("备案：资料齐全即备案"),
    "INSTANT": _("当场办理"),
    "PUBLIC_SERVICE": _("公共服务：当场一次性告知"),
}

SURE_LABELS = {
    "text": _("法律原文"),
    "mem_high": _("待核实"),
    "typical": _("样例数据"),
    "project": _("待部门确认"),
    "found": _("公开资料"),
    "confirmed": _("部门已确认"),
}


def limit_words(value: int, unit: str) -> str:
    """A limit in words: 当场, or the number with its unit."""
    if value == 0:
        return str(_("当场"))
    return f"{value}{UNIT_LABELS[unit]}"
