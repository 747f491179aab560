"""The scanner for harmful content, behind one shape. The one that is here speaks ClamAV's INSTREAM over a socket."""

import socket
import struct
from typing import NamedTuple, Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kejia.files.kinds import ScanState

PIECE = 64 * 1024
SECONDS = 30.0
LONGEST_ANSWER = 4_096


class NoAnswer(Exception):
    """The scanner could not be asked, or did not say yes or no."""


class Scanner(Protocol):
    """Says whether content is harmful."""

    def find_harm(self, content: bytes) -> str | None:
        """The name of what was found, None where nothing was. Raises NoAnswer."""


class Clamd(NamedTuple):
    """A clamd: host and port, or the path of its socket (port 0)."""

    address: str
    port: int = 0

    def find_harm(self, content: bytes) -> str | None:
        """Stream the content to it in pieces, each with its length, an empty one last."""
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for at in range(0, len(content), PIECE):
                    piece = content[at : at + PIECE]
                    line.sendall(struct.pack("!I", len(piece)) + piece)
                line.sendall(struct.pack("!I", 0))
                answer = self._answer(line)
        except OSError as error:
            raise NoAnswer(str(error)) from error
        said = answer.removeprefix("stream:").strip()
        if said == "OK":
            return None
        if said.endswith(" FOUND"):
            return said.removesuffix(" FOUND")
        raise NoAnswer(answer)

    def _connected(self) -> socket.socket:
        if self.port:
            return socket.create_connection((self.address, self.port), SECONDS)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(self.address)
        except OSError:
            line.close()
            raise
        return line

    def _answer(self, line: socket.socket) -> str:
        answer = b""
        while len(answer) < LONGEST_ANSWER and (piece := line.recv(LONGEST_ANSWER)):
            answer += piece
            if b"\0" in piece:
                break
        return answer.split(b"\0")[0].decode("utf-8", "replace")


def scan(content: bytes) -> tuple[ScanState, str]:
    """What becomes of a file, and what was found in it. Without a scanner's word it waits, or passes by setting."""
    scanner = _scanner()
    try:
        found = scanner.find_harm(content) if scanner else None
    except NoAnswer:
        return ScanState.HELD, ""
    if found:
        return ScanState.INFECTED, found[:200]
    if scanner is None:
        return (ScanState.HELD if settings.KEJIA_UNSCANNED == "hold" else ScanState.UNSCANNED), ""
    return ScanState.CLEAN, ""


def _scanner() -> Scanner | None:
    """As KEJIA_SCANNER says: clamd:HOST:PORT or clamd:/path/of/socket; none where it is empty."""
    written = settings.KEJIA_SCANNER
    if not written:
        return None
    kind, _, rest = written.partition(":")
    host, _, port = rest.rpartition(":")
    if kind == "clamd" and rest.startswith("/"):
        return Clamd(rest)
    if kind == "clamd" and host and port.isdecimal():
        return Clamd(host, int(port))
    raise ImproperlyConfigured(
        "KEJIA_SCANNER: 应写作 clamd:主机:端口 或 clamd:/套接字路径 · write clamd:HOST:PORT or clamd:/path/of/socket"
    )
