"""What bench/register.py asks of the register, by our code and by hand."""

import time
from datetime import date, datetime

import psutil
from django.db import connection, transaction

from kejia.judging.live import in_doubt, tallies
from kejia.judging.timeline import each_line, timeline
from kejia.norms.basis import Basis
from kejia.norms.kinds import Body, Level, Mark
from kejia.norms.law import Norm, load_law
from kejia.norms.verdicts import Verdict, judge
from kejia.norms.vocabulary import AgedAtMost, Attribute, Marked
from kejia.plain.days import day_number
from kejia.register import actions
from kejia.register.facts import NOW, Parameters, body_number
from kejia.register.models import Organisation, Standing
from kejia.trail.actor import Actor

ATTRIBUTES: list[Attribute] = [
    Marked((Mark.GRASSROOTS_FRONTLINE,), workers_only=True),
    AgedAtMost(45),
    Marked((Mark.LEADING_CADRE,)),
    Marked((Mark.GRASSROOTS_FRONTLINE,)),
    Marked((Mark.FRONTLINE,), workers_only=True),
    AgedAtMost(None),
    Marked((Mark.GRASSROOTS_FRONTLINE, Mark.SCIPOP_WORKER, Mark.RURAL_TALENT)),
]
"""In the order of the columns of reference.sql."""
BASIS = Basis(young_middle_aged_age=50)
DAY = date(2023, 6, 30)
BENCH = Actor("console", "bench", "bench", "")
Rows = dict[int, tuple[int, ...]]


def ours(on: date, known: datetime | None) -> Rows:
    """Members, then yes and unknown of each attribute, by body."""
    found = tallies(ATTRIBUTES, on, BASIS, invited=False, known=known)
    return {
        body: (told[0].members, *(n for tally in told for n in (tally.yes, tally.unknown)))
        for body, told in found.items()
    }


def by_hand(reference: str, on: date, known: datetime | None) -> Rows:
    """The same by the SQL written by hand, with the server's own settings."""
    with connection.cursor() as cursor:
        cursor.execute(reference, _given(on, known))
        return {body: tuple(counts) for body, *counts in cursor.fetchall()}


def plan(reference: str, on: date, known: datetime | None) -> str:
    """What PostgreSQL did with the SQL written by hand."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE) {reference}", _given(on, known))
        return "\n".join(line for (line,) in cursor.fetchall()) + "\n"


def body_again_after_a_change(times: int) -> list[float]:
    """Seconds to the verdict of a committee and the people to ask about, each after a mark was corrected; undone.

    The body was judged before, as it is when somebody mends what its page shows.
    """
    (norm,) = load_law().norms_of(Body.COMMITTEE, Level.PROVINCE)
    taken = []
    for organisation in _associations(times):
        _judged(norm, organisation)
        with transaction.atomic():
            mark = Standing.objects.filter(
                person__appointments__post__organisation=organisation, mark="grassroots_frontline",
                known__upper_inf=True,
            ).first()  # fmt: skip
            assert mark is not None
            actions.correct(mark, by=BENCH, reason="bench", holds=not mark.holds)
            started = time.perf_counter()
            _judged(norm, organisation)
            taken.append(time.perf_counter() - started)
            transaction.set_rollback(True)
    return taken


def _judged(norm: Norm, organisation: int) -> tuple[Verdict, list[tuple[int, int]]]:
    """The verdict of a committee, and the people to ask about."""
    found = tallies([norm.attribute], DAY, BASIS, invited=False, organisations=[organisation])
    verdict = judge(norm, DAY, found[body_number(organisation, Body.COMMITTEE)][0])
    return verdict, in_doubt(norm.attribute, DAY, BASIS, invited=False, organisations=[organisation])


def timelines(times: int) -> list[float]:
    """Seconds to the whole line of a congress, three norms, once warm."""
    norms = load_law().norms_of(Body.CONGRESS, Level.PROVINCE)
    taken = []
    for organisation in _associations(times):
        for _ in range(2):
            started = time.perf_counter()
            assert timeline(norms, body_number(organisation, Body.CONGRESS), BASIS, invited=False)
            last = time.perf_counter() - started
        taken.append(last)
    return taken


def all_timelines() -> tuple[int, int]:
    """The bodies, and on how many days a figure of theirs changed."""
    bodies = days = 0
    for _, line in each_line(ATTRIBUTES, BASIS, invited=False):
        bodies += 1
        days += len(line)
    return bodies, days


def server_seconds() -> float:
    """The processor's time that our connection's process on this machine has used so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        used = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return used.user + used.system


def _associations(times: int) -> list[int]:
    found = list(Organisation.objects.filter(kind="association").order_by("pk").values_list("pk", flat=True))
    return [found[i * len(found) // times] for i in range(times)]


def _given(on: date, known: datetime | None) -> Parameters:
    return {"on": on, "known": known or NOW, "today": day_number(on)}
