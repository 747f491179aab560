"""`kejia run` as its user meets it: it starts, mends itself, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from kejia.postgres.server import Server
from kejia.site.folders import ROOT

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """One `kejia run` in a folder of its own."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        self.more = environment
        self.port = free_port()
        self.log = var.parent / "output.txt"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {**kept, "KEJIA_VAR": str(self.var), "PORT": str(self.port), **self.more}

    def start(self) -> float:
        """Seconds until it says that it runs, and answers; a web left behind by another start may answer earlier."""
        began = time.monotonic()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kejia", "run"], env=self.environment, cwd=ROOT, stderr=log, stdout=log
            )
        while "Kejia is running" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() - began < 60, self.said()
            time.sleep(0.05)
        self.wait_until_healthy()
        return time.monotonic() - began

    def wait_until_healthy(self, patience: float = 60.0) -> None:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, self.said()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                    if json.load(answer) == {"status": "ok"}:
                        return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"no answer: {self.said()}")

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def pid_of(self, part: str) -> int:
        if part == "PostgreSQL":
            pid = Server(self.var / "postgres").pid
            return pid or 0
        file = self.var / "run" / f"{part}.json"
        return int(json.loads(file.read_text())["pid"]) if file.exists() else 0

    def wait_for_another(self, part: str, old: int) -> None:
        deadline = time.monotonic() + 30
        while self.pid_of(part) in (0, old):
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def everything(self) -> list[str]:
        """What still runs for this folder, by the mark that every process of it carries in its environment."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("KEJIA_VAR") == str(self.var) and process.status() != "zombie":
                    found.append(" ".join(process.cmdline()))
            except psutil.Error:
                continue
        return found

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("运行 with spaces") / "var"


@pytest.fixture
def running(var: Path) -> Iterator[Running]:
    run = Running(var)
    run.start()
    yield run
    if run.process is not None and run.process.poll() is None:
        run.stop()
    assert run.everything() == []


def test_ctrl_c_stops_everything_it_started(running: Running) -> None:
    assert len(running.everything()) >= 4  # itself, web, worker, PostgreSQL
    assert running.stop() == 0
    assert running.everything() == []
    assert Server(running.var / "postgres").pid is None
    assert "Traceback" not in running.said()


def test_a_closed_terminal_stops_everything_too(var: Path) -> None:
    run = Running(var)
    run.process = subprocess.Popen(
        [sys.executable, "-m", "kejia", "run"], env=run.environment, cwd=ROOT, stderr=subprocess.PIPE
    )
    assert run.process.stderr is not None
    while b"Kejia is running" not in run.process.stderr.readline():
        assert run.process.poll() is None
    run.process.stderr.close()  # as when the window goes: nobody reads, then the signal comes
    run.process.send_signal(signal.SIGHUP)
    assert run.process.wait(30) == 0
    assert run.everything() == []


def test_a_second_start_takes_less_than_ten_seconds_and_says_the_address(var: Path) -> None:
    seconds = []
    for _ in range(2):  # the quicker counts: whatever else the machine does can only slow it down
        run = Running(var)
        seconds.append(run.start())
        assert run.stop() == 0
        assert f"Kejia is running: http://127.0.0.1:{run.port}" in run.said()
    assert min(seconds) < 10


@pytest.mark.parametrize("part", ["web", "worker", "PostgreSQL"])
def test_a_killed_part_is_started_again(running: Running, part: str) -> None:
    old = running.pid_of(part)
    os.kill(old, signal.SIGKILL)
    running.wait_for_another(part, old)
    running.wait_until_healthy()
    assert f"{part} 退出" in running.said()


def test_after_kill_9_of_the_whole_the_next_start_ends_what_was_left(running: Running) -> None:
    assert running.process is not None
    running.process.kill()
    running.process.wait()
    assert running.everything() != []  # web, worker and PostgreSQL were left behind
    next_one = Running(running.var)
    next_one.port = running.port  # which the old web still holds
    try:
        assert next_one.start() < 20
        assert "ended web, left behind by an earlier start" in next_one.said()
    finally:
        assert next_one.stop() == 0
    assert next_one.everything() == []


def test_a_second_one_beside_it_says_where_the_first_one_is(running: Running) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "kejia", "run"],
        env=running.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"already running: http://127.0.0.1:{running.port}" in second.stderr
    running.wait_until_healthy()


def test_a_taken_port_is_named_before_anything_starts(var: Path) -> None:
    run = Running(var)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", run.port))
        taken.listen()
        refused = subprocess.run(
            [sys.executable, "-m", "kejia", "run"],
            env=run.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert refused.returncode == 1
    assert f"port {run.port} is taken" in refused.stderr
    assert f"PORT={run.port + 1}" in refused.stderr
    assert run.everything() == []


def test_a_database_of_ones_own_is_used_and_left_running(tmp_path: Path) -> None:
    own = Server(tmp_path / "own", durable=False)
    own.start()
    try:
        run = Running(tmp_path / "var", DATABASE_URL=own.url)
        run.start()
        assert run.stop() == 0
        assert own.answers()
        assert not (run.var / "postgres").exists()
        with psycopg.connect(own.url) as connection:
            found = connection.execute("SELECT to_regclass('procrastinate_jobs') IS NOT NULL").fetchone()
        assert found == (True,)
    finally:
        own.stop()


def test_a_database_that_cannot_be_reached_is_told_in_words(tmp_path: Path) -> None:
    run = Running(tmp_path / "var", DATABASE_URL="postgresql://nobody:x@127.0.0.1:1/kejia")
    refused = subprocess.run(
        [sys.executable, "-m", "kejia", "run"],
        env=run.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "no connection to the database that DATABASE_URL names" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert run.everything() == []


@pytest.mark.parametrize("port", ["0", "65536", "eighty", ""])
def test_an_impossible_port_is_refused_with_the_usage(port: str) -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "kejia", "run", "--port", port],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2
    assert "kejia run [--port N]" in refused.stderr
