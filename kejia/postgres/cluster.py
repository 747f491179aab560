"""Makes the data of a server, once, and hands them to whoever the server runs as."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from kejia.postgres.programs import Programs, clean_environment, find_major

USER = "kejia"


class ServerFailed(RuntimeError):
    """The server did not start; the message says why, in the server's own words where there are any."""


class OtherMajorVersion(ServerFailed):
    """The data were written by another major version of PostgreSQL; nothing was touched."""


def make_data(home: Path, programs: Programs, password: str, *, flush: bool) -> None:
    """Make `home/data`, whole or not at all; `flush=False` does not wait for the disk."""
    fresh = home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)  # an earlier attempt was broken off
    fresh.mkdir(mode=0o700)
    with tempfile.TemporaryDirectory(prefix="kejia-") as private:
        handed = Path(private) / "password"
        handed.touch(mode=0o600)
        handed.write_text(password)
        hand_over(programs, fresh, Path(private), handed)
        asked = ["-D", str(fresh), "-U", USER, "-E", "UTF8", "--auth=scram-sha-256", f"--pwfile={handed}"]
        asked += _locale(programs)
        asked += [] if flush else ["--no-sync"]
        made = subprocess.run(
            programs.command("initdb", *asked),
            capture_output=True,
            text=True,
            check=False,
            cwd=private,
            env=clean_environment(),
            **programs.identity,
        )
    if made.returncode:
        raise ServerFailed(f"initdb: {made.stderr.strip() or made.stdout.strip()}")
    fresh.rename(home / "data")


def hand_over(programs: Programs, *paths: Path) -> None:
    """Give what we just made to the user that the server runs as."""
    if who := programs.identity:
        for path in paths:
            os.chown(path, who["user"], who["group"])


def _locale(programs: Programs) -> list[str]:
    if find_major(programs.folder) < 17:
        return ["--locale=C.UTF-8"]
    return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
