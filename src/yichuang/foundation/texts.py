"""Short texts that people type: without the space around them, and no longer than what keeps them."""

from django.utils.translation import gettext_lazy as _

from .errors import Invalid

WORDS = {
    "name": _("名称"), "name_en": _("英文名称"), "short_name": _("机关简称"), "review_organ": _("复议机关"), "court": _("管辖法院"),
    "address": _("地址"), "phone": _("电话"), "supervision_phone": _("监督电话"), "floor": _("楼层"), "post": _("职务"),
    "badge_no": _("工号"), "reason": _("原因"), "note": _("备注"), "papers": _("材料"), "item": _("事项"), "code": _("代码"),
}  # fmt: skip
"""How the pages call a field."""


def fitting(value: str, field: str, limit: int | None, *, what: object = None) -> str:
    """The text without the space around it, or the one refusal for what is too long, which names the field and the limit.

    `what` is how the page calls the field, where that differs from `WORDS`.
    """
    text = value.strip()
    if limit is not None and len(text) > limit:
        raise Invalid("text.too_long", field=field, what=what or WORDS.get(field, field), limit=limit, length=len(text))
    return text
