"""Real worker processes for tests: started, watched from beside, killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parents[4]
PATIENCE = 90
"""Seconds that a busy machine may take for anything waited for here."""


def database_url() -> str:
    """Where the tests' database is, for another process."""
    given = connection.settings_dict
    who = quote(str(given["USER"])) + (f":{quote(str(given['PASSWORD']))}" if given["PASSWORD"] else "")
    where = {"host": given["HOST"], "port": given["PORT"]}
    options = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in where.items() if value)
    return f"postgresql://{who}@/{quote(str(given['NAME']))}?{options}"


class Worker:
    """`kejia worker` in a process group of its own, one job at a time."""

    def __init__(self, log: Path) -> None:
        self.log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kejia", "worker", "--queues", "imports", "--concurrency", "1"],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": database_url()},
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def kill(self) -> None:
        """As the kernel kills: nothing of it gets a chance to tidy up."""
        assert self.process.poll() is None, self.log.read_text()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def end(self) -> None:
        """Ask it to end, and wait."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)

    def lives(self) -> bool:
        """Whether it runs; fails with its log where it ended by itself with an error."""
        assert not self.process.poll(), self.log.read_text()
        return self.process.returncode is None


@contextmanager
def workers(folder: Path, count: int = 1) -> Iterator[list[Worker]]:
    """So many workers, ended afterwards."""
    found = [Worker(folder / f"worker-{time.monotonic_ns()}.log") for _ in range(count)]
    try:
        yield found
    finally:
        for worker in found:
            worker.end()


@contextmanager
def beside() -> Iterator["psycopg.Connection[Any]"]:
    """A connection that is nobody's of Django."""
    with psycopg.connect(database_url(), autocommit=True) as other:
        yield other


def wait_until(
    is_so: Callable[[], object], what: str, by: Sequence[Worker] = (), every: float = 0.02
) -> None:
    """Fails with `what` where it does not become so in time, and at once where a worker that is to do it has died."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert all(worker.lives() for worker in by)
        assert time.monotonic() < until, what
        time.sleep(every)


def copying(other: "psycopg.Connection[Any]", table: str) -> bool:
    """Whether some other connection is copying rows into a table."""
    found = other.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND state = 'active' AND query LIKE %s",
        [f"COPY {table} %"],
    ).fetchone()
    return bool(found and found[0])


def writing(other: "psycopg.Connection[Any]") -> bool:
    """Whether a transaction that has written still runs."""
    found = other.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"
    ).fetchone()
    return bool(found and found[0])
