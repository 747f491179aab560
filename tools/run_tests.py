"""`make test`: all tests. In CI the database tests run on Debian's PostgreSQL 15 first, then everything as usual.

Without DATABASE_URL the tests start a throwaway embedded server themselves (conftest.py).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kejia.postgres.server import Server

ROOT = Path(__file__).resolve().parents[1]
DEBIAN_PROGRAMS = Path("/usr/lib/postgresql/15/bin")


def pytest(*arguments: str, **environment: str) -> int:
    """One run of pytest; its exit code."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def install_debian_postgresql() -> bool:
    """Install Debian's PostgreSQL 15 where that is possible; its own cluster is neither made nor started."""
    if (DEBIAN_PROGRAMS / "postgres").exists():
        return True
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    print("安装 Debian 的 PostgreSQL 15 · installing Debian's PostgreSQL 15", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql-15"],
    ):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
    return (DEBIAN_PROGRAMS / "postgres").exists()


def run_on_debian_postgresql() -> int:
    """The database tests on a throwaway cluster of Debian's PostgreSQL 15."""
    with tempfile.TemporaryDirectory(prefix="kejia-pg15-") as folder:
        Path(folder).chmod(0o755)  # where root may not hide in a namespace, nobody runs it
        server = Server(Path(folder) / "postgres", durable=False, programs=DEBIAN_PROGRAMS)
        server.start()
        try:
            return pytest("-m", "database and not browser", "-q", DATABASE_URL=server.url)
        finally:
            server.stop()


def main(arguments: list[str]) -> int:
    """The exit code of the first run that failed."""
    if os.environ.get("CI") == "true" and not arguments and not os.environ.get("DATABASE_URL"):
        if not install_debian_postgresql():
            print(
                "PostgreSQL 15 is missing here; CI must test on it: apt-get install postgresql-15",
                file=sys.stderr,
            )
            return 1
        print("数据库测试：PostgreSQL 15 · database tests on PostgreSQL 15", flush=True)
        if code := run_on_debian_postgresql():
            return code
        print("全部测试 · all tests", flush=True)
    return pytest(*arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
