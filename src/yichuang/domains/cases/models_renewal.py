"""What a renewal is about: the licence, its last day, and whether it was asked for in time (行政许可法 50)."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel


class CaseRenewal(CenterModel):
    """The licence that the application wants renewed. `ask_by` is the last day on which asking was in time, with the law that says so.

    `renewed_on` is the day on which the law renewed it, because nobody had decided by 24:00 of `expires_on`.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    licence = models.CharField(max_length=200)
    licence_no = models.CharField(max_length=100)
    expires_on = models.DateField()
    asked_on = models.DateField()
    ask_by = models.DateField()
    basis = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    renewed_on = models.DateField(null=True)
    paper_id = models.UUIDField(null=True)
    paper_no = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(licence_no="") & ~Q(basis=""), name="renewal_has_licence_and_basis"),
            models.CheckConstraint(
                condition=Q(renewed_on=None) | Q(renewed_on__gt=models.F("expires_on")), name="renewed_after_the_end"
            ),
        ]

    @property
    def in_time(self) -> bool:
        """Whether silence renews it."""
        return self.asked_on <= self.ask_by
