"""Sentences of the portal's own refusals."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "portal.code_unknown": _("没有找到这个编码。请核对凭条或文书上的查询码，或到窗口询问。"),
}
