"""Acts on what a reform is measured against and on how people are counted. Both need the number of their document."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from kejia.register import actions
from kejia.register.kinds import MeasureKind
from kejia.register.models import Baseline, CountingBasis, Organisation
from kejia.register.periods import period
from kejia.trail.actor import Actor


@transaction.atomic
def freeze_baseline(
    organisation: Organisation,
    measure: MeasureKind,
    number: int,
    *,
    day: date,
    document: str,
    document_date: date | None = None,
    reason: str = "",
    by: Actor,
) -> Baseline:
    """Freeze a number as it stood at the end of a day. Raises Overlaps where one is frozen, or without a document."""
    fact = Baseline(
        organisation=organisation,
        measure=measure,
        number=number,
        valid=period(day + timedelta(days=1)),
        document=document,
        document_date=document_date,
        reason=reason,
    )
    return actions.believe(fact, by=by, act="froze")


@transaction.atomic
def set_counting_basis(
    organisation: Organisation,
    body: str,
    settings: Mapping[str, str | int | bool],
    *,
    since: date,
    until: date | None = None,
    term: int | None = None,
    document: str,
    document_date: date | None = None,
    reason: str = "",
    by: Actor,
) -> CountingBasis:
    """Put a body's counting basis on record. Raises Overlaps where one holds, or without a document.

    What the settings mean is the norms' affair: `kejia.norms.basis.read_basis` reads them.
    """
    fact = CountingBasis(
        organisation=organisation,
        body=body,
        term=term,
        settings=dict(settings),
        valid=period(since, until),
        document=document,
        document_date=document_date,
        reason=reason,
    )
    return actions.believe(fact, by=by, act="set_basis")
