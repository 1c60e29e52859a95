"""Sentences for what the clock cannot take."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "clock.value": _("期限须为不小于 0 的整数。"),
    "clock.value_too_large": _("期限过大，最多 %(most)s。"),
    "clock.unit": _("不认识的期限单位“%(given)s”，可用：%(known)s。"),
    "clock.starts_at": _("不认识的起算点“%(given)s”，可用：%(known)s。"),
    "clock.kind": _("不认识的停计程序“%(given)s”，可用：%(known)s。"),
    "clock.no_zone": _("时间须带时区。"),
    "clock.field_missing": _("缺少 %(missing)s。"),
    "clock.not_an_object": _("应为一个对象。"),
    "clock.stop_ends_before_it_begins": _("停计的结束时间早于开始时间。"),
    "clock.out_of_range": _("日期超出可计算的范围。"),
    "clock.hours_need_a_time": _("以小时计的期限须从具体时间起算。"),
    "clock.extension_unit": _(
        "按小时或工作小时计的期限只能按小时或工作小时延长，按日、月、年计的期限只能按日、月、年延长。"
    ),
    "clock.office_hours": _("工作时间须写成“09:00-12:00,13:00-17:30”，各段依次排列、互不重叠。"),
    "clock.line_too_long": _("一行最多 %(most)s 字节。"),
    "clock.not_utf8": _("这一行不是 UTF-8 编码。"),
    "clock.not_json": _("这一行不是有效的 JSON。"),
    "clock.field_twice": _("字段 %(twice)s 出现了两次。"),
    "clock.id": _("id 须为文字或整数。"),
    "clock.not_a_list": _("应为一个列表。"),
    "clock.too_many_stops": _("停计最多 %(most)s 段。"),
    "clock.not_a_time": _("时间须写成“2026-02-10T10:00:00+08:00”。"),
    "clock.no_limit": _("没有可以计算的期限。"),
}
