"""What one cell says: yes or no, a birth, a rank. Pure functions of the cell, so that their answers can be kept."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kejia.plain.days import days_in_month, is_day, shown_day
from kejia.plain.folding import squeezed
from kejia.plain.text import Text
from kejia.rosters.workbook import Cell

YES = frozenset("是 √ ✓ ✔ ☑ 🗹 V v Y y YES yes Yes 1 有 对 TRUE True true T 属于 符合 基层 一线 基层一线 基层和一线 基层、一线 企业一线".split())
NO = frozenset("否 不是 × ✕ ✗ ✘ ☐ X x N n NO no No 0 无 非 不 FALSE False false F 不属于 不符合 非基层 非一线 非基层一线 非基层和一线 / - — －".split())
_SURE_NO_DASHES = frozenset("/ - — －".split())
"""A stroke through a cell is how officials write "not applicable": read as no, and said so."""

FirstLast = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BirthRead:
    """A birth as the first and last day it can be (yyyymmdd); `problem` says what to look at."""

    days: FirstLast | None
    problem: Text | None = None


MarkRead = Literal["yes", "no", "blank", "unreadable", "dash"]

NO_SUCH_DAY = Text("“{value}”不是历法中有的日期，请改成如 1975-03-09", "{value} is no day of the calendar; write it like 1975-03-09")
UNREADABLE_BIRTH = Text("“{value}”认不出是什么时候出生，请写成如 1975.03 或 1975-03-09", "cannot read {value} as a birth; write it like 1975.03 or 1975-03-09")
JANUARY_OR_OCTOBER = Text(
    "数字 {value} 可能是1月，也可能是10月（表格会去掉末尾的0），按1月至10月之间计；请改成如 1975.01 的文字",
    "the number {value} may be January or October (a spreadsheet drops the last 0): taken as January to October; write it as text",
)

_BLANKS = ("", None)
_YMD = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[T ]?00:00(?::00)?)?")
_YM = re.compile(r"(\d{4})[-./年](\d{1,2})月?")
_Y = re.compile(r"(\d{4})年?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_AFTERTHOUGHT = re.compile(r"\([^)]*\)$|出?生$")


def read_mark(cell: Cell) -> MarkRead:
    """Yes, no, blank or unreadable; `dash` is a cell struck through."""
    if cell is None or cell == "":
        return "blank"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return "yes" if cell == 1 else "no" if cell == 0 else "unreadable"
    if not isinstance(cell, str):
        return "unreadable"
    text = squeezed(cell).rstrip("。.,，")
    if text in _SURE_NO_DASHES:
        return "dash"
    return "blank" if not text else "yes" if text in YES else "no" if text in NO else "unreadable"


def read_birth(cell: Cell, *, typed: bool = True) -> BirthRead:
    """The interval in which the birth lies, from whatever a cell holds.

    `typed` is False for text files, where a number cannot be told from words: there 1975.1 is as doubtful as a
    spreadsheet's number.
    """
    if cell in _BLANKS or isinstance(cell, bool):
        return BirthRead(None, None if cell in _BLANKS else UNREADABLE_BIRTH)
    if isinstance(cell, date):
        return _exact(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float):
        return _birth_of_number(cell)
    text = squeezed(cell)
    text = _AFTERTHOUGHT.sub("", text)
    if not text:
        return BirthRead(None)
    if not typed and re.fullmatch(r"\d{4}\.1", text):
        return _january_or_october(int(text[:4]))
    if found := _YMD.fullmatch(text):
        return _exact(*(int(x) for x in found.groups()))
    if found := _YM.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    if found := _Y.fullmatch(text):
        return _year(int(found[1]))
    if found := _COMPACT.fullmatch(text):
        return _compact(found)
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return _birth_of_number(float(text))
    return BirthRead(None, UNREADABLE_BIRTH)


def _compact(found: re.Match[str]) -> BirthRead:
    year, month = int(found[1]), int(found[2])
    return _exact(year, month, int(found[3])) if found[3] else _month(year, month)


def _birth_of_number(number: float) -> BirthRead:
    if number != number or not 0 < number < 1e9:
        return BirthRead(None, UNREADABLE_BIRTH)
    whole = int(number)
    if number == whole:
        if 1800 <= whole <= 2200:
            return _year(whole)
        if 5_000 <= whole <= 73_000:
            serial = date.fromordinal(date(1899, 12, 30).toordinal() + whole)
            return _exact(serial.year, serial.month, serial.day)
        if found := _COMPACT.fullmatch(str(whole)):
            return _compact(found)
        return BirthRead(None, UNREADABLE_BIRTH)
    written = repr(float(number))
    if found := re.fullmatch(r"(\d{4})\.(\d{1,2})", written):
        year, month = int(found[1]), int(found[2])
        return _january_or_october(year) if found[2] == "1" else _month(year, month)
    if found := re.fullmatch(r"(\d{4})\.(\d{2})(\d{2})", written):
        return _exact(int(found[1]), int(found[2]), int(found[3]))
    if 5_000 <= whole <= 73_000:
        return _birth_of_number(float(whole))
    return BirthRead(None, UNREADABLE_BIRTH)


def _january_or_october(year: int) -> BirthRead:
    return BirthRead((year * 10_000 + 101, year * 10_000 + 1031), JANUARY_OR_OCTOBER)


def _exact(year: int, month: int, day: int) -> BirthRead:
    if not is_day(year, month, day):
        return BirthRead(None, NO_SUCH_DAY)
    number = year * 10_000 + month * 100 + day
    return BirthRead((number, number))


def _month(year: int, month: int) -> BirthRead:
    if not 1 <= month <= 12:
        return BirthRead(None, NO_SUCH_DAY)
    first = year * 10_000 + month * 100
    return BirthRead((first + 1, first + days_in_month(year, month)))


def _year(year: int) -> BirthRead:
    return BirthRead((year * 10_000 + 101, year * 10_000 + 1231))


def shown_birth(days: FirstLast | None) -> str:
    """As an official writes it: 1975.03, 1975.03.09, 1975, or empty."""
    if days is None:
        return ""
    first, last = days
    if first == last:
        return shown_day(first).replace("-", ".")
    if first // 100 == last // 100:
        return shown_day(first)[:7].replace("-", ".")
    if first // 10_000 == last // 10_000 and first % 10_000 == 101 and last % 10_000 == 1231:
        return str(first // 10_000)
    return f"{shown_day(first)[:7].replace('-', '.')}~{shown_day(last)[:7].replace('-', '.')}"


