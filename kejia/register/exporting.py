"""Lists out of the register as plain rows: on a day, as known at a moment. Numbers of documents come masked."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from kejia.register.access import may_export, require
from kejia.register.facts import BODIES, SEATS_IN
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    Kind,
    Level,
    MarkKind,
    OfficeKind,
    OrganisationKind,
)
from kejia.register.settled import require_settled
from kejia.trail import actions as trail
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

Value = str | int | date | None
ExportRow = tuple[Value, ...]
_PERSON = ("name", "sex", "ethnic_group", "birth", "party", "title", "education")
_ORGANISATION = ("name", "short_name", "level", "division", "credit_code", "discipline", "industry")
_RELATIONS = ("part_of", "supervised_by", "hosted_by")


def people(on: date, known: datetime | None, *, by: Actor) -> Iterator[ExportRow]:
    """Id, name, sex, ethnic group, birth, masked number, employer, position, party, title, education. Raises NotSettled.

    Those of whom something holds on the day.
    """
    sql = f"""
      WITH said AS ({_said("personfact", "person_id", _PERSON)}), works AS (
        SELECT DISTINCT ON (person_id) person_id, unit, position FROM register_employment
        WHERE {_HOLDS} ORDER BY person_id, lower(valid) DESC NULLS LAST, id DESC
      ), numbered AS (
        SELECT person_id, string_agg(masked, '；' ORDER BY kind) AS masked FROM register_identitydocument
        WHERE {_HOLDS} GROUP BY 1
      )
      SELECT s.id, s.name, s.sex, s.ethnic_group, s.birth, n.masked, w.unit, w.position, s.party, s.title, s.education
      FROM said s LEFT JOIN works w ON w.person_id = s.id LEFT JOIN numbered n ON n.person_id = s.id ORDER BY s.id"""
    yield from _rows(sql, on, known, by)


def organisations(on: date, known: datetime | None, *, by: Actor) -> Iterator[ExportRow]:
    """Id, name, kind, short name, level, codes, and the names of what it stands under. Raises NotSettled."""
    above = ", ".join(
        f"(SELECT string_agg(o.value, '；') FROM register_organisationrelation r JOIN register_organisationfact o"
        f" ON o.organisation_id = r.other_id AND o.kind = 'name' AND {_holds('o')}"
        f" WHERE r.organisation_id = s.id AND r.kind = '{kind}' AND {_holds('r')})"
        for kind in _RELATIONS
    )
    sql = f"""
      WITH said AS ({_said("organisationfact", "organisation_id", _ORGANISATION)})
      SELECT s.id, s.name, i.kind, s.short_name, s.level, s.division, s.credit_code, s.discipline, s.industry, {above}
      FROM said s JOIN register_organisation i ON i.id = s.id ORDER BY s.id"""
    for row in _rows(sql, on, known, by):
        yield (*row[:2], _zh(OrganisationKind, row[2]), row[3], _zh(Level, row[4]), *row[5:])


def appointments(on: date, known: datetime | None, *, by: Actor) -> Iterator[ExportRow]:
    """Person's id and name, organisation's id and name, office, title, capacity, headcount, term, days, document."""
    sql = f"""
      SELECT a.person_id, p.value, t.organisation_id, o.value, t.office, t.title, a.capacity, a.establishment, a.term,
        lower(a.valid), upper(a.valid), a.document
      FROM register_appointment a JOIN register_post t ON t.id = a.post_id
      LEFT JOIN register_personfact p ON p.person_id = a.person_id AND p.kind = 'name' AND {_holds("p")}
      LEFT JOIN register_organisationfact o ON o.organisation_id = t.organisation_id AND o.kind = 'name' AND {_holds("o")}
      WHERE {_holds("a")} ORDER BY t.organisation_id, t.office, a.id"""
    for row in _rows(sql, on, known, by):
        office, capacity, headcount = (
            _zh(OfficeKind, row[4]),
            _zh(Capacity, row[6]),
            _zh(EstablishmentKind, row[7]),
        )
        yield (*row[:4], office, row[5], capacity, headcount, *row[8:10], _last(row[10]), row[11])


def standings(on: date, known: datetime | None, *, by: Actor) -> Iterator[ExportRow]:
    """Person's id and name, mark, yes or no, value, basis, who certified it, paper, days."""
    sql = f"""
      SELECT s.person_id, p.value, s.mark, CASE WHEN s.holds THEN '是' ELSE '否' END, s.value, s.basis, s.certified_by,
        s.paper, lower(s.valid), upper(s.valid)
      FROM register_standing s
      LEFT JOIN register_personfact p ON p.person_id = s.person_id AND p.kind = 'name' AND {_holds("p")}
      WHERE {_holds("s")} ORDER BY s.person_id, s.mark"""
    for row in _rows(sql, on, known, by):
        yield (*row[:2], _zh(MarkKind, row[2]), *row[3:9], _last(row[9]))


def members(
    organisation: int, body: str, on: date, known: datetime | None, *, by: Actor
) -> Iterator[ExportRow]:
    """Office, name, sex, ethnic group, birth, party, employer, position of everyone in a body. Raises NotSettled.

    One row each, by the highest office that brings a seat there, the highest first; `body` is one of BODIES.
    """
    if body not in BODIES:
        raise ValueError(body)
    offices = [office.value for office in OfficeKind if body in SEATS_IN.get(office, ())]
    sql = f"""
      WITH seated AS (
        SELECT a.person_id, max(array_position(%(offices)s::text[], t.office::text)) AS place
        FROM register_appointment a JOIN register_post t ON t.id = a.post_id
        WHERE t.organisation_id = %(organisation)s AND t.office = ANY(%(offices)s) AND {_holds("a")} GROUP BY 1
      ), said AS ({_said("personfact", "person_id", _PERSON, "AND person_id IN (SELECT person_id FROM seated)")}), works AS (
        SELECT DISTINCT ON (person_id) person_id, unit, position FROM register_employment
        WHERE {_HOLDS} AND person_id IN (SELECT person_id FROM seated)
        ORDER BY person_id, lower(valid) DESC NULLS LAST, id DESC
      )
      SELECT (%(offices)s::text[])[seated.place], s.name, s.sex, s.ethnic_group, s.birth, s.party, w.unit, w.position
      FROM seated LEFT JOIN said s ON s.id = seated.person_id LEFT JOIN works w ON w.person_id = seated.person_id
      ORDER BY seated.place DESC, seated.person_id"""
    yield from _rows(sql, on, known, by, offices=offices, organisation=organisation)


@transaction.atomic
def record_export(
    subject: tuple[str, str],
    *,
    rows: int,
    on: date,
    known: datetime | None,
    file: str,
    purpose: str,
    by: Actor,
) -> None:
    """Leave in the trail who took which list out, how many rows, of which day, as known when, and what for.

    `subject` is a kind of list ("register.list", "people") or the body of an organisation ("register.body", "7/standing").
    """
    require(may_export(by))
    details: dict[str, Plain] = {
        "rows": rows,
        "on": on.isoformat(),
        "known": None if known is None else known.isoformat(),
        "file": file,
        "purpose": purpose,
    }
    trail.record("exported", by=by, subject=subject, details=details)


def name_of_organisation(organisation: int, on: date, known: datetime | None, *, by: Actor) -> str | None:
    """What an organisation is called on a day; None where it has no name then."""
    sql = (
        f"SELECT value FROM register_organisationfact WHERE organisation_id = %(organisation)s AND kind = 'name'"
        f" AND {_HOLDS}"
    )
    found = next(_rows(sql, on, known, by, organisation=organisation), None)
    return None if found is None else str(found[0])


def _holds(alias: str) -> str:
    return (
        f"{alias}.valid @> %(on)s::date AND CASE WHEN %(known)s::timestamptz IS NULL THEN upper_inf({alias}.known)"
        f" ELSE {alias}.known @> %(known)s::timestamptz END"
    )


_HOLDS = (
    "valid @> %(on)s::date AND CASE WHEN %(known)s::timestamptz IS NULL THEN upper_inf(known)"
    " ELSE known @> %(known)s::timestamptz END"
)


def _said(table: str, key: str, kinds: Sequence[str], only: str = "") -> str:
    """One row of values each."""
    values = ", ".join(f"max(value) FILTER (WHERE kind = '{kind}') AS {kind}" for kind in kinds)
    return f"SELECT {key} AS id, {values} FROM register_{table} WHERE {_HOLDS} {only} GROUP BY 1"


def _rows(
    sql: str, on: date, known: datetime | None, by: Actor, **more: Any
) -> Iterator[tuple[Any, ...]]:  # Any: columns of a statement
    require(may_export(by))
    require_settled(known)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"on": on, "known": known, **more})
        yield from cursor.fetchall()


def _zh(kind: type[Kind], value: str | None) -> str:
    return kind[value.upper()].text.zh if value else ""


def _last(until: date | None) -> date | None:
    """The last day of a period that ends before a day."""
    return None if until is None else until - timedelta(days=1)
