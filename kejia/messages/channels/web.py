"""Asking a gateway by HTTP, telling apart what surely did not arrive from what may have."""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 20.0
"""Seconds, for connecting and for each wait after it."""
LONGEST_ANSWER = 64 * 1024


class NotReached(Exception):
    """Nothing was sent: there was no connection."""


class NoAnswer(Exception):
    """Something was sent, and no answer came."""


@dataclass(frozen=True)
class Answer:
    """Status and body of an answer."""

    status: int
    body: bytes

    def json(self) -> dict[str, Any]:  # Any: the gateway's own
        """The body as an object; empty where it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def ask(
    method: str,
    url: str,
    body: bytes | None = None,
    headers: Mapping[str, str] = {},
    timeout: float = TIMEOUT,
) -> Answer:
    """One request, without following redirects. Raises NotReached or NoAnswer."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, parts.port, timeout=timeout, context=context)
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=timeout)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        try:
            connection.connect()
        except (OSError, http.client.HTTPException) as error:
            raise NotReached(type(error).__name__) from error
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(LONGEST_ANSWER))
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(type(error).__name__) from error
    finally:
        connection.close()
