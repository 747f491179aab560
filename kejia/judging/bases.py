"""The counting bases on record, as the norms read them."""

import json
from datetime import date, datetime

from django.db import connection

from kejia.norms.basis import Basis, UnusableBasis, read_basis
from kejia.plain.text import Text
from kejia.register.units import believed_sql


def bases_on(
    on: date, known: datetime | None
) -> tuple[dict[tuple[int, str], Basis], dict[tuple[int, str], Text]]:
    """The counting basis of each body that has one on the day; and for those that cannot be read, why."""
    believed = believed_sql("b", known=known is not None)
    text = (
        "SELECT b.organisation_id, b.body, b.settings::text, b.document, b.document_date"
        f" FROM register_countingbasis b WHERE {believed} AND b.valid @> %(on)s::date"
    )
    found: dict[tuple[int, str], Basis] = {}
    unreadable: dict[tuple[int, str], Text] = {}
    for organisation, body, settings, document, dated in rows_of(text, on, known):
        key = (int(str(organisation)), str(body))
        try:
            found[key] = read_basis({"document": document, "dated": dated, **json.loads(str(settings))})
        except UnusableBasis as error:
            unreadable[key] = error.say
    return found, unreadable


def rows_of(text: str, on: date, known: datetime | None) -> list[tuple[object, ...]]:
    """The rows of a statement that takes %(on)s and %(known)s."""
    with connection.cursor() as cursor:
        cursor.execute(text, {"on": on, "known": known})
        return list(cursor.fetchall())
