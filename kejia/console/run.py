"""`kejia run`: the database, the site and the worker on this machine, until Ctrl-C."""

import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg

from kejia.console.parts import Part, end_leftovers
from kejia.console.supervisor import Supervisor, say
from kejia.postgres.cluster import ServerFailed
from kejia.postgres.server import Server
from kejia.site.database import OLDEST_POSTGRESQL, DatabaseAddressUnclear, connection_from, embedded
from kejia.site.folders import ROOT, VAR

HOST = "127.0.0.1"
USAGE = """kejia run [--port N]
启动数据库、网站和后台任务，网址 http://127.0.0.1:8000；按 Ctrl-C 全部停止。
Starts database, site and worker at http://127.0.0.1:8000; Ctrl-C stops them all.
环境变量 environment: PORT, DATABASE_URL (postgresql://user:password@host/name, PostgreSQL >= 15)"""


def main(arguments: list[str]) -> int:
    """Run until asked to stop."""
    if arguments and arguments[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    port = _port(arguments)
    if port is None:
        print(USAGE, file=sys.stderr)
        return 2
    folder = VAR / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"已在运行 already running: {_read_address(folder)}")
            return 1
        return _run(folder, port)


def _run(folder: Path, port: int) -> int:
    for name in end_leftovers(folder, ROOT):
        say(f"结束上次遗留的 {name} · ended {name}, left behind by an earlier start")
    if blocker := find_blocker(port):
        say(
            f"端口 {port} 已被占用（{blocker}），请换一个： PORT={port + 1} make run · "
            f"port {port} is taken ({blocker}): PORT={port + 1} make run"
        )
        return 1
    url = os.environ.get("DATABASE_URL")
    if url and (fault := find_fault(url)):
        say(fault)
        return 1
    address = f"http://{HOST}:{port}"
    (folder / "address").write_text(address)
    server = None if url else embedded()
    environment = {**os.environ, "KEJIA_COLLECTED": "1", "DJANGO_SETTINGS_MODULE": "kejia.site.settings"}
    supervisor = Supervisor(server, parts(folder, port, environment), address)
    supervisor.listen_to_signals()
    try:
        if server is not None:
            _start_database(server)
        say("更新数据库结构，整理页面文件 · bringing the database and the page files up to date")
        prepared = subprocess.run(
            [sys.executable, "-m", "kejia", "manage", "prepare"],
            env=environment,
            cwd=ROOT,
            check=False,
            start_new_session=True,
        )
    except ServerFailed as failure:
        say(str(failure))
        return 1
    if prepared.returncode or supervisor.asked_to_stop:
        supervisor.stop()
        return prepared.returncode
    return supervisor.run()


def _start_database(server: Server) -> None:
    if not server.data.exists():
        say("建立数据库（首次启动） · making the database (first start)")
    server.start()


def parts(folder: Path, port: int, environment: dict[str, str]) -> list[Part]:
    """Web and worker; both read the embedded server's address from its folder."""
    workers = str(min(2, os.cpu_count() or 1))
    web = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", workers]
    web += ["--blocking-threads", "4", "--respawn-failed-workers", "--log-level", "warning", "--no-ws"]
    web += ["--workers-kill-timeout", "3", "kejia.site.wsgi:application"]
    worker = [sys.executable, "-m", "kejia", "worker"]
    return [
        Part("web", [sys.executable, "-m", *web], environment, traces=folder, home=ROOT),
        # it listens on one long connection, which does not come back by itself
        Part("worker", worker, environment, traces=folder, home=ROOT, tied_to_database=True),
    ]


def find_fault(url: str) -> str | None:
    """What is wrong with the database that DATABASE_URL names, None when it will do."""
    try:
        connection_from(url)
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version // 10000
    except (DatabaseAddressUnclear, psycopg.Error) as failure:
        return (
            "DATABASE_URL 所指的数据库连接不上，kejia doctor --database 说明如何处理 · "
            f"no connection to the database that DATABASE_URL names; kejia doctor --database says more\n{failure}"
        )
    if version < OLDEST_POSTGRESQL:
        return f"PostgreSQL {version} 太旧，需要 {OLDEST_POSTGRESQL} 或更新 · PostgreSQL {version} is too old"
    return None


def find_blocker(port: int) -> str | None:
    """Who holds the port, None when it is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return _holder(port)
    return None


def _holder(port: int) -> str:
    try:
        for link in psutil.net_connections("tcp"):
            if link.laddr and link.laddr.port == port and link.status == psutil.CONN_LISTEN and link.pid:
                return f"{psutil.Process(link.pid).name()}, {link.pid}"
    except psutil.Error:
        pass
    return "?"


def _port(arguments: list[str]) -> int | None:
    words = arguments[1:] if arguments[:1] == ["--port"] else [os.environ.get("PORT") or "8000", *arguments]
    if len(words) != 1 or not words[0].isdigit() or not 0 < int(words[0]) < 65536:
        return None
    return int(words[0])


def _read_address(folder: Path) -> str:
    file = folder / "address"
    return file.read_text() if file.exists() else "?"
