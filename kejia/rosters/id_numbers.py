"""A column of ID numbers: what is checked of one is remembered by its parts, since a roster may have 100,000."""

from collections.abc import Sequence
from typing import NamedTuple

from kejia.plain.days import is_day
from kejia.plain.identity_documents import DocumentKind, read_identity_document
from kejia.plain.text import Text
from kejia.rosters import says
from kejia.rosters.workbook import Cell, shown

_EARLIEST = 1900
_NO_DIGITS = -100_000
_CHECKS = "10X98765432"
_NO_NUMBER = frozenset("/ - — 无".split())
_OF_CITIZENS = frozenset("123456")
"""First digits of the mainland's divisions."""


class IdNumbers(NamedTuple):
    """A column of numbers: each as read, empty where it is no good, and the birth and sex it tells."""

    numbers: list[str]
    births: list[int | None]
    sexes: list[str]
    problems: dict[int, Text]
    """What to do about a number, by its place in the column."""


class _Weighed(dict[str, int]):
    """The weighed sum of some digits of a number, less than nothing where they are no digits."""

    def __init__(self, place: int, length: int) -> None:
        super().__init__()
        self._weights = [pow(2, 17 - at, 11) for at in range(place, place + length)]

    def __missing__(self, digits: str) -> int:
        good = digits.isascii() and digits.isdigit() and len(digits) == len(self._weights)
        total = sum(w * int(d) for w, d in zip(self._weights, digits, strict=True)) if good else _NO_DIGITS
        self[digits] = total
        return total


class _Births(_Weighed):
    """The same of the birth, which must also be a day the calendar has; `days` holds those as numbers."""

    def __init__(self, place: int, length: int) -> None:
        super().__init__(place, length)
        self.days: dict[str, int] = {}

    def __missing__(self, digits: str) -> int:
        total = super().__missing__(digits)
        if total >= 0:
            birth = self.days[digits] = int(digits)
            year = birth // 10_000
            if year < _EARLIEST or not is_day(year, birth // 100 % 100, birth % 100):
                self[digits] = total = _NO_DIGITS
        return total


def read_id_numbers(cells: Sequence[Cell]) -> IdNumbers:
    """Each cell's number. Mainland numbers in good order are read here, anything else by `identity_documents`."""
    divisions, births, orders = _Weighed(0, 6), _Births(6, 8), _Weighed(14, 3)
    read = IdNumbers([], [], [], {})
    for cell in cells:
        number, birth, sex = "", None, ""
        if isinstance(cell, str) and len(cell) == 18 and cell[0] in _OF_CITIZENS:
            total = divisions[cell[:6]] + births[cell[6:14]] + orders[cell[14:17]]
            if total >= 0 and _CHECKS[total % 11] == cell[17]:
                number, birth, sex = cell, births.days[cell[6:14]], "男" if cell[16] in "13579" else "女"
        if not number and cell not in ("", None):
            number, birth, sex, problem = _read_other(cell)
            if problem is not None:
                read.problems[len(read.numbers)] = problem
        read.numbers.append(number)
        read.births.append(birth)
        read.sexes.append(sex)
    return read


def _read_other(cell: Cell) -> tuple[str, int | None, str, Text | None]:
    if not isinstance(cell, str):
        return "", None, "", says.ID_AS_NUMBER
    text = shown(cell).lstrip("'")[:60]
    if not text or "*" in text or text in _NO_NUMBER:
        return "", None, "", None
    read = read_identity_document(text)
    if read.why_not is None:
        return read.number, read.birth, read.sex or "", None
    known = read.kind is DocumentKind.CITIZEN_CARD
    return "", None, "", says.ID_NOT_USED.filled(why=read.why_not) if known else says.ID_UNKNOWN
