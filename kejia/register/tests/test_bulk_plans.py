"""Many rows after few, on one connection: what was planned for a table of few people is not kept for many."""

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from kejia.register.bulk import copy_facts, copy_identities, new_ids
from kejia.register.models import Person, PersonFact
from kejia.register.tests.people import CLERK, person

pytestmark = pytest.mark.django_db
MANY = 3_000
FEW_SCANS = 50


def whole_readings() -> int:
    """How often this transaction read the people from end to end, so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_numscans('register_person'::regclass)")
        (found,) = cursor.fetchone() or (0,)
    return int(found)


def hold_to_all_constraints() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_facts_about_thousands_are_held_to_their_people_by_index_though_there_were_few_before() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE register_person")  # known to be few
    for name in "甲乙丙丁戊己庚辛":  # from the sixth on a plan is kept
        person(name)
        hold_to_all_constraints()
    ids = new_ids(Person, MANY)
    copy_identities(Person, ("id",), ((id,) for id in ids), by=CLERK, batch=None)
    hold_to_all_constraints()
    before = whole_readings()
    always = DateRange(None, None, "[)")
    rows = ((id, "name", f"某{id}", always) for id in ids)
    columns = ("person_id", "kind", "value", "valid")
    assert copy_facts(PersonFact, columns, rows, by=CLERK, batch=None) == MANY
    hold_to_all_constraints()
    assert whole_readings() - before < FEW_SCANS
