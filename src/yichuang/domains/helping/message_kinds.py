"""What this room's messages are called."""

from django.utils.translation import gettext_noop as _

KINDS = {"question.asked": _("窗口有问题待答"), "question.answered": _("求助有答复")}
