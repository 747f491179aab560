"""Verification: whole trails pass; edits are found and named; what is worth a look is said."""

import pytest
from django.db import connection

from kejia.trail import verifying
from kejia.trail.findings import FAULTS_KEPT
from kejia.trail.leaves import COLUMNS, Row, leaf_of
from kejia.trail.models import Entry, TreeHead
from kejia.trail.tests.acting import act, act_and_seal, at_once, found, seal_all, tamper
from kejia.trail.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_empty_trail_is_whole() -> None:
    report = verify()
    assert (report.whole, report.size, report.heads, report.root) == (True, 0, 0, "")


@pytest.mark.parametrize("counts", [(1,), (1, 1, 1), (5,), (8, 1), (3, 4, 5, 6)])
def test_a_sealed_trail_is_whole_at_every_head(counts: tuple[int, ...]) -> None:
    act_and_seal(*counts)
    report = verify()
    assert found(report) == []
    assert (report.size, report.heads, report.cautions) == (sum(counts), len(counts), [])
    assert report.root == bytes(TreeHead.objects.get(size=report.size).root).hex()


def test_it_reads_in_chunks_and_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    act_and_seal(10, 1, 1, 1, 1)
    whole = verify()
    for chunk in (1, 2, 5, 13, 14, 15):
        monkeypatch.setattr(verifying, "CHUNK", chunk)
        again = verify()
        assert (again.whole, again.size, again.heads, again.root) == (True, 14, 5, whole.root)


@pytest.mark.parametrize(
    "change",
    [
        "act = 'dismissed'",
        "actor_id = '8'",
        "actor_kind = 'system'",
        "acted_as = '主席'",
        "on_behalf_of = ''",
        "subject_id = '99'",
        "subject_type = 'register.person'",
        "at = at + interval '1 microsecond'",
        "at = 'infinity'",
        """details = '{"seat": 99}'""",
        """details = '{"seat": 0.5}'""",
        """details = '[]'""",
        "private_digest = '\\x00'",
    ],
)
def test_an_edit_is_found_and_the_entry_named(change: str) -> None:
    entries = act_and_seal(3, 3)
    tamper(f"UPDATE trail_entry SET {change} WHERE position = 4")
    assert found(verify()) == [("changed", [entries[4].pk], 4, 4)]


def test_an_edited_entry_is_named_in_words_a_person_can_follow() -> None:
    entries = act_and_seal(3)
    tamper("UPDATE trail_entry SET subject_id = '99' WHERE position = 1")
    say = verify().faults[0].say
    assert say.zh == f"第 {entries[1].pk} 号记录（位置 1：appointed, register.post 99）在封存后被改动"
    assert say.en == (
        f"entry {entries[1].pk} (position 1: appointed, register.post 99) was changed after it was sealed"
    )


def test_another_id_is_an_edit() -> None:
    act_and_seal(3)
    tamper(
        "DELETE FROM trail_actorname WHERE entry_id = (SELECT id FROM trail_entry WHERE position = 1)",
        "UPDATE trail_entry SET id = 900000 WHERE position = 1",
    )
    assert found(verify()) == [("changed", [900000], 1, 1)]


def test_an_edit_with_its_leaf_computed_anew_is_narrowed_to_its_batch() -> None:
    entries = act_and_seal(3, 1, 2, 4, 2)
    for position, expected in ((3, (3, 3)), (7, (6, 9))):
        before = Entry.objects.get(position=position)
        other = act_as_if_never_sealed(position)
        assert bytes(other) != bytes(before.leaf or b"")
        report = verify()
        first, last = expected
        named = [entries[3].pk] if first == last else []
        assert found(report)[-1:] == [("replaced", named, first, last)]
    assert [fault[0] for fault in found(report)] == ["replaced", "replaced"]
    assert "the head itself" not in report.faults[0].say.en


def act_as_if_never_sealed(position: int) -> bytes:
    """Edit an entry and give it the leaf of what it says now; the leaf."""
    tamper(f"UPDATE trail_entry SET acted_as = '主席' WHERE position = {position}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM trail_entry e WHERE position = {position}")
        leaf = leaf_of(Row(*cursor.fetchone()))
    tamper(f"UPDATE trail_entry SET leaf = '\\x{leaf.hex()}' WHERE position = {position}")
    return leaf


def test_a_forged_name_is_found_and_the_entry_named() -> None:
    entries = act_and_seal(3)
    tamper(f"UPDATE trail_actorname SET name = '王伟' WHERE entry_id = {entries[1].pk}")
    assert found(verify()) == [("name_changed", [entries[1].pk], None, None)]


def test_entries_that_wait_too_long_or_are_too_many_are_a_caution_and_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act_and_seal(1)
    act(2)
    report = verify()
    assert (report.whole, report.unsealed, report.cautions) == (True, 2, [])
    monkeypatch.setattr(verifying, "UNSEALED_ALLOWED", 1)
    assert [caution.kind for caution in verify().cautions] == ["not_sealed_yet"]
    monkeypatch.setattr(verifying, "UNSEALED_ALLOWED", 2)
    assert verify().cautions == []
    tamper("UPDATE trail_entry SET at = at - interval '61 seconds' WHERE position IS NULL")
    report = verify()
    assert report.whole
    assert [caution.kind for caution in report.cautions] == ["not_sealed_yet"]
    assert "2 entries are not sealed, the oldest for 6" in report.cautions[0].say.en


def test_a_guard_that_is_off_or_gone_is_a_caution() -> None:
    act_and_seal(1)
    trigger = next(each for each in Entry._meta.triggers if each.name == "no_delete")  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE trail_entry DISABLE TRIGGER {trigger.get_pgid(Entry)}")
    try:
        report = verify()
        assert report.whole
        assert [caution.kind for caution in report.cautions] == ["guard_off"]
        assert trigger.get_pgid(Entry) in report.cautions[0].say.en
        trigger.uninstall(Entry)
        assert [caution.kind for caution in verify().cautions] == ["guard_off"]
    finally:
        trigger.install(Entry)
    assert verify().cautions == []


def test_a_ruined_trail_is_counted_and_only_its_first_faults_are_kept() -> None:
    act_and_seal(FAULTS_KEPT + 5)
    tamper("UPDATE trail_entry SET act = 'dismissed'")
    report = verify()
    assert (report.fault_count, len(report.faults)) == (FAULTS_KEPT + 5, FAULTS_KEPT)


def test_verifying_does_not_hold_up_acts_and_sealing() -> None:
    act_and_seal(3)
    with verifying._snapshot():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM trail_entry")

        def act_and_seal_beside() -> int:
            act(2)
            return seal_all(2)

        (work,) = at_once(act_and_seal_beside)
        assert work.result(30) == 2
        assert Entry.objects.count() == 3
    assert verify().size == 5
