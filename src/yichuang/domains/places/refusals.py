"""Sentences for what places refuses."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "center.missing": _("没有找到这个政务服务中心。"),
    "center.code_taken": _("中心代码 %(code)s 已被使用，请换一个。"),
    "center.code": _("中心代码要写进网址，只能用英文字母、数字、短横线，例如 yunling。"),
    "center.exists": _("这个中心已经建立。"),
    "center.region": _("行政区划代码应为六位数字（GB/T 2260）。"),
    "center.zone": _("不认识时区 %(zone)s，请用 IANA 名称，例如 Asia/Shanghai。"),
    "center.setting_range": _("这项设置应在 %(low)s 到 %(high)s 之间。"),
    "department.missing": _("没有找到这个部门，或不属于本中心。"),
    "department.taken": _("部门“%(name)s”或其代码已存在。"),
    "department.short_name_taken": _("机关简称“%(short_name)s”已被使用，文书号会相混，请换一个。"),
    "zone.missing": _("没有找到区域 %(code)s，请先新建区域。"),
    "zone.unknown": _("没有找到这个区域，或不属于本中心。"),
    "zone.taken": _("区域代码 %(code)s 已被使用，请换一个。"),
    "window.missing": _("没有找到这个窗口，或不属于本中心。"),
    "window.taken": _("窗口号 %(code)s 已被使用，请换一个。"),
    "device.missing": _("没有找到这台设备，或不属于本中心。"),
    "device.taken": _("设备代码 %(code)s 已被使用，请换一个。"),
    "device.window_needed": _("窗口屏和评价器要先选所在的窗口。"),
    "device.reason_needed": _("请写明停用这台设备的原因。"),
    "device.key_unknown": _("设备密钥不对或已停用，请管理员重新生成。"),
    "hours.not_a_time": _("请按 09:00 的格式填写时间。"),
    "hours.order": _("结束时间应晚于开始时间，时段不能重叠。"),
    "place.unknown_choice": _("请从列出的选项中选择。"),
    "place.empty": _("这一项不能空着。"),
    "place.code": _("代码只能用字母、数字、短横线，不超过 20 个字符。"),
}
