"""Tables of the catalogue. An item and its versions belong to no center; that a center offers an item does.

A version is written whole and never changed once published: cases pin it, and its guide may be kept in memory.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from yichuang.foundation.models import CenterModel, PlainModel

from .types import EXCLUDED, INTAKE_RULES, SURE

UNITS = ("working_day", "natural_day", "hour", "working_hour", "month", "year")
STARTS = ("receipt", "acceptance", "complete", "decision")


def _sure(default: str = "confirmed") -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=10, choices=[(s, s) for s in SURE], default=default)


class ServiceItem(PlainModel):
    """Something that can be applied for. Its words are in its versions."""

    code = models.CharField(max_length=40, unique=True)


class ItemVersion(PlainModel):
    """An item from one day to another, whole. The last draft is the one that an import or an edit writes."""

    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[("draft", "draft"), ("published", "published")], default="draft")
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    answered = models.TextField(blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    item_class = models.CharField(max_length=10, choices=[(k, k) for k in ("power", "public", "related")])
    type_name = models.CharField(max_length=40)
    type_code = models.CharField(max_length=4)
    type_sure = _sure()
    department_name = models.CharField(max_length=100)
    level = models.CharField(max_length=20)
    service_objects = models.JSONField(default=list)
    project_type = models.CharField(max_length=10, choices=[(k, k) for k in ("instant", "promised")])
    intake_rule = models.CharField(max_length=30, choices=[(r, r) for r in INTAKE_RULES])
    fee = models.CharField(max_length=300, blank=True)
    fee_sure = _sure()
    result_name = models.CharField(max_length=200, blank=True)
    result_validity = models.CharField(max_length=100, blank=True)
    result_sure = _sure()
    conditions = models.JSONField(default=list)
    procedure = models.JSONField(default=list)
    quantity = models.CharField(max_length=300, blank=True)
    accept_channels = models.JSONField(default=list)
    aliases = models.JSONField(default=list)
    notes = models.TextField(blank=True)
    commitment = models.BooleanField(default=False)
    commitment_kind = models.CharField(max_length=200, blank=True)
    commitment_sure = _sure()
    commitment_text_sure = _sure()
    commitment_basis = models.TextField(blank=True)
    commitment_terms = models.TextField(blank=True)
    commitment_duties = models.TextField(blank=True)
    commitment_breach = models.TextField(blank=True)
    commitment_excluded = models.CharField(max_length=20, blank=True, choices=[(e, e) for e in EXCLUDED])
    commitment_verify_days = models.PositiveSmallIntegerField(null=True)
    commitment_repair_days = models.PositiveSmallIntegerField(null=True)
    tolerance = models.BooleanField(default=False)
    tolerance_rule = models.CharField(max_length=200, blank=True)
    tolerance_sure = _sure()
    in_person = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)
    review_first = models.BooleanField(default=False)
    refusal_with_notice = models.BooleanField(null=True)
    """A written refusal beside the notice of what lacks (DB50/T 1603-2024 5.2.2.3, to the letter); null: as the center has set."""
    search = SearchVectorField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["item"], condition=Q(state="draft"), name="version_one_draft"),
            models.CheckConstraint(
                condition=Q(state="draft", effective_from=None) | Q(state="published", effective_from__isnull=False),
                name="version_published_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gt=F("effective_from")), name="version_days_in_order"
            ),
            # versions from before the four contents were asked for have none, and their texts are empty for good
            models.CheckConstraint(
                condition=Q(state="draft") | Q(commitment=False) | Q(commitment_excluded=""),
                name="version_commits_where_it_may",
            ),
            models.CheckConstraint(
                condition=Q(refusal_with_notice=None) | Q(intake_rule="LICENSE_STD"),
                name="version_refuses_where_it_may",
            ),
        ]
        indexes = [
            # the version in force: one item, newest first
            models.Index(
                F("item"), F("effective_from").desc(), condition=Q(state="published"), name="version_in_force"
            ),
            GinIndex(fields=["search"], name="version_search"),
        ]


class ItemLimit(PlainModel):
    """A limit of a version: statutory, promised, for delivery, or for the review by a lower organ. Zero units is on the spot."""

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="limits")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("statutory", "promised", "delivery", "review")])
    value = models.PositiveIntegerField()
    unit = models.CharField(max_length=12, choices=[(u, u) for u in UNITS])
    basis = models.CharField(max_length=200, blank=True)
    citation = models.CharField(max_length=200, blank=True)
    starts_at = models.CharField(max_length=12, choices=[(s, s) for s in STARTS])
    sure = _sure()
    extension = models.CharField(max_length=100, blank=True)
    extension_value = models.PositiveIntegerField(null=True)
    extension_unit = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "kind"], name="limit_kind_once"),
            models.CheckConstraint(condition=Q(unit__in=UNITS), name="limit_unit_known"),
            models.CheckConstraint(condition=Q(starts_at__in=STARTS), name="limit_start_known"),
        ]


class LegalBasis(PlainModel):
    """A law, and its article, on which a version stands."""

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="bases")
    place = models.PositiveSmallIntegerField()
    law = models.CharField(max_length=150)
    article = models.CharField(max_length=60, blank=True)
    sure = _sure()


class SpecialProcedure(PlainModel):
    """A procedure whose time the law may leave out of the limit; `kind` after the legal clock's stops."""

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="procedures")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20)
    counted = models.BooleanField()
    est_days = models.PositiveIntegerField(null=True)
    sure = _sure()


class CatalogFile(PlainModel):
    """A blank form or filled sample. In the database, because the catalogue travels whole from the city to the halls."""

    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()


class Material(PlainModel):
    """A material of a version. `when` maps a question's code to the answers under which it is needed; `shows` names the
    data on it that have to agree with other materials and with the parties."""

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="materials")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    category = models.CharField(max_length=10, choices=[(k, k) for k in ("main", "secondary")])
    necessity = models.CharField(max_length=12, choices=[(k, k) for k in ("required", "situational")])
    tolerable = models.BooleanField(default=False)
    replaceable = models.BooleanField(default=False)
    form = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=100, blank=True)
    copies = models.PositiveSmallIntegerField(default=1)
    original = models.BooleanField(default=True)
    sure = _sure()
    class_sure = _sure()
    note = models.CharField(max_length=300, blank=True)
    when = models.JSONField(default=dict)
    shows = models.JSONField(default=list)
    blank_form = models.ForeignKey(CatalogFile, on_delete=models.PROTECT, null=True, related_name="+")
    filled_sample = models.ForeignKey(CatalogFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="material_code_once")]


class ReviewPoint(PlainModel):
    """What the clerk looks at on a material, and what the applicant is told when it is wrong."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="points")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    fix = models.CharField(max_length=200, blank=True)


class Question(PlainModel):
    """A question that narrows the materials of a version."""

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    help = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="question_code_once")]


class Answer(PlainModel):
    """One answer to a question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="answer_code_once")]


class Offer(CenterModel):
    """That a center offers an item: who decides it, which queue leads to it, whether it is handled here.

    `review_department` has it first where the item is handled in two stages (行政许可法 35): it accepts, reviews and reports.
    """

    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("places.Department", on_delete=models.PROTECT, related_name="+")
    review_department = models.ForeignKey("places.Department", on_delete=models.PROTECT, related_name="+", null=True)
    group = models.CharField(max_length=10)
    handled_in = models.CharField(max_length=10, choices=[(k, k) for k in ("here", "external")], default="here")
    external_system = models.CharField(max_length=100, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center_id", "item"], name="offer_once_a_center"),
            models.CheckConstraint(
                condition=Q(handled_in="here") | (Q(handled_in="external") & ~Q(external_system="")),
                name="offer_external_names_its_system",
            ),
            models.CheckConstraint(
                condition=Q(review_department=None) | ~Q(review_department=F("department")),
                name="offer_reviewed_by_another",
            ),
        ]
        indexes = [models.Index(fields=["center_id", "group"], name="offer_by_group")]
