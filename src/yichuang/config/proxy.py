"""Behind a reverse proxy: who asks, and by which scheme, is what the proxy says of him.

Guessers are slowed down by the address from which they try. Behind a proxy everybody would have the proxy's own, and forty wrong tries anywhere
would keep the whole hall from logging in. A word about it is believed from the proxies in the settings, and from nobody else.
"""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from django.core.exceptions import ImproperlyConfigured

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]
Networks = tuple[IPv4Network | IPv6Network, ...]


def networks(text: str) -> Networks:
    """Addresses or networks between commas; nonsense ends the start with a sentence."""
    try:
        return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as no:
        raise ImproperlyConfigured(f"YICHUANG_PROXIES holds addresses like 10.2.0.5 or 10.2.0.0/24: {no}.") from None


def behind(application: Application, proxies: Networks) -> Application:
    """The application, told of the person where a proxy asks for him."""

    def answer(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if _one_of(environ.get("REMOTE_ADDR", ""), proxies):
            environ["REMOTE_ADDR"] = asker(environ, proxies)
            if environ.get("HTTP_X_FORWARDED_PROTO", "") == "https":
                environ["wsgi.url_scheme"] = "https"
        return application(environ, start)

    return answer


def asker(environ: dict[str, Any], proxies: Networks) -> str:
    """The last address in the chain that is no proxy of ours: what stands before it was written by whoever asks."""
    last = str(environ["REMOTE_ADDR"])
    for named in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if not _is_address(named.strip()):
            return last
        last = named.strip()
        if not _one_of(last, proxies):
            return last
    return last


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


def _one_of(address: str, proxies: Networks) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in proxies)
