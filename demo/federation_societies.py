"""170 provincial societies of the invented federation, each with two terms of its council.

Of each hundred or so, seven fall short of three quarters of front-line directors, and of six nobody was marked. Number
0 stands exactly at its lines: 30 of 40 directors, 10 of 15 standing directors.
"""

from datetime import date
from typing import NamedTuple

from demo.federation_cast import BEGINNING, LIN_IS, OUYANG_IS, WANG_IS, Cast, Sort
from demo.federation_province import Office
from demo.federation_rows import Days, Federation, Paper, paper
from kejia.codes.disciplines import Discipline, first_level, second_level
from kejia.register.kinds import (
    Capacity,
    Level,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    RelationKind,
)

COUNT = 170
FIRST, SECOND = 6, 7
"""Their terms."""
PILOTS = 20
PILOTS_CHOSEN = paper("某科协发", date(2017, 6, 12), 27)
AGE_LINES = (45, 50, 55)
OURS = 4
"""The society of the named people: LIN and WANG are directors, OUYANG vice-president without an approval."""


class Council(NamedTuple):
    """How many seats a council has, and how many of them are of the front line."""

    directors: int
    standing: int
    front: int
    standing_front: int
    is_marked: bool
    delegates: int


def council_of(number: int, term: int) -> Council:
    """Sizes and shares of one society's sixth or seventh council; half of those that fell short mend it."""
    directors = 40 if number == 0 else 22 + number * 7 % 19
    standing = directors * 3 // 8
    front, standing_front = -(-directors * 4 // 5), -(-standing * 3 // 4)
    if number == 0:
        front, standing_front = 30, 10
    elif number % 14 == 9 and (term == FIRST or number % 28 == 9):
        front, standing_front = directors * 7 // 10, standing * 3 // 5
    return Council(directors, standing, front, standing_front, number % 17 != 12, directors + 10)


def write_societies(federation: Federation, cast: Cast, office: Office, hosts: list[int]) -> list[int]:
    """The societies, their councils, Party organisations, pilots, branches and clusters."""
    disciplines = _disciplines()
    societies = [
        _society(federation, cast, office, hosts, number, discipline)
        for number, discipline in enumerate(disciplines)
    ]
    _clusters(federation, office, societies)
    return societies


def _disciplines() -> list[Discipline]:
    """Of the natural sciences, engineering, agriculture and medicine; a society for each, no two of one name."""
    first = [each for each in first_level() if each.code < "700"]
    wanted = [*first, *(each for above in first for each in second_level(above.code)[1:9])]
    seen: set[str] = set()
    found = []
    for each in wanted:
        name = _short(each)
        plain = not any(word in name for word in ("其他", "与", "、"))
        if plain and name not in seen and len(name) <= 10:
            seen.add(name)
            found.append(each)
    return found[:COUNT]


def _short(discipline: Discipline) -> str:
    return discipline.name.removesuffix("学") or discipline.name


def _society(
    federation: Federation, cast: Cast, office: Office, hosts: list[int], number: int, discipline: Discipline
) -> int:
    founded = date(1979 + number % 25, 1 + number % 12, 1 + number % 28)
    name = f"某省{_short(discipline)}学会"
    id = federation.organisation(OrganisationKind.SOCIETY, name, Days(founded), level=Level.PROVINCE)
    federation.credit_code(id, "51", Days(founded))
    federation.say(id, OrganisationFactKind.DISCIPLINE, discipline.code, Days(date(2012, 1, 1)))
    federation.relate(id, RelationKind.SUPERVISED_BY, office.association, Days(founded))
    federation.relate(id, RelationKind.HOSTED_BY, hosts[number % len(hosts)], Days(founded))
    federation.member(office.association, Days(founded), unit=id, grade="团体会员")
    _party(federation, id, number)
    if number % 60 != 33:
        is_pilot = number % (COUNT // PILOTS) == OURS
        choice = "yes" if is_pilot and number < PILOTS * (COUNT // PILOTS) else "no"
        federation.say(id, OrganisationFactKind.PILOT, choice, Days(date(2017, 6, 12)), paper=PILOTS_CHOSEN)
    if number % 3 == 1:
        age = AGE_LINES[number // 3 % len(AGE_LINES)]
        document = paper("某学会发", date(2017, 1, 9), 1 + number % 30)
        for body in ("society-directors", "society-standing"):
            settings = f'{{"young_middle_aged_age": {age}}}'
            federation.basis(id, body, settings, Days(date(2017, 1, 9)), document)
    _councils(federation, cast, id, number)
    if number % 3 == 0:
        for branch in ("青年工作委员会", "科普工作委员会")[: 1 + number % 2]:
            its = federation.organisation(OrganisationKind.BRANCH, f"{name}{branch}", Days(date(2013, 5, 1)))
            federation.relate(its, RelationKind.PART_OF, id, Days(date(2013, 5, 1)))
    return id


def _party(federation: Federation, society: int, number: int) -> None:
    """Own branch, joint branch, instructor, none; of four societies nothing was told."""
    said = ("branch", "branch", "joint_branch", "joint_branch", "instructor")[number % 5]
    if number % 40 == 21:
        return
    since = date(2016 + number % 3, 1 + number % 9, 1)
    if number % 28 == 11:
        federation.say(society, OrganisationFactKind.PARTY_ORGANISATION, "none", Days(BEGINNING))
        return
    federation.say(society, OrganisationFactKind.PARTY_ORGANISATION, "none", Days(BEGINNING, since))
    order = paper("某科协党字", since, 10 + number)
    federation.say(society, OrganisationFactKind.PARTY_ORGANISATION, said, Days(since), paper=order)


def _councils(federation: Federation, cast: Cast, society: int, number: int) -> None:
    """Two councils of five years; half of the second were on the first."""
    council, later = council_of(number, FIRST), council_of(number, SECOND)
    since = date(2012 + number % 5, 3 + number % 9, 10 + number % 18)
    change = date(since.year + 5, since.month, since.day)
    posts = {
        kind: federation.post(
            society, kind, one_seat=kind in (OfficeKind.PRESIDENT, OfficeKind.SECRETARY_GENERAL), seats=seats
        )
        for kind, seats in (
            (OfficeKind.SOCIETY_DELEGATE, council.delegates),
            (OfficeKind.DIRECTOR, council.directors),
            (OfficeKind.STANDING_DIRECTOR, council.standing),
            (OfficeKind.VICE_PRESIDENT, 4),
            (OfficeKind.PRESIDENT, None),
            (OfficeKind.SECRETARY_GENERAL, None),
            (OfficeKind.AUDITOR_OF_COUNCIL, 1),
        )
    }
    first = _Members(cast, council, [], [], [])
    if number == OURS:
        kept_front, kept_others = [LIN_IS, WANG_IS], [OUYANG_IS]
    else:
        kept_front, kept_others = [], []
    kept_front += first.front[: council.front // 2]
    kept_others += first.others[: len(first.others) // 2]
    second = _Members(cast, later, kept_front, kept_others, first.delegates[::2])
    for term, members, days in ((FIRST, first, Days(since, change)), (SECOND, second, Days(change))):
        order = paper("某学会发", days.since or BEGINNING, number % 30 + 1)
        _seat(federation, posts, members, days, term, order)
        _approve(federation, cast, society, number, members.others, days, term, set(first.others))
    officer = cast.draw(Sort.FRONTLINE, 1)[0]
    cast.works_at(officer, society, "秘书长")
    federation.appoint(
        officer, posts[OfficeKind.SECRETARY_GENERAL], Days(since), capacity=Capacity.FULL_TIME, term=SECOND
    )
    auditor = cast.draw(Sort.MANAGER, 1)[0]
    federation.appoint(auditor, posts[OfficeKind.AUDITOR_OF_COUNCIL], Days(since), term=SECOND)


class _Members:
    """Who sits on a council: of the front line and others, and who else is a delegate."""

    def __init__(
        self, cast: Cast, council: Council, front: list[int], others: list[int], delegates: list[int]
    ) -> None:
        """Those given stay on; the rest is drawn."""
        self.council = council
        cadres = max(1, (council.directors - council.front) // 3) - len(cast.of_sort(others, Sort.CADRE))
        self.front = front + cast.draw(Sort.FRONTLINE, council.front - len(front))
        self.others = others + cast.draw(Sort.CADRE, max(0, cadres))
        missing = council.directors - council.front - len(self.others)
        self.others += cast.draw(Sort.MANAGER, missing)
        extra = council.delegates - council.directors - len(delegates)
        self.delegates = delegates + cast.draw(Sort.FRONTLINE, extra)
        if not council.is_marked:
            cast.unmarked.update(self.front, self.others, self.delegates)
            cast.without_birth.update(self.front[::2])


def _seat(
    federation: Federation,
    posts: dict[OfficeKind, int],
    members: _Members,
    days: Days,
    term: int,
    order: Paper,
) -> None:
    """President, vice-presidents and standing directors first, so that the standing council has its share."""
    council, front, others = members.council, list(members.front), list(members.others)
    standing = front[: council.standing_front] + others[: council.standing - council.standing_front]
    front, others = front[council.standing_front :], others[council.standing - council.standing_front :]
    president, *deputies = standing[0], *standing[1:3], *standing[-2:]
    votes_of = council.delegates
    for kind, people in (
        (OfficeKind.PRESIDENT, [president]),
        (OfficeKind.VICE_PRESIDENT, deputies),
        (OfficeKind.STANDING_DIRECTOR, standing[3:-2]),
        (OfficeKind.DIRECTOR, front + others),
    ):
        federation.appoint_all(people, posts[kind], days, term=term, votes_of=votes_of, paper=order)
    everybody = members.front + members.others + members.delegates
    federation.appoint_all(everybody, posts[OfficeKind.SOCIETY_DELEGATE], days, term=term, paper=order)


def _approve(
    federation: Federation,
    cast: Cast,
    society: int,
    number: int,
    others: list[int],
    days: Days,
    term: int,
    earlier: set[int],
) -> None:
    """Approvals of the leading cadres among them; some have none, one is paid, some stay beyond their term."""
    for person in cast.of_sort(others, Sort.CADRE):
        if person == OUYANG_IS or person % 19 == 4:
            continue
        is_again = term == SECOND and person in earlier
        terms = 2 if is_again and person % 11 else 1
        order = paper("某组干字", days.since or BEGINNING, 100 + person % 800)
        federation.approve(
            person, society, days, order, terms=terms, unpaid=person % 151 != 7, retired=person % 5 == 0
        )


def _clusters(federation: Federation, office: Office, societies: list[int]) -> None:
    """Five clusters of six societies each."""
    founded = date(2018, 4, 20)
    for number, name in enumerate(("数理", "智能制造", "现代农业", "医药健康", "海洋")):
        id = federation.organisation(OrganisationKind.CLUSTER, f"某省{name}学会群", Days(founded))
        federation.relate(id, RelationKind.GUIDED_BY, office.association, Days(founded))
        for society in societies[number * 30 : number * 30 + 6]:
            federation.relate(society, RelationKind.MEMBER_OF, id, Days(founded))
