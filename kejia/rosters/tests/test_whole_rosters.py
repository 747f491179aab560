"""Whole rosters as they come in, against the people who were put into them."""

from typing import NamedTuple

import pytest

from demo.people import NAMED, DemoPerson, people
from demo.rosters import SAMPLES, committee, congress, congress_csv, messy_congress, society
from kejia.plain.days import day_number
from kejia.rosters import says
from kejia.rosters.files import open_workbook
from kejia.rosters.headers import Field
from kejia.rosters.people import Person
from kejia.rosters.reading import Roster
from kejia.rosters.seats import Seat
from kejia.rosters.tests.making import read, said


class Facts(NamedTuple):
    """What a roster should say of a person."""

    name: str
    sex: str
    ethnic_group: str
    frontline: int | None
    leading: int | None
    month: int


def put_in(person: DemoPerson) -> Facts:
    month = day_number(person.birth) // 100
    marks = int(person.grassroots_frontline), int(person.leading_cadre)
    return Facts(person.name, person.sex, person.ethnic_group, *marks, month)


def read_out(person: Person) -> Facts:
    assert person.birth is not None
    assert person.birth[0] // 100 == person.birth[1] // 100
    marks = person.grassroots_frontline, person.leading_cadre
    return Facts(person.name, person.sex, person.ethnic_group, *marks, person.birth[0] // 100)


def roster_of(content: bytes) -> Roster:
    return read(open_workbook(content, "名册"))


@pytest.mark.parametrize("make", [congress, messy_congress, congress_csv])
def test_every_fact_comes_out_of_a_roster_however_messy(make: object) -> None:
    assert callable(make)
    roster = roster_of(make(120))
    assert [read_out(p) for p in roster.people] == [put_in(p) for p in people(120)]
    assert all(p.seats == Seat.DELEGATE and p.seats_known for p in roster.people)


def test_tidy_rosters_have_nothing_to_look_at() -> None:
    for make in (congress, congress_csv, committee, society):
        assert said(roster_of(make())) == []


def test_of_a_messy_roster_only_what_matters_is_said() -> None:
    assert [problem.kind for problem in roster_of(messy_congress()).problems.all()] == [says.HIDDEN_SHEET]


def test_three_sheets_of_seats_are_one_list_of_people() -> None:
    roster = roster_of(committee())
    held = [
        sum(bool(p.seats & seat) for p in roster.people)
        for seat in (Seat.DELEGATE, Seat.MEMBER, Seat.STANDING)
    ]
    assert (len(roster.people), held) == (120, [120, 60, 24])


def test_a_societys_council_cumulates() -> None:
    roster = roster_of(society())
    seats = (Seat.DIRECTOR, Seat.STANDING_DIRECTOR, Seat.SOCIETY_CHAIR)
    assert [sum(bool(p.seats & seat) for p in roster.people) for seat in seats] == [64, 20, 4]


def test_text_is_given_as_typed() -> None:
    roster = roster_of(congress())
    texts = [
        roster.text_of(roster.people[0], field)
        for field in (Field.UNIT, Field.PARTY, Field.BIRTH, Field.RANK)
    ]
    assert texts == ["海岱大学", "九三学社社员", "1975.03", ""]


def test_the_samples_are_the_same_bytes_every_time_and_the_named_people_are_on_them() -> None:
    for make, _ in SAMPLES.values():
        assert make() == make()
    assert [p.name for p in roster_of(congress()).people][: len(NAMED)] == [p.name for p in NAMED]
