"""A roster's people as the relation `facts`, in an in-memory SQLite that serves as a calculator."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_

from kejia.judging.report_cells import has_column, words_of
from kejia.norms.kinds import Body
from kejia.norms.tally import COLUMNS
from kejia.plain.ethnic_groups import HAN, find_ethnic_group
from kejia.plain.folding import squeezed
from kejia.plain.parties import is_non_party
from kejia.rosters.headers import Field
from kejia.rosters.people import MARKS, Person
from kejia.rosters.reading import Roster
from kejia.rosters.seats import Seat

SEAT_OF: dict[Body, Seat] = {
    Body.CONGRESS: Seat.DELEGATE,
    Body.COMMITTEE: Seat.MEMBER,
    Body.STANDING: Seat.STANDING,
    Body.SOCIETY_CONGRESS: Seat.DELEGATE,
    Body.SOCIETY_DIRECTORS: Seat.DIRECTOR,
    Body.SOCIETY_STANDING: Seat.STANDING_DIRECTOR,
}
_CONGRESSES = (Body.CONGRESS, Body.SOCIETY_CONGRESS)
_SOCIETY = Seat.DIRECTOR | Seat.STANDING_DIRECTOR | Seat.SOCIETY_CHAIR
_ASSOCIATION = Seat.MEMBER | Seat.STANDING | Seat.VICE_CHAIR | Seat.CHAIR

NO_BIRTH = (None, None)
FactRow = tuple[str, int, int | None, int, *tuple[int | None, ...]]


def bodies_in(roster: Roster) -> list[Body]:
    """The bodies whose seats the roster names; a congress is the society's where directors stand on the roster."""
    held = Seat(reduce(or_, {int(person.seats) for person in roster.people}, 0))
    bodies = [body for body in Body if body not in _CONGRESSES and held & _seat_of(body, roster)]
    if held & (Seat.DELEGATE | Seat.INVITED):
        society_alone = held & _SOCIETY and not held & _ASSOCIATION
        bodies.insert(0, Body.SOCIETY_CONGRESS if society_alone else Body.CONGRESS)
    return bodies


def connect(
    roster: Roster, bodies: Iterable[Body], dropped: frozenset[int] = frozenset()
) -> sqlite3.Connection:
    """A database with the table `facts` of these bodies; `person` is the person's place in the roster.

    `dropped` are places left out, for a what-if.
    """
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute(f"CREATE TABLE facts ({', '.join(COLUMNS)})")
    slots = ", ".join("?" * len(COLUMNS))
    database.execute("BEGIN")
    for body in bodies:
        database.executemany(f"INSERT INTO facts VALUES ({slots})", _rows(roster, body, dropped))
    database.execute("COMMIT")
    return database


def _rows(roster: Roster, body: Body, dropped: frozenset[int]) -> Iterator[FactRow]:
    """One row a person who sits in the body or may; what a set of seats means is worked out once."""
    first, end = Person._fields.index(MARKS[0]), Person._fields.index(MARKS[-1]) + 1
    no_frontline_column = Field.FRONTLINE not in roster.marks()
    sits = Sits(roster, body)
    name = str(body)
    sexes = {"女": 1, "男": 0}
    parties = words_of(roster, Field.PARTY) if has_column(roster, Field.PARTY) else None
    for place, p in enumerate(roster.people):
        member, invited, delegate = sits[p.seats, p.seats_known]
        if member == 0 or place in dropped:
            continue
        marks = p[first:end]
        if no_frontline_column:
            marks = (marks[0], marks[0], *marks[2:])
        minority = None if not p.ethnic_group else _is_minority(p.ethnic_group)
        yield (
            name,
            place,
            member,
            invited,
            *marks,
            sexes.get(p.sex),
            minority,
            None if parties is None else _is_non_party(parties[place]),
            delegate,
            *(p.birth or NO_BIRTH),
        )


class Sits(dict[tuple[int, bool], tuple[int | None, int, int | None]]):
    """Of a set of seats, and whether it is all there is to know: member, invited, delegate (1, 0 or None)."""

    def __init__(self, roster: Roster, body: Body) -> None:
        super().__init__()
        self.congress = body in _CONGRESSES
        self.seat = int(_seat_of(body, roster))
        self.has_seats = roster.has_seats

    def __missing__(self, key: tuple[int, bool]) -> tuple[int | None, int, int | None]:
        seats, known = int(key[0]), key[1]
        if not self.has_seats:
            found: tuple[int | None, int, int | None] = (1, 0, 1 if self.congress else None)
        else:
            invited = int(self.congress and bool(seats & Seat.INVITED) and not seats & Seat.DELEGATE)
            member = 1 if seats & self.seat or invited else 0 if known else None
            found = (member, invited, 1 if seats & Seat.DELEGATE else 0 if known else None)
        self[key] = found
        return found


@lru_cache(maxsize=256)
def _is_non_party(word: str) -> int | None:
    return is_non_party(squeezed(word))


@lru_cache(maxsize=256)
def _is_minority(word: str) -> int | None:
    group = find_ethnic_group(word)
    return None if group is None else int(group != HAN)


def _seat_of(body: Body, roster: Roster) -> Seat:
    """Part-time vice-chairs are those called so; where nobody is called part-time or full-time, all vice-chairs."""
    if body is not Body.VICE_CHAIRS:
        return SEAT_OF[body]
    kinds = Seat.PART_TIME_VICE_CHAIR | Seat.FULL_TIME_VICE_CHAIR
    told_apart = any(seats & kinds for seats in {int(p.seats) for p in roster.people})
    return Seat.PART_TIME_VICE_CHAIR if told_apart else Seat.VICE_CHAIR


def delegates_missing(roster: Roster) -> list[Person]:
    """Committee members and candidates who are no delegates, where the roster lists both; else nobody."""
    kinds = {int(p.seats) for p in roster.people}
    wanting = {seats for seats in kinds if seats & Seat.MEMBER and not seats & Seat.DELEGATE}
    if not wanting or not any(seats & Seat.DELEGATE for seats in kinds):
        return []
    return [p for p in roster.people if p.seats in wanting]
