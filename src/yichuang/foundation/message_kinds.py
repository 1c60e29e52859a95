"""What the ground floor's own messages are called."""

from django.utils.translation import gettext_noop as _

KINDS = {"message.lost": _("消息未送达")}
