"""What a lower organ sent up to the one that decides (行政许可法 35 and 43)."""

from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel


class CaseReport(CenterModel):
    """The report of a first review: its opinion and the papers that went with it, from which department to which.

    `papers` are [{code, name, copies}], so that the applicant is asked for none of them again. `due` was the last day of the review.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    reviewer_id = models.UUIDField()
    decider_id = models.UUIDField()
    conclusion = models.CharField(max_length=10)
    opinion = models.TextField()
    papers = models.JSONField(default=list)
    due = models.DateField()
    late = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)
    by_post = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(opinion="") & Q(conclusion__in=["agree", "disagree"]), name="report_has_opinion"
            ),
            models.CheckConstraint(condition=~Q(reviewer_id=F("decider_id")), name="report_goes_up"),
        ]
