"""Sentences for this room's refusals: what is wrong, and what to do about it."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "paper.field_missing": _("《%(paper)s》缺少“%(label)s”，补上后才能出具。"),
    "paper.kind_unknown": _("没有“%(kind)s”这种文书，请重新选择。"),
    "paper.data_of_another_kind": _("填写的内容与文书种类“%(kind)s”不符，请联系系统管理员。"),
    "paper.seal_mode_unknown": _("用章方式“%(mode)s”不对，请在部门设置中改正。"),
    "paper.no_seal_service": _("%(organ)s 选用电子印章，但还没有接入电子印章服务，请先改为实体盖章。"),
    "paper.no_wet_seal": _("%(number)s 不用实体盖章，无需确认。"),
    "paper.sample_outside_demo": _(
        "文书含有未经部门确认的样例内容（%(fields)s），只有演示中心可以出具；请先由%(organ)s确认。"
    ),
    "paper.count_out_of_range": _("一次可以预留 1 到 %(most)s 个编号，请改正数量。"),
    "paper.purpose_missing": _("请写明预留编号的用途。"),
    "paper.dated_ahead": _("文书时间晚于现在，请按纸质文书上的时间填写。"),
    "paper.date_differs": _("文书日期与纸质文书上的时间不是同一天，请改为一致。"),
    "paper.reason_type_unknown": _("不予受理的情形“%(reason_type)s”不对，请重新选择。"),
    "paper.class_unknown": _("事项类别“%(item_class)s”没有对应的救济途径，请在事项设置中改正。"),
    "paper.act_unknown": _("行为“%(act)s”没有对应的救济途径，请联系系统管理员。"),
    "paper.copy_unknown": _("没有“%(copy)s”这一联，请选择送达联或归档联。"),
    "paper.none_of_kind": _("这个办件还没有出具%(kind)s。"),
    "paper.bytes_altered": _("%(number)s 的存档内容与出具时不一致，已停止提供；请立即报告安全管理员。"),
    "paper.code_unknown": _("没有查到这个验证码对应的文书，请核对后重新输入。"),
    "paper.wrong_state": _("这份文书已经作废，不能再做这一步。"),
    "paper.is_void": _("%(number)s 已经作废，请使用替换它的新文书。"),
    "paper.replaced_still_valid": _("%(number)s 仍然有效，请先作废，再出具替换文书。"),
    "paper.void_reason_missing": _("请写明作废原因。"),
    "paper.signing_mode_unknown": _("签收方式“%(mode)s”不对，请重新选择。"),
    "paper.receiver_missing": _("请填写签收人姓名。"),
    "paper.witnesses_missing": _("这种签收方式需要 %(count)s 名见证人，请填写姓名。"),
}
