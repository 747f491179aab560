"""Keeps the parts running: starts them in order, starts a fallen one again, stops all in order."""

import signal
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict, deque
from contextlib import suppress
from types import FrameType

from kejia.console.parts import Part
from kejia.plain.text import Text
from kejia.postgres.cluster import ServerFailed
from kejia.postgres.server import Server

FALLS_ALLOWED = 3
WITHIN = 60.0


def say(text: str) -> None:
    """One line to whoever watches, at once; nobody may be there any more."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


class Supervisor:
    """The database (None where DATABASE_URL names another) and the parts, from start to stop."""

    def __init__(self, server: Server | None, parts: list[Part], address: str) -> None:
        self.server = server
        self.parts = parts
        self.address = address
        self.asked_to_stop = False
        self.falls: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=FALLS_ALLOWED))

    def listen_to_signals(self) -> None:
        """Ctrl-C, a closed terminal and a polite kill all mean: stop everything in order."""
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def run(self) -> int:
        """Start the parts, watch them until asked to stop; 0 when asked, 1 when a part kept falling."""
        code = 0
        try:
            for part in self.parts:
                part.start()
            if self._wait_for_web():
                say(f"\n科家已启动 Kejia is running: {self.address}\n按 Ctrl-C 停止 · Ctrl-C stops it\n")
            while not self.asked_to_stop and code == 0:
                time.sleep(0.3)
                code = self._mend()
        finally:
            self.stop()
        return code

    def stop(self) -> None:
        """Stop web and worker, then the database."""
        say("正在停止 · stopping")
        for part in self.parts:
            part.stop()
        if self.server is not None:
            self.server.stop()
        say("已停止 · stopped")

    def _mend(self) -> int:
        if self.server is not None and self.server.pid is None:
            if self._fell_too_often("PostgreSQL", Text("意外停止", "unexpectedly")):
                return 1
            try:
                self.server.start()
            except ServerFailed as failure:
                say(str(failure))
                return 1
            for part in self.parts:
                if part.tied_to_database:
                    part.stop(patience=1)
                    part.start()
        for part in self.parts:
            ended = part.ended()
            if ended is not None:
                how = Text(f"退出码 {ended}", f"exit code {ended}")
                if ended < 0:
                    how = Text(f"信号 {-ended}", f"signal {-ended}")
                if self._fell_too_often(part.name, how):
                    return 1
                part.stop()  # what it had started goes first
                part.start()
        return 0

    def _fell_too_often(self, name: str, how: Text) -> bool:
        falls = self.falls[name]
        now = time.monotonic()
        if len(falls) == FALLS_ALLOWED and now - falls[0] < WITHIN:
            say(
                f"{name} 一再退出（{how.zh}），全部停止 · {name} keeps ending ({how.en}): stopping everything"
            )
            return True
        falls.append(now)
        say(f"{name} 退出（{how.zh}），重新启动 · {name} ended ({how.en}): starting it again")
        return False

    def _wait_for_web(self, patience: float = 60.0) -> bool:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and not self.asked_to_stop:
            if any(part.ended() is not None for part in self.parts):
                return False  # the watch says what fell
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):  # noqa: S310 - our own http address
                    return True
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        return False
