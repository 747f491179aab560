"""The register's whole record as the relation `facts`: a row for each piece of a person's time in a body.

As in `facts.py`, the condition of a norm runs on it unchanged. Within a piece, from `since` up to `until` (null: without
end), nothing changes that norms ask for: no seat, no mark, no fact, no age.
"""

from collections.abc import Collection

from kejia.register.facts import (
    PER_ORGANISATION,
    SAID,
    SAYINGS,
    columns_sql,
    marks_asked,
    marks_sql,
    office_bodies,
)

_WITHIN = "day > since AND (until IS NULL OR day < until)"
BEGINNING = "DATE '0001-01-01'"
"""Stands for a first day nobody knows."""
_TURNS_THAT_OLD = """LEAST(
      make_date(number / 10000 + years, number / 100 %% 100, 1) + number %% 100 - 1,
      (make_date(number / 10000 + years, number / 100 %% 100, 1) + interval '1 month')::date
    )"""
"""Born on 29 February: 1 March of a common year, as the norms reckon. The sign is doubled for the parameters."""
_IN_THOSE_YEARS = """number / 10000 + years BETWEEN date_part('year', h.since)::int - 1
    AND coalesce(date_part('year', h.until)::int, 9999)"""
"""Spares most people the reckoning of a day that lies outside their time in the body."""


def record_sql(*, some: bool, invited: bool, asked: Collection[str], ages: Collection[int]) -> str:
    """`WITH ... facts AS (...)`, with `since`, `until` and the first day as the number `today` besides the usual columns.

    `asked` are the facts a norm needs, `ages` the completed years whose first day counts as a change. Takes %(known)s
    and with `some` %(organisation)s and %(number)s, the body's place in `BODIES`; people are then read by index, else
    in their order: see `wide.py`.
    """
    marks = marks_asked(asked)
    said = [word for word in SAYINGS if word in asked]
    only = "WHERE p.organisation_id = %(organisation)s AND o.number = %(number)s" if some else ""
    cuts = [*_turns(marks, said), *([_birthdays(ages)] if ages else [])]
    gathered, joined = _by_person(marks, said) if some else _in_order(marks, said)
    return f"""WITH office_body (office, number, is_delegate) AS (VALUES {office_bodies(invited=invited)}),
place AS MATERIALIZED (
  SELECT p.id AS post, p.organisation_id * {PER_ORGANISATION} + o.number AS body, o.is_delegate
  FROM register_post p JOIN office_body o ON o.office = p.office {only}
), held AS MATERIALIZED (
  SELECT a.person_id AS person, place.body, coalesce(lower(a.valid), {BEGINNING}) AS since, upper(a.valid) AS until,
    place.is_delegate
  FROM register_appointment a JOIN place ON place.post = a.post_id
  WHERE {_known("a")}
  ORDER BY 1
), edge AS (
  SELECT person, body, since AS day, 1 AS seats, is_delegate AS delegates FROM held
  UNION ALL
  SELECT person, body, until, -1, -is_delegate FROM held WHERE until IS NOT NULL
  {"".join(f"UNION ALL SELECT person, body, day, 0, 0 FROM ({cut}) cut WHERE {_WITHIN}" for cut in cuts)}
), piece AS (
  SELECT person, body, day AS since, lead(day) OVER along AS until,
    sum(seats) OVER along AS seats, (sum(delegates) OVER along > 0)::int AS delegate, {_number("day")} AS today
  FROM edge WINDOW along AS (PARTITION BY person, body ORDER BY day)
), seated AS {"MATERIALIZED " if some else ""}(
  SELECT person, body, since, until, delegate, today FROM piece WHERE seats > 0 AND (until IS NULL OR since < until)
), {gathered}facts AS (
  SELECT seated.body, seated.person, since, until, today, 1 AS member, 0 AS invited, delegate,
    {columns_sql(marks, said)}
  FROM {joined}
)
"""


def _known(table: str) -> str:
    return f"{table}.known @> %(known)s::timestamptz"


def _number(day: str) -> str:
    """A day as the norms write it; not by `extract`, whose numeric is slow."""
    return (
        f"(date_part('year', {day}) * 10000 + date_part('month', {day}) * 100 + date_part('day', {day}))::int"
    )


def _among(words: Collection[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _turns(marks: Collection[str], said: Collection[str]) -> list[str]:
    """The days on which a mark or a fact of a person begins or ends."""
    sources = []
    if marks:
        sources.append(("register_standing", f"t.mark IN ({_among(marks)})"))
    if said:
        sources.append(("register_personfact", f"t.kind IN ({_among([SAID[word] for word in said])})"))
    return [
        f"""
    SELECT h.person, h.body, h.since, h.until, e.day
    FROM held h JOIN {table} t ON t.person_id = h.person AND {which} AND {_known("t")}
      AND NOT (lower_inf(t.valid) AND upper_inf(t.valid))
    CROSS JOIN LATERAL (VALUES (lower(t.valid)), (upper(t.valid))) e (day)
  """
        for table, which in sources
    ]


def _birthdays(ages: Collection[int]) -> str:
    """The days on which somebody is past an age, as the first possible birth has it and as the last."""
    years = ", ".join(f"({age})" for age in sorted(ages))
    return f"""
    SELECT h.person, h.body, h.since, h.until, {_TURNS_THAT_OLD} AS day
    FROM held h JOIN register_personfact t ON t.person_id = h.person AND t.kind = 'birth' AND {_known("t")}
    CROSS JOIN LATERAL (VALUES (t.low, true), (t.high, t.high <> t.low)) b (number, another)
    CROSS JOIN (VALUES {years}) a (years)
    WHERE another AND {_IN_THOSE_YEARS}
  """


def _in_order(marks: Collection[str], said: Collection[str]) -> tuple[str, str]:
    """All people at once: the pieces lie in the order of the people, and so do the covering indexes."""
    text, last = "", "seated"
    if marks:
        more = ", ".join(f"max(seated.{name}) AS {name}" for name in ("until", "delegate", "today"))
        text = f"""marked AS (
  SELECT seated.person, seated.body, seated.since, {more}, {marks_sql(marks)}
  FROM seated LEFT JOIN register_standing s
    ON s.person_id = seated.person AND {_known("s")} AND s.valid @> seated.since AND s.mark IN ({_among(marks)})
  GROUP BY 1, 2, 3
), """
        last = "marked AS seated"
    for word in said:
        columns = ", ".join(f"{sql} AS {column}" for column, sql in SAYINGS[word].items())
        last += f""" LEFT JOIN (
    SELECT f.person_id AS person, f.valid, {columns} FROM register_personfact f
    WHERE f.kind = '{SAID[word]}' AND {_known("f")}
  ) said_{word} ON said_{word}.person = seated.person AND said_{word}.valid @> seated.since"""
    return text, last


def _by_person(marks: Collection[str], said: Collection[str]) -> tuple[str, str]:
    """Of each piece, by index: the planner takes a congress for a handful of people."""
    joined = ["seated"]
    if marks:
        joined.append(f"""(SELECT {marks_sql(marks)} FROM register_standing s
    WHERE s.person_id = seated.person AND {_known("s")} AND s.valid @> seated.since) marked""")
    for word in said:
        columns = ", ".join(f"max({sql}) AS {column}" for column, sql in SAYINGS[word].items())
        joined.append(f"""(SELECT {columns} FROM register_personfact f
    WHERE f.person_id = seated.person AND f.kind = '{SAID[word]}' AND {_known("f")}
      AND f.valid @> seated.since) said_{word}""")
    return "", "\n  CROSS JOIN LATERAL ".join(joined)
