"""Sentences for what people refuses."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "login.wrong": _("用户名或密码不对，请再试一次。忘记密码请找安全管理员重设。"),
    "login.throttled": _("尝试次数过多，请 %(minutes)s 分钟后再试，或找安全管理员重设密码。"),
    "login.no_role": _("您今天没有在用的岗位，请联系安全管理员。"),
    "pin.wrong": _("工号或 PIN 不对，请再试一次，或用密码登录。"),
    "pin.blocked": _("这个 PIN 因多次输错已停用，请用密码登录一次，即可恢复。"),
    "pin.shape": _("PIN 须为 %(digits)s 位数字。"),
    "pin.weak": _("这个 PIN 太容易猜，请不要用重复或连续的数字。"),
    "pin.password_needed": _("这一步须输入登录密码，不能用 PIN。"),
    "second.wrong": _("验证码不对或已用过，请等应用显示下一个再输入。"),
    "staff.missing": _("没有找到这位工作人员，或不属于本中心。"),
    "staff.username": _("用户名不能为空，不能有空格。"),
    "staff.username_taken": _("用户名 %(username)s 已被使用，请换一个。"),
    "staff.badge_taken": _("工号 %(badge)s 已被使用，请换一个。"),
    "staff.password": _("密码至少 %(length)s 个字符，不能全是数字。"),
    "center.three": _("系统、安全、审计三名管理员须各有一人。"),
    "password.same": _("新密码与原来的相同，请换一个。"),
    "password.twice": _("两次输入的新密码不一样，请再输一次。"),
    "staff.reason_needed": _("请写明原因。"),
    "role.unknown": _("没有“%(role)s”这个岗位，请从列表中选择。"),
    "role.missing": _("没有找到这项岗位，可能已被收回。"),
    "role.dates": _("结束日期不能早于开始日期。"),
    "role.separate": _("系统、安全、审计三员不得由一人兼任：此人已是“%(other)s”，不能再任“%(role)s”。"),
    "role.not_across": _("岗位“%(role)s”不能授予其他中心，或您无权授予该中心。"),
    "role.not_to_oneself": _("不能给自己增减岗位，请由另一位安全管理员办理。"),
    "token.missing": _("没有找到这个令牌。"),
    "token.role": _("此人或此设备没有“%(role)s”岗位，不能据此生成令牌。"),
    "token.nobody": _("本中心没有“%(role)s”岗位的在岗人员或设备，请先授予岗位。"),
}
