"""As whom the server may be started: an ordinary user, root with namespaces, root without."""

import json
import os
import pwd
import shutil
import site
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kejia.postgres.programs import Identity, is_open_to_all
from kejia.postgres.server import Server
from kejia.site.folders import ROOT

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("starting.py")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that anybody may enter; pytest's own are closed to other users."""
    made = Path(tempfile.mkdtemp(prefix="kejia 测试 "))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def start_twice(
    folder: Path, python: str, environment: dict[str, str], identity: Identity
) -> list[dict[str, object]]:
    """What two runs of the program found."""
    found = []
    for _ in range(2):
        run = subprocess.run(
            [python, str(PROGRAM), str(folder)],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            cwd="/",
            **identity,
        )
        assert run.returncode == 0, run.stderr
        found.append(json.loads(run.stdout))
    return found


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **more}


def test_whoever_runs_the_tests_may_start_it(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    before = closed.stat().st_mode
    found = start_twice(closed / "postgres", sys.executable, environment(), {})
    assert [run["rows"] for run in found] == [1, 2]
    assert [run["left"] for run in found] == [None, None]
    assert closed.stat().st_mode == before


def test_an_ordinary_user_may_start_it(folder: Path) -> None:
    python, path, identity = ordinary_user(folder)
    home = folder / "home"
    home.mkdir(mode=0o700)
    if identity:
        os.chown(home, identity["user"], identity["group"])
    found = start_twice(home / "postgres", python, environment(PYTHONPATH=path, HOME=str(home)), identity)
    assert [run["rows"] for run in found] == [1, 2]
    assert {run["user"] for run in found} == {identity.get("user", os.geteuid())}
    assert home.stat().st_mode & 0o777 == 0o700


def ordinary_user(folder: Path) -> tuple[str, str, Identity]:
    """A Python, a module path and an identity for a user without rights; ourselves where we are one."""
    if os.geteuid() != 0:
        return sys.executable, str(ROOT), {}
    nobody = pwd.getpwnam("nobody")
    identity: Identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    packages = Path(site.getsitepackages()[0])
    root = ROOT
    if not is_open_to_all(packages):  # a checkout in root's home: nobody reads a copy of it
        shutil.copytree(packages, folder / "packages")
        shutil.copytree(ROOT / "kejia", folder / "root" / "kejia")
        packages, root = folder / "packages", folder / "root"
    for python in (Path(sys.executable).resolve(), Path(f"/usr/bin/python3.{sys.version_info[1]}")):
        if python.exists() and is_open_to_all(python.parent):
            return str(python), f"{root}:{packages}", identity
    pytest.fail("no Python of this version that an ordinary user could run")


if os.geteuid() == 0:  # what root does only root can try; CI does

    def test_root_may_start_it_where_namespaces_are_refused(folder: Path) -> None:
        found = start_twice(folder / "postgres", sys.executable, environment(PATH=str(folder)), {})
        assert [run["rows"] for run in found] == [1, 2]
        assert Path(str(found[0]["data"])).stat().st_uid == pwd.getpwnam("nobody").pw_uid

    def test_root_without_namespaces_puts_the_data_outside_a_closed_home(folder: Path) -> None:
        closed = folder / "closed"
        closed.mkdir(mode=0o700)
        home = Path()
        try:
            found = start_twice(closed / "postgres", sys.executable, environment(PATH=str(folder)), {})
            home = Path(str(found[0]["data"])).parent
            assert [run["rows"] for run in found] == [1, 2]
            assert closed not in home.parents
            assert home == Server(closed / "postgres").home
            assert closed.stat().st_mode & 0o777 == 0o700
        finally:
            if home.parent.name == "kejia":
                shutil.rmtree(home)
