"""Sentences for what messages refuse."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "message.missing": _("没有找到这条消息，可能已过期或不是发给您的。"),
    "message.wrong_state": _("这条消息现在不能这样处理，请刷新后再看。"),
    "message.no_address": _("这条消息没有地址，不能重发。请用别的方式告知。"),
}
