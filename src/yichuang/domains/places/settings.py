"""Figures that the standard and the law leave to the center, each with the default that holds until somebody decides."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Setting:
    """One figure: what it says, and the range in which it makes sense."""

    label: str
    default: int
    low: int
    high: int
    unit: str


SETTINGS: dict[str, Setting] = {
    "yellow_threshold": Setting(_("剩余多少个单位起亮黄灯"), 1, 0, 30, _("时限单位")),
    "correction_days": Setting(_("补正期限"), 30, 1, 180, _("工作日")),
    "refusal_with_notice": Setting(
        _("许可事项材料不齐时，在一次性告知书之外同时出具不予受理通知书（标准 5.2.2.3）"), 0, 0, 1, _("0 否，1 是")
    ),
    "tolerance_days": Setting(_("容缺补交通常约定几天"), 5, 1, 90, _("工作日")),
    "tolerance_remind_days": Setting(_("容缺补交到期前几天提醒"), 1, 0, 30, _("工作日")),
    "tolerance_ban_days": Setting(_("容缺逾期后多久不再容缺（0 为不限制）"), 0, 0, 3650, _("自然日")),
    "commitment_verify_days": Setting(_("告知承诺决定后多久内核查"), 60, 1, 365, _("自然日")),
    "commitment_repair_days": Setting(_("违诺整改期限"), 30, 1, 365, _("自然日")),
    "commitment_appeal_days": Setting(_("违诺认定的申诉期限"), 10, 1, 90, _("工作日")),
    "commitment_answer_days": Setting(_("申诉的答复期限"), 10, 1, 90, _("工作日")),
    "wait_target_minutes": Setting(_("等候时间目标"), 20, 1, 240, _("分钟")),
    "no_show_seconds": Setting(_("叫号后多久可按过号处理"), 60, 0, 900, _("秒")),
    "requeue_after": Setting(_("过号后重新排队时排在几人之后"), 3, 0, 50, _("人")),
    "recall_limit": Setting(_("一个号最多重呼几次"), 3, 0, 20, _("次")),
    "recall_pause_seconds": Setting(_("两次呼叫之间至少隔多久"), 10, 0, 300, _("秒")),
    "appt_early_minutes": Setting(_("预约可提前多久签到"), 30, 0, 240, _("分钟")),
    "appt_late_minutes": Setting(_("预约迟到多久内仍按预约叫号"), 15, 0, 120, _("分钟")),
    "booking_per_phone": Setting(_("一个手机号最多同时有几个预约"), 2, 1, 20, _("个")),
    "booking_missed_most": Setting(_("30 天内爽约几次后暂停预约（0 为不限制）"), 3, 0, 20, _("次")),
    "booking_remind_hours": Setting(_("预约前多久发提醒"), 24, 1, 72, _("小时")),
    "overbook_most": Setting(_("按实测爽约率超订的上限"), 20, 0, 50, "%"),
    "peak_from": Setting(_("现场高峰从几点起（930 为 9:30）"), 930, 0, 2359, _("时分")),
    "peak_until": Setting(_("现场高峰到几点止（1100 为 11:00）"), 1100, 0, 2359, _("时分")),
    "peak_share": Setting(_("高峰时段可预约的比例（0 为高峰不放号）"), 25, 0, 100, "%"),
    "remote_per_phone": Setting(_("一个手机号一天最多远程取几个号"), 2, 1, 20, _("个")),
    "remote_hold_minutes": Setting(_("远程取号后多久内到场保留原来的先后"), 60, 5, 480, _("分钟")),
    "held_minutes": Setting(_("挂起的号保留多久"), 60, 1, 600, _("分钟")),
    "away_alert_minutes": Setting(_("离岗多久提醒值班"), 15, 1, 120, _("分钟")),
    "unstarted_alert_minutes": Setting(_("叫号后多久没有开始办理提醒值班"), 5, 1, 60, _("分钟")),
    "second_factor": Setting(_("管理员和跨中心查看人员登录须用验证器应用"), 1, 0, 1, _("0 否，1 是")),
    "opening_check_required": Setting(_("没有做班前检查时不能开窗（否则只列出提醒）"), 0, 0, 1, _("0 否，1 是")),
    "lieu_after_minutes": Setting(_("延时服务累计多久可调休"), 240, 1, 6000, _("分钟")),
    "closing_warning_minutes": Setting(_("闭厅前多久提示"), 30, 0, 180, _("分钟")),
    "rating_window_days": Setting(_("办结后可评价的天数"), 7, 1, 90, _("自然日")),
    "supply_reminder_days": Setting(_("申请人补齐材料的期限剩余多少天提醒"), 3, 0, 30, _("工作日")),
    "urge_gap_days": Setting(_("催办后隔多久可以再次催办"), 3, 0, 30, _("工作日")),
    "manual_receipts": Setting(_("应急包中每个部门的空白收件凭证"), 6, 1, 100, _("张")),
    "manual_notices": Setting(_("应急包中每个部门的空白一次性告知书"), 3, 0, 100, _("张")),
    "manual_acceptances": Setting(_("应急包中每个部门的空白受理通知书"), 3, 0, 100, _("张")),
    "message_quiet_from": Setting(_("几点起不发短信和即时消息"), 21, 0, 24, _("点")),
    "message_quiet_until": Setting(_("几点起恢复发送"), 8, 0, 24, _("点")),
    "message_rate": Setting(_("每分钟最多发出几条消息"), 60, 1, 6000, _("条")),
    "message_tries": Setting(_("一条消息最多试几次"), 8, 1, 20, _("次")),
    "device_silent_minutes": Setting(_("设备多久没有联系算失联"), 5, 2, 240, _("分钟")),
    "device_test_minutes": Setting(_("设备多久自检一次"), 30, 5, 1440, _("分钟")),
    "device_clock_seconds": Setting(_("设备时钟最多偏差多少"), 60, 5, 3600, _("秒")),
    "device_network_ms": Setting(_("设备与服务器往返最多多久"), 3000, 100, 60000, _("毫秒")),
    "help_business_minutes": Setting(_("内部求助（业务问题）多久答复"), 60, 5, 2400, _("工作分钟")),
    "help_system_minutes": Setting(_("内部求助（系统操作）多久答复"), 30, 5, 2400, _("工作分钟")),
    "help_hardware_minutes": Setting(_("内部求助（硬件故障）多久答复"), 30, 5, 2400, _("工作分钟")),
    "pickup_reminder_days": Setting(_("结果未领取多久提醒"), 10, 1, 90, _("自然日")),
}

DEFAULTS: dict[str, int] = {key: setting.default for key, setting in SETTINGS.items()}
