"""Rosters made for a test: rows of cells, as a workbook in memory or as a file."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from kejia.rosters.births import FirstLast
from kejia.rosters.people import Person
from kejia.rosters.reading import Reading, Roster, read_roster
from kejia.rosters.workbook import Cell, Range, Sheet, Workbook

DAY = date(2017, 6, 30)
Row = Sequence[Cell]


def workbook(*rows: Row, merged: Iterable[str] = (), name: str = "名册", typed: bool = True) -> Workbook:
    """A workbook of one sheet; merged ranges are written as spreadsheets do (B2:B4)."""
    return Workbook("名册.xlsx", [sheet(*rows, merged=merged, name=name)], dates_are_typed=typed)


def sheet(*rows: Row, merged: Iterable[str] = (), name: str = "名册", hidden: bool = False) -> Sheet:
    """One sheet of such a workbook."""
    return Sheet(name, [list(row) for row in rows], [_range(cells) for cells in merged], hidden=hidden)


def books(*sheets: Sheet) -> Workbook:
    """A workbook of several sheets."""
    return Workbook("名册.xlsx", list(sheets))


def read(book: Workbook, **how: Any) -> Roster:  # Any: the fields of Reading
    """The roster in a workbook, read for 30 June 2017."""
    return read_roster(book, Reading(how.pop("on", DAY), **how))


def table(header: str, *rows: Row, **how: Any) -> Roster:  # Any: the fields of Reading
    """The roster whose header is given as words with spaces between."""
    return read(workbook(header.split(), *rows), **how)


def names(roster: Roster) -> list[str]:
    """The names, in order."""
    return [person.name for person in roster.people]


def said(roster: Roster) -> list[tuple[str, str]]:
    """Every problem as place and Chinese sentence."""
    return [(f"{p.column or ''}{p.row or ''}", p.say.zh) for p in roster.problems.all()]


def kinds(roster: Roster) -> list[tuple[str, str]]:
    """Every problem as place and the English sentence before its places are filled."""
    return [(f"{p.column or ''}{p.row or ''}", p.kind.en) for p in roster.problems.all()]


def birth_of(cell: Cell, **how: Any) -> FirstLast | None:  # Any: the fields of Reading
    """The birth read from one cell of a roster."""
    return table("姓名 出生年月", ["王丽", cell], **how).people[0].birth


def only(roster: Roster) -> Person:
    """The one person of a roster."""
    (person,) = roster.people
    return person


def xlsx(*rows: Row, title: str = "名册", **sheets: Sequence[Row]) -> bytes:
    """A file as openpyxl writes it; further sheets by name."""
    book = openpyxl.Workbook()
    pages = {title: rows, **sheets}
    for at, (name, lines) in enumerate(pages.items()):
        page: Any = book.active if at == 0 else book.create_sheet(name)
        page.title = name
        for line in lines:
            page.append(list(line))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _range(cells: str) -> Range:
    left, top, right, bottom = (edge or 1 for edge in range_boundaries(cells))
    return (top - 1, left - 1), (bottom - 1, right - 1)
