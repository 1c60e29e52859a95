"""The center's own voice: record, hear, check and take away the clips that calls are made of."""

import io
import zipfile
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.domains.queueing import api as queueing
from yichuang.domains.voice import api as voice
from yichuang.faces.setup.pages import actor_of, done, key_of, setup_page, show

ENDINGS = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/wav": "wav", "audio/mp4": "m4a"}


@setup_page("place.manage")
@require_http_methods(["GET", "POST"])
def clips(request: HttpRequest) -> HttpResponse:
    """Every clip with what is said in it: those that this center's numbers need come first."""
    refusal = None
    if request.method == "POST":
        answer = done(request, {"keep": _keep, "drop": _drop}, request.path)
        if isinstance(answer, HttpResponse):
            return _with_microphone(answer)
        refusal = answer
    return _with_microphone(show(request, "setup/voice.html", lambda: _facts(request), refusal))


def _with_microphone(response: HttpResponse) -> HttpResponse:
    """This page alone may ask for the microphone."""
    response.headers["Permissions-Policy"] = "geolocation=(), microphone=(self)"
    return response


def _facts(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    there = voice.clips(actor)
    queues, windows = (
        [q.code for q in queueing.queues(actor, active_only=True)],
        [w.code for w in queueing.desks(actor)],
    )
    needed = voice.needed(queues, windows)
    names = [*needed, *(n for n in voice.CLIPS if n not in needed)]
    rows = [{"name": n, "said": voice.CLIPS[n], "needed": n in needed, "clip": there.get(n)} for n in names]
    unsaid = [w for w in windows if not voice.compose(f"{queues[0] if queues else 'A'}001", w)]
    return {"rows": rows, "lacking": len(voice.lacking(queues, windows, there)), "count": len(needed), "unsaid": unsaid}


def _keep(request: HttpRequest) -> str:
    given = request.FILES.get("file")
    name = request.POST.get("clip", "")
    voice.keep_clip(
        actor=actor_of(request), key=key_of(request), name=name, content_type=(given.content_type or "") if given else "",
        data=given.read() if given else b"",
    )  # fmt: skip
    return _("已保存“%(said)s”的录音。") % {"said": voice.CLIPS[name]}


def _drop(request: HttpRequest) -> str:
    name = request.POST.get("clip", "")
    voice.drop_clip(actor=actor_of(request), key=key_of(request), name=name)
    return _("已删除“%(said)s”的录音。") % {"said": voice.CLIPS[name]}


@setup_page("place.manage")
@require_GET
def sound(request: HttpRequest, name: str) -> HttpResponse:
    """One recording, to hear."""
    kind, data = voice.clip(actor_of(request), name)
    return HttpResponse(data, content_type=kind)


@setup_page("place.manage")
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """All recordings in one file, for another center or for safe keeping."""
    actor, out = actor_of(request), io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, clip in sorted(voice.clips(actor).items()):
            packed.writestr(f"{name}.{ENDINGS[clip.content_type]}", voice.clip(actor, name)[1])
    answer = HttpResponse(out.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="voice.zip"'
    return answer
