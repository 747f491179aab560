"""Who may do what, for which organisations, because of which post: a query over appointments and duties for a day.

One statement each; nothing is remembered from one request to the next.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from kejia.register.kinds import NEVER_LENT, RelationKind, Right, Scope
from kejia.register.models import Organisation
from kejia.trail.actor import Actor

LED_BY = (RelationKind.PART_OF, RelationKind.SUPERVISED_BY, RelationKind.GUIDED_BY)
"""Relations by which the one behind has to do with the one in front; being a member or a guest brings no right."""
POST = re.compile(r"post:([1-9][0-9]{0,17})")

_LED = ", ".join(f"'{kind}'" for kind in LED_BY)
_NOT_LENT = ", ".join(f"'{right}'" for right in NEVER_LENT)

Taken = dict[str, str | int | bool | date | datetime | list[int] | None]


class Grounds(NamedTuple):
    """Why somebody may: which post of which organisation, held since when, by which paper; or for whom one stands in."""

    person: int
    post: int
    office: str
    title: str
    organisation: int
    right: Right
    scope: Scope
    since: date | None
    until: date | None
    document: str
    stand_in: int | None
    holder: int | None
    """For whom one stands in."""


def post_of(actor: Actor) -> int | None:
    """The post an actor acts under; None where it acts under none."""
    found = POST.fullmatch(actor.acted_as)
    return int(found[1]) if found else None


def person_of(actor: Actor) -> int | None:
    """The person of the register an actor is; None for the console, the system, a visitor."""
    if actor.kind != "person" or not (actor.id.isascii() and actor.id.isdigit() and len(actor.id) <= 18):
        return None
    return int(actor.id)


def may(actor: Actor, right: Right, organisation: Organisation | int | None = None) -> bool:
    """Whether a person has the right today under the post they act as; for one organisation, or (None) for any at all.

    A post that the actor does not hold today, nor stands in for, brings nothing.
    """
    if organisation is None:
        return _asked(actor, right, "SELECT EXISTS (SELECT FROM duty)", {})
    return bool(allowed_among(actor, right, [_id(organisation)]))


def may_everywhere(actor: Actor, right: Right) -> bool:
    """Whether a person has the right today for all organisations there are."""
    return _asked(actor, right, "SELECT EXISTS (SELECT FROM duty WHERE scope = 'all')", {})


def allowed_among(actor: Actor, right: Right, organisations: Iterable[int]) -> set[int]:
    """Those of the organisations for which the person has the right today, under the post they act as."""
    taken = _taken(actor, right)
    ids = sorted(set(organisations))
    if taken is None or not ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE {_held()}, {_DUTY}, {_above()}"
            " SELECT DISTINCT a.start FROM above a JOIN duty d ON d.scope = 'all' OR (d.organisation = a.id"
            f" AND {_REACHES})",
            {**taken, "organisations": ids},
        )
        return {id for (id,) in cursor.fetchall()}


def organisations_seen(actor: Actor, right: Right) -> QuerySet[Organisation]:
    """All organisations for which the person has the right today, as a query."""
    taken = _taken(actor, right)
    if taken is None:
        return Organisation.objects.none()
    names: list[str | int | bool | date | datetime | list[int] | None] = []
    text = f"""(WITH RECURSIVE {_held()}, {_DUTY}, below (id, scope) AS (
        SELECT organisation, scope FROM duty
        UNION
        SELECT r.organisation_id, b.scope FROM below b JOIN register_organisationrelation r
          ON r.other_id = b.id AND upper_inf(r.known) AND r.valid @> %(on)s::date
          AND (b.scope = 'guided' AND r.kind IN ({_LED}) OR b.scope = 'within' AND r.kind = 'part_of')
      )
      SELECT id FROM below UNION
      SELECT o.id FROM register_organisation o WHERE EXISTS (SELECT FROM duty WHERE scope = 'all'))"""

    def placed(found: re.Match[str]) -> str:  # a query within a query takes its values by place
        names.append(taken[found[1]])
        return "%s"

    return Organisation.objects.filter(pk__in=RawSQL(re.sub(r"%\((\w+)\)s", placed, text), names))  # noqa: S611  # ours alone


def why(
    person: int,
    right: Right | None = None,
    organisation: Organisation | int | None = None,
    *,
    on: date | None = None,
    known: datetime | None = None,
) -> list[Grounds]:
    """Every ground on which a person might do it on a day, under whatever post; all rights where none is named."""
    return _grounds("h.person = %(person)s", right, organisation, on, known, {"person": person})


def who_may(
    right: Right,
    organisation: Organisation | int | None = None,
    *,
    on: date | None = None,
    known: datetime | None = None,
) -> list[Grounds]:
    """Everybody who might do it on a day, each with the grounds."""
    return _grounds("true", right, organisation, on, known, {})


def _grounds(
    whose: str,
    right: Right | None,
    organisation: Organisation | int | None,
    on: date | None,
    known: datetime | None,
    more: Taken,
) -> list[Grounds]:
    past = known is not None
    reach = (
        f"EXISTS (SELECT FROM above a WHERE d.scope = 'all' OR d.organisation = a.id AND {_REACHES})"
        if organisation is not None
        else "true"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE {everybody(past)}, {_above(past)}
            SELECT h.person, h.post, h.office, h.title, h.organisation, d."right", d.scope,
              lower(h.valid), upper(h.valid), h.document, h.stand_in, h.holder
            FROM held h JOIN LATERAL (
              SELECT y."right", y.scope, h.organisation FROM register_postduty y
              WHERE y.post_id = h.post AND {_believed("y", past)} AND y.valid @> %(on)s::date
            ) d ON true
            WHERE {whose} AND (%(right)s::text IS NULL OR d."right" = %(right)s)
              AND (h.stand_in IS NULL OR d."right" NOT IN ({_NOT_LENT})) AND {reach}
            ORDER BY h.organisation, h.post, h.person, h.stand_in NULLS FIRST, d."right" """,
            {
                **more,
                "right": right.value if right else None,
                "organisations": [] if organisation is None else [_id(organisation)],
                "on": on or timezone.localdate(),
                "known": known,
            },
        )
        rows = cursor.fetchall()
    return [
        Grounds(*who, Right[right.upper()], Scope[scope.upper()], *held)  # type: ignore[call-arg]  # as selected
        for *who, right, scope, held in ((*row[:7], row[7:]) for row in rows)
    ]


def _taken(actor: Actor, right: Right) -> Taken | None:
    person, post = person_of(actor), post_of(actor)
    if person is None or post is None:
        return None
    return {
        "person": person,
        "post": post,
        "right": right.value,
        "on": timezone.localdate(),
        "lent": right not in NEVER_LENT,
    }


def _asked(actor: Actor, right: Right, question: str, more: Taken) -> bool:
    taken = _taken(actor, right)
    if taken is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {_held()}, {_DUTY} {question}", {**taken, **more})
        (answer,) = cursor.fetchone()
    return bool(answer)


def _id(organisation: Organisation | int) -> int:
    return organisation if isinstance(organisation, int) else organisation.pk


def _believed(alias: str, past: bool) -> str:
    return f"{alias}.known @> %(known)s::timestamptz" if past else f"upper_inf({alias}.known)"


def _held() -> str:
    """Whether the person holds the post they act as, and whether for another."""
    return """held (stand_in) AS (
      SELECT false FROM register_appointment a WHERE a.person_id = %(person)s AND a.post_id = %(post)s
        AND upper_inf(a.known) AND a.valid @> %(on)s::date
      UNION ALL
      SELECT true FROM register_standin s
      JOIN register_appointment a ON a.post_id = s.post_id AND a.person_id = s.holder_id
        AND upper_inf(a.known) AND a.valid @> %(on)s::date
      WHERE s.person_id = %(person)s AND s.post_id = %(post)s
        AND upper_inf(s.known) AND s.valid @> %(on)s::date
    )"""


_DUTY = """duty (scope, organisation) AS (
      SELECT d.scope, p.organisation_id FROM register_postduty d JOIN register_post p ON p.id = d.post_id
      WHERE d.post_id = %(post)s AND d."right" = %(right)s AND upper_inf(d.known) AND d.valid @> %(on)s::date
        AND EXISTS (SELECT FROM held WHERE NOT stand_in OR %(lent)s)
    )"""
_REACHES = "CASE d.scope WHEN 'own' THEN a.id = a.start WHEN 'within' THEN a.parts ELSE true END"


def _above(past: bool = False) -> str:
    """Each organisation asked about, and those above it: whether it is a part all the way up."""
    return f"""above (start, id, parts) AS (
      SELECT o, o, true FROM unnest(%(organisations)s::bigint[]) o
      UNION
      SELECT a.start, r.other_id, a.parts AND r.kind = 'part_of'
      FROM above a JOIN register_organisationrelation r ON r.organisation_id = a.id
        AND r.kind IN ({_LED}) AND {_believed("r", past)} AND r.valid @> %(on)s::date
    )"""


def everybody(past: bool = False) -> str:
    """All who hold a post or stand in for its holder on the day."""
    return f"""held AS (
      SELECT a.person_id AS person, a.post_id AS post, p.office, p.title, p.organisation_id AS organisation,
        a.valid, a.document, NULL::bigint AS stand_in, NULL::bigint AS holder
      FROM register_appointment a JOIN register_post p ON p.id = a.post_id
      WHERE {_believed("a", past)} AND a.valid @> %(on)s::date
      UNION ALL
      SELECT s.person_id, s.post_id, p.office, p.title, p.organisation_id, s.valid, s.document, s.id, s.holder_id
      FROM register_standin s JOIN register_post p ON p.id = s.post_id
      WHERE {_believed("s", past)} AND s.valid @> %(on)s::date AND EXISTS (
        SELECT FROM register_appointment a WHERE a.post_id = s.post_id AND a.person_id = s.holder_id
          AND {_believed("a", past)} AND a.valid @> %(on)s::date)
    )"""
