"""Deletions, reorderings, forged heads: each found, and narrowed as far as can be told."""

import pytest
from django.db import connection

from kejia.trail.models import TreeHead
from kejia.trail.tests.acting import act_and_seal, deletion, found, seal_all, swap, tamper
from kejia.trail.verifying import verify
from kejia.trail.walk import out_of_order

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("position", [0, 2, 3, 4, 6])
def test_a_deleted_entry_is_found_and_its_place_named(position: int) -> None:
    entries = act_and_seal(3, 1, 3, 2)
    tamper(*deletion(position))
    report = verify()
    assert found(report) == [("missing", [], position, position)]
    after = f"before entry {entries[position + 1].pk}"
    before = f"after entry {entries[position - 1].pk} and " if position else ""
    assert report.faults[0].say.en == f"1 gone from position {position}, {before}{after}"
    assert report.heads + report.heads_not_checked == 4
    assert report.heads_not_checked == 1


def test_a_gap_over_several_heads_is_one_fault_and_what_follows_is_checked_again() -> None:
    act_and_seal(3, 2, 3, 4)
    tamper(*deletion(2), *deletion(3), *deletion(4), *deletion(5))
    assert found(verify()) == [("missing", [], 2, 5)]
    tamper("UPDATE trail_entry SET act = 'dismissed' WHERE position = 9")
    assert [fault[:1] + fault[2:] for fault in found(verify())] == [("missing", 2, 5), ("changed", 9, 9)]


def test_a_whole_batch_deleted_with_its_head_is_found() -> None:
    act_and_seal(3, 2, 3)
    tamper(*deletion(3), *deletion(4), "DELETE FROM trail_treehead WHERE size = 5")
    assert found(verify()) == [("missing", [], 3, 4)]


def test_the_newest_entries_deleted_without_their_head_are_found() -> None:
    act_and_seal(3, 3)
    tamper(*deletion(5), *deletion(4))
    assert found(verify()) == [("missing", [], 4, 5)]


def test_every_entry_deleted_without_the_heads_is_found() -> None:
    act_and_seal(2, 1)
    tamper(*[statement for position in range(3) for statement in deletion(position)])
    assert found(verify()) == [("missing", [], 0, 2)]


def test_the_newest_head_deleted_alone_is_found() -> None:
    entries = act_and_seal(3, 2)
    tamper("DELETE FROM trail_treehead WHERE size = 5")
    assert found(verify()) == [("under_no_head", [entries[3].pk], 3, 4)]


@pytest.mark.parametrize(("one", "other"), [(0, 2), (1, 2), (3, 4), (4, 8), (4, 6), (5, 9)])
def test_two_entries_that_changed_places_within_a_batch_are_named(one: int, other: int) -> None:
    entries = act_and_seal(3, 8)
    tamper(*swap(one, other))
    first, last = (0, 2) if other == 2 else (3, 10)
    assert found(verify()) == [("reordered", [entries[other].pk, entries[one].pk], first, last)]


def test_two_entries_of_different_batches_that_changed_places_are_found_in_both() -> None:
    entries = act_and_seal(4, 4, 4)
    tamper(*swap(1, 10))
    assert found(verify()) == [
        ("reordered", [entries[10].pk], 0, 3),
        ("reordered", [entries[1].pk], 8, 11),
    ]


def test_two_batches_of_one_entry_that_changed_places_are_both_named() -> None:
    entries = act_and_seal(1, 1, 1, 1)
    tamper(*swap(1, 2))
    report = verify()
    assert found(report) == [("replaced", [entries[2].pk], 1, 1), ("replaced", [entries[1].pk], 2, 2)]


def test_a_changed_head_is_told_from_changed_entries() -> None:
    act_and_seal(3, 2, 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(frontier, 'hex') FROM trail_treehead WHERE size = 8")
        (other,) = cursor.fetchone()
    tamper("UPDATE trail_treehead SET root = sha256('x') WHERE size = 5")
    assert found(verify()) == [("head_changed", [], None, 4)]
    tamper(f"UPDATE trail_treehead SET root = '\\x{other}', frontier = '\\x{other}{other}' WHERE size = 5")
    assert found(verify()) == [("head_changed", [], None, 4)]


def test_a_newest_head_that_was_changed_is_told_where_it_contradicts_itself() -> None:
    act_and_seal(3, 2)
    tamper("UPDATE trail_treehead SET root = sha256('x') WHERE size = 5")
    assert found(verify()) == [("head_changed", [], None, 4)]


def test_a_newest_head_forged_in_itself_leaves_open_whether_head_or_entries_were_changed() -> None:
    act_and_seal(3, 1)
    # a head of four leaves is its own frontier, so this one contradicts nothing but the entries
    tamper("UPDATE trail_treehead SET root = sha256('x'), frontier = sha256('x') WHERE size = 4")
    report = verify()
    assert [fault.kind for fault in report.faults] == ["replaced"]
    assert "or the head itself was changed" in report.faults[0].say.en


def test_several_kinds_of_harm_at_once_are_all_found() -> None:
    entries = act_and_seal(4, 4, 4, 4, 4)
    tamper(
        "UPDATE trail_entry SET act = 'dismissed' WHERE position = 1",
        *deletion(6),
        *swap(9, 11),
        "UPDATE trail_actorname SET name = '王伟' WHERE entry_id ="
        " (SELECT id FROM trail_entry WHERE position = 17)",
    )
    assert found(verify()) == [
        ("changed", [entries[1].pk], 1, 1),
        ("missing", [], 6, 6),
        ("reordered", [entries[11].pk, entries[9].pk], 8, 11),
        ("name_changed", [entries[17].pk], None, None),
    ]


def test_a_middle_head_that_is_gone_harms_nothing() -> None:
    act_and_seal(3, 2, 3)
    tamper("DELETE FROM trail_treehead WHERE size = 5")
    report = verify()
    assert (found(report), report.heads) == ([], 2)


def test_the_newest_entries_deleted_with_their_head_show_only_against_a_head_noted_elsewhere() -> None:
    act_and_seal(3, 2)
    noted = {head.size: bytes(head.root) for head in TreeHead.objects.all()}
    assert verify(noted).whole
    tamper(*deletion(4), *deletion(3), "DELETE FROM trail_treehead WHERE size = 5")
    assert verify().whole
    report = verify(noted)
    assert found(report) == [("not_as_noted", [], None, 4)]
    assert report.faults[0].say.en == "5 entries were noted, 3 are left: the last 2 were deleted"
    act_and_seal(4)  # others take their places
    assert verify().whole
    report = verify(noted)
    assert found(report) == [("not_as_noted", [], None, 4)]
    assert "the first 5 entries are not those that were noted" in report.faults[0].say.en


def test_a_trail_forged_with_all_its_heads_shows_against_a_head_noted_elsewhere() -> None:
    act_and_seal(2, 2)
    noted = {2: bytes(TreeHead.objects.get(size=2).root), 4: bytes(TreeHead.objects.get(size=4).root)}
    tamper(
        "UPDATE trail_entry SET act = 'dismissed', position = NULL, leaf = NULL WHERE position >= 2",
        "DELETE FROM trail_treehead WHERE size = 4",
    )
    seal_all(2)
    assert verify().whole
    assert found(verify(noted)) == [("not_as_noted", [], None, 3)]


@pytest.mark.parametrize(
    ("order", "astray"),
    [
        ([], []),
        ([1, 2, 3], []),
        ([9, 1, 2, 3], [9]),
        ([1, 2, 3, 0], [0]),
        ([1, 5, 3, 4, 2, 6], [5, 2]),
    ],
)
def test_what_stands_out_of_order_is_the_least_that_could_have_been_moved(
    order: list[int], astray: list[int]
) -> None:
    assert out_of_order(order) == astray
