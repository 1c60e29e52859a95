"""Sentences for this room's refusals."""

from django.utils.translation import gettext_noop as _

REFUSALS = {
    "voice.unknown_clip": _("没有“%(clip)s”这个录音项，请从列表中选择。"),
    "voice.too_long": _("录音太长，请只录这一个词，不超过 %(limit_kb)s KB。"),
    "voice.type": _("读不懂这段录音，请在本页录制，或上传 WAV、WebM、OGG、M4A。"),
    "voice.no_clip": _("还没有这个录音，请先录制或上传。"),
}
