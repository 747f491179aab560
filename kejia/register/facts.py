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
Parameters = dict[str, date | str | int | list[int] | None]
"""What statements over the register take; a moment is a date with a time."""
NOW = "infinity"
"""The moment that stands for today's belief: what has not been corrected has no end, so it was known then too."""
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
DELEGATES = (OfficeKind.DELEGATE, OfficeKind.SOCIETY_DELEGATE)
STANDING_MARKS = (
    *("grassroots_frontline", "frontline", "leading_cadre"),
    *("worker", "scipop_worker", "rural_talent"),
)
"""The columns of `facts` that come from marks on people."""
SAID = {"birth": "birth", "woman": "sex", "minority": "ethnic_group", "non_party": "party"}
"""What norms ask of a person besides marks, by the kind of fact that tells it."""
SAYINGS = {
    "birth": {"birth_from": "f.low", "birth_to": "f.high"},
    "woman": {"woman": "CASE f.value WHEN '女' THEN 1 WHEN '男' THEN 0 END"},
    "minority": {"minority": "CASE f.value WHEN '汉族' THEN 0 WHEN '' THEN NULL ELSE 1 END"},
    "non_party": {
        "non_party": f"CASE WHEN f.value ~ '{NON_PARTY}' THEN 1 WHEN f.value ~ '{COMMUNIST}' THEN 0 END"
    },
}
"""The columns of `facts` that come from each of them."""


def body_number(organisation: int, body: str) -> int:
    """The number of a body in `facts`."""
    return organisation * PER_ORGANISATION + BODIES.index(body)


def body_of(number: int) -> tuple[int, str]:
    """Organisation and body of a number."""
    organisation, rest = divmod(number, PER_ORGANISATION)
    return organisation, BODIES[rest]


def office_bodies(*, invited: bool) -> str:
    """Rows of SQL: office, the number of a body it brings a seat in, whether it makes its holder a delegate."""
    return ", ".join(
        f"('{office}', {BODIES.index(body)}, {int(office in DELEGATES)})"
        for office, bodies in SEATS_IN.items()
        for body in bodies
        if invited or office is not OfficeKind.INVITED_DELEGATE
    )


def marks_asked(asked: Collection[str] | None) -> list[str]:
    """The marks to read for these facts; who is not marked front-line apart counts as marked for both together."""
    if asked is None:
        return list(STANDING_MARKS)
    wanted = {*asked, *(("grassroots_frontline",) if "frontline" in asked else ())}
    return [mark for mark in STANDING_MARKS if mark in wanted]


def marks_sql(marks: Collection[str]) -> str:
    """The columns of `marked`, each 1, 0 or null, from rows `s` of marks."""
    return ", ".join(f"max(s.holds::int) FILTER (WHERE s.mark = '{mark}') AS {mark}" for mark in marks)


def columns_sql(marks: Collection[str], said: Collection[str]) -> str:
    """The columns of `facts` that tell of a person; null where it was not read."""
    held = {mark: mark if mark in marks else "NULL::int" for mark in STANDING_MARKS}
    told = [
        column if word in said else f"NULL::int AS {column}"
        for word, columns in SAYINGS.items()
        for column in columns
    ]
    frontline = f"coalesce({held['frontline']}, {held['grassroots_frontline']})"
    return ", ".join(
        [
            f"{held['grassroots_frontline']} AS grassroots_frontline",
            f"{frontline} AS frontline",
            f"{held['leading_cadre']} AS leading_cadre",
            f"coalesce({held['worker']}, 1) AS worker",
            *(f"{held[mark]} AS {mark}" for mark in ("scipop_worker", "rural_talent")),
            *told,
        ]
    )


def facts_sql(*, some: bool, invited: bool, asked: Collection[str] | None = None, few: bool = False) -> str:
    """`WITH ... facts AS (...)`; takes %(on)s, %(known)s, and with `some` %(organisations)s (an array).

    `asked` are the facts a norm needs (`Attribute.asks_for`): no others are read, their columns are null; None is all.
    Without `invited`, invited delegates have no rows. `few` reads person by person, by index: for organisations that
    are few. Else everything is read in the order of the people from the covering indexes and merged: see `wide.py`.
    """
    marks = marks_asked(asked)
    said = [word for word in SAYINGS if asked is None or word in asked]
    gathered, joined = _by_person(marks, said) if few else _in_order(marks, said)
    only = "WHERE p.organisation_id = ANY(%(organisations)s)" if some else ""
    return f"""WITH office_body (office, number, is_delegate) AS (VALUES {office_bodies(invited=invited)}),
place AS MATERIALIZED (
  SELECT p.id AS post, p.organisation_id * {PER_ORGANISATION} + o.number AS body, o.is_delegate
  FROM register_post p JOIN office_body o ON o.office = p.office {only}
), seated AS (
  SELECT DISTINCT ON (person, body) a.person_id AS person, place.body, place.is_delegate
  FROM register_appointment a JOIN place ON place.post = a.post_id
  WHERE {_holds("a")}
  ORDER BY person, body, place.is_delegate DESC
), {gathered}facts AS (
  SELECT seated.body, seated.person, 1 AS member, 0 AS invited, seated.is_delegate AS delegate,
    {columns_sql(marks, said)}
  FROM seated {joined}
)
"""


def parameters(on: date, known: datetime | None, organisations: Sequence[int] | None) -> Parameters:
    """What `facts_sql` takes."""
    chosen = None if organisations is None else list(organisations)
    return {"on": on, "known": known or NOW, "organisations": chosen}


def _holds(table: str) -> str:
    return f"{table}.known @> %(known)s::timestamptz AND {table}.valid @> %(on)s::date"


def _in_order(marks: Collection[str], said: Collection[str]) -> tuple[str, str]:
    """All people at once: one pass over each index, already in the order of the people."""
    gathered = {}
    if marks:
        among = ", ".join(f"'{mark}'" for mark in marks)
        gathered["marked"] = f"""SELECT s.person_id AS person, {marks_sql(marks)}
  FROM register_standing s WHERE {_holds("s")} AND s.mark IN ({among}) GROUP BY 1"""
    for word in said:
        columns = ", ".join(f"{sql} AS {column}" for column, sql in SAYINGS[word].items())
        gathered[f"said_{word}"] = f"""SELECT DISTINCT ON (f.person_id) f.person_id AS person, {columns}
  FROM register_personfact f WHERE {_holds("f")} AND f.kind = '{SAID[word]}' ORDER BY f.person_id"""
    return (
        "".join(f"{name} AS (\n  {text}\n), " for name, text in gathered.items()),
        " ".join(f"LEFT JOIN {name} USING (person)" for name in gathered),
    )


def _by_person(marks: Collection[str], said: Collection[str]) -> tuple[str, str]:
    """Of each person seated, by index: the planner takes a congress for a handful of people."""
    joined = []
    if marks:
        joined.append(f"""SELECT {marks_sql(marks)} FROM register_standing s
    WHERE s.person_id = seated.person AND {_holds("s")}""")
    for word in said:
        columns = ", ".join(f"max({sql}) AS {column}" for column, sql in SAYINGS[word].items())
        joined.append(f"""SELECT {columns} FROM register_personfact f
    WHERE f.person_id = seated.person AND f.kind = '{SAID[word]}' AND {_holds("f")}""")
    return "", " ".join(f"LEFT JOIN LATERAL (\n    {text}\n  ) l{i} ON true" for i, text in enumerate(joined))
