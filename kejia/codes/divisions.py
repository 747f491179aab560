"""Administrative divisions of Shandong (GB/T 2260, and nine digits for townships), each with its days.

A code is asked for as of a day, or without one, as for identity numbers: those keep the code of the place and time
where they were given, for life.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from kejia.codes.tables import end_day, first_day, lines_of

PROVINCE = "370000"
EXACT_FROM = date(2005, 1, 1)
"""Every change since is known to the day; before, to the year."""
CHANGES_KNOWN_TO = date(2024, 12, 31)
TOWNSHIPS_AS_OF = date(2023, 6, 30)


class DivisionLevel(StrEnum):
    """How high a division stands; a prefecture (地区) counts as a city, whose place it had."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


class BeforeTheTable(ValueError):
    """A list was asked for of a day on which the table knows the changes only by year."""

    def __init__(self, day: date) -> None:
        super().__init__(f"divisions are known to the day from {EXACT_FROM} on, not on {day}")


@dataclass(frozen=True, slots=True)
class Division:
    """A division under one code and one name.

    `since` is its first day and `until` the first day after it ("2016-01-07", or "1983" where only the year is
    known, or "" for before the table begins and for still in force).
    """

    code: str
    name: str
    level: DivisionLevel
    parent: str
    since: str
    until: str = ""
    successors: tuple[str, ...] = ()
    source: str = ""
    doubt: str = ""

    def may_hold_on(self, day: date) -> bool:
        """Whether it was in force on a day; in a year of which the day of change is not known, yes."""
        return first_day(self.since) <= day < end_day(self.until)


def divisions_on(day: date, level: DivisionLevel | None = None, parent: str | None = None) -> list[Division]:
    """The divisions in force on a day, by code; of one level, directly below one parent.

    Raises BeforeTheTable for days before EXACT_FROM. Townships are those of TOWNSHIPS_AS_OF, from the day on which
    the code of their county began.
    """
    if day < EXACT_FROM:
        raise BeforeTheTable(day)
    return [
        division
        for bearers in _by_code().values()
        for division in bearers
        if level in (None, division.level) and parent in (None, division.parent) and division.may_hold_on(day)
    ]


def find_division(code: str, on: date | None = None) -> Division | None:
    """Who bore a code on a day, or last bore it; None where the table has nobody.

    Where only the year of a change is known, the younger of the two that may be meant.
    """
    bearers = _by_code().get(code, ())
    return next((each for each in reversed(bearers) if on is None or each.may_hold_on(on)), None)


def heirs_of(division: Division) -> list[Division]:
    """The divisions in force today that a division became, itself if it is; several where it was divided."""
    found: dict[str, Division] = {}
    waiting = [division]
    while waiting:
        each = waiting.pop()
        if not each.until:
            found[each.code] = each
        waiting += [
            heir for code in each.successors if (heir := find_division(code)) is not None and heir is not each
        ]
    return [found[code] for code in sorted(found)]


def path_of(division: Division) -> list[Division]:
    """From the province down to the division, each as it was named last."""
    above = find_division(division.parent) if division.parent else None
    return [*(path_of(above) if above else []), division]


@cache
def _by_code() -> dict[str, tuple[Division, ...]]:
    """All divisions by code, the older bearer of a code first."""
    found: dict[str, tuple[Division, ...]] = {}
    for line in lines_of("divisions.tsv"):
        division = Division(
            line["code"],
            line["name"],
            DivisionLevel(line["level"]),
            line["parent"],
            line["since"],
            line["until"],
            tuple(filter(None, line["successor"].split(","))),
            line["source"],
            line["doubt"],
        )
        found[division.code] = (*found.get(division.code, ()), division)
    for line in lines_of("townships.tsv"):
        since = next((county.since for county in found[line["parent"]] if not county.until), "")
        found[line["code"]] = (
            Division(
                line["code"],
                line["name"],
                DivisionLevel.TOWNSHIP,
                line["parent"],
                since if first_day(since) >= EXACT_FROM else "",
                source=f"统计用区划代码 {TOWNSHIPS_AS_OF}",
                doubt=line["doubt"],
            ),
        )
    return found
