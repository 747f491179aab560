"""Append-only, whoever writes and however."""

from collections.abc import Callable
from datetime import UTC, datetime

import pgtrigger
import pytest
from django.db import IntegrityError, connection

from kejia.trail.models import ActorName, Entry, TreeHead
from kejia.trail.tests.acting import act, act_and_seal

pytestmark = pytest.mark.django_db(transaction=True)


def sql(statement: str) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def contents() -> list[list[tuple[object, ...]]]:
    """All rows of all tables of the trail."""
    found = []
    with connection.cursor() as cursor:
        for table in ("trail_entry", "trail_actorname", "trail_treehead"):
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
            found.append(cursor.fetchall())
    return found


ENTRY_COLUMNS = {
    "id": "id + 1000",
    "at": "at - interval '1 day'",
    "actor_kind": "'system'",
    "actor_id": "'9'",
    "actor_name_digest": "'\\x00'",
    "acted_as": "'主席'",
    "on_behalf_of": "'x'",
    "act": "'dismissed'",
    "subject_type": "'register.person'",
    "subject_id": "'99'",
    "details": """'{"seat": 7}'""",
    "private_digest": "'\\x00'",
    "digested_by": "'sm3'",
    "transaction": "transaction - 1",
}


def test_every_column_of_an_entry_is_among_those_tried() -> None:
    columns = {field.column for field in Entry._meta.fields}
    assert set(ENTRY_COLUMNS) | {"position", "leaf"} == columns


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("column", ENTRY_COLUMNS)
def test_no_column_changes_before_or_after_sealing(column: str, sealed: bool) -> None:
    if sealed:
        act_and_seal(2)
        change = f"UPDATE trail_entry SET {column} = {ENTRY_COLUMNS[column]}"
    else:
        act(2)
        # together with what the sealer may do
        change = f"UPDATE trail_entry SET {column} = {ENTRY_COLUMNS[column]}, position = id, leaf = '\\x00'"
    before = contents()
    with pytest.raises(IntegrityError, match="the trail only grows: update of trail_entry"):
        sql(change)()
    assert contents() == before


@pytest.mark.parametrize(
    ("attempt", "refused"),
    [
        (sql("DELETE FROM trail_entry"), "delete of trail_entry"),
        (sql("TRUNCATE trail_entry CASCADE"), "truncate of trail_"),
        (sql("UPDATE trail_entry SET position = position + 10"), "update of trail_entry"),
        (sql("UPDATE trail_entry SET position = NULL, leaf = NULL"), "update of trail_entry"),
        (sql("UPDATE trail_entry SET leaf = '\\x00'"), "update of trail_entry"),
        (sql("DELETE FROM trail_treehead"), "delete of trail_treehead"),
        (sql("TRUNCATE trail_treehead"), "truncate of trail_treehead"),
        (sql("UPDATE trail_treehead SET root = '\\x00'"), "update of trail_treehead"),
        (sql("UPDATE trail_actorname SET name = '王伟'"), "update of trail_actorname"),
        (sql("TRUNCATE trail_actorname"), "truncate of trail_actorname"),
        (lambda: Entry.objects.all().delete(), "delete of trail_entry"),
        (lambda: Entry.objects.update(act="dismissed"), "update of trail_entry"),
        (lambda: Entry.objects.first().delete(), "delete of trail_entry"),  # type: ignore[union-attr] # there is one
        (lambda: TreeHead.objects.all().delete(), "delete of trail_treehead"),
        (lambda: ActorName.objects.update(name="王伟"), "update of trail_actorname"),
    ],
)
def test_nothing_sealed_changes_or_goes(attempt: Callable[[], object], refused: str) -> None:
    act_and_seal(3)
    before = contents()
    with pytest.raises(IntegrityError, match=f"the trail only grows: {refused}"):
        attempt()
    assert contents() == before


def test_a_bulk_update_and_a_save_are_refused_too() -> None:
    entries = act_and_seal(3)
    for entry in entries:
        entry.act = "dismissed"
    before = contents()
    with pytest.raises(IntegrityError, match="the trail only grows"):
        Entry.objects.bulk_update(entries, ["act"])
    with pytest.raises(IntegrityError, match="the trail only grows"):
        entries[0].save()
    assert contents() == before


def test_an_entry_cannot_be_written_over_by_an_upsert() -> None:
    entries = act(1)
    before = contents()
    with pytest.raises(IntegrityError, match="the trail only grows"):
        Entry.objects.bulk_create(
            [
                Entry(
                    id=entries[0].pk,
                    actor_kind="system",
                    actor_id="1",
                    actor_name_digest=b"",
                    act="x",
                    details={},
                )
            ],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["act"],
        )
    assert contents() == before


def test_the_guards_cannot_be_asked_to_look_away() -> None:
    act_and_seal(1)
    with (
        pytest.raises(IntegrityError, match="the trail only grows"),
        pgtrigger.ignore("trail.Entry:no_update"),
    ):
        Entry.objects.update(act="dismissed")
    names = [trigger.get_pgid(Entry) for trigger in Entry._meta.triggers]  # type: ignore[attr-defined]
    looking_away = f"SELECT set_config('pgtrigger.ignore', '{{{','.join(names)}}}', true)"
    with pytest.raises(IntegrityError, match="the trail only grows"):
        sql(f"{looking_away}; DELETE FROM trail_entry")()
    assert Entry.objects.get().act == "appointed"


def test_the_database_itself_says_when_and_by_which_transaction_an_entry_was_written() -> None:
    forged = Entry(
        at=datetime(2017, 1, 1, tzinfo=UTC),
        actor_kind="person",
        actor_id="7",
        actor_name_digest=b"x",
        act="appointed",
        subject_type="register.post",
        subject_id="1",
        transaction=1,
        position=0,
        leaf=b"forged",
    )
    began = datetime.now(UTC)
    Entry.objects.bulk_create([forged])
    entry = Entry.objects.get()
    assert abs((entry.at - began).total_seconds()) < 60
    assert entry.transaction > 1
    assert (entry.position, entry.leaf) == (None, None)


@pytest.mark.parametrize("details", ['{"a": [1, {"b": 0.5}]}', '{"a": 9007199254740992}', "[1]", '"x"'])
def test_details_that_could_not_be_hashed_are_refused_by_the_database_too(details: str) -> None:
    with pytest.raises(IntegrityError, match="details are an object"):
        sql(
            "INSERT INTO trail_entry (actor_kind, actor_id, actor_name_digest, acted_as, on_behalf_of, act,"
            " subject_type, subject_id, details) VALUES ('person', '7', '', '', '', 'x', 'y', 'z',"
            f" '{details}')"
        )()
    assert not Entry.objects.exists()
