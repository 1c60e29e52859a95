"""Sentences for the two calendars."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "workdays.notice_needed": _("请填写国务院办公厅放假通知的名称和文号。"),
    "workdays.new_year_missing": _("%(year)s 年的放假日期里没有元旦（1月1日），请核对通知全文。"),
    "workdays.worked_not_weekend": _("%(day)s 不是周六或周日，不能登记为调休上班。"),
    "workdays.day_twice": _("%(day)s 既放假又上班，请核对通知。"),
    "workdays.other_year": _("%(day)s 不属于 %(year)s 年的通知。"),
    "workdays.reason_needed": _("请写明当日开放安排变动的原因。"),
    "workdays.hours": _("开门、关门时间须同时填写，且关门晚于开门。"),
}
