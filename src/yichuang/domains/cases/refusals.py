"""Sentences for this room's refusals. Each says what to do."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "case.missing": _("没有找到这个办件，或不属于本中心。"),
    "case.code_unknown": _("没有找到这个查询码对应的办件，请核对凭证上的查询码。"),
    "case.wrong_state": _("办件当前的状态不能这样办理，请刷新后查看。"),
    "case.already_decided": _("办件 %(no)s 已经作出受理阶段的决定，不能再改，请刷新后查看。"),
    "case.situation_fixed": _("办件 %(no)s 已经告知补正，情形不能再改。"),
    "case.not_external": _("办件 %(no)s 由本系统办理，没有外部编号。"),
    "case.nothing_received": _("办件 %(no)s 还没有收到任何材料。"),
    "case.item_unknown": _("本中心不办理事项“%(item)s”，请核对事项编号。"),
    "case.item_without_limit": _("事项 %(item)s 没有设定办理期限，不能受理，请联系事项管理员。"),
    "case.field_missing": _("请填写“%(label)s”。"),
    "case.text_expected": _("这里应填写文字。"),
    "case.text_too_long": _("文字太长，请控制在 %(most)s 字以内。"),
    "case.date_expected": _("日期格式应为 2026-11-23。"),
    "case.unknown_value": _("“%(value)s”不在可选范围内：%(known)s。"),
    "case.correction_days": _("补正期限应为 1 至 180 个工作日。"),
    "case.correction_incomplete": _("还有告知补正的材料没有提交：%(materials)s。请交齐后再确认。"),
    "case.correction_still_runs": _("补正期限到 %(due)s 才届满，期限内不能退件。"),
    "case.not_under_examination": _("办件 %(no)s 不在审查阶段，不能填写审查意见。"),
    "case.not_decided": _("办件 %(no)s 还没有办结，不能登记或交付结果。"),
    "case.look_up_too_often": _("查询次数太多，请 %(minutes)s 分钟后再试，或使用凭证上的查询码。"),
    "case.page_mark": _("翻页标记不正确，请从第一页重新打开。"),
    "intake.not_lawful": _("现在不能这样办理：%(why)s"),
    "intake.second_telling": _(
        "“%(materials)s”的问题在首次告知书 %(notice)s 中没有提出，不得再次要求补正，本次不出具告知书。"
        "这次要求已经记入二次告知台账；这些问题不影响受理，请依法作出受理阶段的决定。"
    ),
    "procedure.wrong_state": _("这项特别程序已经结束，请刷新后查看。"),
    "extension.wrong_state": _("这项延长申请已经处理，请刷新后查看。"),
    "intake.rule_unknown": _("本系统没有“%(rule)s”这条受理规则，请先收件并出具收件凭证，移交承办部门答复。"),
    "intake.on_the_spot": _("“%(item)s”不能在窗口当场办结，请受理后移交部门决定。"),
    "intake.only_on_the_spot": _("“%(item)s”应当当场办结，不能只受理。确实不能当场办的，请先收件并出具收件凭证。"),
    "party.missing": _("没有找到这位当事人。"),
    "party.applicant_missing": _("请至少登记一位申请人。"),
    "party.list_expected": _("当事人应为列表。"),
    "party.too_many": _("当事人不能超过 %(most)s 位。"),
    "party.twice": _("同一个证件号码登记了两次，请核对。"),
    "party.id_type_of_other_kind": _("证件类型与当事人类别不符：个人用身份证件，单位用统一社会信用代码。"),
    "party.authority_dates": _("委托的结束日期早于开始日期。"),
    "party.reason_needed": _("不在办理本人号票期间查看完整号码，请写明理由。"),
    "material.map_expected": _("材料应按材料编号填写。"),
    "material.unknown": _("本件的清单中没有材料 %(material)s。"),
    "material.missing": _("本件的清单中没有材料 %(material)s。"),
    "material.field_unknown": _("材料中有不认识的内容，请核对。"),
    "material.yes_or_no": _("“已核对原件”应为是或否。"),
    "material.copies": _("份数应为 0 至 99 的整数。"),
    "material.point_unknown": _("审核要点不属于这份材料。"),
    "handover.missing": _("没有找到这份移交清单。"),
    "handover.wrong_state": _("这份移交清单已经签收，或办件当前不能移交。"),
    "handover.empty": _("请选择要移交的办件。"),
    "handover.too_many": _("一份清单最多移交 %(most)s 件。"),
    "handover.case_twice": _("同一办件选了两次。"),
    "handover.two_departments": _("一份清单只能移交一个部门，请按部门分开移交。"),
    "handover.already": _("办件 %(no)s 已经移交。"),
}

LABELS = (
    _("不予受理的情形"), _("有权办理的机关"), _("事实和理由"), _("法律依据"), _("撤回原因"), _("退件原因"), _("审查意见"),
    _("结果名称"), _("外部系统编号"), _("不能当场办结的原因"),
)  # fmt: skip
"""What a missing value is called; `commands.common.need` translates it."""
