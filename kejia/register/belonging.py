"""Whose a fact is: the organisations, and the person, that somebody must have a right for to write it."""

from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from kejia.register.authority.asking import LED_BY
from kejia.register.kinds import Right
from kejia.register.models import (
    Appointment,
    Baseline,
    CountingBasis,
    Employment,
    Fact,
    OrganisationRelation,
    Person,
    PostDuty,
    Seats,
    StandIn,
)

NEEDS: dict[type[Fact], Right] = {
    Appointment: Right.APPOINT,
    StandIn: Right.APPOINT,
    Seats: Right.MANAGE_POSTS,
    PostDuty: Right.MANAGE_POSTS,
    Baseline: Right.SET_BASES,
    CountingBasis: Right.SET_BASES,
}
"""Facts that need another right than to write; lines of a term say so by the name of their table."""
SETTLED_TABLES = ("register_termline",)


class Belongs(NamedTuple):
    """All these organisations; where there are none, the person's."""

    right: Right
    organisations: tuple[int, ...]
    person: int | None


def belongs(fact: Fact) -> Belongs:
    """Whose a fact is. What says under whom an organisation stands is a matter of both."""
    right = NEEDS.get(type(fact), Right.WRITE)
    if fact._meta.db_table in SETTLED_TABLES:
        right = Right.SET_BASES
    post = getattr(fact, "post", None)
    if post is not None:
        return Belongs(right, (post.organisation_id,), None)
    organisation = getattr(fact, "organisation_id", None)
    if isinstance(fact, OrganisationRelation):
        both = (fact.organisation_id, fact.other_id) if fact.kind in LED_BY else (fact.organisation_id,)
        return Belongs(right, both, None)
    if organisation is not None and not isinstance(fact, Employment):
        return Belongs(right, (organisation,), None)
    return Belongs(right, (), getattr(fact, "person_id", None))


def organisations_of_people(people: list[int]) -> dict[int, set[int]]:
    """Where people hold posts, are members or work, today or later; of who has left everything, where they did."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH tie AS (
              SELECT a.person_id AS person, p.organisation_id AS organisation, a.valid
              FROM register_appointment a JOIN register_post p ON p.id = a.post_id
              WHERE a.person_id = ANY(%(people)s) AND upper_inf(a.known)
              UNION ALL
              SELECT m.person_id, m.organisation_id, m.valid FROM register_membership m
              WHERE m.person_id = ANY(%(people)s) AND upper_inf(m.known)
              UNION ALL
              SELECT e.person_id, e.organisation_id, e.valid FROM register_employment e
              WHERE e.person_id = ANY(%(people)s) AND upper_inf(e.known) AND e.organisation_id IS NOT NULL
            ), dated AS (
              SELECT person, organisation, upper_inf(valid) OR upper(valid) > %(on)s AS holds FROM tie
            )
            SELECT DISTINCT person, organisation FROM dated d
            WHERE holds OR NOT EXISTS (SELECT FROM dated o WHERE o.person = d.person AND o.holds)
            """,
            {"people": people, "on": timezone.localdate()},
        )
        found: dict[int, set[int]] = {person: set() for person in people}
        for person, organisation in cursor.fetchall():
            found[person].add(organisation)
    return found


def said_by_others(column: str, id: int, by: str) -> bool:
    """Whether anybody else ever said anything of a record: `column` is person_id or organisation_id.

    Who enters a record may go on with it, up to the moment another has written of it.
    """
    tables = [
        model._meta.db_table
        for model in Fact.__subclasses__()
        if any(field.attname == column for field in model._meta.concrete_fields)
    ]
    union = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE {column} = %(id)s AND recorded_by <> %(by)s" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({union})", {"id": id, "by": by})
        (found,) = cursor.fetchone()
    return bool(found)


def people_of(organisations: str) -> str:
    """SQL: the ids of people who have to do today or later with organisations, themselves given as SQL."""
    holds = "upper_inf({0}.known) AND (upper_inf({0}.valid) OR upper({0}.valid) > %s)"
    return f"""
      SELECT a.person_id FROM register_appointment a JOIN register_post p ON p.id = a.post_id
      WHERE {holds.format("a")} AND p.organisation_id IN ({organisations})
      UNION SELECT m.person_id FROM register_membership m
      WHERE {holds.format("m")} AND m.person_id IS NOT NULL AND m.organisation_id IN ({organisations})
      UNION SELECT e.person_id FROM register_employment e
      WHERE {holds.format("e")} AND e.organisation_id IN ({organisations})"""


def is_of(person: Person | int, organisations: set[int]) -> bool:
    """Whether a person has to do with one of the organisations."""
    id = person if isinstance(person, int) else person.pk
    return bool(organisations_of_people([id])[id] & organisations)
