"""The register's tally, the roster's and a count by hand, on the same people."""

from datetime import date
from itertools import cycle

import pytest
from django.utils import timezone

from kejia.judging.facts import connect
from kejia.judging.live import in_doubt, tallies
from kejia.judging.tests.lists import table
from kejia.norms.basis import UNSET
from kejia.norms.kinds import Body, Level
from kejia.norms.law import load_law
from kejia.norms.tally import read_tallies, tally_sql
from kejia.plain.days import day_number
from kejia.register import actions
from kejia.register.facts import BODIES, body_number, body_of
from kejia.register.kinds import MarkKind, OfficeKind
from kejia.register.models import Standing
from kejia.register.tests.people import CLERK, TERM, association, mark, person, post
from kejia.rosters.reading import Reading, read_roster

pytestmark = pytest.mark.django_db
DAY = date(2017, 6, 30)
PLAN = load_law()
OFFICES = {"代表": OfficeKind.DELEGATE, "委员": OfficeKind.COMMITTEE_MEMBER, "常委": OfficeKind.STANDING_MEMBER,
           "兼职副主席": OfficeKind.PART_TIME_VICE_CHAIR, "特邀代表": OfficeKind.INVITED_DELEGATE}  # fmt: skip


def test_register_and_roster_tally_the_same_people_alike() -> None:
    federation = association()
    posts = {word: post(federation, office) for word, office in OFFICES.items()}
    lines = []
    seats, marks = cycle(OFFICES), cycle(["是", "否", "_"])
    for i in range(60):
        seat, given = next(seats), next(marks)
        born = date(1960 + i % 30, 1 + i % 12, 1 + i % 28) if i % 7 else None
        who = person(f"人{i}号", born, "女" if i % 2 else "男")
        actions.appoint(who, posts[seat], since=TERM, by=CLERK)
        if given != "_":
            mark(who, MarkKind.GRASSROOTS_FRONTLINE, given == "是")
        lines.append(f"欧阳{chr(0x4E00 + i)} {seat} {given} {born or '_'} {'女' if i % 2 else '男'}")
    roster = read_roster(table("姓名 类别 是否基层一线 出生日期 性别", *lines), Reading(DAY))
    bodies = [Body.CONGRESS, Body.COMMITTEE, Body.STANDING, Body.VICE_CHAIRS]
    facts = connect(roster, bodies)
    for body in bodies:
        attributes = [norm.attribute for norm in PLAN.norms_of(body, Level.PROVINCE)]
        for invited in (True, False):
            ours = tallies(attributes, DAY, UNSET, invited=invited)[body_number(federation.pk, body)]
            rows = facts.execute(tally_sql(attributes, day_number(DAY), UNSET, invited=invited)).fetchall()
            assert ours == read_tallies(rows, len(attributes))[str(body)], (body, invited)


def test_the_register_and_the_norms_call_the_bodies_alike() -> None:
    assert tuple(str(body) for body in Body) == BODIES


def test_a_person_with_two_seats_in_one_body_counts_once() -> None:
    federation, wang = association(), person("王丽")
    for office in (OfficeKind.CHAIR, OfficeKind.STANDING_MEMBER, OfficeKind.COMMITTEE_MEMBER):
        actions.appoint(wang, post(federation, office), since=TERM, by=CLERK)
    attribute = PLAN.get_norm("committee.frontline").attribute
    found = tallies([attribute], DAY, UNSET, invited=False)
    assert {body_of(number)[1]: tally[0].members for number, tally in found.items()} == {
        Body.COMMITTEE: 1,
        Body.STANDING: 1,
    }


def test_a_day_and_a_moment_choose_what_is_counted() -> None:
    federation = association()
    committee = post(federation, OfficeKind.COMMITTEE_MEMBER)
    wang = person("王丽")
    actions.appoint(wang, committee, since=TERM, until=date(2021, 12, 1), by=CLERK)
    given = mark(wang, MarkKind.GRASSROOTS_FRONTLINE, True)
    then = timezone.now()
    actions.correct(given, by=CLERK, reason="复核", holds=False)
    attribute = PLAN.get_norm("committee.frontline").attribute
    number = body_number(federation.pk, Body.COMMITTEE)

    def yes(on: date, **when: object) -> int:
        return tallies([attribute], on, UNSET, invited=False, **when)[number][0].yes  # type: ignore[arg-type]

    assert (yes(DAY), yes(DAY, known=then)) == (0, 1)
    assert yes(DAY, organisations=[federation.pk]) == 0
    assert number not in tallies([attribute], date(2021, 12, 1), UNSET, invited=False)
    assert number not in tallies([attribute], DAY, UNSET, invited=False, organisations=[federation.pk + 1])
    assert Standing.objects.count() == 2


def test_the_people_to_ask_about_are_those_without_a_mark() -> None:
    federation = association()
    committee = post(federation, OfficeKind.COMMITTEE_MEMBER)
    wang, li = person("王丽"), person("李强")
    for who in (wang, li):
        actions.appoint(who, committee, since=TERM, by=CLERK)
    mark(wang, MarkKind.GRASSROOTS_FRONTLINE, True)
    attribute = PLAN.get_norm("committee.frontline").attribute
    found = in_doubt(attribute, DAY, UNSET, invited=False, organisations=[federation.pk])
    assert found == [(body_number(federation.pk, Body.COMMITTEE), li.pk)]
