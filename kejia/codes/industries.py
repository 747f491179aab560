"""Industries of GB/T 4754: sections A to T and their divisions, in the editions of 2011 and of 2017.

The edition of 2017 moved numbers: 80 is repairing until 2017-09-30 and services to households after, a society is
in 94, then in 95. So a code means something only on a day.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from kejia.codes.tables import end_day, first_day, lines_of


@dataclass(frozen=True, slots=True)
class Industry:
    """A section (a letter) or a division (two digits) in the days of its edition; `until` is the first day after."""

    code: str
    name: str
    section: str
    since: str
    until: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it stood in the edition in force on a day."""
        return first_day(self.since) <= day < end_day(self.until)


def find_industry(code: str, on: date) -> Industry | None:
    """The industry of a code on a day: C, 27, C27, and by its division C2710; None where there is none.

    A letter that is not the division's section makes the code wrong.
    """
    section, digits = (code[:1], code[1:3]) if code[:1].isalpha() else ("", code[:2])
    found = next((each for each in _all() if each.code == (digits or section) and each.holds_on(on)), None)
    is_right = found is not None and (not section or not digits or found.section == section)
    return found if is_right else None


def sections_on(day: date) -> list[Industry]:
    """The sections in force on a day."""
    return [each for each in _all() if not each.section and each.holds_on(day)]


def industries_on(day: date, section: str | None = None) -> list[Industry]:
    """The divisions in force on a day, all or of one section."""
    return [
        each for each in _all() if each.section and section in (None, each.section) and each.holds_on(day)
    ]


@cache
def _all() -> tuple[Industry, ...]:
    return tuple(Industry(**line) for line in lines_of("industries.tsv"))
