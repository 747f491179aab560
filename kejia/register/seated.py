"""Who sits in a body: on a day, as known at a moment, in one statement."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from kejia.register.cards import rows_of
from kejia.register.facts import BODIES, SEATS_IN
from kejia.register.kinds import OfficeKind
from kejia.register.units import believed_sql
from kejia.trail.actor import Actor


class Seated(NamedTuple):
    """Somebody in a body, by the highest office that brings the seat."""

    person: int
    office: str
    name: str
    sex: str
    ethnic_group: str
    birth: str
    birth_low: int | None
    birth_high: int | None
    party: str
    unit: str
    position: str
    term: int | None
    since: date | None
    until: date | None


def seated_in(organisation: int, body: str, on: date, known: datetime | None, *, by: Actor) -> list[Seated]:
    """Everyone in a body, one row each, the highest office first; `body` is one of BODIES."""
    sql = f"""
      WITH seated AS (
        SELECT DISTINCT ON (a.person_id) a.person_id, array_position(%(offices)s::text[], p.office::text) AS place,
          a.term, a.valid
        FROM register_appointment a JOIN register_post p ON p.id = a.post_id
        WHERE p.organisation_id = %(organisation)s AND p.office = ANY(%(offices)s) AND a.valid @> %(on)s::date
          AND {believed_sql("a", known=known is not None)}
        ORDER BY a.person_id, place DESC, lower(a.valid) NULLS FIRST
      ), said AS (
        SELECT f.person_id, {_SAID} FROM register_personfact f
        WHERE f.person_id IN (SELECT person_id FROM seated) AND f.valid @> %(on)s::date AND {believed_sql("f", known=known is not None)}
        GROUP BY 1
      ), works AS (
        SELECT DISTINCT ON (e.person_id) e.person_id, e.unit, e.position FROM register_employment e
        WHERE e.person_id IN (SELECT person_id FROM seated) AND e.valid @> %(on)s::date AND {believed_sql("e", known=known is not None)}
        ORDER BY e.person_id, lower(e.valid) DESC NULLS LAST, e.id DESC
      )
      SELECT t.person_id, (%(offices)s::text[])[t.place], coalesce(s.name, ''), coalesce(s.sex, ''),
        coalesce(s.ethnic_group, ''), coalesce(s.birth, ''), s.low, s.high, coalesce(s.party, ''),
        coalesce(w.unit, ''), coalesce(w.position, ''), t.term, lower(t.valid), upper(t.valid)
      FROM seated t LEFT JOIN said s USING (person_id) LEFT JOIN works w USING (person_id)
      ORDER BY t.place DESC, t.person_id"""
    given = {"organisation": organisation, "offices": offices_of(body)}
    return [Seated(*row) for row in rows_of(sql, on, known, by, **given)]


_SAID = ", ".join(
    [
        *(
            f"max(f.value) FILTER (WHERE f.kind = '{kind}') AS {kind}"
            for kind in ("name", "sex", "ethnic_group", "birth", "party")
        ),
        "max(f.low) FILTER (WHERE f.kind = 'birth') AS low",
        "max(f.high) FILTER (WHERE f.kind = 'birth') AS high",
    ]
)


def offices_of(body: str) -> Sequence[str]:
    """The offices that bring a seat in a body, the lowest first. Raises ValueError for no body."""
    if body not in BODIES:
        raise ValueError(body)
    return [office.value for office in OfficeKind if body in SEATS_IN.get(office, ())]
