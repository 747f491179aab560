"""The scanner's protocol, against a small server of our own that speaks it; and what becomes of a file."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from kejia.files.kinds import ScanState
from kejia.files.scanning import PIECE, scan

HARM = b"what this server takes for a virus"


class Speaks(socketserver.BaseRequestHandler):
    """Reads a stream as clamd does and answers as it does; `says` overrides the answer."""

    says: bytes | None = None

    def handle(self) -> None:
        """One command on one connection."""
        assert self._exactly(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", self._exactly(4))[0]:
            assert length <= PIECE
            content += self._exactly(length)
        found = b"stream: Invented.Test FOUND\0" if HARM in content else b"stream: OK\0"
        self.request.sendall(found if self.says is None else self.says)

    def _exactly(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            piece = self.request.recv(count - len(got))
            assert piece, "the stream ended early"
            got += piece
        return got


@contextmanager
def scanner(says: bytes | None = None, at: Path | None = None) -> Iterator[str]:
    """Such a server; how the setting names it."""
    handler = type("Handler", (Speaks,), {"says": says})
    server: socketserver.BaseServer
    if at is None:
        tcp = socketserver.TCPServer(("127.0.0.1", 0), handler)
        server, name = tcp, f"clamd:127.0.0.1:{tcp.server_address[1]}"
    else:
        server, name = socketserver.UnixStreamServer(str(at), handler), f"clamd:{at}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield name
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("size", [1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_what_is_clean_passes_and_what_is_not_is_named(settings: Settings, size: int) -> None:
    with scanner() as settings.KEJIA_SCANNER:
        assert scan(bytes(size)) == (ScanState.CLEAN, "")
        assert scan(bytes(size) + HARM) == (ScanState.INFECTED, "Invented.Test")


def test_a_socket_in_the_file_system_does_as_well(settings: Settings, tmp_path: Path) -> None:
    with scanner(at=tmp_path / "clamd") as settings.KEJIA_SCANNER:
        assert scan(HARM) == (ScanState.INFECTED, "Invented.Test")


@pytest.mark.parametrize("says", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: FOUNDLING\0"])
def test_an_answer_that_is_neither_yes_nor_no_holds_the_file(settings: Settings, says: bytes) -> None:
    with scanner(says) as settings.KEJIA_SCANNER:
        assert scan(b"x") == (ScanState.HELD, "")


def test_a_scanner_that_is_down_holds_the_file_whatever_the_setting(
    settings: Settings, tmp_path: Path
) -> None:
    settings.KEJIA_UNSCANNED = "allow"
    with scanner() as gone:
        pass
    for settings.KEJIA_SCANNER in (gone, f"clamd:{tmp_path}/nobody"):
        assert scan(b"x") == (ScanState.HELD, "")


def test_without_a_scanner_the_setting_decides(settings: Settings) -> None:
    settings.KEJIA_SCANNER, settings.KEJIA_UNSCANNED = "", "allow"
    assert scan(b"x") == (ScanState.UNSCANNED, "")
    settings.KEJIA_UNSCANNED = "hold"
    assert scan(b"x") == (ScanState.HELD, "")


@pytest.mark.parametrize("written", ["clam", "clamd:", "clamd:host", "other:host:1"])
def test_a_setting_that_names_no_scanner_is_refused(settings: Settings, written: str) -> None:
    settings.KEJIA_SCANNER = written
    with pytest.raises(ImproperlyConfigured, match="KEJIA_SCANNER"):
        scan(b"x")
