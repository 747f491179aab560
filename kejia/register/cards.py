"""What a list of organisations and the card of one show: on a day, as known at a moment.

Every read is one statement, whatever the number of people or organisations. Those of an id that was merged are empty:
ask `leads_to` first.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from kejia.register.access import may_see, require, seen_by
from kejia.register.models import Organisation
from kejia.register.reads import find_organisation
from kejia.register.settled import require_settled
from kejia.register.units import believed_sql, undone_sql
from kejia.trail.actor import Actor

LARGEST_ID = 2**63 - 1
NAMES_SHOWN = 12
"""Of a post with more holders only their number is read."""
RELATED_SHOWN = 30
"""Of one kind of relation in one direction."""


class OrganisationLine(NamedTuple):
    """An organisation in a list, by its name on the day, else by its last one."""

    id: int
    kind: str
    name: str
    in_name: bool
    """Whether it bears the name on the day."""
    level: str | None
    division: str | None


class Said(NamedTuple):
    """One thing said of an organisation, for some days."""

    kind: str
    value: str
    since: date | None
    until: date | None
    now: bool
    document: str


class Related(NamedTuple):
    """Another organisation and how it stands to this one: `up` where this one is ... of the other."""

    kind: str
    up: bool
    id: int
    organisation_kind: str
    name: str
    since: date | None
    until: date | None
    of: int
    """How many there are of this kind and direction; not all of them are read."""


class Headcount(NamedTuple):
    """An authorised number, how many people draw on it; None where no number is authorised."""

    kind: str
    authorised: int | None
    filled: int
    document: str


class Holder(NamedTuple):
    """A post with one of its holders; a post that is vacant, or has many holders, stands once and without a name."""

    post: int
    office: str
    title: str
    seats: int | None
    filled: int
    name: str | None
    sex: str | None
    ethnic_group: str | None
    capacity: str | None
    since: date | None
    until: date | None


def leads_to(id: int, known: datetime | None) -> Organisation | None:
    """The organisation to show for an id: the one it was merged into, or itself where nobody knew of the merger yet."""
    if not 0 < id <= LARGEST_ID:
        return None
    found = find_organisation(id)
    if found is not None and found.pk != id and known is not None:
        (merged,) = _one(
            "SELECT bool_or(made_at <= %(known)s::timestamptz) FROM register_merge"
            " WHERE organisation_id = %(id)s AND undone_at IS NULL",
            {"id": id, "known": known},
        )
        if not merged:
            return Organisation.objects.get(pk=id)
    return found


def list_organisations(
    on: date,
    known: datetime | None,
    *,
    kind: str = "",
    named: str = "",
    after: int = 0,
    limit: int,
    by: Actor,
) -> list[OrganisationLine]:
    """Organisations that the actor may see and that have or had a name, those after an id; `named` is a part of one."""
    holds = believed_sql("f", known=known is not None)
    sql = f"""
      SELECT o.id, o.kind, n.value, n.now, v.level, v.division
      FROM register_organisation o
      CROSS JOIN LATERAL (
        SELECT f.value, f.valid @> %(on)s::date AS now FROM register_organisationfact f
        WHERE f.organisation_id = o.id AND f.kind = 'name' AND {holds}
        ORDER BY 2 DESC, lower(f.valid) DESC NULLS LAST LIMIT 1
      ) n
      CROSS JOIN LATERAL (
        SELECT max(f.value) FILTER (WHERE f.kind = 'level') AS level,
          max(f.value) FILTER (WHERE f.kind = 'division') AS division
        FROM register_organisationfact f
        WHERE f.organisation_id = o.id AND f.kind IN ('level', 'division') AND f.valid @> %(on)s::date AND {holds}
      ) v
      WHERE o.id > %(after)s {"AND o.kind = %(kind)s" if kind else ""}
      {_NAMED.format(holds=holds) if named else ""} {_SEEN}
      ORDER BY o.id LIMIT %(limit)s"""
    given = {"kind": kind, "named": named, "after": after, "limit": limit, "seen": seen_by(by)}
    return [OrganisationLine(*row) for row in rows_of(sql, on, known, by, **given)]


def count_organisations(
    on: date, known: datetime | None, *, named: str = "", by: Actor
) -> list[tuple[str, int]]:
    """How many there are of each kind, as `list_organisations` lists them."""
    holds = believed_sql("f", known=known is not None)
    sql = f"""
      SELECT o.kind, count(*) FROM register_organisation o
      WHERE o.id IN (SELECT f.organisation_id FROM register_organisationfact f WHERE f.kind = 'name' AND {holds})
      {_NAMED.format(holds=holds) if named else ""} {_SEEN} GROUP BY 1"""
    given = {"named": named, "seen": seen_by(by)}
    return [(str(kind), int(count)) for kind, count in rows_of(sql, on, known, by, **given)]


_SEEN = "AND (%(seen)s::bigint[] IS NULL OR o.id = ANY(%(seen)s::bigint[]))"


_NAMED = """AND o.id IN (
        SELECT f.organisation_id FROM register_organisationfact f WHERE f.kind = 'name' AND {holds}
        AND position(register_folded(%(named)s) IN register_folded(f.value)) > 0
      )"""


def said_of(organisation: int, on: date, known: datetime | None, *, by: Actor) -> list[Said]:
    """All that is said of an organisation, of any day, by kind and day."""
    sql = f"""
      SELECT f.kind, f.value, lower(f.valid), upper(f.valid), f.valid @> %(on)s::date, f.document
      FROM register_organisationfact f WHERE f.organisation_id = %(organisation)s AND {believed_sql("f", known=known is not None)}
      ORDER BY f.kind, lower(f.valid) NULLS FIRST, f.id"""
    return [Said(*row) for row in rows_of(sql, on, known, by, organisation=organisation)]


def related_to(organisation: int, on: date, known: datetime | None, *, by: Actor) -> list[Related]:
    """Relations both ways: those that hold on the day, and of any day those that made it or came of it."""
    sql = f"""
      WITH found AS (
        SELECT r.kind, true AS up, r.other_id AS id, r.valid FROM register_organisationrelation r
        WHERE r.organisation_id = %(organisation)s AND {believed_sql("r", known=known is not None)}
        UNION ALL
        SELECT r.kind, false, r.organisation_id, r.valid FROM register_organisationrelation r
        WHERE r.other_id = %(organisation)s AND {believed_sql("r", known=known is not None)}
      ), placed AS (
        SELECT f.*, count(*) OVER each AS of, row_number() OVER (each ORDER BY lower(f.valid), f.id) AS place
        FROM found f
        WHERE f.valid @> %(on)s::date OR f.kind IN ('merged_into', 'split_from', 'renamed_from')
        WINDOW each AS (PARTITION BY f.kind, f.up)
      )
      SELECT p.kind, p.up, p.id, o.kind, coalesce(n.value, ''), lower(p.valid), upper(p.valid), p.of
      FROM placed p JOIN register_organisation o ON o.id = p.id
      LEFT JOIN LATERAL (
        SELECT f.value FROM register_organisationfact f
        WHERE f.organisation_id = p.id AND f.kind = 'name' AND {believed_sql("f", known=known is not None)}
        ORDER BY f.valid @> %(on)s::date DESC, lower(f.valid) DESC NULLS LAST LIMIT 1
      ) n ON true
      WHERE p.place <= %(shown)s ORDER BY p.kind, p.up, p.place"""
    given = {"organisation": organisation, "shown": RELATED_SHOWN}
    return [Related(*row) for row in rows_of(sql, on, known, by, **given)]


def headcount_of(organisation: int, on: date, known: datetime | None, *, by: Actor) -> list[Headcount]:
    """Authorised headcount by kind, and the people on posts of this very organisation who draw on it."""
    sql = f"""
      WITH drawing AS (
        SELECT a.establishment AS kind, count(DISTINCT a.person_id) AS filled
        FROM register_appointment a JOIN register_post p ON p.id = a.post_id
        WHERE p.organisation_id = %(organisation)s AND a.establishment <> '' AND a.valid @> %(on)s::date
          AND {believed_sql("a", known=known is not None)} GROUP BY 1
      ), authorised AS (
        SELECT e.kind, e.number, e.document FROM register_establishment e
        WHERE e.organisation_id = %(organisation)s AND e.valid @> %(on)s::date AND {believed_sql("e", known=known is not None)}
      )
      SELECT kind, n.number, coalesce(d.filled, 0), coalesce(n.document, '')
      FROM authorised n FULL JOIN drawing d USING (kind) ORDER BY kind"""
    return [Headcount(*row) for row in rows_of(sql, on, known, by, organisation=organisation)]


def holders_in(organisation: int, on: date, known: datetime | None, *, by: Actor) -> list[Holder]:
    """The posts of an organisation with their seats, how many are filled, and who holds those with few holders."""
    sql = f"""
      WITH held AS (
        SELECT a.post_id, a.person_id, a.capacity, a.valid, count(*) OVER (PARTITION BY a.post_id) AS filled
        FROM register_appointment a JOIN register_post p ON p.id = a.post_id
        WHERE p.organisation_id = %(organisation)s AND a.valid @> %(on)s::date AND {believed_sql("a", known=known is not None)}
      ), filled AS (SELECT post_id, max(filled) AS filled FROM held GROUP BY 1),
      seats AS (
        SELECT s.post_id, s.number FROM register_seats s JOIN register_post p ON p.id = s.post_id
        WHERE p.organisation_id = %(organisation)s AND s.valid @> %(on)s::date AND {believed_sql("s", known=known is not None)}
      ), named AS (
        SELECT f.person_id, max(f.value) FILTER (WHERE f.kind = 'name') AS name,
          max(f.value) FILTER (WHERE f.kind = 'sex') AS sex,
          max(f.value) FILTER (WHERE f.kind = 'ethnic_group') AS ethnic_group
        FROM register_personfact f
        WHERE f.person_id IN (SELECT person_id FROM held WHERE filled <= %(shown)s)
          AND f.kind IN ('name', 'sex', 'ethnic_group') AND f.valid @> %(on)s::date AND {believed_sql("f", known=known is not None)}
        GROUP BY 1
      )
      SELECT p.id, p.office, p.title, coalesce(s.number, CASE WHEN p.one_seat THEN 1 END), coalesce(c.filled, 0),
        CASE WHEN h.person_id IS NOT NULL THEN coalesce(n.name, '') END, n.sex, n.ethnic_group, h.capacity,
        lower(h.valid), upper(h.valid)
      FROM register_post p
      LEFT JOIN seats s ON s.post_id = p.id
      LEFT JOIN filled c ON c.post_id = p.id
      LEFT JOIN held h ON h.post_id = p.id AND h.filled <= %(shown)s
      LEFT JOIN named n ON n.person_id = h.person_id
      WHERE p.organisation_id = %(organisation)s AND NOT ({undone_sql("p", known=known is not None)}
        AND NOT EXISTS (SELECT FROM register_appointment a WHERE a.post_id = p.id AND {believed_sql("a", known=known is not None)})
        AND NOT EXISTS (SELECT FROM register_seats e WHERE e.post_id = p.id AND {believed_sql("e", known=known is not None)}))
      ORDER BY p.id, h.person_id"""
    given = {"organisation": organisation, "shown": NAMES_SHOWN}
    return [Holder(*row) for row in rows_of(sql, on, known, by, **given)]


def rows_of(
    sql: str, on: date, known: datetime | None, by: Actor, **more: Any
) -> list[tuple[Any, ...]]:  # Any: columns of a statement
    """The rows of a statement about a day, as known at a moment. Raises NotSettled, NotAllowed."""
    require(may_see(by, more.get("organisation")))
    require_settled(known)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"on": on, "known": known, **more})
        return list(cursor.fetchall())


def _one(sql: str, given: dict[str, Any]) -> tuple[Any, ...]:  # Any: columns of a statement
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found: tuple[Any, ...] = cursor.fetchone()
    return found
