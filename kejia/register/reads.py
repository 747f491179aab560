"""Reading the register: records by their id, by their name; an id that was merged leads to the record that stays."""

from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet

from kejia.register.access import may, may_everywhere, may_see, require
from kejia.register.authority.asking import allowed_among, person_of
from kejia.register.belonging import organisations_of_people
from kejia.register.kinds import Right
from kejia.register.models import Batch, Organisation, Person
from kejia.trail.actor import Actor


def find_person(id: int) -> Person | None:
    """The person of an id, or the one this record was merged into, through any number of merges."""
    return Person.objects.filter(pk=_stays("register_person", id)).first()


def find_organisation(id: int) -> Organisation | None:
    """The organisation of an id, or the one this record was merged into."""
    return Organisation.objects.filter(pk=_stays("register_organisation", id)).first()


def records_of(record: Person | Organisation) -> list[int]:
    """The ids of all records that lead to the same one, that one among them."""
    table = record._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE family AS (SELECT %s::bigint AS id UNION"
            f" SELECT r.id FROM family JOIN {table} r ON r.merged_into_id = family.id)"
            " SELECT id FROM family ORDER BY id",
            [_stays(table, record.pk)],
        )
        return [id for (id,) in cursor.fetchall()]


def find_people(name: str, *, by: Actor) -> QuerySet[Person]:
    """Those who bear or bore a name and whose records the actor may see: width, spaces, dots, variation selectors aside.

    Ideographs are compared as they are, rare ones too: those of private use mean what the installation's font shows.
    """
    require(may(by, Right.SEE_PERSON))
    found = _named("register_personfact", "person_id", name)
    return Person.objects.filter(pk__in=people_seen(found, by)).order_by("pk")


def find_organisations(name: str, *, by: Actor) -> QuerySet[Organisation]:
    """Those that bear or bore a name and that the actor may see, compared as people's names are."""
    require(may_see(by))
    found = _named("register_organisationfact", "organisation_id", name)
    if found and not may_everywhere(by, Right.SEE):
        found = sorted(allowed_among(by, Right.SEE, found))
    return Organisation.objects.filter(pk__in=found).order_by("pk")


def people_seen(people: list[int], by: Actor) -> list[int]:
    """Those of these people whose records the actor may see; of many at once in two statements."""
    if not people or may_everywhere(by, Right.SEE_PERSON):
        return people
    theirs = organisations_of_people(people)
    seen = allowed_among(by, Right.SEE_PERSON, set().union(*theirs.values()))
    return [id for id in people if theirs[id] & seen or id == person_of(by)]


DEMO_LOADED = "kejia.register.demo_loaded"
LOOK_AGAIN = 60
"""Seconds after which another process is asked whether the demo is still there."""


def demo_loaded() -> bool:
    """Whether the register holds the demo, as it was found within the last minute; everybody may know."""
    found = cache.get(DEMO_LOADED)
    if found is None:
        found = Batch.objects.filter(is_demo=True).exists()
        cache.set(DEMO_LOADED, found, LOOK_AGAIN)
    return bool(found)


def look_for_demo_again() -> None:
    """Forget what was found; in this process, others find out within the minute."""
    cache.delete(DEMO_LOADED)


def _named(table: str, column: str, name: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE kind = 'name' AND upper_inf(known)"
            " AND register_folded(value) = register_folded(%s) AND register_folded(value) <> ''",
            [name],
        )
        return [id for (id,) in cursor.fetchall()]


def _stays(table: str, id: int) -> int:
    """The id that another leads to in the end; itself where there is no such record."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE led AS (SELECT id, merged_into_id FROM {table} WHERE id = %s UNION"
            f" SELECT r.id, r.merged_into_id FROM led JOIN {table} r ON r.id = led.merged_into_id)"
            " SELECT id FROM led WHERE merged_into_id IS NULL",
            [id],
        )
        found = cursor.fetchone()
    return int(found[0]) if found else id
