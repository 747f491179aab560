"""Small real gateways for the tests: they record what reaches them, and know keys as real ones do, or do not."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kejia.messages.channels.sms import signature

SECRET = "shared-with-the-gateway"
PATIENCE = 60


@dataclass
class Received:
    """What a gateway got, and what it would do with it."""

    port: int = 0
    knows_keys: bool = True
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Key and words of everything that came, in order."""
    passed_on: list[str] = field(default_factory=list)
    """What the recipient would have got: with keys, each of them once."""
    answers: list[int] = field(default_factory=list)
    """Statuses to give first, before it takes anything."""
    arrived: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    """Cleared, it takes a letter over and keeps its answer back."""
    raw: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """It answers until told otherwise."""
        self.go_on.set()

    def take(self, key: str, words: str) -> None:
        """Take a letter over."""
        seen = {known for known, _ in self.requests}
        self.requests.append((key, words))
        if not self.knows_keys or key not in seen:
            self.passed_on.append(words)
        self.arrived.set()
        self.go_on.wait(PATIENCE)


@contextmanager
def serving(server: socketserver.BaseServer, received: Received) -> Iterator[Received]:
    """A server on a port of its own, until the end of the test."""
    address: Any = server.server_address
    received.port = address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield received
    finally:
        received.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


@contextmanager
def sms_server(*, knows_keys: bool = True) -> Iterator[Received]:
    """A gateway for SMS as README.md of the package describes it; it refuses what is not signed rightly."""
    received = Received(knows_keys=knows_keys)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            key, moment = self.headers["Idempotency-Key"], self.headers["X-Kejia-Time"]
            if self.headers["X-Kejia-Signature"] != signature(SECRET, moment, key, body):
                self.answer(401, {})
            elif received.answers:
                self.answer(received.answers.pop(0), {})
            else:
                said = json.loads(body)
                received.take(key, f"{said['to']} {said['text']}")
                self.answer(200, {"id": f"sms-{len(received.requests)}"})

        def answer(self, status: int, said: dict[str, str]) -> None:
            with suppress(OSError):  # who asked may be dead
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(said).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler), received):
        yield received


@contextmanager
def wecom_server() -> Iterator[Received]:
    """WeCom's two calls; the same words to the same member are passed on once, as its duplicate check does."""
    received = Received()
    tokens: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            received.raw.append(self.path.partition("?")[0])
            tokens.append(f"token-{len(tokens)}")
            self.answer({"errcode": 0, "access_token": tokens[-1], "expires_in": 7200})

        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if received.answers:
                self.answer({"errcode": received.answers.pop(0)})
            elif not self.path.endswith(f"access_token={tokens[-1]}"):
                self.answer({"errcode": 42001})
            else:
                assert said["enable_duplicate_check"] == 1
                words = f"{said['touser']} {said['text']['content']}"
                received.take(words, words)
                self.answer({"errcode": 0, "msgid": "wecom-1"})

        def answer(self, said: dict[str, object]) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler), received):
        yield received


class Threaded(socketserver.ThreadingTCPServer):
    """One thread a connection, gone with the test."""

    allow_reuse_address = daemon_threads = True


@contextmanager
def smtp_server(*, knows_keys: bool = False) -> Iterator[Received]:
    """An SMTP server: it takes what it gets, and does not look at Message-ID unless told to."""
    received = Received(knows_keys=knows_keys)

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(line.encode() + b"\r\n")

        def handle(self) -> None:
            with suppress(OSError):  # who spoke may be dead
                self.talk()

        def talk(self) -> None:
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                verb = line.split(" ")[0].upper()
                if verb == "QUIT":
                    self.say("221 bye")
                    return
                if verb == "RCPT" and received.answers:
                    self.say(f"{received.answers.pop(0)} no")
                elif verb == "DATA":
                    self.say("354 go on")
                    self.mail(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                else:
                    self.say("250 ok")

        def mail(self, text: str) -> None:
            received.raw.append(text)
            key = next(line for line in text.splitlines() if line.lower().startswith("message-id:"))
            received.take(key.split(":", 1)[1].strip(), text)
            self.say("250 taken")

    with serving(Threaded(("127.0.0.1", 0), Handler), received):
        yield received
