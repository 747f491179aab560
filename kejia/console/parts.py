"""A part of the running program (web, worker): started in a session of its own, remembered in a file, ended whole."""

import json
import os
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Trace:
    """What is written down about a started part, so that a later start recognises what it left behind."""

    name: str
    pid: int
    created: float


class Part:
    """One program of ours with everything it starts in turn."""

    def __init__(
        self,
        name: str,
        command: list[str],
        environment: dict[str, str],
        *,
        traces: Path,
        home: Path,
        tied_to_database: bool = False,
    ) -> None:
        self.name = name
        self.tied_to_database = tied_to_database
        self.command = command
        self.environment = environment
        self.trace_file = traces / f"{name}.json"
        self.home = home
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; Ctrl-C in the terminal does not reach it, we end it in order."""
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        trace = Trace(self.name, self.process.pid, psutil.Process(self.process.pid).create_time())
        fresh = self.trace_file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(trace)))
        fresh.replace(self.trace_file)

    def ended(self) -> int | None:
        """Its exit code once it has ended by itself, None while it runs."""
        return None if self.process is None else self.process.poll()

    def stop(self, *, patience: float = 10.0) -> None:
        """Ask it to end, wait, and end what is left of it."""
        if self.process is not None:
            if self.process.poll() is None:
                self.process.terminate()
                try:
                    self.process.wait(patience)
                except subprocess.TimeoutExpired:
                    self.process.kill()
            self._end_session(self.process.pid)
            self.process.wait()
            self.process = None
        self.trace_file.unlink(missing_ok=True)

    @staticmethod
    def _end_session(session: int) -> None:
        # its first process may be gone and its children not: they are still in its session
        _kill(_members(session))


def end_leftovers(folder: Path, home: Path, *, patience: float = 10.0) -> list[str]:
    """End the parts that an earlier, killed start left running; returns their names."""
    ended = []
    for file in sorted(folder.glob("*.json")):
        try:
            trace = Trace(**json.loads(file.read_text()))
        except (ValueError, TypeError):  # broken off while it was written: then nothing was started
            file.unlink()
            continue
        left = _left_by(trace, home)
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.terminate()
        _kill(_still_running(left, patience))
        if left:
            ended.append(trace.name)
        file.unlink()
    return ended


def _left_by(trace: Trace, home: Path) -> list[psutil.Process]:
    try:
        if abs(psutil.Process(trace.pid).create_time() - trace.created) > 1:
            return []  # the number belongs to another process now, so the old session is gone
    except psutil.NoSuchProcess:
        pass  # the first process is gone; its children may live on
    return [process for process in _members(trace.pid) if _is_at_home(process, home)]


def _members(session: int) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (OSError, psutil.Error):
            continue
    return found


def _is_at_home(process: psutil.Process, home: Path) -> bool:
    try:
        return Path(process.cwd()).samefile(home)
    except (OSError, psutil.Error):
        return False


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    _still_running(processes, 5)


def _still_running(processes: list[psutil.Process], patience: float) -> list[psutil.Process]:
    """Those that have not ended when patience has; one that ended counts even if nobody collects it."""
    deadline = time.monotonic() + patience
    while (left := [process for process in processes if _runs(process)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
