"""The register judged: the tallies of every body on a day, as known at a moment, in one statement.

The one module here that needs the database; the rest of this package judges rosters without it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from kejia.norms.basis import Basis
from kejia.norms.tally import Tally, doubt_sql, read_tallies, tally_sql
from kejia.norms.vocabulary import Attribute
from kejia.plain.days import day_number
from kejia.register.facts import facts_sql, parameters
from kejia.register.settled import require_settled
from kejia.register.wide import fetch, fetch_wide

FEW = 200
"""Up to so many organisations people are read one by one, by index; beyond it, all people are read in their order."""


def tallies(
    attributes: Sequence[Attribute],
    on: date,
    basis: Basis,
    *,
    invited: bool,
    known: datetime | None = None,
    organisations: Sequence[int] | None = None,
) -> dict[int, list[Tally]]:
    """Of each body, the tally of each attribute on a day. One statement for all bodies. Raises NotSettled, BasisNeeded."""
    require_settled(known)
    asked = {str(word) for attribute in attributes for word in attribute.asks_for()}
    few = organisations is not None and len(organisations) <= FEW
    text = facts_sql(some=organisations is not None, invited=invited, asked=asked, few=few)
    text += tally_sql(attributes, day_number(on), basis, invited=invited)
    rows = (fetch if few else fetch_wide)(text, parameters(on, known, organisations))
    return {int(body): found for body, found in read_tallies(rows, len(attributes)).items()}


def in_doubt(
    attribute: Attribute,
    on: date,
    basis: Basis,
    *,
    invited: bool,
    organisations: Sequence[int],
    known: datetime | None = None,
) -> list[tuple[int, int]]:
    """Body and person of everyone an attribute is unknown of."""
    require_settled(known)
    asked = {str(word) for word in attribute.asks_for()}
    few = len(organisations) <= FEW
    text = facts_sql(some=True, invited=invited, asked=asked, few=few)
    text += doubt_sql(attribute, day_number(on), basis, invited=invited)
    rows = (fetch if few else fetch_wide)(text, parameters(on, known, organisations))
    return [(int(body), int(person)) for body, person in rows]
