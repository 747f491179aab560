"""The invented federation: the same rows every time, life-size, nobody's data; loaded, judged, removed again."""

import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import Model
from django.test import Client

from demo.federation import federation
from demo.federation_rows import Days, Federation
from demo.people import LIN, OUYANG
from kejia.codes.divisions import divisions_on
from kejia.console import demo, plan, verify
from kejia.plain.organisation_codes import OrganisationCode, read_organisation_code
from kejia.register import reads
from kejia.register.demonstration import digest_of
from kejia.register.models import Batch, Fact, Organisation, Person, Post, PostDuty
from kejia.trail.models import Entry
from kejia.trail.tests.acting import CONSOLE, address, seal_all

GENEROUS = 90
"""Seconds; 30 are promised on a machine that has nothing else to do."""


@pytest.fixture(scope="module")
def made() -> Federation:
    return federation()


def test_the_same_federation_comes_out_every_time(made: Federation) -> None:
    assert digest_of(federation()) == digest_of(made)


def test_it_is_life_size(made: Federation) -> None:
    kinds = Counter(made.organisations)
    assert (made.people, kinds["society"], kinds["grassroots_unit"]) == (20_000, 170, 1_000)
    assert kinds["township"] > 1_800
    modes = Counter(row[2] for row in made.facts["organisationfact"].rows if row[1] == "founding_mode")
    assert set(modes) == {"alone", "by_area", "by_trade", "through_host"}
    in_charge = sum(office == "in_charge" for _, office, _, _ in made.posts)
    assert 0.97 < in_charge / kinds["township"] < 0.99
    assert {row[5] for row in made.facts["appointment"].rows if row[5]} == {1, 2, 6, 7, 8, 9}


@pytest.mark.parametrize(
    ("level", "day", "count"),
    [
        ("city", date(2018, 12, 31), 17),
        ("city", date(2019, 1, 1), 16),
        ("county", date(2018, 12, 31), 137),
        ("county", date(2021, 1, 1), 136),
    ],
)
def test_cities_and_counties_are_as_many_as_their_places(
    made: Federation, level: str, day: date, count: int
) -> None:
    then = 0
    for row in made.facts["organisationfact"].rows:
        organisation, kind, value, days = row[0], row[1], row[2], row[4]
        assert isinstance(organisation, int) and isinstance(days, Days)
        if (kind, value, made.organisations[organisation - 1]) == ("level", level, "association"):
            began = days.since is None or days.since <= day
            then += began and (days.until is None or day < days.until)
    assert then == count


def test_the_museum_has_two_predecessors_and_the_institute_none(made: Federation) -> None:
    names = {row[0]: str(row[2]) for row in made.facts["organisationfact"].rows if row[1] == "name"}
    merged = [
        (names[row[0]], names[row[2]])
        for row in made.facts["organisationrelation"].rows
        if row[1] == "merged_into"
    ]
    into = {name for name, other in merged if other.startswith("省科学技术馆")}
    assert into == {"省科学技术宣传馆", "省青少年科技活动中心"}
    assert not any("创新战略研究院" in other for _, other in merged)


def test_what_bears_the_name_of_a_real_place_says_that_it_is_invented(made: Federation) -> None:
    places = tuple({each.name for year in (2012, 2019, 2024) for each in divisions_on(date(year, 1, 1))})
    names = [str(row[2]) for row in made.facts["organisationfact"].rows if row[1] == "name"]
    placed = [name for name in names if name.startswith(places)]
    assert len(placed) > 2_500
    assert [name for name in placed if not name.endswith("（演示）")] == []


def test_every_document_says_that_it_is_invented_and_codes_are_of_no_division(made: Federation) -> None:
    for table in made.facts.values():
        if "document" in table.columns:
            place = table.columns.index("document")
            assert {row[place] for row in table.rows if "（虚构）" not in str(row[place])} <= {""}
    codes = [row[2] for row in made.facts["organisationfact"].rows if row[1] == "credit_code"]
    assert len(set(codes)) == len(codes)
    for code in codes:
        read = read_organisation_code(str(code))
        assert isinstance(read, OrganisationCode)
        assert read.division == "379999"
    numbers = [str(row[1]) for row in made.facts["identitydocument"].rows]
    assert len(set(numbers)) == len(numbers) and all(number.startswith("379999") for number in numbers)


STATES = {
    "2017-06-25": {"1.1": "met", "1.2": "not_met", "4.1": "met", "4.2": "not_met", "2.3": "not_in_force"},
    "2018-05-01": {
        **dict.fromkeys(("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.4", "4.1", "4.2"), "met"),
        **dict.fromkeys(("11.1", "23.2", "23.3"), "met"),
        **dict.fromkeys(("8.3", "9.4", "12.1", "20.1"), "not_met"),
        **dict.fromkeys(("1.4", "2.5", "11.2", "11.3", "11.4", "13.1"), "cannot_tell"),
    },
    "2019-05-01": {"3.4": "not_met", "23.2": "not_met"},
}
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command on the test's database: exit code and what it printed."""
    monkeypatch.setenv("DATABASE_URL", address())

    def command(main: Callable[[list[str]], int], *arguments: str) -> tuple[int, str]:
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_is_loaded_judged_and_removed_and_the_trail_stays_whole(
    run: Run, made: Federation, client: Client
) -> None:
    begun = time.monotonic()
    code, said = run(demo.main)
    assert (code, "20000 人" in said, "kejia demo --remove" in said) == (0, True, True)
    assert time.monotonic() - begun < GENEROUS
    assert Person.objects.count() == 20_000
    assert (Organisation.objects.count(), Post.objects.count()) == (len(made.organisations), len(made.posts))
    copied = set(Fact.__subclasses__()) - {PostDuty}  # duties come with the accounts
    facts = sum(model._default_manager.count() for model in copied)
    assert facts == sum(len(table.rows) for table in made.facts.values())
    assert "已经载入过" in run(demo.main)[1]
    assert reads.find_people(LIN.name, by=CONSOLE).get().appointments.filter(term=9).count() == 2
    assert reads.find_people(OUYANG.name, by=CONSOLE).get().post_approvals.count() == 0
    assert "演示数据" in client.get("/").content.decode()
    for day, expected in STATES.items():
        _, said = run(plan.main, "--on", day, "--json")
        states = {each["id"]: each["state"] for each in json.loads(said)["clauses"]}
        assert {clause: states[clause] for clause in expected} == expected
    code, said = run(demo.main, "--remove", "--json")
    assert (code, json.loads(said)["removed"]["person"]) == (0, 20_000)
    left: list[type[Model]] = [*Fact.__subclasses__(), Person, Organisation, Post, Batch]
    assert not any(model._default_manager.exists() for model in left)
    assert "没有演示数据" in run(demo.main, "--remove")[1]
    assert "演示数据" not in client.get("/").content.decode()
    seal_all(Entry.objects.count())  # also what the accounts left
    assert run(verify.main)[0] == 0


@pytest.mark.django_db(transaction=True)
def test_a_register_that_holds_something_is_left_alone(run: Run) -> None:
    Person.objects.create()
    code, said = run(demo.main, "--lang", "en")
    assert code == 2
    assert "an empty one only" in said
    assert Person.objects.count() == 1
