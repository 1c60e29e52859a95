"""The calling order that a center has set."""

from django.db import models
from django.db.models import Q

from yichuang.foundation.models import CenterModel

from .hall.values import CLASSES
from .policy.settings import LEADS, NAMES, RATES, Policy

_DEFAULT = Policy()


def _minutes(default: float) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(default=int(default))


class CallingOrder(CenterModel):
    """One row a center, once it has set something or its own days have taught how long its items take.

    Figures as `policy.Policy` has them: minutes; `brevity` in hundredths. `weights`: {queue code: {item code: weight}}, learned.
    """

    name = models.CharField(max_length=14, default="default")
    start = _minutes(_DEFAULT.start)
    brevity = models.PositiveSmallIntegerField(default=int(100 * _DEFAULT.brevity))
    most = _minutes(_DEFAULT.most)
    lead_normal = _minutes(LEADS["normal"])
    lead_priority = _minutes(LEADS["priority"])
    lead_appointment = _minutes(LEADS["appointment"])
    rate_normal = models.PositiveSmallIntegerField(default=int(RATES["normal"]))
    rate_priority = models.PositiveSmallIntegerField(default=int(RATES["priority"]))
    rate_appointment = models.PositiveSmallIntegerField(default=int(RATES["appointment"]))
    first = models.PositiveSmallIntegerField(default=1)
    then = models.PositiveSmallIntegerField(default=1)
    weights = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id"], name="calling_order_once_a_center"),
            models.CheckConstraint(condition=Q(name__in=NAMES), name="calling_order_known"),
            models.CheckConstraint(condition=Q(first__gte=1, then__gte=1), name="calling_order_ratio_is_some"),
        ]

    def setting(self) -> dict[str, object]:
        """As `policy.read_policy` reads it."""
        return {
            "name": self.name, "start": self.start, "brevity": self.brevity / 100, "most": self.most,
            "leads": {c: getattr(self, f"lead_{c}") for c in CLASSES},
            "rates": {c: getattr(self, f"rate_{c}") for c in CLASSES},
            "ratio": {"priority": self.first, "normal": self.then},
        }  # fmt: skip
