"""Words for kinds and states."""

from django.utils.translation import gettext_lazy as _

from .lifecycle import State

KIND_LABELS = {"business": _("业务问题"), "system": _("系统操作"), "hardware": _("硬件故障")}
STATE_LABELS = {
    State.ASKED: _("等待答复"),
    State.ANSWERED: _("已答复"),
    State.SETTLED: _("已解决"),
    State.WITHDRAWN: _("已撤回"),
}
