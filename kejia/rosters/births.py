"""What a cell says of a birth, as the first and the last day it can be."""

import re
from dataclasses import dataclass
from datetime import date

from kejia.plain.days import days_in_month, is_day
from kejia.plain.folding import squeezed
from kejia.plain.text import Text
from kejia.rosters.workbook import Cell

FirstLast = tuple[int, int]

NO_SUCH_DAY = Text(
    "“{value}”不是历法中有的日期，按未知计；请改成如 1975-03-09",
    "{value} is no day of the calendar, taken as unknown; write it like 1975-03-09",
)
UNREADABLE_BIRTH = Text(
    "“{value}”认不出是什么时候出生，按未知计；请写成如 1975.03 或 1975-03-09",
    "cannot read {value} as a birth, taken as unknown; write it like 1975.03 or 1975-03-09",
)
JANUARY_OR_OCTOBER = Text(
    "数字 {value} 可能是1月，也可能是10月（表格会去掉末尾的0），按1月至10月之间计；请改成如 1975.01 的文字",
    "the number {value} may be January or October, for a spreadsheet drops the last 0; taken as January to October, "
    "write it as text like 1975.01",
)
SHORT_YEAR = Text(
    "“{value}”的年份只有两位，按19{year}年计；请写全年份",
    "the year of {value} has two digits, taken as 19{year}; write all four",
)


@dataclass(frozen=True, slots=True)
class BirthRead:
    """A birth as first and last day (yyyymmdd), None where it is unknown; `problem` says what to look at."""

    days: FirstLast | None
    problem: Text | None = None


_BLANKS = frozenset("不详 未知 无 不清 待定 待核实 / - — － ? ？".split())
_BETWEEN = r"[-./,、。·‐–—年]"
_BETWEEN_2 = r"[-./,、。·‐–—月]"
_TIME = r"(?:t?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN_2}(\d{{1,2}})[日号]?{_TIME}")
_YEAR_MONTH = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}})月?份?")
_YEAR = re.compile(r"(\d{4})年?")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SHORT = re.compile(r"([2-9]\d)(?:年|[./])(\d{1,2})月?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_DOUBTFUL = re.compile(r"(\d{4})\.1")
_BEHIND = re.compile(r"\([^)]*\)?$|出?生$|[.。,，;；]$|(?<=[^\d])\d{1,3}(周)?岁$")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_IN_WORDS = re.compile(
    r"([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_FIRST_SERIAL, _LAST_SERIAL = 5_000, 73_000
"""Days from 1913 to 2099, as a spreadsheet counts them."""
_SERIALS_FROM = date(1899, 12, 30).toordinal()


def read_birth(cell: Cell, *, typed: bool = True) -> BirthRead:
    """The interval in which the birth lies, from whatever a cell holds.

    `typed` is False for text files, where a number cannot be told from words: there 1975.1 is as doubtful as a
    spreadsheet's number.
    """
    if cell is None or cell == "":
        return BirthRead(None)
    if isinstance(cell, bool):
        return BirthRead(None, UNREADABLE_BIRTH)
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float):
        return _birth_of_number(cell)
    return _birth_of_words(squeezed(cell[:60]).lower(), typed=typed)


def _birth_of_words(text: str, *, typed: bool) -> BirthRead:
    while behind := _BEHIND.search(text):
        if not behind.start():
            break
        text = text[: behind.start()]
    if not text or text in _BLANKS:
        return BirthRead(None)
    if not typed and (doubtful := _DOUBTFUL.fullmatch(text)):
        return _january_or_october(int(doubtful[1]))
    if found := _YEAR_MONTH_DAY.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(text):
        return _year(int(found[1]))
    if found := _TOGETHER.fullmatch(text):
        return _together(found)
    if _SERIAL.fullmatch(text):
        return _birth_of_number(float(text))
    if found := _SHORT.fullmatch(text):
        read = _month(1900 + int(found[1]), int(found[2]))
        return BirthRead(
            read.days, SHORT_YEAR.filled(value="{value}", year=found[1]) if read.days else read.problem
        )
    if found := _IN_WORDS.fullmatch(text):
        return _birth_of_words(_in_digits(found), typed=True)
    return BirthRead(None, UNREADABLE_BIRTH)


def _birth_of_number(number: float) -> BirthRead:
    if number != number or not 0 < number < 1e9:
        return BirthRead(None, UNREADABLE_BIRTH)
    whole = int(number)
    if number != whole:
        return _birth_of_fraction(number)
    if 1800 <= whole <= 2200:
        return _year(whole)
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        day = date.fromordinal(_SERIALS_FROM + whole)
        return _day(day.year, day.month, day.day)
    found = _TOGETHER.fullmatch(str(whole))
    return _together(found) if found else BirthRead(None, UNREADABLE_BIRTH)


def _birth_of_fraction(number: float) -> BirthRead:
    """1975.03 as a number; 1975.0309; a day with a time."""
    written = repr(round(number, 6))
    if found := re.fullmatch(r"(\d{4})\.(\d{1,2})", written):
        year, month = int(found[1]), int(found[2])
        return _january_or_october(year) if found[2] == "1" else _month(year, month)
    if found := re.fullmatch(r"(\d{4})\.(\d{2})(\d{2})", written):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _birth_of_number(float(int(number)))
    return BirthRead(None, UNREADABLE_BIRTH)


def _together(found: re.Match[str]) -> BirthRead:
    year, month = int(found[1]), int(found[2])
    return _day(year, month, int(found[3])) if found[3] else _month(year, month)


def _january_or_october(year: int) -> BirthRead:
    return BirthRead((year * 10_000 + 101, year * 10_000 + 1031), JANUARY_OR_OCTOBER)


def _day(year: int, month: int, day: int) -> BirthRead:
    if not year or not is_day(year, month, day):
        return BirthRead(None, NO_SUCH_DAY)
    number = year * 10_000 + month * 100 + day
    return BirthRead((number, number))


def _month(year: int, month: int) -> BirthRead:
    if not year or not 1 <= month <= 12:
        return BirthRead(None, NO_SUCH_DAY)
    first = year * 10_000 + month * 100
    return BirthRead((first + 1, first + days_in_month(year, month)))


def _year(year: int) -> BirthRead:
    if not year:
        return BirthRead(None, NO_SUCH_DAY)
    return BirthRead((year * 10_000 + 101, year * 10_000 + 1231))


def _in_digits(found: re.Match[str]) -> str:
    """一九七五年三月九日 as 1975-3-9."""
    parts = [found[1].translate(_NUMERALS), *(_below_forty(part) for part in found.groups()[1:] if part)]
    return "-".join(parts)


def _below_forty(words: str) -> str:
    """十二 as 12, 二十九 as 29."""
    tens, ten, ones = words.rpartition("十")
    count = int(tens.translate(_NUMERALS) or 1) * 10 if ten else 0
    return str(count + int(ones.translate(_NUMERALS) or 0))
