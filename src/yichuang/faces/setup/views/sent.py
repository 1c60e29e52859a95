"""What was sent to people, by which channel, and what became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yichuang.faces.setup import words
from yichuang.faces.setup.pages import actor_of, done, id_of, key_of, setup_page, show
from yichuang.foundation import messages
from yichuang.foundation.errors import Invalid


@setup_page("message.read")
def sent(request: HttpRequest) -> HttpResponse:
    """The list, by channel, state and kind. A POST puts one message back into the line."""
    if request.method == "POST":
        answer = done(request, {"again": _again}, request.get_full_path())
        if isinstance(answer, HttpResponse):
            return answer
        return show(request, "setup/sent.html", lambda: _list(request), answer)
    return show(request, "setup/sent.html", lambda: _list(request))


def _again(request: HttpRequest) -> str:
    messages.try_again(actor=actor_of(request), key=key_of(request), message=id_of(request, "message"))
    return _("已放回发送队列，几秒后再发。")


def _list(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    asked = {name: request.GET.get(name, "") for name in ("channel", "state", "kind")}
    after = request.GET.get("after", "")
    lines, more = messages.outbox(
        actor,
        channel=asked["channel"],
        state=asked["state"] if asked["state"] in messages.STATES else "",
        template=asked["kind"] if asked["kind"] in messages.known_kinds() else "",
        before=_place(after) if after else None,
    )
    kinds = [(code, messages.kind_label(code)) for code in sorted(messages.known_kinds())]
    counts = messages.counts(actor)
    return {
        "asked": asked, "lines": lines, "after": more, "first": not after, "stand_ins": messages.stand_ins(),
        "channels": words.CHANNELS, "states": [(s, word, counts.get(s, 0)) for s, word in words.MESSAGE_STATES],
        "channel_words": dict(words.CHANNELS), "state_words": dict(words.MESSAGE_STATES),
        "lights": words.MESSAGE_LIGHTS, "kinds": kinds, "topics": ["messages"],
    }  # fmt: skip


def _place(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("page.invalid", field="after") from None
