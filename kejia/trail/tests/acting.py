"""People who act, acts of theirs, and somebody who tampers: what the tests of the trail share."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import quote

from django.db import connection, transaction

from kejia.trail.actions import record
from kejia.trail.actor import Actor
from kejia.trail.findings import Report
from kejia.trail.models import Entry
from kejia.trail.sealing import seal

T = TypeVar("T")

CHEN = Actor("person", "7", "陈静", "组织部部长", "科协党组 2017 年第 3 号文")
LI = Actor("person", "8", "李强", "")
CONSOLE = Actor("console", "root", "root", "")
SYSTEM = Actor("system", "worker", "worker", "")


def act(count: int = 1, *, by: Actor = CHEN) -> list[Entry]:
    """So many appointments, in one transaction."""
    with transaction.atomic():
        return [
            record("appointed", by=by, subject=("register.post", str(number)), details={"seat": number})
            for number in range(count)
        ]


def act_and_seal(*counts: int) -> list[Entry]:
    """Batches of acts, each sealed with a head of its own; all entries in their order."""
    entries = []
    for count in counts:
        entries += act(count)
        seal_all(count)
    return entries


def seal_all(count: int, patience: float = 10.0) -> int:
    """Seal exactly so many; another session of the server, an autovacuum say, may make them wait a moment."""
    began, sealed = time.monotonic(), seal()
    while sealed < count and time.monotonic() - began < patience:
        time.sleep(0.02)
        sealed += seal()
    assert sealed == count
    return sealed


@transaction.atomic
def tamper(*statements: str) -> None:
    """What the owner of the tables can do with the guards off; they are on again afterwards."""
    tables = ("trail_entry", "trail_treehead", "trail_actorname", "trail_privatesalt")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def at_once(*works: Callable[[], T]) -> list["Future[T]"]:
    """Each work in a thread with a connection of its own; begun, not awaited."""
    pool = ThreadPoolExecutor(len(works))
    begun = [pool.submit(_alone, work) for work in works]
    pool.shutdown(wait=False)
    return begun


def _alone(work: Callable[[], T]) -> T:
    try:
        return work()
    finally:
        connection.close()


def found(report: Report) -> list[tuple[str, list[int], int | None, int | None]]:
    """The kind, entries and positions of each fault."""
    assert report.fault_count == len(report.faults)
    for fault in report.faults:
        assert fault.say.zh and fault.say.en
    return [(fault.kind, list(fault.entries), fault.first, fault.last) for fault in report.faults]


def swap(one: int, other: int) -> list[str]:
    """The statements that make two positions change places, each with its leaf."""
    return [
        f"UPDATE trail_entry SET position = 1000000 WHERE position = {one}",
        f"UPDATE trail_entry SET position = {one} WHERE position = {other}",
        f"UPDATE trail_entry SET position = {other} WHERE position = 1000000",
    ]


def deletion(position: int) -> list[str]:
    """The statements that delete a sealed entry and what hangs on it."""
    entry = f"(SELECT id FROM trail_entry WHERE position = {position})"
    return [
        f"DELETE FROM trail_actorname WHERE entry_id = {entry}",
        f"DELETE FROM trail_entry WHERE position = {position}",
    ]


def address() -> str:
    """DATABASE_URL of the test's database, for other programs and connections."""
    settings = {name: quote(str(value or ""), safe="") for name, value in connection.settings_dict.items()}
    port = f"&port={settings['PORT']}" if settings["PORT"] else ""
    return f"postgresql://{settings['USER']}:{settings['PASSWORD']}@/{settings['NAME']}?host={settings['HOST']}{port}"
