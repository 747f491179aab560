"""Reads one cell of a list as what its column takes; whatever cannot be read is refused with what to write instead."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from kejia.codes.disciplines import find_discipline
from kejia.codes.divisions import find_division
from kejia.plain.ethnic_groups import find_ethnic_group
from kejia.plain.folding import folded, squeezed
from kejia.plain.organisation_codes import read_organisation_code
from kejia.plain.text import Text
from kejia.register.kinds import Kind
from kejia.rosters.births import read_birth
from kejia.rosters.marks import read_mark
from kejia.rosters.workbook import Cell, shown, unguarded

Reader = Callable[[Cell], Any]  # Any: each column has its own kind of value
LONGEST = 200


class Unreadable(Exception):
    """A cell that does not hold what its column takes; `say` tells what to write."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


TOO_LONG = Text("太长（{count} 字，最多 {limit} 字）", "too long ({count} characters, at most {limit})")
NOT_SEX = Text("“{value}”不是男或女", "{value} is neither 男 nor 女")
NOT_GROUP = Text(
    "“{value}”不是 56 个民族之一；请写全称，如“回族”", "{value} is none of the 56 groups; write it like 回族"
)
NOT_DAY = Text("“{value}”不是日期；请写成 2018-07-01", "{value} is no day; write it like 2018-07-01")
NOT_NUMBER = Text("“{value}”不是整数", "{value} is no whole number")
NOT_MARK = Text("“{value}”认不出是或否；请写“是”或“否”", "{value} is neither yes nor no; write 是 or 否")
NOT_CHOICE = Text("“{value}”不在可选项里；可填：{choices}", "{value} is none of the choices: {choices}")
NOT_DIVISION = Text(
    "“{value}”不是行政区划代码（6 位，乡镇街道 9 位）", "{value} is no division code (6 digits, townships 9)"
)
NOT_DISCIPLINE = Text("“{value}”不是学科代码（GB/T 13745）", "{value} is no discipline code (GB/T 13745)")
NOT_INDUSTRY = Text(
    "“{value}”不是行业代码（GB/T 4754，如 C35）", "{value} is no industry code (GB/T 4754, like C35)"
)
_INDUSTRY = re.compile(r"[A-T]?\d{2,4}|[A-T]")
_NO_VALUE = frozenset("/ - — － 无 不详".split())


def words(limit: int = LONGEST) -> Reader:
    """Text of a bounded length; strokes that mean "nothing" are blank."""

    def read(cell: Cell) -> str:
        text = folded(unguarded(shown(cell)))
        if text in _NO_VALUE:
            return ""
        if len(text) > limit:
            raise Unreadable(TOO_LONG.filled(count=len(text), limit=limit))
        return text

    return read


def sex(cell: Cell) -> str:
    """男 or 女."""
    text = squeezed(shown(cell)).removesuffix("性")
    if text not in ("", "男", "女"):
        raise Unreadable(NOT_SEX.filled(value=text))
    return text


def ethnic_group(cell: Cell) -> str:
    """One of the 56."""
    text = squeezed(shown(cell))
    if not text or text in _NO_VALUE:
        return ""
    if (found := find_ethnic_group(text)) is None:
        raise Unreadable(NOT_GROUP.filled(value=text))
    return found


def birth(cell: Cell) -> tuple[int, int] | None:
    """A birth as its first and last day; what the roster reader doubts is refused."""
    read = read_birth(cell)
    if read.problem is not None:
        raise Unreadable(read.problem.filled(value=shown(cell)))
    return read.days


def day(cell: Cell) -> date | None:
    """A day of the calendar."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or cell in (None, ""):
        return cell or None  # type: ignore[return-value]  # a date, or nothing
    text = shown(cell)
    read = read_birth(cell)
    if read.days is None and read.problem is None:
        return None
    if read.days is None or read.problem is not None or read.days[0] != read.days[1]:
        raise Unreadable(NOT_DAY.filled(value=text))
    number = read.days[0]
    return date(number // 10_000, number // 100 % 100, number % 100)


def last_day(cell: Cell) -> date | None:
    """The first day after the last day that is written; 至今 is no end."""
    if isinstance(cell, str) and squeezed(cell) in ("至今", "现在", "长期"):
        return None
    last = day(cell)
    return None if last is None else last + timedelta(days=1)


def number(cell: Cell) -> int | None:
    """A whole number, not less than nothing."""
    text = squeezed(shown(cell)).removeprefix("第").removesuffix("届").removesuffix("票")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Unreadable(NOT_NUMBER.filled(value=text))
    return int(text)


def yes_no(cell: Cell) -> bool | None:
    """Yes or no."""
    read = read_mark(cell)
    if read in ("blank", "dash"):
        return None
    if read == "unreadable":
        raise Unreadable(NOT_MARK.filled(value=shown(cell)))
    return read == "yes"


def one_of(kind: type[Kind], also: Mapping[str, Kind] = {}) -> Reader:
    """One of a closed set, by its Chinese or English name or its stored value."""
    by_word: dict[str, StrEnum] = {}
    for member in kind:
        for word in (member.value, member.text.zh, member.text.en):
            by_word[squeezed(word).lower()] = member
    by_word |= {squeezed(word).lower(): member for word, member in also.items()}
    choices = "、".join(member.text.zh for member in kind)

    def read(cell: Cell) -> StrEnum | None:
        text = squeezed(shown(cell))
        if not text:
            return None
        if (found := by_word.get(text.lower())) is None:
            raise Unreadable(NOT_CHOICE.filled(value=text, choices=choices))
        return found

    return read


def credit_code(cell: Cell) -> str:
    """A unified social credit code whose checks are right."""
    text = shown(cell)
    if not text:
        return ""
    read = read_organisation_code(text)
    if isinstance(read, Text):
        raise Unreadable(read)
    return read.code


def division(cell: Cell) -> str:
    """A code that some division bears or bore."""
    text = squeezed(shown(cell))
    if text and find_division(text) is None:
        raise Unreadable(NOT_DIVISION.filled(value=text))
    return text


def discipline(cell: Cell) -> str:
    """A code of GB/T 13745."""
    text = squeezed(shown(cell))
    if text and find_discipline(text) is None:
        raise Unreadable(NOT_DISCIPLINE.filled(value=text))
    return text


def industry(cell: Cell) -> str:
    """The shape of a code of GB/T 4754; which edition it is from is not told."""
    text = squeezed(shown(cell)).upper()
    if text and not _INDUSTRY.fullmatch(text):
        raise Unreadable(NOT_INDUSTRY.filled(value=text))
    return text


def organisation(cell: Cell) -> str:
    """A name or a credit code of an organisation, as typed."""
    text: str = words()(cell)
    code = squeezed(text).upper()
    return code if len(code) == 18 and code.isascii() else text
