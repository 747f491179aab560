"""Records that may be one person or one organisation, each pair with the reasons: one statement over the whole register."""

from typing import NamedTuple

from django.db import connection

from kejia.register.access import may_read_all, require
from kejia.register.kinds import Sameness
from kejia.trail.actor import Actor

PEOPLE = """
    WITH same_number AS (
      SELECT DISTINCT f.person_id AS one, g.person_id AS other
      FROM register_identitydocument f
      JOIN register_identitydocument g ON g.digest = f.digest AND g.person_id > f.person_id
      WHERE upper_inf(f.known) AND upper_inf(g.known)
    ), named AS MATERIALIZED (
      SELECT f.person_id, register_folded(f.value) AS name FROM register_personfact f
      WHERE f.kind = 'name' AND upper_inf(f.known) AND register_folded(f.value) <> ''
    ), employed AS MATERIALIZED (
      SELECT DISTINCT e.person_id, CASE WHEN e.organisation_id IS NULL THEN register_folded(e.unit)
        ELSE 'organisation ' || e.organisation_id END AS employer
      FROM register_employment e
      WHERE upper_inf(e.known) AND (e.organisation_id IS NOT NULL OR register_folded(e.unit) <> '')
    ), born AS MATERIALIZED (
      SELECT f.person_id, f.low, f.high FROM register_personfact f
      WHERE f.kind = 'birth' AND upper_inf(f.known) AND f.low IS NOT NULL AND f.high IS NOT NULL
    ), alike AS MATERIALIZED (
      SELECT DISTINCT n.person_id, n.name, e.employer, b.low, b.high
      FROM named n JOIN employed e USING (person_id) JOIN born b USING (person_id)
    ), same_name AS (
      SELECT DISTINCT f.person_id AS one, g.person_id AS other
      FROM alike f JOIN alike g ON g.name = f.name AND g.employer = f.employer
        AND g.person_id > f.person_id AND g.low <= f.high AND f.low <= g.high
    )
    SELECT one, other, bool_or(surest), bool_or(NOT surest) FROM (
      SELECT one, other, true AS surest FROM same_number
      UNION ALL SELECT one, other, false FROM same_name
    ) found
    GROUP BY one, other ORDER BY bool_or(surest) DESC, one, other LIMIT %(limit)s
"""
ORGANISATIONS = """
    WITH same_code AS (
      SELECT DISTINCT f.organisation_id AS one, g.organisation_id AS other
      FROM register_organisationfact f
      JOIN register_organisationfact g ON g.kind = f.kind AND g.value = f.value
        AND g.organisation_id > f.organisation_id
      WHERE f.kind = 'credit_code' AND f.value <> '' AND upper_inf(f.known) AND upper_inf(g.known)
    ), said AS MATERIALIZED (
      SELECT DISTINCT n.organisation_id, o.kind, register_folded(n.value) AS name, d.value AS division
      FROM register_organisationfact n
      JOIN register_organisation o ON o.id = n.organisation_id
      JOIN register_organisationfact d ON d.organisation_id = n.organisation_id AND d.kind = 'division'
        AND upper_inf(d.known) AND d.value <> ''
      WHERE n.kind = 'name' AND upper_inf(n.known) AND register_folded(n.value) <> ''
    ), same_name AS (
      SELECT DISTINCT f.organisation_id AS one, g.organisation_id AS other
      FROM said f JOIN said g ON g.name = f.name AND g.division = f.division AND g.kind = f.kind
        AND g.organisation_id > f.organisation_id
    )
    SELECT one, other, bool_or(surest), bool_or(NOT surest) FROM (
      SELECT one, other, true AS surest FROM same_code
      UNION ALL SELECT one, other, false FROM same_name
    ) found
    GROUP BY one, other ORDER BY bool_or(surest) DESC, one, other LIMIT %(limit)s
"""


class Duplicate(NamedTuple):
    """Two ids, the lower first, and why they may be one; the surest reason first."""

    one: int
    other: int
    reasons: tuple[Sameness, ...]


def likely_duplicates(*, by: Actor, limit: int = 1_000) -> list[Duplicate]:
    """People: the same number on a document; else name, birth (or what is known of it) and an employer alike.

    The surest first. Nothing is said of those whose birth or employer is not known: a name alone is no reason.
    """
    return _found(PEOPLE, (Sameness.DOCUMENT, Sameness.NAME_BIRTH_EMPLOYER), by, limit)


def likely_duplicate_organisations(*, by: Actor, limit: int = 1_000) -> list[Duplicate]:
    """Organisations: the same credit code; else, of one kind, name and division alike."""
    return _found(ORGANISATIONS, (Sameness.CREDIT_CODE, Sameness.NAME_DIVISION), by, limit)


def _found(statement: str, reasons: tuple[Sameness, Sameness], by: Actor, limit: int) -> list[Duplicate]:
    require(may_read_all(by))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"limit": limit})
        return [
            Duplicate(one, other, tuple(why for why, holds in zip(reasons, held, strict=True) if holds))
            for one, other, *held in cursor.fetchall()
        ]
