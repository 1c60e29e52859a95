"""Sentences for this room's refusals. Each says what to do."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "rating.missing": _("没有找到这次办事，请核对小票或文书上的编号。"),
    "rating.too_early": _("这次办事还没有结束，办完后再来评价。"),
    "rating.too_late": _("评价期已过（办完后 7 天内）。有意见可以向大厅管理人员反映。"),
    "rating.done": _("这次办事已经评价过了，谢谢您。"),
    "rating.followed_up": _("这次办事已经追评过了，谢谢您。"),
    "rating.nothing_to_follow": _("请先评价，再追评。"),
    "rating.staff": _("评价由办事人作出，工作人员不能代评。"),
    "rating.not_here": _("只能在本窗口的评价器上评价。"),
    "rating.grade": _("请从五个等级中选一个。"),
    "rating.reason": _("不认识的评价内容“%(given)s”，可选：%(known)s。"),
    "rating.comment_long": _("留言最多 %(most)s 个字。"),
    "rating.channel": _("不认识的评价渠道“%(given)s”。"),
    "invitation.missing": _("没有正在等待的评价，请扫小票上的二维码评价。"),
    "invitation.wrong_state": _("这次评价邀请已经结束，请扫小票上的二维码评价。"),
    "invitation.over": _("这次评价邀请已经过时，请扫小票上的二维码评价。"),
}
