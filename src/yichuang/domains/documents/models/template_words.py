"""The words that a center adds to the form of a kind of paper."""

from django.db import models

from yichuang.foundation.models import CenterModel


class TemplateWords(CenterModel):
    """One published version. The highest that has come to its day is in force; a version without words is the built-in form again. Nothing is changed
    or taken away afterwards, so that a paper's `made_with` can always be looked up."""

    append_only = True

    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    ask = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    effective_from = models.DateField(null=True)
    """The day from which papers take it; empty: from the moment it was published."""
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "kind", "version"], name="template_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="template_version_from_one"),
        ]
