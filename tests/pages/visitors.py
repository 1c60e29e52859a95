"""Who comes to a running house without a browser: people and devices with cookies, and programs with a token."""

from itertools import count
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx


class Visitor:
    """One session. Its cookies can be given to a browser, which is then the same person or device."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = httpx.Client(base_url=url, follow_redirects=True, timeout=30)

    @classmethod
    def entering(cls, url: str, door: str) -> "Visitor":
        """Through one of the doors of the demo page."""
        visitor = cls(url)
        visitor.get("/demo/")
        visitor.post(door)
        return visitor

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Read; anything but success is a fault of the test."""
        return self._good(self.client.get(path, headers=headers))

    def post(self, path: str, **data: Any) -> httpx.Response:
        """Press a button, with its own idempotency key. An old page may lack the cookie of the form token: any page gives it."""
        if "csrftoken" not in self.client.cookies:
            self.client.get("/login/")
        headers = {"X-CSRFToken": self.client.cookies.get("csrftoken", "")}
        return self._good(self.client.post(path, data={"key": str(uuid4()), **data}, headers=headers))

    def cookies(self) -> list[dict[str, Any]]:
        """As a browser context takes them."""
        host = urlsplit(self.url).hostname
        return [
            {"name": c.name, "value": (c.value or "").strip('"'), "domain": host, "path": "/"}
            for c in self.client.cookies.jar
        ]

    @staticmethod
    def _good(answer: httpx.Response) -> httpx.Response:
        assert answer.status_code < 400, (
            f"{answer.request.method} {answer.request.url}: {answer.status_code}\n{answer.text}"
        )
        return answer


class Program:
    """A caller of the API with a token."""

    _keys = count(1)

    def __init__(self, url: str, token: str) -> None:
        self.client = httpx.Client(base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=30)

    def get(self, path: str) -> Any:
        return self._good(self.client.get(path)).json()

    def bytes(self, path: str) -> bytes:
        return self._good(self.client.get(path)).content

    def post(self, path: str, **body: Any) -> Any:
        return self._write("POST", path, body)

    def refused(self, path: str, **body: Any) -> None:
        """Try what the house refuses; anything but its refusal is a fault of the test."""
        key = {"Idempotency-Key": f"{uuid4()}-{next(self._keys)}"}
        answer = self.client.post(path, json=body, headers=key)
        assert answer.status_code == 409, f"{path}: {answer.status_code} {answer.text}"

    def put(self, path: str, body: dict[str, Any]) -> Any:
        return self._write("PUT", path, body)

    def _write(self, method: str, path: str, body: dict[str, Any]) -> Any:
        key = {"Idempotency-Key": f"{uuid4()}-{next(self._keys)}"}
        return self._good(self.client.request(method, path, json=body, headers=key)).json()

    @staticmethod
    def _good(answer: httpx.Response) -> httpx.Response:
        assert answer.status_code < 300, (
            f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}"
        )
        return answer
