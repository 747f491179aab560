"""The people of a roster."""

from typing import NamedTuple

from kejia.rosters.births import FirstLast
from kejia.rosters.headers import Field
from kejia.rosters.seats import Seat

MARKS = (
    Field.GRASSROOTS_FRONTLINE,
    Field.FRONTLINE,
    Field.LEADING_CADRE,
    Field.WORKER,
    Field.SCIPOP_WORKER,
    Field.RURAL_TALENT,
)


class Person(NamedTuple):
    """One person of a roster. A mark is 1, 0 or None for unknown; `row` counts from 1, as the spreadsheet does."""

    sheet: str
    row: int
    name: str
    sex: str
    ethnic_group: str
    birth: FirstLast | None
    id_number: str
    unit: str
    seats: Seat
    seats_known: bool
    grassroots_frontline: int | None
    frontline: int | None
    leading_cadre: int | None
    worker: int | None
    scipop_worker: int | None
    rural_talent: int | None
