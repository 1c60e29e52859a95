"""Sentences for what the catalogue refuses."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "item.missing": _("没有找到事项 %(code)s，可能尚未发布或已取消。"),
    "item.not_offered": _("本中心没有进驻事项 %(code)s。"),
    "item.no_draft": _("事项 %(code)s 没有待发布的草稿。"),
    "item.lacks": _("事项 %(code)s 不能发布：还缺 %(lacks)s（行政许可法第三十条要求八项内容齐全）。请补充后再发布。"),
    "item.commitment_lacks": _(
        "事项 %(code)s 适用告知承诺，但承诺书还缺 %(lacks)s（DB50/T 1603-2024 5.3.6.2 要求四项内容齐全）。请补充后再发布。"
    ),
    "item.promise_outlasts": _(
        "事项 %(code)s 的承诺时限从 %(day)s 起算会晚于法定时限。请调整承诺，或写明为何可以发布。"
    ),
    "item.later_version": _("事项 %(code)s 已有更晚生效的版本，请先处理该版本。"),
    "item.draft_waits": _("事项 %(code)s 还有没发布的草稿。请先由系统管理员发布或丢弃，再提出修订。"),
    "item.nothing_revised": _("和现行指南一样，没有改动。请改了再提交。"),
    "item.revised_meanwhile": _(
        "提出时是第 %(base)s 版，现在已是第 %(number)s 版，内容可能不同。请撤回后按新版重新提出。"
    ),
    "item.not_revisable": _("%(part)s 不由部门修订，请由系统管理员导入新的事项清单。"),
    "item.refusal_fixed": _("事项 %(code)s 的收件规则已经定了怎样答复，不能另设。只有行政许可（一般）的事项可以选择。"),
    "material.missing": _("这个事项没有材料 %(code)s。"),
    "form.missing": _("没有找到这份文件。"),
    "form.unusable": _("请上传不超过 10 MB 的 PDF、PNG 或网页文件。"),
    "offer.external_system": _("在外部系统办理的事项要写明系统名称。"),
    "offer.reviews_itself": _("初审部门与决定部门不能是同一个部门。只有一个部门办理的，请不选初审部门。"),
    "offer.review_outside": _("在外部系统办理的事项由外部系统报送，请不选初审部门。"),
    "offer.review_at_once": _("“%(item)s”当场办结或只作备案，没有报送上级决定的环节，请不选初审部门。"),
    "offer.review_no_law": _(
        "“%(item)s”不是行政许可，也没有写明初审期限的法律依据。请先在事项清单里填写初审期限（review_limit）。"
    ),
    "offer.review_no_promise": _(
        "“%(item)s”没有承诺时限，受理时无法告知申请人办结日期。请先填写承诺时限，再设两级办理。"
    ),
    "situation.shape": _("情形应写成“问题=选项”，多个之间用逗号分开。"),
    "situation.unknown_question": _("这个事项没有问题 %(question)s。"),
    "situation.unknown_answer": _("没有选项 %(answer)s，可选：%(allowed)s。"),
    "catalog.file": _("文件有 %(count)s 处错误，没有导入任何内容。第一处：%(first)s"),
    "catalog.not_json": _("文件不是有效的 JSON：%(where)s。"),
}
