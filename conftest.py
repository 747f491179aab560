"""What all tests share: the throwaway database, the browser, and the marks that follow from what a test asks for."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from kejia.console.chromium import find_chromium
from kejia.console.translations import compile_catalogue, find_stale
from kejia.postgres.server import Server
from kejia.site.database import connection_from
from kejia.site.folders import LOCALE, ROOT

if TYPE_CHECKING:
    from kejia.register.tests.insiders import Insider

# Playwright keeps an event loop in the test's own thread; without this Django would refuse every query there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

hypothesis_settings.register_profile("kejia", deadline=None)  # a busy machine is no failing test
hypothesis_settings.load_profile("kejia")

pytest_plugins = ["tests.journeys.looking"]

ASKS_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
ASKS_BROWSER = {"page", "context", "browser"}


def pytest_configure(config: pytest.Config) -> None:
    """Pages are tested with their English, so it must be there."""
    for source in find_stale(LOCALE):
        compile_catalogue(source)
    # programs that tests start read it from the environment
    os.environ["KEJIA_FILES"] = settings.KEJIA_FILES = tempfile.mkdtemp(prefix="kejia-files-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing that tests uploaded stays."""
    shutil.rmtree(os.environ["KEJIA_FILES"], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they use, so that nobody forgets to; those with a browser come last."""
    for item in items:
        asks = set(getattr(item, "fixturenames", ()))
        if asks & ASKS_DATABASE or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if asks & ASKS_BROWSER:
            item.add_marker("browser")
    # once it has been started, Playwright's event loop goes on in this thread, and asyncio.run() refuses to work there
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """The first test that needs a database starts a throwaway server, unless DATABASE_URL names one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    for left in (ROOT / "var").glob("test-[0-9]*"):
        if not psutil.pid_exists(int(left.name.removeprefix("test-"))):  # a run that was killed
            Server(left).stop()
            shutil.rmtree(left, ignore_errors=True)
    folder = ROOT / "var" / f"test-{os.getpid()}"
    server = Server(folder, durable=False)
    server.start()
    try:
        connections["default"].settings_dict.update(connection_from(server.url))
        yield
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


GUARDED = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
    WHERE NOT tgisinternal AND tgtype & 32 <> 0
"""
"""Tables with a trigger that refuses to empty them."""
OTHER_SESSIONS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The flush after a test that commits empties all tables, also those that refuse it to everybody else.

    It is changed for the class, not for one connection: within Playwright's loop a test has another connection than
    outside it. That other one is also why the last act is to end whoever still uses the test database.
    """
    plain = DatabaseOperations.execute_sql_flush

    def flush(operations: DatabaseOperations, sql_list: Iterable[str]) -> None:
        with operations.connection.cursor() as cursor:
            cursor.execute(GUARDED)
            tables = [name for (name,) in cursor.fetchall()]
        off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
        on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        plain(operations, [*off, *sql_list, *on])

    DatabaseOperations.execute_sql_flush = flush  # type: ignore[assignment,method-assign]
    yield
    DatabaseOperations.execute_sql_flush = plain  # type: ignore[method-assign]
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        cursor.execute(OTHER_SESSIONS)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:  # Any: Playwright's own shape
    """Debian's Chromium, quiet on the network; a missing one is a failure, not a skip."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail(
            "no browser for the browser tests: sudo apt-get install chromium fonts-noto-cjk", pytrace=False
        )
    flags = ["--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    flags += ["--disable-background-networking", "--disable-component-update"]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    return {"executable_path": chromium, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A visitor in China."""
    return {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(autouse=True)
def no_demo_remembered() -> None:
    """What one test found out about the demo is nothing to the next; nor need a page ask for it."""
    from kejia.register.reads import DEMO_LOADED  # inner import: needs Django set up

    cache.set(DEMO_LOADED, False, None)


@pytest.fixture
def insider(db: None, client: Client, settings: Any) -> "Insider":  # Any: pytest-django's own
    """An installation that shows inside matters, and an administrator signed in with `client`."""
    from kejia.register.tests.insiders import make_insider  # inner import: needs Django set up

    settings.KEJIA_INSIDE = True
    found = make_insider()
    client.force_login(found.account)
    return found


@pytest.fixture
def project() -> Path:
    """The folder that holds law/, locale/ and kejia/."""
    return ROOT
