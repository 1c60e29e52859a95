"""What was asked without a case being opened."""

from dataclasses import fields
from datetime import date, datetime, time, timedelta
from uuid import UUID

from yichuang.foundation.actor import Actor
from yichuang.foundation.errors import Missing

from ..models import Inquiry
from ..types_inquiry import InquiryView
from .common import lens_of


def inquiries(
    actor: Actor, *, window_id: UUID | None = None, day: date | None = None, size: int = 100
) -> list[InquiryView]:
    """The inquiries of a day (today when none is given), newest first; of one window when it is named. Two statements."""
    actor.require("case.read")
    assert actor.center_id is not None
    lens = lens_of(actor.center_id)
    start = datetime.combine(day or lens.today, time(), lens.zone)
    rows = Inquiry.objects.filter(center_id=actor.center_id, at__gte=start, at__lt=start + timedelta(days=1))
    if window_id:
        rows = rows.filter(window_id=window_id)
    return [_view(r) for r in rows.order_by("-at", "-id")[:size]]


def inquiry(actor: Actor, inquiry_id: UUID) -> InquiryView:
    """One of them; Missing when it is another center's."""
    actor.require("case.read")
    row = Inquiry.objects.filter(center_id__in=actor.reads, pk=inquiry_id).first()
    if row is None:
        raise Missing("inquiry.missing")
    return _view(row)


def _view(row: Inquiry) -> InquiryView:
    return InquiryView(**{f.name: getattr(row, f.name) for f in fields(InquiryView)})
