"""Sentences for this room's refusals. Each says what to do."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "device.results_invalid": _("自检结果不符合约定的格式，没有记录。请更新这台设备上的页面。"),
    "device.time_invalid": _("设备时间要写成带时区的 ISO 格式。"),
    "device.not_yourself": _("设备只能报告自己的状态，请在那台设备上操作。"),
    "device.limit_range": _("失联时限填 1 到 1440 分钟，或留空按本中心的参数。"),
    "device.text_needed": _("请写明内容。"),
    "device.text_long": _("最多写 %(most)s 个字，请缩短。"),
    "printer.way": _("请从列表中选择打印方式。"),
    "printer.address": _(
        "打印机地址不对：网络填 主机:端口，USB 填 厂商:产品（四位十六进制），文件填一个简单的名字，浏览器和本机程序不填。"
    ),
    "printer.columns": _("每行 32 到 64 列。"),
    "area.missing": _("没有找到这个自助服务区，或不属于本中心。"),
    "area.kind": _("请从列表中选择自助服务区的种类。"),
    "area.code": _("代码只用字母、数字、- 和 _，最多 20 位。"),
    "area.machine": _("这个自助服务区没有这台机器，请刷新后再选。"),
    "area.checked_already": _("今天的班前检查已经做过了；再发现的问题请记事件。"),
    "duty.missing": _("没有找到这个值班，可能已经去掉了。"),
    "duty.order": _("结束时间要晚于开始时间。"),
    "duty.clash": _("%(name)s 这一天 %(since)s–%(until)s 已经排了值班，请错开。"),
    "incident.missing": _("没有找到这个事件，或不属于本中心。"),
    "incident.settled_already": _("这个事件已经办结了，请刷新。"),
    "fault.missing": _("没有找到这张故障单，或不属于本中心。"),
    "fault.wrong_state": _("这张故障单已经处理过了，请刷新后再看。"),
    "fault.unknown": _("请从列表中选择故障种类。"),
    "fault.open_already": _("%(name)s 的这个故障已有人报过，正在处理。"),
    "fault.still_silent": _("这台设备还没有恢复联系。请先让它恢复，或在设备清单中停用它。"),
}
