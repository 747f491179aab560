"""The sealer: gives settled entries their place in the tree, one sealer at a time, each entry once."""

from django.db import connection, transaction
from django.db.models import Max

from kejia.crypt.choosing import UnknownSuite, by_hash, current
from kejia.crypt.suites import Suite
from kejia.trail.canonical import CannotBeWritten
from kejia.trail.leaves import COLUMNS, Row, leaf_of
from kejia.trail.models import Entry, TreeHead
from kejia.trail.tree import Degenerate, Frontier

BATCH = 20_000
"""Entries in one transaction; a head is written for each."""

ADVISORY_LOCK = 0x6B656A69_61747261
"""Held by whoever seals, until its transaction ends: "kejiatra"."""

SETTLED = f"""
    WITH now AS (
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest_running,
               pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS not_begun,
               coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0) AS own
    )
    SELECT {COLUMNS} FROM trail_entry e, now
    WHERE e.position IS NULL AND e.transaction <> now.own
      AND (e.transaction < now.oldest_running OR e.transaction >= now.not_begun)
    ORDER BY e.id LIMIT %s
"""  # noqa: S608 - our own columns; a transaction "not begun" here wrote on the server that was restored from
"""Entries whose writing transaction is older than every one that runs: nothing can come in before them any more."""

PLACE = """
    UPDATE trail_entry e SET position = %s + s.place - 1, leaf = s.leaf
    FROM unnest(%s::bigint[], %s::bytea[]) WITH ORDINALITY AS s(id, leaf, place)
    WHERE e.id = s.id AND e.id BETWEEN %s AND %s
"""
"""The span of ids keeps the server from looking through all that waits, or all there is, for every batch."""


class TrailBroken(RuntimeError):
    """The trail is not as the sealer left it, so nothing may be put upon it; `kejia verify` says what is wrong."""


def seal() -> int:
    """Seal every settled entry; how many that were. A second sealer waits for the first and takes what is left."""
    sealed = 0
    while True:
        batch = _seal_batch()
        sealed += batch
        if batch < BATCH:
            return sealed


def _seal_batch() -> int:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        # a statement of its own: the next one sees what the sealer before us committed
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        # by the index in the order of ids: statistics lag behind, and all that waits would be sorted for each batch
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(SETTLED, [BATCH])
        rows = [Row(*row) for row in cursor.fetchall()]
        if not rows:
            return 0
        frontier = _frontier()
        leaves = [_leaf(row, frontier.by) for row in rows]
        ids = [row.id for row in rows]
        cursor.execute(PLACE, [frontier.size, ids, leaves, ids[0], ids[-1]])
        if cursor.rowcount != len(rows):
            raise TrailBroken(f"{len(rows)} entries to seal, {cursor.rowcount} sealed")
        for leaf in leaves:
            frontier.append(leaf)
        TreeHead.objects.create(
            size=frontier.size, root=frontier.root(), frontier=frontier.as_bytes(), hash=frontier.by.hash_name
        )
        return len(rows)


def _frontier() -> Frontier:
    """From where the last sealing stopped; a tree goes on with the hash it began with."""
    head = TreeHead.objects.order_by("-size").first()
    size = head.size if head else 0
    last = Entry.objects.aggregate(last=Max("position"))["last"]
    if size != (0 if last is None else last + 1):
        raise TrailBroken(f"the newest head counts {size} entries, the last entry stands at position {last}")
    if head is None:
        return Frontier(by=current())
    try:
        frontier = Frontier.read(size, bytes(head.frontier), by_hash(head.hash))
    except (Degenerate, UnknownSuite) as error:
        raise TrailBroken(f"head {size}: {error}") from error
    if frontier.root() != bytes(head.root):
        raise TrailBroken(f"head {size}: its root is not that of its frontier")
    return frontier


def _leaf(row: Row, by: Suite) -> bytes:
    try:
        return leaf_of(row, by)
    except CannotBeWritten as error:
        raise TrailBroken(f"entry {row.id}: {error}") from error
