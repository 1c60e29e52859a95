"""Tolerance and commitment in words: reasons, states, grades. `reasons` takes them into its own tables."""

from django.utils.translation import gettext_noop as _

REASONS = {
    "tolerance.possible": _("“%(name)s”可以先不齐，书面承诺在 %(until)s 前补交。"),
    "tolerance.item_has_none": _("本事项没有列入容缺受理。"),
    "tolerance.rule_has_none": _("“%(rule)s”应当材料齐全才能受理，不适用容缺。"),
    "tolerance.on_the_spot": _("本事项当场办结，没有可以留给补交的时间。"),
    "tolerance.lapsed_before": _("申请人此前容缺逾期没有补交，%(until)s 前不再容缺。"),
    "tolerance.deemed": _("%(due)s 前没有一次告知，依法视为受理，不适用容缺。"),
    "tolerance.nothing_lacks": _("材料没有欠缺，不需要容缺。"),
    "tolerance.main_defective": _("主件“%(name)s”必须齐全、符合形式，不能容缺。"),
    "tolerance.not_tolerable": _("“%(name)s”没有列为可容缺的材料。"),
    "tolerance.date_past": _("%(by)s 已经过去。"),
    "tolerance.date_beyond": _("%(by)s 晚于本事项的办理期限，最迟可以约定 %(latest)s。"),
    "tolerance.date_rests": _("%(by)s 不是工作日，可以约定 %(day)s。"),
    "commitment.item_has_none": _("本事项不适用告知承诺。"),
    "commitment.excluded": _("%(scope)s的事项不适用告知承诺。"),
    "commitment.barred": _("申请人有 %(day)s 认定的违诺记录，信用修复前不再适用告知承诺。"),
    "commitment.withdrawn_before": _("申请人已经撤回本件的承诺，按一般程序办理。"),
    "commitment.not_told": _("还没有告知申请人可以选择告知承诺，请先告知并记下选择。"),
    "commitment.promised": _("%(count)s 项材料由承诺代替。"),
}

CHOICES = {"commitment": _("告知承诺"), "ordinary": _("一般程序")}
TOLERANCES = {
    "open": _("待补交"),
    "supplied": _("已补齐"),
    "lapsed": _("逾期未补"),
    "ended": _("已了结"),
}
COMMITMENTS = {
    "made": _("已承诺，待核查"),
    "withdrawn": _("承诺已撤回"),
    "kept": _("核查符合"),
    "broken": _("核查不符"),
    "ended": _("已了结"),
}
BREACHES = {
    "open": _("整改中"),
    "corrected": _("已整改"),
    "uncorrected": _("逾期未整改"),
    "decided": _("已作出处理决定"),
    "overturned": _("申诉成立，已撤销认定"),
}
GRADES = {"minor": _("轻微"), "general": _("一般"), "serious": _("严重（虚假承诺）")}
METHODS = {"on_site": _("现场核查"), "data": _("数据比对"), "documents": _("书面核查")}
DECISIONS = {"revoke": _("撤销原决定"), "change": _("变更原决定"), "keep": _("维持原决定")}
DEADLINES = {"tolerance": _("补交期限"), "verification": _("核查期限"), "repair": _("整改期限")}
