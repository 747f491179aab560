"""How the site is put together: its secret, its database, its programmes, its migrations."""

import threading
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from kejia.site.database import DatabaseAddressUnclear, connection_from
from kejia.site.programmes import MANIFESTS
from kejia.site.secret import read_or_make_secret


def test_the_secret_is_made_once_and_for_one_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret"
    first = read_or_make_secret(file)
    assert len(first) >= 50
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_or_make_secret(file) == first
    assert [each.name for each in file.parent.iterdir()] == ["secret"]


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.append(read_or_make_secret(tmp_path / "secret")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://chen:p%40ss@db.example:6432/kejia", ("kejia", "chen", "p@ss", "db.example", "6432")),
        ("postgres://chen@/kejia?host=/run/postgresql", ("kejia", "chen", "", "/run/postgresql", "")),
        ("postgresql://chen:x@%2Ftmp%2FA%20b/kejia", ("kejia", "chen", "x", "/tmp/A b", "")),
        ("postgresql://chen:x@[::1]:5433/kejia", ("kejia", "chen", "x", "::1", "5433")),
        ("postgresql:///kejia", ("kejia", "", "", "", "")),
    ],
)
def test_a_database_address_is_read_in_full(url: str, expected: tuple[str, ...]) -> None:
    settings = connection_from(url)
    assert tuple(settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == expected


def test_options_of_the_address_reach_the_driver() -> None:
    assert connection_from("postgresql://a@b/c?sslmode=require")["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://a@b", "kejia", "postgresql://a@b:port/c"])
def test_an_unclear_address_is_refused_in_words(url: str) -> None:
    with pytest.raises(DatabaseAddressUnclear, match="postgresql://user:password@host:port/name"):
        connection_from(url)


def test_every_menu_entry_leads_somewhere() -> None:
    pages = [manifest.menu.page for manifest in MANIFESTS if manifest.menu]
    assert pages != []
    assert all(reverse(page).startswith("/") for page in pages)


def test_no_two_programmes_share_an_address() -> None:
    prefixes = [manifest.prefix for manifest in MANIFESTS if manifest.urls]
    assert sorted(set(prefixes)) == sorted(prefixes)


def test_the_admin_is_not_there() -> None:
    assert "admin" not in {app.label for app in apps.get_app_configs()}


@pytest.mark.django_db
def test_the_migrations_are_complete_and_all_applied() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert "procrastinate_jobs" in connection.introspection.table_names()
