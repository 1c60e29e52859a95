"""What this room's messages are called."""

from django.utils.translation import gettext_noop as _

KINDS = {"floor.sent": _("请到窗口"), "floor.incident": _("突发事件")}
