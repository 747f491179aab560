"""Run as a program of its own: starts a server, writes or reads one row, and stops; prints what it found as JSON."""

import json
import os
import sys
from pathlib import Path

import psycopg

from kejia.postgres.server import Server


def main(folder: str) -> None:
    """Each call adds one row to a table, so that a second call shows what the first one kept."""
    server = Server(Path(folder))
    server.start()
    try:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
            connection.execute("INSERT INTO kept VALUES (1)")
            rows = connection.execute("SELECT count(*) FROM kept").fetchone()
        found = {
            "rows": rows[0] if rows else 0,
            "user": os.geteuid(),
            "data": str(server.data),
            "pid": server.pid,
        }
    finally:
        server.stop()
    found["left"] = server.pid
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
