"""A second installation of the site, in a process and a database of its own, for what two sites do together."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

import psycopg
from django.db import connections
from psycopg import sql


class Installation:
    """Where it answers, and how its commands are given."""

    def __init__(self, url: str, environment: dict[str, str], root: Path) -> None:
        self.url = url
        self._environment = environment
        self._root = root

    def manage(self, *words: str) -> str:
        """`kejia manage ...` there; what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "kejia", "manage", *words],
            env=self._environment,
            cwd=self._root,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout


@contextmanager
def another_installation(root: Path) -> Iterator[Installation]:
    """Runs as long as the block; its database goes with it."""
    here = connections["default"].settings_dict
    name = f"other_{secrets.token_hex(4)}"
    asked = {"host": here["HOST"], "port": here["PORT"], "user": here["USER"], "password": here["PASSWORD"]}
    given = {key: str(value) for key, value in asked.items() if value}
    server = psycopg.connect(dbname="postgres", autocommit=True, **given)  # type: ignore[arg-type]  # of strings
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    port = _free_port()
    who = ":".join(quote(given.get(key, ""), safe="") for key in ("user", "password"))
    at = quote(given.get("host", ""), safe="") + (f":{given['port']}" if "port" in given else "")
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{who}@{at}/{name}",
        "KEJIA_SECRET_KEY": secrets.token_urlsafe(50),
        "KEJIA_OUTBOX": "1",
        "KEJIA_RUN_BY": "某省科协",
        "DJANGO_SETTINGS_MODULE": "kejia.site.settings",
    }
    there = Installation(f"http://127.0.0.1:{port}", environment, root)
    web = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    process = None
    try:
        there.manage("migrate", "--verbosity", "0")
        process = subprocess.Popen(
            [sys.executable, *web, "--log-level", "warning", "kejia.site.wsgi:application"],
            env=environment,
            cwd=root,
        )
        _wait_for(f"{there.url}/healthz")
        yield there
    finally:
        if process is not None:
            process.terminate()
            process.wait(timeout=20)
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        server.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 a server of our own
                return
        except (URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
