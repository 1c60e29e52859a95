"""Sentences for the ground floor's own refusals."""

from django.utils.translation import gettext_noop as _

from .deadlines.refusals import REFUSALS as CLOCK
from .identity_words import REFUSALS as IDENTITY
from .messages.refusals import REFUSALS as MESSAGES
from .workdays.refusals import REFUSALS as DAYS

REFUSALS = (
    CLOCK
    | IDENTITY
    | DAYS
    | MESSAGES
    | {
        "actor.lacks_capability": _("您的岗位没有这项权限，请联系大厅管理员。"),
        "actor.locked": _("您已离岗，会话已锁定。请先输入密码或 PIN 解锁。"),
        "actor.no_center": _("请先选择所在的政务服务中心。"),
        "actor.not_signed_in": _("请先登录。"),
        "command.key_reused": _("这次提交的编号已用于另一项内容，请刷新页面后再试。"),
        "command.key_missing": _("请求缺少 Idempotency-Key 请求头，请为每次提交生成一个新的编号。"),
        "command.busy": _("系统正忙，本次没有写入任何内容，请再试一次。"),
        "object.missing": _("没有找到，或不属于本中心。"),
        "object.stale": _("内容刚被他人改动，请刷新后再试。"),
        "file.too_large": _("文件超过 %(limit_mb)s MB，请压缩后再传。"),
        "file.empty": _("文件是空的，请重新选择。"),
        "file.type": _("不支持这种文件（%(content_type)s），请上传 PDF、JPG 或 PNG。"),
        "number.reason_needed": _("请写明编号作废或预留的原因。"),
        "number.not_reserved": _("编号 %(number)s 没有预留，或者已经使用、作废，请选择预留的编号。"),
        "number.missing": _("没有这个文书编号（%(number)s）。"),
        "number.busy": _("文书编号正被占用，本次没有写入任何内容，请再试一次。"),
        "request.invalid": _("提交的内容不正确，请按提示修改。"),
        "text.too_long": _("“%(what)s”最多写 %(limit)s 个字，现在有 %(length)s 个，请缩短。"),
        "page.invalid": _("翻页标记不正确，请从第一页重新打开。"),
    }
)
