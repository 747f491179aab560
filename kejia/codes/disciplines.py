"""Disciplines of GB/T 13745-2009: 62 of the first level, and the second level below them."""

from dataclasses import dataclass
from functools import cache

from kejia.codes.tables import lines_of


@dataclass(frozen=True, slots=True)
class Discipline:
    """A discipline; three digits are the first level, five the second."""

    code: str
    name: str
    since: str
    until: str = ""

    @property
    def level(self) -> int:
        """1 or 2."""
        return 1 if len(self.code) == 3 else 2


def find_discipline(code: str) -> Discipline | None:
    """The discipline of a code, with or without the dots of the edition before (110.14); None where there is none."""
    return _by_code().get(code.replace(".", ""))


def discipline_above(code: str) -> Discipline | None:
    """The nearest discipline of the table at or above a code, also of the third level (1101410 is under 11014)."""
    plain = code.replace(".", "")
    return next((found for length in (7, 5, 3) if (found := _by_code().get(plain[:length]))), None)


def first_level() -> list[Discipline]:
    """The disciplines of three digits, in the order of the standard."""
    return [each for each in _by_code().values() if each.level == 1]


def second_level(first: str) -> list[Discipline]:
    """The disciplines below one of three digits."""
    return [each for each in _by_code().values() if each.level == 2 and each.code[:3] == first]


@cache
def _by_code() -> dict[str, Discipline]:
    return {line["code"]: Discipline(**line) for line in lines_of("disciplines.tsv")}
