"""Sample sheets as files: the same sheets make the same bytes."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it states no types; hence Any for its objects below

from demo.sheets import DemoCell, DemoSheet
from kejia.rosters.workbook import shown

_MADE = datetime(2017, 6, 1, tzinfo=UTC).replace(tzinfo=None)


def workbook_bytes(*sheets: DemoSheet) -> bytes:
    """The sheets as .xlsx."""
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": _MADE, "author": "kejia"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    title = book.add_format({"align": "center", "bold": True})
    for sheet in sheets:
        page: Any = book.add_worksheet(sheet.name)
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a day
                elif cell is not None:
                    page.write(row, column, cell)
        for top, left, bottom, right in sheet.merged:
            page.merge_range(top, left, bottom, right, sheet.rows[top][left], title)
        if sheet.hidden:
            page.hide()
    visible = next((s.name for s in sheets if not s.hidden), None)
    if visible is not None:
        book.get_worksheet_by_name(visible).activate()
    book.close()
    return content.getvalue()


def csv_bytes(sheet: DemoSheet, encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    """The sheet as separated text."""
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([[_shown(cell) for cell in row] for row in sheet.rows])
    return text.getvalue().encode(encoding)


def _shown(cell: DemoCell) -> str:
    return shown(cell)
