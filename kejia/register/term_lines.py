"""Acts on the lines that a document sets for a body and its term, and the reading of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction

from kejia.register import actions
from kejia.register.models import Organisation, TermLine
from kejia.register.periods import period
from kejia.register.units import believed_sql
from kejia.trail.actor import Actor


class LineRow(NamedTuple):
    """A line of a term as it stands on record; its words are the norms' affair."""

    id: int
    organisation: int
    body: str
    term: int
    attribute: str
    age: int
    relation: str
    value: str
    modality: str
    quote: str
    addressee: str
    clause: str
    since: date
    until: date | None
    document: str
    document_date: date


@transaction.atomic
def set_term_line(
    organisation: Organisation,
    body: str,
    term: int,
    *,
    attribute: str,
    relation: str,
    value: str,
    modality: str,
    quote: str,
    since: date,
    until: date | None = None,
    age: int = 0,
    addressee: str = "",
    clause: str = "",
    document: str,
    document_date: date,
    reason: str = "",
    by: Actor,
) -> TermLine:
    """Put a line of a term on record. Raises Overlaps where the same is asked already, or without document and words."""
    fact = TermLine(
        organisation=organisation,
        body=body,
        term=term,
        attribute=attribute,
        age=age,
        relation=relation,
        value=value,
        modality=modality,
        quote=quote,
        addressee=addressee,
        clause=clause,
        valid=period(since, until),
        document=document,
        document_date=document_date,
        reason=reason,
    )
    return actions.believe(fact, by=by, act="set_line")


def term_lines_on(
    on: date, known: datetime | None, organisations: Sequence[int] | None = None
) -> list[LineRow]:
    """The lines that hold on a day, of all bodies or those of some organisations; one statement."""
    text = (
        "SELECT t.id, t.organisation_id, t.body, t.term, t.attribute, t.age, t.relation, t.value, t.modality, t.quote,"
        " t.addressee, t.clause, lower(t.valid), upper(t.valid), t.document, t.document_date"
        f" FROM register_termline t WHERE {believed_sql('t', known=known is not None)} AND t.valid @> %(on)s::date"
        " AND (%(organisations)s::bigint[] IS NULL OR t.organisation_id = ANY(%(organisations)s))"
        " ORDER BY t.organisation_id, t.body, t.id"
    )
    given = None if organisations is None else list(organisations)
    with connection.cursor() as cursor:
        cursor.execute(text, {"on": on, "known": known, "organisations": given})
        return [LineRow(*row) for row in cursor.fetchall()]
