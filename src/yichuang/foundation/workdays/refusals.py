"""Sentences for the two calendars."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "workdays.notice_needed": _("请填写国务院办公厅放假通知的名称和文号，例如“国办发明电〔2025〕7号”。"),
    "workdays.notice_long": _("通知的名称和文号最多 %(most)s 个字。"),
    "workdays.year": _("年份须在 %(low)s 到 %(high)s 之间。"),
    "workdays.no_days": _("没有读到放假日期。每个节日写一行，例如“春节：2月15日至23日放假，2月14日、2月28日上班。”"),
    "workdays.line_unread": _("第 %(line)s 行读不懂：“%(text)s”。请写成“5月1日至5日放假，5月9日上班”这样的日期。"),
    "workdays.line_without_name": _("第 %(line)s 行缺少节日名称：“%(text)s”。"),
    "workdays.no_such_day": _("第 %(line)s 行有不存在的日期：“%(text)s”。"),
    "workdays.stretch": _("第 %(line)s 行的起止日期颠倒或过长：“%(text)s”。"),
    "workdays.total": _("第 %(line)s 行写明共 %(said)s 天，读到的却是 %(read)s 天，请核对。"),
    "workdays.change_missing": _("没有这次日历变更。"),
    "workdays.new_year_missing": _("%(year)s 年的放假日期里没有元旦（1月1日），请核对通知全文。"),
    "workdays.worked_not_weekend": _("%(day)s 不是周六或周日，不能登记为调休上班。"),
    "workdays.day_twice": _("%(day)s 写了两次，请核对通知。"),
    "workdays.other_year": _("%(day)s 不属于 %(year)s 年的通知。"),
    "workdays.reason_needed": _("请写明当日开放安排变动的原因。"),
    "workdays.own_day": _("请选择日期；时间写成 09:00 这样。"),
    "workdays.hours": _("开门、关门时间须同时填写，且关门晚于开门。"),
}
