"""What this room's messages are called."""

from django.utils.translation import gettext_noop as _

KINDS = {"catalog.guide_changed": _("办事指南变更")}
