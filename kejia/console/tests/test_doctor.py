"""`kejia doctor` names what is wrong and how to mend it, and says so by its exit code."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kejia.postgres.server import Server
from kejia.site.folders import ROOT

GOOD_PRODUCTION = {
    "KEJIA_SECRET_KEY": "k" * 60,
    "KEJIA_FIELD_KEY": "1:" + "f" * 40,
    "KEJIA_HOSTS": "kejia.example",
    "KEJIA_HTTPS": "1",
    "KEJIA_RUN_BY": "示例科协",
    "KEJIA_ADDRESS": "https://kejia.example",
    "KEJIA_SMTP": "smtp://mail.example:25",
    "KEJIA_MAIL_FROM": "kejia@kejia.example",
}


def ask(var: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the doctor on an installation whose files lie in `var`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PORT")}
    return subprocess.run(
        [sys.executable, "-m", "kejia", "doctor", *words],
        env={**kept, "KEJIA_VAR": str(var), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def ill_ones(run: subprocess.CompletedProcess[str]) -> set[str]:
    return {finding["id"] for finding in json.loads(run.stdout)["findings"] if finding["state"] == "ill"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "var" / "postgres", durable=False)
    server.start()
    yield server
    server.stop()


def test_a_fresh_installation_has_nothing_to_mend_but_what_the_front_end_lacks(tmp_path: Path) -> None:
    run = ask(tmp_path / "var", "--json", PORT="8765")
    found = {finding["id"]: finding["state"] for finding in json.loads(run.stdout)["findings"]}
    assert {id for id, state in found.items() if state == "ill"} <= {"front"}
    assert {"python", "packages", "law.shandong-2017", "secret", "disk", "database"} <= set(found)
    assert run.returncode == (1 if "ill" in found.values() else 0)


def test_a_readable_secret_is_found(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir()
    (var / "secret").write_text("s" * 60)
    (var / "secret").chmod(0o644)
    run = ask(var, "--json")
    assert run.returncode == 1
    assert "secret" in ill_ones(run)
    (var / "secret").chmod(0o600)
    assert "secret" not in ill_ones(ask(var, "--json"))


def test_a_port_held_by_a_stranger_is_found_with_another_to_take(tmp_path: Path) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        run = ask(tmp_path / "var", "--lang", "en", PORT=str(port))
    assert f"port {port} is held by another program" in run.stdout
    assert f"PORT={port + 1} make run" in run.stdout


def test_a_database_without_its_structure_is_found_and_migrate_mends_it(
    server: Server, tmp_path: Path
) -> None:
    assert ill_ones(ask(tmp_path / "var", "--database", "--json")) == {"database.structure"}
    subprocess.run(
        [sys.executable, "-m", "kejia", "manage", "migrate", "--verbosity", "0"],
        env={**os.environ, "KEJIA_VAR": str(tmp_path / "var"), "DATABASE_URL": server.url},
        cwd=ROOT,
        check=True,
    )
    healed = ask(tmp_path / "var", "--database", "--json")
    assert ill_ones(healed) == set()
    assert healed.returncode == 0


def test_a_user_who_may_not_create_tables_is_found(server: Server, tmp_path: Path) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE USER guest PASSWORD 'guest'")
    url = server.url.replace(server.url.split("//")[1].split("@")[0], "guest:guest")
    run = ask(tmp_path / "var", "--database", "--lang", "en", DATABASE_URL=url)
    assert "user guest may not create tables" in run.stdout
    assert run.returncode == 1


@pytest.mark.parametrize(
    "url", ["postgresql://nobody:x@127.0.0.1:1/kejia", "mysql://a@b/c", "postgresql://host"]
)
def test_a_database_that_cannot_be_reached_is_found_without_a_traceback(tmp_path: Path, url: str) -> None:
    run = ask(tmp_path / "var", "--database", "--lang", "en", DATABASE_URL=url)
    assert run.returncode == 1
    assert "check DATABASE_URL" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr


def test_production_on_the_embedded_database_is_refused(tmp_path: Path) -> None:
    run = ask(tmp_path / "var", "--production", "--json", **GOOD_PRODUCTION)
    assert ill_ones(run) - {"front"} == {"production.database"}


def test_production_with_everything_set_is_well(server: Server, tmp_path: Path) -> None:
    environment = {**GOOD_PRODUCTION, "DATABASE_URL": server.url}
    run = ask(tmp_path / "var", "--production", "--json", **environment)
    assert ill_ones(run) - {"front", "database.structure"} == set()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"KEJIA_SECRET_KEY": ""}, "production.secret_key"),
        ({"KEJIA_FIELD_KEY": ""}, "production.field_key"),
        ({"KEJIA_HOSTS": "localhost"}, "production.hosts"),
        ({"KEJIA_HOSTS": "*"}, "production.hosts"),
        ({"KEJIA_HTTPS": "0"}, "production.https"),
        ({"KEJIA_RUN_BY": ""}, "production.run_by"),
        ({"KEJIA_ADDRESS": ""}, "production.address"),
        ({"KEJIA_SMTP": ""}, "production.gateways"),
        ({"KEJIA_SMTP": "mail.example"}, "production.gateways"),
        ({"KEJIA_OUTBOX": "1"}, "production.gateways"),
        ({"KEJIA_DEBUG": "1"}, "production.debug"),
    ],
)
def test_production_lacking_one_thing_is_told_of_it(
    tmp_path: Path, changed: dict[str, str], found: str
) -> None:
    run = ask(tmp_path / "var", "--production", "--json", **{**GOOD_PRODUCTION, **changed})
    assert found in ill_ones(run)


def test_without_its_packages_it_says_so_instead_of_falling() -> None:
    start = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); runpy.run_module('kejia')"
    bare = [sys.executable, "-I", "-S", "-c", start, "doctor", "--lang", "en"]
    run = subprocess.run(bare, capture_output=True, text=True, check=False)
    assert "a Python package is missing" in run.stdout
    assert "run make setup" in run.stdout
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("words", [["--produktion"], ["--lang"], ["--lang", "fr"]])
def test_an_unknown_option_is_refused_with_the_usage(tmp_path: Path, words: list[str]) -> None:
    run = ask(tmp_path / "var", *words)
    assert run.returncode == 2
    assert "kejia doctor [--production]" in run.stderr
