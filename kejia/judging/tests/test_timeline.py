"""The line of a body's verdicts against the verdicts of single days."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kejia.judging.live import tallies
from kejia.judging.timeline import Stretch, changes, tallied_days, timeline
from kejia.norms.basis import UNSET, Basis
from kejia.norms.kinds import Body, Mark, Outcome
from kejia.norms.law import load_law
from kejia.norms.tally import Tally
from kejia.norms.vocabulary import AgedAtMost, Attribute, Marked
from kejia.register import actions
from kejia.register.facts import body_number
from kejia.register.kinds import MarkKind, OfficeKind, PersonFactKind
from kejia.register.models import PersonFact, Standing
from kejia.register.periods import period
from kejia.register.tests.people import CLERK, TERM, association, mark, person, post

pytestmark = pytest.mark.django_db
PLAN = load_law()
ATTRIBUTES: list[Attribute] = [
    Marked((Mark.GRASSROOTS_FRONTLINE,), workers_only=True),
    Marked((Mark.FRONTLINE,)),
    Marked((Mark.WOMAN, Mark.MINORITY)),
    AgedAtMost(45),
    AgedAtMost(None),
]
BASES = [
    Basis(young_middle_aged_age=50),
    Basis(young_middle_aged_age=50, young_born_since=date(1975, 1, 1)),
    Basis(young_middle_aged_age=50, age_reckoned_on=date(2019, 1, 1)),
]
LAST_TERM = date(2021, 12, 1)


def a_moving_congress() -> int:
    """A congress whose people come, go, come again, grow older, and whose marks change; its number."""
    federation = association()
    delegates, guests = (
        post(federation, office) for office in (OfficeKind.DELEGATE, OfficeKind.INVITED_DELEGATE)
    )
    for i in range(24):
        born = date(1972, 2, 29) if i == 3 else date(1968 + i % 9, 1 + i % 12, 1 + i)
        who = person(f"人{i}号", born if i % 6 else None, "女" if i % 2 else "男")
        until = date(2018, 1 + i % 12, 15) if i % 4 == 0 else None
        actions.appoint(who, guests if i % 5 == 4 else delegates, since=TERM, until=until, by=CLERK)
        if i % 8 == 0:
            actions.appoint(who, delegates, since=date(2020, 1 + i % 12, 1), until=LAST_TERM, by=CLERK)
        if i % 3 == 0:
            old = Standing(
                person=who,
                mark=MarkKind.GRASSROOTS_FRONTLINE,
                holds=True,
                valid=period(None, date(2019, 5, 1 + i)),
            )
            actions.believe(old, by=CLERK)
        mark(who, MarkKind.FRONTLINE, i % 7 > 2, since=date(2017, 3, 1 + i))
        if i % 11 == 5:
            mark(who, MarkKind.WORKER, False)
    late = person("迟来")  # born some day of February 1972
    month = PersonFact(
        person=late,
        kind=PersonFactKind.BIRTH,
        value="1972-02",
        low=19720201,
        high=19720229,
        valid=period(None),
    )
    actions.believe(month, by=CLERK)
    actions.appoint(late, delegates, since=TERM, by=CLERK)
    return body_number(federation.pk, Body.CONGRESS)


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("invited", [True, False])
def test_every_day_of_the_line_is_what_that_day_alone_says(basis: Basis, invited: bool) -> None:
    body = a_moving_congress()
    record = tallied_days(ATTRIBUTES, basis, invited=invited, body=body)[body]
    starts = [day for day, _ in record]
    for day in sorted({near for start in starts for near in (start, start - timedelta(days=1))}):
        alone = tallies(ATTRIBUTES, day, basis, invited=invited).get(body)
        told = [figures for start, figures in record if start <= day]
        none = [Tally(0, 0, 0)] * len(ATTRIBUTES)
        assert (told[-1][:-1] if told else none) == (alone or none), day
    assert len(starts) > 25


def test_all_bodies_at_once_have_the_lines_they_have_alone() -> None:
    bodies = [a_moving_congress(), a_moving_congress()]
    together = tallied_days(ATTRIBUTES, BASES[0], invited=False)
    assert together == {
        body: tallied_days(ATTRIBUTES, BASES[0], invited=False, body=body)[body] for body in bodies
    }


def test_a_committee_fails_from_the_day_its_mark_ends_and_a_correction_moves_that_day() -> None:
    federation = association()
    committee = post(federation, OfficeKind.COMMITTEE_MEMBER)
    wang = person("王丽")
    actions.appoint(wang, committee, since=TERM, until=LAST_TERM, by=CLERK)
    given = Standing(
        person=wang, mark=MarkKind.GRASSROOTS_FRONTLINE, holds=True, valid=period(None, date(2018, 5, 1))
    )
    actions.believe(given, by=CLERK)
    mark(wang, MarkKind.GRASSROOTS_FRONTLINE, False, since=date(2019, 1, 1))
    then = timezone.now()
    actions.end(given, on=date(2018, 3, 1), by=CLERK)
    norm = PLAN.get_norm("committee.frontline")
    body = body_number(federation.pk, Body.COMMITTEE)

    def turns(line: list[Stretch]) -> list[tuple[date | None, Outcome]]:
        return [(day, verdict.outcome) for day, verdict in changes(line, norm)]

    before = [(TERM, Outcome.NOT_IN_FORCE), (date(2017, 1, 1), Outcome.MET)]
    after = [(date(2019, 1, 1), Outcome.NOT_MET)]
    now = turns(timeline([norm], body, UNSET, invited=False))
    assert now[:4] == [*before, (date(2018, 3, 1), Outcome.CANNOT_TELL), *after]
    as_known = turns(timeline([norm], body, UNSET, invited=False, known=then))
    assert as_known[:4] == [*before, (date(2018, 5, 1), Outcome.CANNOT_TELL), *after]


def test_a_norm_without_its_basis_cannot_be_told_and_says_so() -> None:
    federation = association()
    actions.appoint(person("王丽"), post(federation, OfficeKind.DIRECTOR), since=TERM, by=CLERK)
    norm = PLAN.get_norm("society.directors.young")
    line = timeline([norm], body_number(federation.pk, Body.SOCIETY_DIRECTORS), UNSET, invited=False)
    last = line[-1].verdicts[0]
    assert (last.outcome, last.tally.members) == (Outcome.CANNOT_TELL, 1)
    assert last.why is not None and "young_middle_aged_age" in last.why.en


def test_a_body_without_people_has_no_line() -> None:
    norm = PLAN.get_norm("committee.frontline")
    empty = body_number(association().pk, Body.COMMITTEE)
    assert timeline([norm], empty, UNSET, invited=False) == []
