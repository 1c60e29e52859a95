"""What this room's messages are called."""

from django.utils.translation import gettext_noop as _

KINDS = {
    "case.yellow": _("临期提醒"),
    "case.red": _("超期提醒"),
    "case.deemed": _("视为受理"),
    "case.hearing_rests": _("听证遇休息日"),
    "case.reported": _("报送上级机关"),
    "case.reported_late": _("初步审查超期"),
    "case.renewed": _("视为准予延续"),
    "case.correct_now": _("当场更正未完成"),
    "case.supply": _("补齐材料提醒"),
    "case.urged": _("有人催办"),
    "case.urging_answered": _("催办答复"),
    "promise.remind": _("容缺补交提醒"),
    "promise.lapsed": _("容缺逾期"),
    "promise.supplied": _("容缺材料补齐"),
    "promise.verify": _("承诺核查"),
    "promise.repair": _("违诺整改"),
    "promise.appeal": _("违诺申诉"),
}
