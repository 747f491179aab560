"""How a number looks in its cell: an Excel date is a number, and only its format says so.

A date shown by year and month alone was typed so: Excel made it the first of the month.
"""

import re
from datetime import date, timedelta
from enum import Enum, auto

from kejia.rosters.workbook import Cell


class Look(Enum):
    """What a number format shows."""

    NUMBER = auto()
    DAY = auto()
    MONTH = auto()
    HUNDREDTHS = auto()


_MONTHS = frozenset((17, 27, 36, 50, 52, 57))
_DAYS = frozenset((14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58))
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_HUNDREDTHS = re.compile(r"[0#]*0\.00 *")

START_1900, START_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_SERIAL = 2_900_000
"""In the year 9839: later days are no days of a person."""


def look_of(format_id: int, codes: dict[int, str]) -> Look:
    """What a format shows; `codes` are the formats a workbook defines itself."""
    if format_id in codes:
        return _look_of_code(codes[format_id])
    if format_id == 2:
        return Look.HUNDREDTHS
    return Look.MONTH if format_id in _MONTHS else Look.DAY if format_id in _DAYS else Look.NUMBER


def _look_of_code(code: str) -> Look:
    shown = _NOT_SHOWN.sub("", code.split(";")[0]).lower()
    if _HUNDREDTHS.fullmatch(shown):
        return Look.HUNDREDTHS
    if "general" in shown or "y" not in shown:
        return Look.DAY if "d" in shown and "m" in shown else Look.NUMBER
    if "d" in shown or "m" not in shown:
        return Look.DAY
    return Look.MONTH


def shown_as(number: float, look: Look, start: date) -> Cell:
    """The cell's value as its reader sees it; numbers stay numbers where the look adds nothing."""
    if look is Look.HUNDREDTHS:
        return f"{number:.2f}" if 1800 <= number < 2200 and number != int(number) else number
    if look is Look.NUMBER or not 1 <= number <= _LAST_SERIAL:
        return number
    day = start + timedelta(days=int(number))
    return f"{day.year}.{day.month:02d}" if look is Look.MONTH and day.day == 1 else day
