"""The register's whole record as the relation `facts`: a row for each person of a body and each day something changed.

As in `facts.py`, the condition of a norm runs on it unchanged; a row holds from its `day` to the person's next one.
"""

from collections.abc import Collection

from kejia.register.facts import OFFICE_BODIES, PER_ORGANISATION, SAID, SAYINGS, STANDING_MARKS

TOLD = ", ".join(f"'{kind}'" for kind in SAID.values())
BEGINNING = "DATE '0001-01-01'"
"""Stands for a first day nobody knows."""
_TURNS_THAT_OLD = """LEAST(
    make_date(number / 10000 + years, number / 100 % 100, 1) + number % 100 - 1,
    (make_date(number / 10000 + years, number / 100 % 100, 1) + interval '1 month')::date
  )"""
"""Born on 29 February: 1 March of a common year, as the norms reckon. The sign is doubled below, for the parameters."""


def record_sql(*, known: bool, some: bool, ages: Collection[int]) -> str:
    """`WITH ... facts AS (...)`, with `day`, and the day as the whole number `today`, besides the usual columns.

    `member` is 0 from the day a person left. `ages` are the completed years whose first day counts as a change. Takes
    with `known` %(known)s, with `some` %(organisation)s and %(number)s, the body's place in `BODIES`.
    """
    believed = "{0}.known @> %(known)s::timestamptz" if known else "upper_inf({0}.known)"
    only = "AND p.organisation_id = %(organisation)s" if some else ""
    one_body = "AND o.number = %(number)s" if some else ""
    people = "AND {0}.person_id = ANY(ARRAY(SELECT person FROM held))" if some else ""
    marks = ", ".join(
        f"max(k.holds::int) FILTER (WHERE k.mark = '{mark}') AS {mark}" for mark in STANDING_MARKS
    )
    birthdays = (
        f"""UNION SELECT person, {_TURNS_THAT_OLD.replace("%", "%%")}
  FROM said CROSS JOIN LATERAL (VALUES (low), (high)) b (number)
  CROSS JOIN (VALUES {", ".join(f"({age})" for age in sorted(ages))}) a (years)
  WHERE kind = 'birth' AND number IS NOT NULL"""
        if ages
        else ""
    )
    gathered = f"""marked AS (
  SELECT m.person, m.day, {marks}
  FROM (SELECT DISTINCT person, day FROM moment) m
  JOIN mark k ON k.person = m.person AND k.valid @> m.day
  GROUP BY 1, 2
), told AS (
  SELECT m.person, m.day, {SAYINGS}
  FROM (SELECT DISTINCT person, day FROM moment) m
  JOIN said f ON f.person = m.person AND f.valid @> m.day
  GROUP BY 1, 2
), """
    joined = "LEFT JOIN marked USING (person, day) LEFT JOIN told USING (person, day)"
    if some:  # by index, person by person: the planner takes a congress for a handful of people
        gathered = ""
        joined = f"""LEFT JOIN LATERAL (
    SELECT {marks} FROM register_standing k
    WHERE k.person_id = seated.person AND {believed.format("k")} AND k.valid @> seated.day
  ) marked ON true LEFT JOIN LATERAL (
    SELECT {SAYINGS} FROM register_personfact f
    WHERE f.person_id = seated.person AND {believed.format("f")} AND f.valid @> seated.day
      AND f.kind IN ({TOLD})
  ) told ON true"""
    return f"""WITH office_body (office, number, invited) AS (VALUES {OFFICE_BODIES}),
held AS MATERIALIZED (
  SELECT p.organisation_id * {PER_ORGANISATION} + o.number AS body, a.person_id AS person,
    coalesce(lower(a.valid), {BEGINNING}) AS since, upper(a.valid) AS until, o.invited,
    (p.office IN ('delegate', 'society_delegate'))::int AS is_delegate
  FROM register_appointment a
  JOIN register_post p ON p.id = a.post_id {only}
  JOIN office_body o ON o.office = p.office {one_body}
  WHERE {believed.format("a")}
), mark AS MATERIALIZED (
  SELECT s.person_id AS person, s.mark, s.holds, s.valid
  FROM register_standing s WHERE {believed.format("s")} {people.format("s")}
), said AS MATERIALIZED (
  SELECT f.person_id AS person, f.kind, f.value, f.low, f.high, f.valid
  FROM register_personfact f
  WHERE {believed.format("f")} AND f.kind IN ({TOLD}) {people.format("f")}
), turn (person, day) AS (
  SELECT person, lower(valid) FROM mark UNION SELECT person, upper(valid) FROM mark
  UNION SELECT person, lower(valid) FROM said UNION SELECT person, upper(valid) FROM said
  {birthdays}
), moment AS MATERIALIZED (
  SELECT body, person, since AS day FROM held
  UNION SELECT body, person, until FROM held WHERE until IS NOT NULL
  UNION SELECT h.body, h.person, t.day FROM held h JOIN turn t USING (person)
  WHERE t.day > h.since AND (h.until IS NULL OR t.day < h.until)
), seated AS (
  SELECT m.body, m.person, m.day, min(h.invited) AS invited, max(h.is_delegate) AS is_delegate
  FROM moment m
  LEFT JOIN held h ON h.body = m.body AND h.person = m.person AND h.since <= m.day
    AND (h.until IS NULL OR m.day < h.until)
  GROUP BY 1, 2, 3
), {gathered}facts AS (
  SELECT seated.body, seated.person, seated.day,
    (extract(year FROM day) * 10000 + extract(month FROM day) * 100 + extract(day FROM day))::int AS today,
    (seated.invited IS NOT NULL)::int AS member, coalesce(seated.invited, 0) AS invited,
    marked.grassroots_frontline, coalesce(marked.frontline, marked.grassroots_frontline) AS frontline,
    marked.leading_cadre, coalesce(marked.worker, 1) AS worker, marked.scipop_worker, marked.rural_talent,
    told.woman, told.minority, told.non_party, coalesce(seated.is_delegate, 0) AS delegate, told.birth_from, told.birth_to
  FROM seated {joined}
)
"""
