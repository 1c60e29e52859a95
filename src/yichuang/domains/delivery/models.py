"""Tables of results, of each hand-over, and of signatures asked for at a window."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel, GuardedModel

from .lifecycle import IN_STOCK, RESULT, SIGNATURE, Asked, State

METHODS = ("on_site", "post", "electronic")
SIGNING = ("pad", "paper", "post", "electronic", "witnessed")


class Result(GuardedModel):
    """What a case produced and who holds it. `subject` names the case: it may have several results."""

    LIFECYCLE = RESULT

    subject = models.CharField(max_length=60)
    department_id = models.UUIDField()
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    validity = models.CharField(max_length=100, blank=True)
    file_id = models.UUIDField(null=True)
    method = models.CharField(max_length=10, choices=[(m, m) for m in METHODS], default="on_site")
    decided_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=100)
    due = models.DateField(null=True)
    working = models.JSONField(default=dict)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="result_state_known"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="result_method_known"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=models.F("valid_until")),
                name="result_validity_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "with_department"]) | ~Q(reason=""), name="result_return_has_reason"
            ),
            # the same certificate is not registered twice for one case
            models.UniqueConstraint(fields=["center_id", "subject", "name", "number"], name="result_once_a_subject"),
        ]
        indexes = [
            models.Index(fields=["center_id", "subject"], name="result_of_subject"),
            # the delivery window walks only what is still in stock, oldest due date first
            models.Index(
                fields=["center_id", "due", "id"], condition=Q(state__in=sorted(IN_STOCK)), name="result_in_stock"
            ),
        ]


class HandOver(CenterModel):
    """One attempt to bring a result to its receiver, with the fields of a service receipt (送达回证).

    The receiver's name is in full because the receipt is; the number is sealed.
    """

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="hand_overs")
    method = models.CharField(max_length=10, choices=[(m, m) for m in METHODS])
    receiver_name = models.CharField(max_length=100)
    receiver_id_type = models.CharField(max_length=32, blank=True)
    receiver_id_sealed = models.BinaryField(default=b"")
    receiver_id_blind = models.CharField(max_length=64, blank=True)
    relation = models.CharField(max_length=20, default="self")
    proxy_reason = models.CharField(max_length=200, blank=True)
    contents = models.CharField(max_length=400)
    place = models.CharField(max_length=200, blank=True)
    signing = models.CharField(max_length=12, choices=[(s, s) for s in SIGNING])
    signature_id = models.UUIDField(null=True)
    signature_digest = models.CharField(max_length=64, blank=True)
    witness = models.CharField(max_length=100, blank=True)
    carrier = models.CharField(max_length=60, blank=True)
    tracking_no = models.CharField(max_length=60, blank=True)
    address_sealed = models.BinaryField(default=b"")
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    failed_reason = models.CharField(max_length=400, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    window_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(method__in=METHODS), name="hand_over_method_known"),
            models.CheckConstraint(condition=Q(signing__in=SIGNING), name="hand_over_signing_known"),
            models.CheckConstraint(condition=~Q(receiver_name=""), name="hand_over_has_receiver"),
            models.CheckConstraint(
                condition=~Q(signing="pad") | Q(signature_id__isnull=False), name="hand_over_pad_is_signed"
            ),
            models.CheckConstraint(condition=~Q(signing="witnessed") | ~Q(witness=""), name="hand_over_has_witness"),
            models.CheckConstraint(condition=~Q(method="post") | ~Q(tracking_no=""), name="hand_over_post_has_number"),
            models.UniqueConstraint(
                fields=["result"], condition=Q(received_at__isnull=False), name="result_received_once"
            ),
            models.UniqueConstraint(
                fields=["result"], condition=Q(received_at__isnull=True, failed_reason=""), name="result_one_on_its_way"
            ),
        ]
        indexes = [models.Index(fields=["center_id", "tracking_no"], name="hand_over_by_tracking")]


class SignatureRequest(GuardedModel):
    """A clerk asks the person at the evaluator of a window to sign. `about` is the line that the person reads before signing."""

    LIFECYCLE = SIGNATURE

    window_id = models.UUIDField()
    subject = models.CharField(max_length=60)
    purpose = models.CharField(max_length=20)
    signer = models.CharField(max_length=100)
    about = models.CharField(max_length=400)
    asked_at = models.DateTimeField()
    asked_by_id = models.UUIDField(null=True)
    asked_by = models.CharField(max_length=100)
    signed_at = models.DateTimeField(null=True)
    device_id = models.UUIDField(null=True)
    file_id = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in Asked]), name="signature_state_known"),
            models.UniqueConstraint(
                fields=["center_id", "window_id"], condition=Q(state="open"), name="signature_one_open_a_window"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "used"]) | (Q(file_id__isnull=False) & Q(signed_at__isnull=False)),
                name="signature_signed_has_image",
            ),
        ]
        indexes = [models.Index(fields=["center_id", "subject", "id"], name="signature_of_subject")]
