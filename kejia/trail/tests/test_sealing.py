"""Sealing: only what is settled, each entry once, whoever seals at the same time and whatever is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from kejia.site.folders import ROOT
from kejia.trail import sealing
from kejia.trail.actions import record
from kejia.trail.leaves import COLUMNS, Row, bytes_of, leaf_of
from kejia.trail.models import Entry, TreeHead
from kejia.trail.sealing import TrailBroken, seal
from kejia.trail.tests.acting import CHEN, act, act_and_seal, address, at_once, seal_all, tamper
from kejia.trail.tree import root_of
from kejia.trail.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)


def positions() -> list[int | None]:
    """In the order of ids."""
    return list(Entry.objects.order_by("id").values_list("position", flat=True))


def sizes() -> list[int]:
    return list(TreeHead.objects.order_by("size").values_list("size", flat=True))


def rows() -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM trail_entry e ORDER BY e.position")
        return [Row(*row) for row in cursor.fetchall()]


def test_entries_are_sealed_in_their_order_under_the_root_of_their_leaves() -> None:
    assert seal() == 0
    act_and_seal(3, 1)
    assert positions() == [0, 1, 2, 3]
    assert sizes() == [3, 4]
    leaves = [bytes(entry.leaf or b"") for entry in Entry.objects.order_by("position")]
    assert leaves == [leaf_of(row) for row in rows()]
    assert [bytes(head.root) for head in TreeHead.objects.order_by("size")] == [
        root_of(leaves[:3]),
        root_of(leaves),
    ]
    assert seal() == 0
    assert sizes() == [3, 4]


def test_the_bytes_that_are_hashed_are_as_documented() -> None:
    with transaction.atomic():
        entry = record(
            "appointed", by=CHEN, subject=("register.post", "12"), details={"届": 9, "a": [1, None]}
        )
    seal_all(1)
    entry.refresh_from_db()
    at = entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    digest = bytes(entry.actor_name_digest).hex()
    assert bytes_of(rows()[0]).decode() == (
        f'{{"act":"appointed","acted_as":"组织部部长","actor_id":"7","actor_kind":"person",'
        f'"actor_name_digest":"{digest}","at":"{at}","details":{{"a":[1,null],"届":9}},"id":{entry.pk},'
        f'"on_behalf_of":"科协党组 2017 年第 3 号文","private_digest":null,"subject_id":"12",'
        f'"subject_type":"register.post"}}'
    )


def test_the_time_zone_and_date_style_of_a_session_do_not_change_a_leaf() -> None:
    act_and_seal(1)
    before = leaf_of(rows()[0])
    with connection.cursor() as cursor:
        cursor.execute(
            "SET TIME ZONE 'Asia/Urumqi'; SET datestyle TO 'SQL, DMY'; SET bytea_output TO 'escape'"
        )
    try:
        assert leaf_of(rows()[0]) == before
    finally:
        connection.close()


def test_an_entry_waits_until_every_older_write_has_ended() -> None:
    """The older one may still bring an entry with a smaller id."""
    with psycopg.connect(address()) as older:
        older.execute("SELECT pg_current_xact_id()")
        act(2)
        assert seal() == 0
        assert positions() == [None, None]
        older.commit()
        seal_all(2)
    assert positions() == [0, 1]


def test_a_reader_that_stays_long_holds_no_sealing_up() -> None:
    with psycopg.connect(address()) as reader:
        reader.execute("SELECT count(*) FROM trail_entry")
        act(2)
        seal_all(2)


def test_acts_at_the_same_time_do_not_wait_for_each_other() -> None:
    both_recorded = threading.Barrier(2, timeout=20)

    def record_and_wait() -> None:
        with transaction.atomic():
            record("appointed", by=CHEN, subject=("register.post", "1"))
            both_recorded.wait()  # inside both transactions at once: a lock would break the barrier

    for work in at_once(record_and_wait, record_and_wait):
        work.result(30)
    seal_all(2)


def test_in_the_transaction_of_an_act_nothing_is_sealed() -> None:
    with transaction.atomic():
        record("appointed", by=CHEN, subject=("register.post", "1"))
        with pytest.raises(RuntimeError, match="durable"):
            seal()


def test_entries_carried_over_from_another_server_are_sealed_though_their_transactions_never_ran_here() -> (
    None
):
    act(2)
    tamper("UPDATE trail_entry SET transaction = 9000000000000000")
    seal_all(2)
    assert verify().whole


def test_two_sealers_at_once_seal_each_entry_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 7)
    act(100)
    begun = at_once(*[seal] * 4)
    assert sum(work.result(60) for work in begun) == 100
    assert sorted(positions(), key=lambda position: position or 0) == list(range(100))
    assert sizes()[-1] == 100
    assert verify().whole


def test_sealers_and_acts_at_once_lose_nothing_and_double_nothing() -> None:
    done = threading.Event()

    def keep_acting() -> int:
        for _ in range(25):
            act(2)
        return 50

    def keep_sealing() -> int:
        sealed = 0
        while not done.is_set():
            sealed += seal()
        return sealed

    acting = at_once(keep_acting, keep_acting)
    sealers = at_once(keep_sealing, keep_sealing)
    try:
        assert sum(work.result(60) for work in acting) == 100
    finally:
        done.set()
    sealed = sum(work.result(60) for work in sealers)
    seal_all(100 - sealed)
    assert sorted(position for position in positions() if position is not None) == list(range(100))
    report = verify()
    assert (report.whole, report.size, report.unsealed) == (True, 100, 0)


class Blocked(NamedTuple):
    """A table that nobody can add to until it is let go."""

    by: "psycopg.Connection[tuple[object, ...]]"

    def let_go(self) -> None:
        self.by.rollback()


@contextmanager
def heads_blocked() -> Iterator[Blocked]:
    """A sealer comes as far as its head: its entries are placed, its transaction is not committed."""
    with psycopg.connect(address()) as blocker:
        blocker.execute("LOCK TABLE trail_treehead IN EXCLUSIVE MODE")
        yield Blocked(blocker)


def wait_for_blocked_sealer() -> int:
    """The server process of a sealer that waits for the table of heads."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'trail_treehead'::regclass"
            )
            if found := cursor.fetchone():
                return int(found[0])
        time.sleep(0.1)
    raise AssertionError("no sealer came to its head")


def test_a_sealer_whose_connection_breaks_in_the_middle_leaves_nothing_half_done() -> None:
    act_and_seal(2)
    act(3)
    with heads_blocked() as blocked:
        (work,) = at_once(lambda: seal_all(3))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [wait_for_blocked_sealer()])
        with pytest.raises(OperationalError):
            work.result(30)
        blocked.let_go()
    assert positions() == [0, 1, None, None, None]
    assert sizes() == [2]
    seal_all(3)
    assert verify().whole


def test_a_sealer_killed_in_the_middle_leaves_nothing_half_done() -> None:
    act_and_seal(2)
    act(3)
    program = "import django; django.setup(); from kejia.trail.sealing import seal"
    program += "\nwhile not seal(): pass"
    environment = {**os.environ, "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "kejia.site.settings"}
    with heads_blocked() as blocked:
        sealer = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)
        wait_for_blocked_sealer()
        sealer.send_signal(signal.SIGKILL)
        assert sealer.wait(30) == -signal.SIGKILL
        blocked.let_go()
    seal_all(3)  # waits until the server has noticed
    assert positions() == [0, 1, 2, 3, 4]
    assert sizes() == [2, 5]
    assert verify().whole


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (
            "DELETE FROM trail_treehead WHERE size = 4",
            "the newest head counts 2 entries, the last entry stands at 3",
        ),
        ("UPDATE trail_treehead SET root = frontier WHERE size = 4", None),
        (
            "UPDATE trail_treehead SET root = sha256('x') WHERE size = 4",
            "its root is not that of its frontier",
        ),
        ("UPDATE trail_treehead SET frontier = root || root WHERE size = 4", "64 bytes are no frontier of 4"),
    ],
)
def test_nothing_is_sealed_upon_a_trail_that_is_broken_at_its_end(harm: str, said: str | None) -> None:
    act_and_seal(2, 2)
    tamper(harm)
    act(1)
    if said is None:  # of four leaves the frontier is the root: nothing was changed
        seal_all(1)
        return
    with pytest.raises(TrailBroken, match=said.replace("at 3", "at position 3")):
        seal()
    assert positions()[-1] is None
