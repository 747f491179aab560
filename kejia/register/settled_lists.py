"""What was settled by document for a body or an organisation: bases, lines of terms, baselines, as believed today."""

from typing import NamedTuple

from django.db import connection

from kejia.register.access import may_read, require
from kejia.register.models import BELIEVED, Baseline, CountingBasis, Organisation, TermLine
from kejia.trail.actor import Actor


class SettledOf(NamedTuple):
    """How much is settled for an organisation."""

    organisation: int
    bases: int
    lines: int
    baselines: int


def bases_of(organisation: Organisation, body: str, *, by: Actor) -> list[CountingBasis]:
    """The counting bases of a body, of any day, the latest first."""
    require(may_read(by))
    found = CountingBasis.objects.filter(BELIEVED, organisation=organisation, body=body)
    return list(found.order_by("-valid", "-pk"))


def lines_of(organisation: Organisation, body: str, *, by: Actor) -> list[TermLine]:
    """The lines of a body's terms, of any day, the latest term first."""
    require(may_read(by))
    found = TermLine.objects.filter(BELIEVED, organisation=organisation, body=body)
    return list(found.order_by("-term", "pk"))


def baselines_of(organisation: Organisation, *, by: Actor) -> list[Baseline]:
    """The frozen baselines of an organisation, of any day."""
    require(may_read(by))
    return list(
        Baseline.objects.filter(BELIEVED, organisation=organisation).order_by("measure", "-valid", "-pk")
    )


def settled_organisations(*, limit: int, by: Actor) -> list[SettledOf]:
    """The organisations that have something settled, those with the most lines first; one statement."""
    require(may_read(by))
    union = " UNION ALL ".join(
        f"SELECT organisation_id, {place} AS place FROM {model._meta.db_table} WHERE upper_inf(known)"
        for place, model in enumerate((CountingBasis, TermLine, Baseline))
    )
    counts = ", ".join(f"count(*) FILTER (WHERE place = {place})" for place in range(3))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT organisation_id, {counts} FROM ({union}) s GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT %s",
            [limit],
        )
        return [SettledOf(*row) for row in cursor.fetchall()]
