"""What this room's messages are called."""

from django.utils.translation import gettext_noop as _

KINDS = {
    "revision.proposed": _("修订待审核"),
    "revision.answered": _("修订有结果"),
    "revision.words_changed": _("文书用语变更"),
}
