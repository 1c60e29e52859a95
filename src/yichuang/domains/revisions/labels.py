"""Words for the states and kinds of revisions."""

from django.utils.translation import gettext_lazy as _

from .lifecycle import State

STATE_LABELS = {
    State.PROPOSED: _("待审核"),
    State.CHECKED: _("待发布"),
    State.PUBLISHED: _("已发布"),
    State.RETURNED: _("已退回"),
    State.WITHDRAWN: _("已撤回"),
}
KIND_LABELS = {"guide": _("办事指南和审核要点"), "words": _("文书用语")}
