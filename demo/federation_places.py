"""City and county associations and townships of the invented federation, with the real codes of their places.

What is said of them is invented, and their names say so: each ends in （演示）. An association goes on when its place
gets another code or name; where two places became one, the association of the other is merged into it.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import count
from typing import NamedTuple

from demo.federation_cast import BEGINNING, Cast, Sort
from demo.federation_province import Office
from demo.federation_rows import NO_PAPER, Days, Federation, Paper, paper
from kejia.codes.divisions import TOWNSHIPS_AS_OF, Division, DivisionLevel, divisions_on, find_division
from kejia.codes.tables import first_day
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    Level,
    MarkKind,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    RelationKind,
)

DEMO = "（演示）"
CITIES_CHANGE, COUNTIES_CHANGE = date(2017, 3, 28), date(2016, 12, 8)
"""When the second term of their bodies began."""
CITY_INDEPENDENT = date(2017, 9, 1)
"""When the last city's association became a body of its own."""


class Places(NamedTuple):
    """The associations by the code that their place had last."""

    cities: dict[str, int]
    counties: dict[str, int]


class Step(NamedTuple):
    """A place under one code and name, for some days."""

    division: Division
    days: Days


def write_places(federation: Federation, cast: Cast, office: Office) -> Places:
    """17 cities of which one ended on 2018-12-31, their counties, and all townships."""
    cities = {
        chain[-1].division.code: _city(federation, cast, office, chain, at)
        for at, chain in enumerate(chains(DivisionLevel.CITY))
    }
    counties: dict[str, int] = {}
    for at, chain in enumerate(chains(DivisionLevel.COUNTY)):
        counties[chain[-1].division.code] = _county(federation, cast, chain, at, cities)
    for level, found in ((DivisionLevel.CITY, cities), (DivisionLevel.COUNTY, counties)):
        for chain in chains(level):
            _merge(federation, chain[-1].division, found)
    _townships(federation, cast, counties)
    return Places(cities, counties)


@cache
def chains(level: DivisionLevel) -> tuple[tuple[Step, ...], ...]:
    """Every place since the beginning, with the codes and names that followed one another."""
    found: list[tuple[Step, ...]] = []
    taken: set[Division] = set()
    days = sorted({BEGINNING, *(first_day(each.until) for each in _all(level) if len(each.until) == 10)})
    for day in days:
        for division in divisions_on(day, level):
            if division not in taken:
                chain = tuple(_from(division))
                taken.update(step.division for step in chain)
                found.append(chain)
    return tuple(sorted(found, key=lambda chain: chain[0].division.code))


def _all(level: DivisionLevel) -> list[Division]:
    return [each for year in range(2012, 2025) for each in divisions_on(date(year, 1, 1), level)]


def _from(division: Division) -> Iterator[Step]:
    since = max(BEGINNING, first_day(division.since))
    while True:
        until = date.fromisoformat(division.until) if division.until else None
        yield Step(division, Days(None if since == BEGINNING else since, until))
        heir = _continues(division)
        if until is None or heir is None:
            return
        division, since = heir, until


def _continues(division: Division) -> Division | None:
    """The place that goes on under another code or name; None where it became part of another."""
    for code in division.successors:
        heir = find_division(code)
        began = heir is not None and heir.since == division.until
        if heir is not None and began and (heir.name[0] == division.name[0] or code == division.code):
            return heir
    return None


def _merge(federation: Federation, last: Division, found: dict[str, int]) -> None:
    """A place that became part of another: its association ends there, and went into the other's."""
    if not last.until or not last.successors:
        return
    into = next((code for code in last.successors if code in found), None)
    if into is not None:
        day = date.fromisoformat(last.until)
        order = paper("某编发", day, 7)
        federation.relate(found[last.code], RelationKind.MERGED_INTO, found[into], Days(day), order)


def _association(federation: Federation, chain: tuple[Step, ...], level: Level, code: str) -> int:
    first, last = chain[0], chain[-1]
    days = Days(first.days.since, last.days.until)
    end = paper("某编发", last.days.until, 7) if last.days.until else NO_PAPER
    id = federation.organisation(
        OrganisationKind.ASSOCIATION, f"{first.division.name}科学技术协会{DEMO}",
        Days(first.days.since, first.days.until), level=level, division=first.division.code,
        paper=end if len(chain) == 1 else NO_PAPER,
    )  # fmt: skip
    for step in chain[1:]:
        name = f"{step.division.name}科学技术协会{DEMO}"
        federation.say(id, OrganisationFactKind.NAME, name, step.days)
        federation.say(id, OrganisationFactKind.LEVEL, level.value, step.days)
        federation.say(id, OrganisationFactKind.DIVISION, step.division.code, step.days)
    federation.credit_code(id, code, days)
    return id


def _city(federation: Federation, cast: Cast, office: Office, chain: tuple[Step, ...], at: int) -> int:
    end = chain[-1].days.until
    id = _association(federation, chain, Level.CITY, "13")
    federation.relate(id, RelationKind.GUIDED_BY, office.association, Days(None, end))
    its_paper = paper("某编发", date(2012, 3, 1), 20 + at)
    if at == 12:
        federation.say(id, OrganisationFactKind.INDEPENDENT, "no", Days(None, CITY_INDEPENDENT))
        independent = paper("某编发", CITY_INDEPENDENT, 51)
        federation.say(
            id, OrganisationFactKind.INDEPENDENT, "yes", Days(CITY_INDEPENDENT, end),
            evidence="机构编制批复（虚构）", paper=independent,
        )  # fmt: skip
    else:
        federation.say(
            id, OrganisationFactKind.INDEPENDENT, "yes", Days(None, end),
            evidence="三定方案（虚构）", paper=its_paper,
        )  # fmt: skip
    headcount = 14 + at * 5 % 11
    _staff(federation, cast, id, headcount, headcount - at % 3, Days(BEGINNING, end), its_paper)
    _vice_chairs(
        federation, cast, id, at, Days(BEGINNING, CITIES_CHANGE), term=1, seats=5, others=2 + at % 3 // 2
    )
    _vice_chairs(federation, cast, id, at, Days(CITIES_CHANGE, end), term=2, seats=5, others=at % 3)
    name = chain[0].division.name
    for number in range(2 if at == 5 else 1):
        title = f"{name}{('科技馆', '科普服务中心')[number]}{DEMO}"
        _institution_of(federation, cast, id, title, Days(BEGINNING, end), 8 + at % 5)
    return id


def _county(
    federation: Federation, cast: Cast, chain: tuple[Step, ...], at: int, cities: dict[str, int]
) -> int:
    first, end = chain[0].days.since, chain[-1].days.until
    id = _association(federation, chain, Level.COUNTY, "13")
    for above, days in _above(chain):
        federation.relate(id, RelationKind.GUIDED_BY, cities[above], days)
    days = Days(first or BEGINNING, end)
    is_independent, conditions = at % 8 != 3, ("yes", "no", "no", "")[at // 8 % 4]
    said = "yes" if is_independent else "no"
    federation.say(id, OrganisationFactKind.INDEPENDENT, said, days, evidence="三定方案（虚构）")
    if not is_independent and conditions:
        federation.say(id, OrganisationFactKind.CONDITIONS_MET, conditions, days)
    its_paper = paper("某编发", date(2012, 4, 1), 100 + at)
    headcount = 3 + at * 3 % 6
    present = 0 if at == 77 else headcount - at % 2
    _staff(federation, cast, id, headcount, present, days, its_paper)
    second = max(COUNTIES_CHANGE, days.since or BEGINNING)
    if end is None or end > second:
        _vice_chairs(
            federation, cast, id, at, Days(second, end), term=2, seats=3, others=2 if at % 17 == 5 else at % 2
        )
    if at % 3 == 0:
        name = chain[0].division.name
        for number in range(2 if at % 60 == 0 else 1):
            title = f"{name}{('科普中心', '农村科普服务站')[number]}{DEMO}"
            _institution_of(federation, cast, id, title, days, 2 + at % 3)
    return id


def _above(chain: tuple[Step, ...]) -> Iterator[tuple[str, Days]]:
    """The city above, and for how long: the same for several steps is one span."""
    spans: list[tuple[str, Days]] = []
    for step in chain:
        above = step.division.parent
        if spans and spans[-1][0] == above:
            spans[-1] = (above, Days(spans[-1][1].since, step.days.until))
        else:
            spans.append((above, step.days))
    yield from spans


def _staff(
    federation: Federation, cast: Cast, id: int, headcount: int, present: int, days: Days, its_paper: Paper
) -> None:
    kind = EstablishmentKind.ADMINISTRATIVE
    federation.authorise(id, kind, headcount, days, its_paper)
    post = federation.post(id, OfficeKind.STAFF, seats=headcount)
    for person in cast.draw(Sort.MANAGER, present):
        cast.works_at(person, id, "干部")
        federation.appoint(person, post, days, capacity=Capacity.FULL_TIME, establishment=kind)


def _institution_of(
    federation: Federation, cast: Cast, above: int, name: str, days: Days, headcount: int
) -> None:
    order = paper("某编发", date(2012, 5, 1), above)
    id = federation.organisation(OrganisationKind.INSTITUTION, name, days, paper=order)
    federation.relate(id, RelationKind.PART_OF, above, days, order)
    federation.authorise(id, EstablishmentKind.PUBLIC_INSTITUTION, headcount, days, order)


GROUPS = (MarkKind.SCIPOP_WORKER, MarkKind.RURAL_TALENT, None)


def _vice_chairs(
    federation: Federation, cast: Cast, id: int, at: int, days: Days, *, term: int, seats: int, others: int
) -> None:
    """So many part-time vice-chairs, of whom some are neither front-line nor of the groups named in 13.1."""
    post = federation.post(id, OfficeKind.PART_TIME_VICE_CHAIR, seats=seats, days=days)
    people = cast.draw(Sort.FRONTLINE, seats - others)
    for person, number in zip(people, count(at), strict=False):
        if (group := GROUPS[number % 3]) is not None:
            cast.marks[person] = group
    others_drawn = cast.draw(Sort.MANAGER, others)
    if at % 34 == 5:  # elsewhere nobody said whether the others are of these groups
        cast.of_no_group.update(others_drawn)
    order = paper("某协发", days.since or BEGINNING, 5)
    federation.appoint_all(people + others_drawn, post, days, term=term, paper=order)


def _townships(federation: Federation, cast: Cast, counties: dict[str, int]) -> None:
    """Each with somebody in charge; of a hundred three are vacant again, and two were never told of."""
    for at, township in enumerate(divisions_on(TOWNSHIPS_AS_OF, DivisionLevel.TOWNSHIP)):
        county = find_division(township.parent)
        assert county is not None
        name = f"{county.name}{township.name}{DEMO}"
        id = federation.organisation(
            OrganisationKind.TOWNSHIP, name, level=Level.TOWNSHIP, division=township.code
        )
        federation.relate(id, RelationKind.GUIDED_BY, counties[county.code])
        if at % 100 in (13, 57):
            continue
        since = date(2017, 1 + at * 7 % 12, 1 + at % 28)
        until = date(2018, 2, 1) if at % 100 in (29, 61, 83) else None
        post = federation.post(id, OfficeKind.IN_CHARGE, one_seat=True)
        (person,) = cast.draw(Sort.FRONTLINE, 1)
        cast.works_at(person, id, "科普员")
        order = paper("某协发", since, 40 + at % 60)
        federation.appoint(person, post, Days(since, until), paper=order)
