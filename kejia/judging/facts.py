"""A roster's people as the relation `facts`, in an in-memory SQLite that serves as a calculator."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kejia.norms.kinds import Body
from kejia.norms.tally import COLUMNS
from kejia.plain.ethnic_groups import HAN, find_ethnic_group
from kejia.rosters.headers import Field
from kejia.rosters.people import Person
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

FactRow = tuple[str, int, int | None, int, *tuple[int | None, ...]]


def bodies_in(roster: Roster) -> list[Body]:
    """The bodies whose seats the roster names; a congress is the society's where directors stand on the roster."""
    held = Seat.NONE
    for person in roster.people:
        held |= person.seats
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
    seat = _seat_of(body, roster)
    congress = body in _CONGRESSES
    no_frontline_column = Field.FRONTLINE not in roster.marks()
    invited_seat, delegate = Seat.INVITED, Seat.DELEGATE
    name = str(body)
    for place, p in enumerate(roster.people):
        if place in dropped:
            continue
        if not roster.has_seats:
            member: int | None = 1
            invited = 0
            is_delegate = 1 if congress else None
        else:
            seats = p.seats
            invited = 1 if congress and seats & invited_seat and not seats & delegate else 0
            member = 1 if seats & seat or invited else (0 if p.seats_known else None)
            if member == 0:
                continue
            is_delegate = 1 if seats & delegate else 0 if p.seats_known else None
        birth = p.birth or (None, None)
        yield (
            name,
            place,
            member,
            invited,
            p.grassroots_frontline,
            p.grassroots_frontline if no_frontline_column else p.frontline,
            p.leading_cadre,
            p.worker,
            p.scipop_worker,
            p.rural_talent,
            1 if p.sex == "女" else 0 if p.sex == "男" else None,
            None if not p.ethnic_group else _is_minority(p.ethnic_group),
            is_delegate,
            birth[0],
            birth[1],
        )


@lru_cache(maxsize=256)
def _is_minority(word: str) -> int | None:
    group = find_ethnic_group(word)
    return None if group is None else int(group != HAN)


def _seat_of(body: Body, roster: Roster) -> Seat:
    """Part-time vice-chairs are those called so; where nobody is called part-time or full-time, all vice-chairs."""
    if body is not Body.VICE_CHAIRS:
        return SEAT_OF[body]
    kinds = Seat.PART_TIME_VICE_CHAIR | Seat.FULL_TIME_VICE_CHAIR
    told_apart = any(p.seats & kinds for p in roster.people)
    return Seat.PART_TIME_VICE_CHAIR if told_apart else Seat.VICE_CHAIR


def delegates_missing(roster: Roster) -> list[Person]:
    """Committee members and candidates who are no delegates, where the roster lists both; else nobody."""
    both = any(p.seats & Seat.DELEGATE for p in roster.people) and any(
        p.seats & Seat.MEMBER for p in roster.people
    )
    if not both:
        return []
    return [p for p in roster.people if p.seats & Seat.MEMBER and not p.seats & Seat.DELEGATE]
