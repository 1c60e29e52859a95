"""What this room's messages are called."""

from django.utils.translation import gettext_noop as _

KINDS = {"device.fault": _("设备故障")}
