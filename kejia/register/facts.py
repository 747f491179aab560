"""The register as the relation `facts`: for a day, and as known at a moment, for all bodies or for some.

The text above the norm's SELECT; the norm's own SQL then runs unchanged on it, as on a roster in SQLite.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from kejia.plain.parties import COMMUNIST, NON_PARTY
from kejia.register.kinds import OfficeKind

BODIES = (
    *("congress", "committee", "standing", "vice-chairs"),
    *("society-congress", "society-directors", "society-standing"),
)
"""The bodies that posts seat people in, by the words norms use for them; a body's place here is its number."""
Parameters = dict[str, date | datetime | list[int] | None]
PER_ORGANISATION = 16
"""A body of an organisation is one number: 16 times the organisation's, plus the body's."""

_ASSOCIATION = ("standing", "committee")
_SOCIETY = ("society-standing", "society-directors")
SEATS_IN: dict[OfficeKind, tuple[str, ...]] = {
    OfficeKind.DELEGATE: ("congress",),
    OfficeKind.INVITED_DELEGATE: ("congress",),
    OfficeKind.COMMITTEE_MEMBER: ("committee",),
    OfficeKind.STANDING_MEMBER: _ASSOCIATION,
    OfficeKind.VICE_CHAIR: _ASSOCIATION,
    OfficeKind.CHAIR: _ASSOCIATION,
    OfficeKind.PART_TIME_VICE_CHAIR: ("vice-chairs", *_ASSOCIATION),
    OfficeKind.SOCIETY_DELEGATE: ("society-congress",),
    OfficeKind.DIRECTOR: ("society-directors",),
    OfficeKind.STANDING_DIRECTOR: _SOCIETY,
    OfficeKind.VICE_PRESIDENT: _SOCIETY,
    OfficeKind.PRESIDENT: _SOCIETY,
}
"""Seats cumulate: the office held brings a seat in each of these bodies."""
OFFICE_BODIES = ", ".join(
    f"('{office}', {BODIES.index(body)}, {int(office is OfficeKind.INVITED_DELEGATE)})"
    for office, bodies in SEATS_IN.items()
    for body in bodies
)
"""The same as rows of SQL: office, the body's number, whether as an invited delegate."""
STANDING_MARKS = (
    *("grassroots_frontline", "frontline", "leading_cadre"),
    *("worker", "scipop_worker", "rural_talent"),
)
"""The columns of `facts` that come from marks on people."""
SAID = {"birth": "birth", "woman": "sex", "minority": "ethnic_group", "non_party": "party"}
"""What norms ask of a person besides marks, by the kind of fact that tells it."""
SAYINGS = f"""max(f.low) FILTER (WHERE f.kind = 'birth') AS birth_from,
    max(f.high) FILTER (WHERE f.kind = 'birth') AS birth_to,
    max(CASE f.value WHEN '女' THEN 1 WHEN '男' THEN 0 END) FILTER (WHERE f.kind = 'sex') AS woman,
    max(CASE f.value WHEN '汉族' THEN 0 WHEN '' THEN NULL ELSE 1 END) FILTER (WHERE f.kind = 'ethnic_group')
      AS minority,
    max(CASE WHEN f.value ~ '{NON_PARTY}' THEN 1 WHEN f.value ~ '{COMMUNIST}' THEN 0 END)
      FILTER (WHERE f.kind = 'party') AS non_party"""


def body_number(organisation: int, body: str) -> int:
    """The number of a body in `facts`."""
    return organisation * PER_ORGANISATION + BODIES.index(body)


def body_of(number: int) -> tuple[int, str]:
    """Organisation and body of a number."""
    organisation, rest = divmod(number, PER_ORGANISATION)
    return organisation, BODIES[rest]


def facts_sql(*, known: bool, some: bool, asked: Collection[str] | None = None, few: bool = False) -> str:
    """`WITH ... facts AS (...)`; takes %(on)s, with `known` %(known)s, with `some` %(organisations)s (an array).

    `asked` are the facts a norm needs (`Attribute.asks_for`): no others are read, their columns are null; None is all.
    `few` reads person by person, by index: for some organisations that are not many.
    """
    kinds = ", ".join(f"'{kind}'" for word, kind in SAID.items() if asked is None or word in asked) or "''"
    needed = {*(asked or ()), *(("grassroots_frontline",) if asked and "frontline" in asked else ())}
    only_marks = (
        ""
        if asked is None
        else f"AND s.mark IN ({', '.join(repr(m) for m in STANDING_MARKS if m in needed) or repr('')})"
    )
    believed = "{0}.known @> %(known)s::timestamptz" if known else "upper_inf({0}.known)"
    only = "AND p.organisation_id = ANY(%(organisations)s)" if some else ""
    people = "AND {0}.person_id IN (SELECT person FROM seated)" if some else ""
    marks = ",\n    ".join(
        f"max(s.holds::int) FILTER (WHERE s.mark = '{mark}') AS {mark}" for mark in STANDING_MARKS
    )
    holding = f"{believed.format('s')} AND s.valid @> %(on)s::date {only_marks}"
    told = f"{believed.format('f')} AND f.valid @> %(on)s::date AND f.kind IN ({kinds})"
    gathered = f"""marked AS (
  SELECT s.person_id AS person, {marks}
  FROM register_standing s WHERE {holding} {people.format("s")} GROUP BY 1
), said AS (
  SELECT f.person_id AS person, {SAYINGS}
  FROM register_personfact f WHERE {told} {people.format("f")} GROUP BY 1
), """
    joined = "LEFT JOIN marked USING (person) LEFT JOIN said USING (person)"
    if few:
        gathered = ""
        joined = f"""LEFT JOIN LATERAL (
    SELECT {marks} FROM register_standing s WHERE s.person_id = seated.person AND {holding}
  ) marked ON true LEFT JOIN LATERAL (
    SELECT {SAYINGS} FROM register_personfact f WHERE f.person_id = seated.person AND {told}
  ) said ON true"""
    return f"""WITH office_body (office, number, invited) AS (VALUES {OFFICE_BODIES}),
seated AS {"MATERIALIZED " if some else ""}(
  SELECT p.organisation_id * {PER_ORGANISATION} + o.number AS body, a.person_id AS person,
    min(o.invited) AS invited, max((p.office IN ('delegate', 'society_delegate'))::int) AS is_delegate
  FROM register_appointment a
  JOIN register_post p ON p.id = a.post_id {only}
  JOIN office_body o ON o.office = p.office
  WHERE {believed.format("a")} AND a.valid @> %(on)s::date
  GROUP BY 1, 2
), {gathered}facts AS (
  SELECT seated.body, seated.person, 1 AS member, seated.invited,
    marked.grassroots_frontline, coalesce(marked.frontline, marked.grassroots_frontline) AS frontline,
    marked.leading_cadre, coalesce(marked.worker, 1) AS worker, marked.scipop_worker, marked.rural_talent,
    said.woman, said.minority, said.non_party, seated.is_delegate AS delegate, said.birth_from, said.birth_to
  FROM seated {joined}
)
"""


def parameters(on: date, known: datetime | None, organisations: Sequence[int] | None) -> Parameters:
    """What `facts_sql` takes."""
    return {"on": on, "known": known, "organisations": None if organisations is None else list(organisations)}
