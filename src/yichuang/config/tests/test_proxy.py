"""Behind a proxy a person keeps his own address; nobody else's word about it is believed."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from yichuang.config.proxy import behind, networks

OURS = networks("127.0.0.1, ::1, 10.2.0.0/24")


def seen(remote: str, forwarded: str = "", proto: str = "") -> tuple[str, str]:
    """Address and scheme as the program sees them."""
    told: dict[str, Any] = {"REMOTE_ADDR": remote, "wsgi.url_scheme": "http"}
    told |= {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    told |= {"HTTP_X_FORWARDED_PROTO": proto} if proto else {}
    behind(lambda environ, start: [], OURS)(told, print)
    return told["REMOTE_ADDR"], told["wsgi.url_scheme"]


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9"),  # the first was sent by the browser
        ("10.2.0.7", "203.0.113.9, 10.2.0.8", "203.0.113.9"),  # two proxies of ours
        ("::1", "2001:db8::5", "2001:db8::5"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, nonsense", "127.0.0.1"),
        ("203.0.113.50", "1.2.3.4", "203.0.113.50"),  # no proxy of ours
        ("", "1.2.3.4", ""),
    ],
)
def test_whose_address_counts(remote: str, forwarded: str, address: str) -> None:
    assert seen(remote, forwarded)[0] == address


def test_the_scheme_is_what_our_proxy_says() -> None:
    assert seen("127.0.0.1", "203.0.113.9", "https")[1] == "https"
    assert seen("203.0.113.50", "", "https")[1] == "http"
    assert seen("127.0.0.1", "203.0.113.9", "gopher")[1] == "http"


def test_nonsense_in_the_setting_ends_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="YICHUANG_PROXIES"):
        networks("the proxy")
    assert networks("") == ()
