"""Verification: reads the whole trail once, in chunks, on one snapshot, and says what is not as it was sealed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction
from pgtrigger.core import INSTALLED

from kejia.crypt.choosing import UnknownSuite, by_hash
from kejia.crypt.suites import SHA_AES, equal
from kejia.trail.findings import Report, guard_off, name_changed, not_sealed_yet
from kejia.trail.leaves import COLUMNS, Row, digest_of
from kejia.trail.walk import Head, Sealed, Walk

CHUNK = 5_000
UNSEALED_ALLOWED = 10_000
SECONDS_ALLOWED = 60

ENTRIES = f"""
    SELECT n.salt, n.name, e.position, e.leaf, {COLUMNS}
    FROM trail_entry e LEFT JOIN trail_actorname n ON n.entry_id = e.id
    WHERE e.position > %s ORDER BY e.position LIMIT %s
"""  # noqa: S608 - our own columns
HEADS = "SELECT size, root, frontier, hash FROM trail_treehead WHERE size > %s ORDER BY size LIMIT %s"
UNSEALED = """
    SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0)
    FROM trail_entry WHERE position IS NULL
"""


def verify(noted: Mapping[int, bytes] | None = None) -> Report:
    """Compute every leaf and root again and compare them with what is kept, and with heads noted outside.

    `noted` gives roots by size. Only such a head shows that the newest entries were deleted together with their
    head, or that entries and all heads after them were computed anew.
    """
    report = Report(noted=len(noted or {}))
    with _snapshot():
        walk = Walk(_heads(), noted or {}, report)
        for salt, name, position, leaf, *columns in _pages(ENTRIES, key=2):
            entry = Sealed(position, bytes(leaf), Row(*columns))
            walk.take(entry)
            if salt is not None and not _is_name(name, bytes(salt), entry.row):
                report.add(name_changed(entry.row.id))
        walk.end()
        _look_at_unsealed(report)
        _look_at_guards(report)
    return report


@contextmanager
def _snapshot() -> Iterator[None]:
    """All queries see one moment; nothing is written, and no sealer waits for us."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _pages(query: str, *, key: int) -> Iterator[tuple]:  # type: ignore[type-arg] # columns of any type
    """All rows of a query, a page at a time; `key` is the place of the column that it goes by."""
    last = -1
    with connection.cursor() as cursor:
        while True:
            cursor.execute(query, [last, CHUNK])
            page = cursor.fetchall()
            yield from page
            if len(page) < CHUNK:
                return
            last = page[-1][key]


def _heads() -> Iterator[Head]:
    """All heads; UnknownSuite where the tree was begun by algorithms that are not set any more."""
    first, by = True, None
    for size, root, frontier, hash in _pages(HEADS, key=0):
        try:
            by = by_hash(hash)
        except UnknownSuite:
            if first:
                raise
            by = None
        first = False
        yield Head(size, bytes(root), bytes(frontier), by)


def _is_name(name: str, salt: bytes, row: Row) -> bool:
    try:
        digest = digest_of(name, salt, by_hash(row.digested_by or SHA_AES.hash_name))
    except UnknownSuite:
        return False  # the entry itself was changed, or its algorithms are not set any more
    return equal(digest.hex().encode(), row.actor_name_digest.encode())


def _look_at_unsealed(report: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED)
        count, seconds = cursor.fetchone()
    report.unsealed = count
    if count > UNSEALED_ALLOWED or seconds > SECONDS_ALLOWED:
        report.cautions.append(not_sealed_yet(count, float(seconds)))


def _look_at_guards(report: Report) -> None:
    for model in apps.get_app_config("trail").get_models():
        for trigger in getattr(model._meta, "triggers", []):
            status, enabled = trigger.get_installation_status(model)
            if status != INSTALLED or not enabled:
                report.cautions.append(guard_off(model._meta.db_table, trigger.get_pgid(model)))
