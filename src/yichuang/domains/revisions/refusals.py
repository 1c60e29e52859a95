"""Sentences for what the room of revisions refuses."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "revision.missing": _("没有找到这份修订，可能属于其他部门。"),
    "revision.wrong_state": _("修订现在的状态是 %(state)s，不能做这一步。请刷新页面看看别人刚做了什么。"),
    "revision.open_already": _("%(name)s 已有一份没办完的修订（%(by)s 提出）。请先审核、发布或撤回那一份。"),
    "revision.own": _("自己提出的修订不能自己审核。请同事或者首席事务代表审核。"),
    "revision.not_yours": _("只有提出人 %(name)s 可以撤回这份修订。"),
    "revision.reason_missing": _("请写明为什么修订，例如依据哪份文件。"),
    "revision.opinion_missing": _("退回要写明理由，提出人据此修改。"),
    "revision.day_expected": _("请写明生效日期，格式如 2026-12-01。"),
    "revision.day_passed": _("生效日期 %(day)s 已经过去。请选今天或以后的日期。"),
    "revision.item_of_others": _("事项 %(code)s 由其他部门办理，只能修订本部门的事项。"),
    "revision.words_by_center": _("文书用语对全中心生效，由大厅管理人员发布。请等他们发布。"),
    "revision.count_expected": _("请填 0 到 %(most)s 的整数。"),
    "revision.text_too_long": _("“%(field)s”太长，最多 %(most)s 个字。"),
}
