"""The plan live: the state of every clause on a day, as known at a moment, from the register."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection

from kejia.judging.clauses import Found, PlanJudged, judge_clauses_of
from kejia.judging.live_bodies import judge_bodies
from kejia.judging.live_units import families, judge_units
from kejia.judging.term_lines import judged_lines, lines_on, with_lines
from kejia.norms.law import Law
from kejia.norms.units import UnitNorm
from kejia.register.settled import require_settled
from kejia.register.units import believed_sql


def judge_plan(law: Law, on: date, known: datetime | None = None) -> PlanJudged:
    """Every clause of the law on a day, and the lines of terms, by today's belief or as known at a moment. Raises NotSettled."""
    require_settled(known)
    placed = families(on, known)
    unit_norms = [norm for norm in law.unit_norms if isinstance(norm, UnitNorm)]
    lines = lines_on(on, known)
    of_bodies = list(judge_bodies(law, on, known, placed, lines=lines.lines))
    bound = with_lines(law, lines.lines)
    clauses = judge_clauses_of(bound, on, [*of_bodies, *judge_units(unit_norms, on, known, placed)])
    of_lines = judged_lines(lines, of_bodies)
    shown = [each for judged in clauses if judged.evidence for each in judged.evidence.bodies]
    shown += [*(line.found for line in of_lines), *lines.unreadable]
    return PlanJudged(bound, on, clauses, names_of(shown, on, known), of_lines, lines.unreadable)


def names_of(found: Iterable[Found], on: date, known: datetime | None) -> dict[int, str]:
    """What the organisations of these findings are called on the day; else what they were last called."""
    ids = sorted({each.subject.organisation for each in found if each.subject.organisation is not None})
    text = (
        "SELECT DISTINCT ON (f.organisation_id) f.organisation_id, f.value FROM register_organisationfact f"
        f" WHERE f.kind = 'name' AND f.organisation_id = ANY(%(ids)s) AND {believed_sql('f', known=known is not None)}"
        " ORDER BY f.organisation_id, f.valid @> %(on)s::date DESC, lower(f.valid) DESC NULLS LAST"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, {"ids": ids, "on": on, "known": known})
        return dict(cursor.fetchall())
