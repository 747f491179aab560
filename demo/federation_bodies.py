"""The provincial bodies of the invented federation, of two terms.

The standing committee begins short of three quarters (34 of 46) and reaches them by a change in March 2018; the
plenary committee begins exactly at its line, 112 of 160.
"""

from collections.abc import Sequence
from datetime import date

from demo.federation_cast import AYXA_IS, BEGINNING, LIN_IS, OUYANG_IS, WANG_IS, Cast, Sort
from demo.federation_province import Office
from demo.federation_rows import Days, Federation, paper
from kejia.register.kinds import Capacity, EstablishmentKind, OfficeKind

EIGHTH, NINTH = date(2012, 6, 20), date(2017, 6, 20)
CO_OPTION = date(2018, 3, 16)


class Seats:
    """The posts of the provincial bodies."""

    def __init__(self, federation: Federation, association: int) -> None:
        def post(office: OfficeKind, seats: int | None = None) -> int:
            one = office is OfficeKind.CHAIR
            return federation.post(association, office, one_seat=one, seats=seats, days=Days(BEGINNING))

        self.delegate = post(OfficeKind.DELEGATE, 620)
        self.invited = post(OfficeKind.INVITED_DELEGATE, 60)
        self.member = post(OfficeKind.COMMITTEE_MEMBER, 120)
        self.standing = post(OfficeKind.STANDING_MEMBER, 36)
        self.part_time = post(OfficeKind.PART_TIME_VICE_CHAIR, 8)
        self.vice_chair = post(OfficeKind.VICE_CHAIR, 3)
        self.chair = post(OfficeKind.CHAIR)


def write_bodies(federation: Federation, cast: Cast, office: Office) -> None:
    """Congress, committee, standing committee and vice-chairs, of the eighth and the ninth term."""
    seats = Seats(federation, office.association)
    ninth = [LIN_IS, WANG_IS, AYXA_IS, OUYANG_IS, *cast.mixed(409, 104, 83)]
    again = cast.of_sort(ninth, Sort.FRONTLINE)[150:250] + cast.of_sort(ninth, Sort.CADRE)[40:60]
    eighth = again + cast.mixed(236, 101, 103)
    first, second = Days(EIGHTH, NINTH), Days(NINTH)
    federation.appoint_all(eighth, seats.delegate, first, term=8, paper=paper("某科协发", EIGHTH, 18))
    federation.appoint_all(ninth, seats.delegate, second, term=9, paper=paper("某科协发", NINTH, 29))
    invited = cast.mixed(0, 10, 30)
    federation.appoint_all(invited, seats.invited, second, term=9, paper=paper("某科协发", NINTH, 30))
    _committee(federation, cast, seats, eighth, first, 8, standing=(25, 8), members=(58, 46))
    _committee(federation, cast, seats, ninth, second, 9, standing=(29, 5), members=(78, 36))
    settings = (
        '{"age_reckoned_on": "2017-06-20", "leading_cadre_rank": "县处级", "invited_delegates_count": false}'
    )
    document = paper("某科协发", date(2017, 3, 1), 9)
    federation.basis(office.association, "congress", settings, second, document, term=9)


def _committee(
    federation: Federation,
    cast: Cast,
    seats: Seats,
    delegates: Sequence[int],
    days: Days,
    term: int,
    *,
    standing: tuple[int, int],
    members: tuple[int, int],
) -> None:
    """Everybody from among the delegates; so many from the front line and so many others."""
    front, managers, cadres = (list(cast.of_sort(delegates, sort)) for sort in Sort)
    front = [LIN_IS, *(person for person in front if person != LIN_IS)]
    cadres = [person for person in cadres if person != OUYANG_IS]
    order = paper("某科协发", days.since or BEGINNING, 32)

    def take(people: list[int], count: int) -> list[int]:
        taken, people[:] = people[:count], people[count:]
        return taken

    def seat(people: list[int], post: int) -> None:
        votes_of = 2 * len(delegates) // 3
        federation.appoint_all(people, post, days, term=term, votes_of=votes_of, paper=order)

    leaving: int | None = None
    for_standing = take(front, standing[0]) + take(cadres, standing[1])
    if term == 9:
        leaving = for_standing.pop()
        change = paper("某科协发", CO_OPTION, 11)
        federation.appoint(leaving, seats.standing, Days(days.since, CO_OPTION), term=term, paper=change)
    seat(for_standing, seats.standing)
    seat(take(front, 5) + take(managers, 3), seats.part_time)
    seat(take(managers, 1), seats.chair)
    for person in take(cadres, 3):
        federation.appoint(
            person, seats.vice_chair, days, capacity=Capacity.FULL_TIME,
            establishment=EstablishmentKind.ADMINISTRATIVE, term=term, paper=order,
        )  # fmt: skip
    others = take(managers, members[1] * 2 // 3)
    others += [OUYANG_IS] if term == 9 else take(cadres, 1)
    seat(take(front, members[0]) + others + take(cadres, members[1] - len(others)), seats.member)
    if leaving is not None:
        federation.appoint_all(take(front, 1), seats.standing, Days(CO_OPTION), term=term, paper=change)
