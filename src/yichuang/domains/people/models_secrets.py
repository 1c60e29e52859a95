"""What a person proves himself with beside the password: a PIN for quick changes at a shared desk, and an app's codes."""

from django.db import models

from yichuang.foundation.models import CenterModel


class Credential(CenterModel):
    """The PIN is kept as a slow hash, the app's secret sealed. `totp_step` is the last step used: a code opens once."""

    staff = models.OneToOneField("people.Staff", on_delete=models.PROTECT, related_name="credential")
    pin = models.CharField(max_length=128, blank=True)
    pin_set_at = models.DateTimeField(null=True)
    pin_blocked_at = models.DateTimeField(null=True)
    totp = models.BinaryField(blank=True, default=b"")
    totp_on_at = models.DateTimeField(null=True)
    totp_step = models.BigIntegerField(default=0)
