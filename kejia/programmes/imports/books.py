"""Workbooks to fill in, and the list again with its faults noted, to correct and upload once more."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it states no types; hence Any for its objects below

from kejia.judging.neutral import cell_text
from kejia.plain.text import Language, Text
from kejia.programmes.imports.checking import Line
from kejia.programmes.imports.columns import COLUMNS, EXAMPLE, NUMBERING, PROBLEM
from kejia.programmes.imports.kinds import ListKind
from kejia.programmes.imports.sheets import Fault, ListRead
from kejia.register.importing.rows import Outcome
from kejia.rosters.workbook import shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A4 = 9
FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheet programs disagree about days."""
ROOM = 500
"""Rows of the template that are set to hold text."""
COMMENTS = 5_000
"""Cells that get a comment; the column of faults holds every one."""
HEAD, NEEDED, FAULTY, PALE = "#f3f2ee", "#fbe9c8", "#fbe3dc", "#8a8578"


def template_book(kind: ListKind) -> bytes:
    """The workbook to fill in: headers, an example marked as such, and what each column takes."""
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"in_memory": True})
    page, notes = book.add_worksheet(kind.text.zh), book.add_worksheet("填表说明")
    text = book.add_format({"num_format": "@", "font_name": "宋体", "font_size": 10.5})
    plain = {"font_name": "宋体", "font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    head = book.add_format({**plain, "bold": True, "bg_color": HEAD, "align": "center"})
    needed = book.add_format({**plain, "bold": True, "bg_color": NEEDED, "align": "center"})
    example = book.add_format({**plain, "italic": True, "font_color": PALE, "num_format": "@"})
    note = book.add_format(plain)
    page.write_string(0, 0, NUMBERING, head)
    page.write_string(1, 0, EXAMPLE, example)
    page.set_column(0, 0, 6)
    for place, column in enumerate(COLUMNS[kind], 1):
        page.set_column(place, place, max(10, 2 * len(column.title) + 4), text)
        page.write_string(0, place, column.title, needed if column.required else head)
        page.write_comment(0, place, column.note, {"x_scale": 1.6})
        page.write_string(1, place, column.example, example)
    page.freeze_panes(1, 2)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    notes.set_column(0, 0, 18)
    notes.set_column(1, 1, 90)
    notes.write_string(0, 0, "列", head)
    notes.write_string(0, 1, "怎样填（底色较深的列必填；“示例”一行不会导入，可留可删）", head)
    for row, column in enumerate(COLUMNS[kind], 1):
        notes.write_string(row, 0, column.title, note)
        notes.write_string(row, 1, column.note, note)
    book.close()
    return content.getvalue()


def errors_book(read: ListRead, lines: Sequence[Line], language: Language) -> bytes:
    """The list as it was sent, each refused row with what is wrong: in a column, and at the cell."""
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet("更正后再上传")
    plain = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
    looks = {
        (faulty, day): book.add_format(
            {
                **plain,
                **({"bg_color": FAULTY} if faulty else {}),
                **({"num_format": "yyyy-mm-dd"} if day else {}),
            }
        )
        for faulty in (False, True)
        for day in (False, True)
    }
    head = book.add_format({**plain, "bold": True, "bg_color": HEAD, "border": 1, "text_wrap": True})
    wrapped = book.add_format({**plain, "bg_color": FAULTY, "text_wrap": True})
    rows = read.sheet.rows[read.header_row :]
    kept = [at for at in range(max(map(len, rows))) if not _is_ours(read, at)]
    says = {line.number - 1: line.says for line in lines if line.outcome is Outcome.REFUSED}
    commented = 0
    for below, cells in enumerate(rows):
        place = read.header_row + below
        faults: Mapping[int | None, Text] = _by_column(read.faults.get(place, []))
        for to, at in enumerate(kept):
            cell = cells[at] if at < len(cells) else None
            is_day = isinstance(cell, date)
            look = head if not below else looks[at in faults, is_day]
            _write(page, below, to, cell, look)
            if at in faults and commented < COMMENTS:
                page.write_comment(below, to, cell_text(faults[at].within(language)), {"x_scale": 2})
                commented += 1
        if not below:
            page.write_string(0, len(kept), PROBLEM, head)
        elif place in says:
            words = "\n".join(say.within(language) for say in says[place])
            page.write_string(below, len(kept), cell_text(words), wrapped)
    page.set_column(0, max(0, len(kept) - 1), 14)
    page.set_column(len(kept), len(kept), 60)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(rows) - 1, len(kept))
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    book.close()
    return content.getvalue()


def _is_ours(read: ListRead, at: int) -> bool:
    """Whether a column is the one of faults that an earlier book of ours added."""
    return shown(read.sheet.at(read.header_row, at)) == PROBLEM


def _by_column(faults: Sequence[Fault]) -> dict[int | None, Text]:
    found: dict[int | None, Text] = {}
    for at, say in faults:
        found.setdefault(at, say)
    return found


def _write(page: Any, row: int, column: int, cell: object, look: Any) -> None:
    if cell is None or cell == "":
        page.write_blank(row, column, None, look)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell, look)
    elif isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        if day >= FIRST_DAY:
            page.write_datetime(row, column, day, look)
        else:
            page.write_string(row, column, day.isoformat(), look)
    elif isinstance(cell, int | float) and isfinite(cell):
        page.write_number(row, column, cell, look)
    else:
        page.write_string(row, column, cell_text(str(cell)), look)
