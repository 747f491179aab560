"""The trail under other algorithms: a tree keeps its hash, an entry says by which its digests were made."""

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from kejia.crypt.choosing import UnknownSuite
from kejia.crypt.suites import SM3_SM4
from kejia.trail.actions import record
from kejia.trail.leaves import COLUMNS, Row, bytes_of, leaf_of
from kejia.trail.models import Entry, TreeHead
from kejia.trail.reads import was_private
from kejia.trail.sealing import TrailBroken, seal
from kejia.trail.tests.acting import CHEN, CONSOLE, act, act_and_seal, found, tamper
from kejia.trail.tree import Frontier
from kejia.trail.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)

SHA, SM = ["sha256_aes"], ["sm3_sm4"]


def rows() -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM trail_entry e ORDER BY e.id")
        return [Row(*row) for row in cursor.fetchall()]


def test_a_tree_begun_under_sm3_is_one_of_sm3_and_verifies(settings: Settings) -> None:
    settings.KEJIA_ALGORITHMS = SM
    act_and_seal(3, 2)
    assert set(TreeHead.objects.values_list("hash", flat=True)) == {"sm3"}
    tree = Frontier(by=SM3_SM4)
    for row in rows():
        tree.append(leaf_of(row, SM3_SM4))
    report = verify()
    assert (report.whole, report.size, report.root) == (True, 5, tree.root().hex())


def test_a_tree_goes_on_with_its_hash_after_the_algorithms_changed(settings: Settings) -> None:
    settings.KEJIA_ALGORITHMS = SHA
    act_and_seal(2)
    settings.KEJIA_ALGORITHMS = SM
    act_and_seal(2)
    settings.KEJIA_ALGORITHMS = SHA
    act_and_seal(1)
    assert set(TreeHead.objects.values_list("hash", flat=True)) == {"sha256"}
    made_by = list(Entry.objects.order_by("id").values_list("digested_by", flat=True))
    assert made_by == [None, None, "sm3", "sm3", None]
    assert verify().whole


def test_what_was_private_is_proved_under_the_algorithms_of_its_day(settings: Settings) -> None:
    settings.KEJIA_ALGORITHMS = SM
    with transaction.atomic():
        entry = record("stated", by=CHEN, subject=("register.person", "1"), private={"number": "1"})
    settings.KEJIA_ALGORITHMS = SHA
    assert was_private(entry, {"number": "1"}, by=CONSOLE) is True
    assert was_private(entry, {"number": "2"}, by=CONSOLE) is False


def test_an_entry_made_before_there_were_others_has_the_bytes_it_had() -> None:
    act()
    (row,) = rows()
    assert row.digested_by is None
    assert b"digested_by" not in bytes_of(row)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE trail_entry SET digested_by = 'sm3' WHERE position = 1", "changed"),
        ("UPDATE trail_treehead SET hash = 'sm3' WHERE size = 3", "head_changed"),
        ("UPDATE trail_treehead SET hash = 'md5' WHERE size = 3", "head_changed"),
    ],
)
def test_another_hash_written_in_is_found(change: str, fault: str) -> None:
    act_and_seal(2, 1, 2)
    tamper(change)
    assert fault in [kind for kind, *_ in found(verify())]


def test_a_tree_whose_algorithms_are_gone_is_neither_sealed_on_nor_called_broken() -> None:
    act_and_seal(2)
    tamper("UPDATE trail_treehead SET hash = 'machine'")
    act()
    with pytest.raises(TrailBroken, match="KEJIA_ALGORITHMS"):
        seal()
    with pytest.raises(UnknownSuite, match="KEJIA_ALGORITHMS"):
        verify()
