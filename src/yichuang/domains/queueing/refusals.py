"""Sentences for this room's refusals: what is wrong, and what to do about it."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "queue.unknown": _("没有“%(queue)s”这个队列，请重新选择业务类别。"),
    "queue.closed": _("队列“%(queue)s”今天不取号，请到咨询台询问。"),
    "queue.code_shape": _("队列代码须为 1 至 3 个大写字母，它就是号码的前缀。"),
    "queue.name_missing": _("请填写队列名称。"),
    "queue.target_range": _("等候目标须为 1 至 240 分钟，且优先人员的不长于普通人员的。"),
    "queue.no_item": _("没有队列办理事项“%(item)s”，请到咨询台询问。"),
    "ticket.missing": _("没有找到这个号，或它不属于本中心。"),
    "ticket.wrong_state": _("这个号的状态已经变了，不能做这一步，请刷新后再看。"),
    "ticket.window_busy": _("窗口 %(window)s 还有未办完的号 %(number)s，请先办结、挂起或按过号处理。"),
    "ticket.requeued_already": _("号 %(number)s 已经重新排过一次队，请重新取号。"),
    "ticket.other_day": _("号 %(number)s 不是今天的，请重新取号。"),
    "ticket.reason_needed": _("请写明原因。"),
    "ticket.transfer_target": _("请选择转到哪个队列或哪个窗口（二选一）。"),
    "ticket.transfer_same": _("号 %(number)s 本来就在这个队列，请选择别的队列或窗口。"),
    "ticket.priority_unknown": _("没有这种优先理由，请从列表中选择。"),
    "ticket.need_unknown": _("没有这种需要“%(need)s”，请从列表中选择。"),
    "ticket.phone": _("手机号码不正确，请检查后重填，或不留号码。"),
    "ticket.text_too_long": _("文字太长，请不超过 %(limit)s 字。"),
    "window.missing": _("没有找到这个窗口，或它不属于本中心。"),
    "window.not_open": _("窗口 %(window)s 没有开启，请先开启窗口再叫号。"),
    "window.inactive": _("窗口 %(window)s 已停用，请联系大厅管理员。"),
    "window.wrong_state": _("窗口的状态已经变了，不能做这一步，请刷新后再看。"),
    "window.pause_reason": _("请选择暂停的原因。"),
    "window.return_past": _("预计恢复时间须在现在之后。"),
    "window.serves_nothing": _("窗口 %(window)s 没有分配队列，请在设置中分配。"),
    "window.queue_not_served": _("窗口 %(window)s 不办理队列“%(queue)s”，请选择本窗口的队列。"),
}
