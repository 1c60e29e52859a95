"""Where a page listens. The address carries a ticket that runs out after minutes; a page that stays open renews it.

What may be renewed is itself signed: the center, the topics and the person that the page was made for. A page of staff or of
a device is renewed only for the same one, so a revoked session hears nothing more.
"""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from yichuang.foundation.actor import Actor
from yichuang.foundation.live import stream_ticket

RENEW_SALT = "yichuang.stream.renew"
RENEW_LIFE = 7 * 24 * 3600
"""A wall screen stays on for days; after a week it has to be loaded again."""


def split_topics(topics: str | Iterable[str]) -> list[str]:
    """ "queue window:1" or a list → topics without doubles, in order."""
    words = topics.replace(",", " ").split() if isinstance(topics, str) else [str(t) for t in topics]
    return list(dict.fromkeys(words))


def stream_address(request: HttpRequest, topics: str | Iterable[str]) -> str:
    """The address for `data-stream`, or an empty text when there is no center or nothing to hear."""
    actor: Actor | None = getattr(request, "actor", None)
    wanted = split_topics(topics)
    if not wanted or actor is None or actor.center_id is None:
        return ""
    query = urlencode({"ticket": stream_ticket(actor, wanted), "topics": ",".join(wanted)})
    return f"{_streams(request)}?{query}"


def renewal(request: HttpRequest, topics: str | Iterable[str]) -> str:
    """The signed text with which this page may ask for a fresh address."""
    actor: Actor | None = getattr(request, "actor", None)
    wanted = split_topics(topics)
    if not wanted or actor is None or actor.center_id is None:
        return ""
    return signing.dumps([str(actor.center_id), wanted, _who(actor)], salt=RENEW_SALT, compress=True)


def renewed_address(request: HttpRequest, text: str) -> str:
    """A fresh address for what `renewal` signed; empty when forged, too old, or asked for by somebody else."""
    try:
        center, topics, who = signing.loads(text, salt=RENEW_SALT, max_age=RENEW_LIFE)
    except signing.BadSignature:
        return ""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if who and who != _who(actor):
        return ""
    listener = actor if who else Actor.citizen(UUID(center))
    query = urlencode({"ticket": stream_ticket(listener, topics), "topics": ",".join(topics)})
    return f"{_streams(request)}?{query}"


def _who(actor: Actor) -> str:
    return str(actor.device_id or actor.id or "")


def _streams(request: HttpRequest) -> str:
    """The streams process: a fixed address (behind a proxy, a path), else the same host on the stream port."""
    fixed = getattr(settings, "YICHUANG_STREAM_URL", "")
    if fixed:
        return str(fixed).rstrip("/")
    host = request.get_host()
    bare = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return f"{request.scheme}://{bare}:{getattr(settings, 'YICHUANG_STREAM_PORT', 0)}/stream"
