"""The roster as a workbook once more: the answers written in and coloured, every problem noted at its cell.

One corrects it in a spreadsheet program and checks it again; unchanged, it reads as the same people.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it states no types; hence Any for its objects below

from kejia.judging.neutral import cell_text
from kejia.judging.report_paper import A4, text_width
from kejia.plain.text import Language
from kejia.rosters.headers import Field, Header
from kejia.rosters.problems import Problem, column_index, column_letter
from kejia.rosters.reading import Roster
from kejia.rosters.workbook import Answer, Cell, Range, Sheet, Workbook

ANSWERED, WRONG, HEADER = "#dcefd9", "#fbe3dc", "#f3f2ee"
"""Grounds of a cell that was answered, of one with a problem, of the header."""
WIDEST_MERGE = 5_000
"""Cells of a merged range that is kept; a larger one is written out cell by cell."""
NARROW, WIDE, MEASURED_ROWS = 8, 44, 300
NOTE_WIDTH = 260
"""Pixels of a cell's note."""
FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheet programs disagree about days; earlier ones are written as words."""

_NAME_FORBIDS = re.compile("[\\[\\]:*?/\\\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_JANUARY_OR_OCTOBER = re.compile(r"\s*\d{4}\.1\s*")

Place = tuple[int, int]
"""Row and column, from 0."""


def write_corrected(
    workbook: Workbook, roster: Roster, answers: Sequence[Answer], language: Language = "zh"
) -> bytes:
    """The workbook as .xlsx bytes, with the answers; `roster` is what was read from the answered workbook."""
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"in_memory": True})
    looks = _Looks(book)
    headers = {table.sheet.name: table.header for table in roster.tables}
    shown = next((s.name for s in workbook.sheets if s.name in headers), workbook.sheets[0].name)
    notes = _notes(roster.problems.all(), workbook, headers, shown, language)
    for sheet, name in zip(workbook.sheets, _sheet_names(workbook.sheets), strict=True):
        page = book.add_worksheet(name)
        answered = {(a.row - 1, column_index(a.column)): a.value for a in answers if a.sheet == sheet.name}
        header = headers.get(sheet.name)
        writer = _SheetWriter(page, looks, sheet, header, answered, notes.get(sheet.name, {}))
        writer.write(typed=workbook.dates_are_typed)
        if sheet.name == shown:
            page.activate()
            page.set_first_sheet()
        elif sheet.hidden:
            page.hide()
    book.close()
    return content.getvalue()


class _Looks:
    """The formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}

    def look(self, ground: str = "", *, day: bool = False) -> Any:
        """The format of a cell on a ground."""
        if (ground, day) not in self._made:
            properties: dict[str, Any] = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
            if ground:
                properties |= {"bg_color": ground, "border": 1, "border_color": "#cfcabf"}
            if ground == HEADER:
                properties |= {"bold": True, "text_wrap": True, "align": "center"}
            if day:
                properties["num_format"] = "yyyy-mm-dd"
            self._made[ground, day] = self._book.add_format(properties)
        return self._made[ground, day]


class _SheetWriter:
    """Writes one sheet of the roster."""

    def __init__(
        self,
        page: Any,
        looks: _Looks,
        sheet: Sheet,
        header: Header | None,
        answered: Mapping[Place, str],
        notes: Mapping[Place, str],
    ) -> None:
        self.page, self.looks, self.sheet, self.header = page, looks, sheet, header
        self.answered, self.notes = answered, notes
        self.merged, self.filled = _merged(sheet, header, answered)

    def write(self, *, typed: bool) -> None:
        """Write cells, merged ranges, notes and the set-up of the page."""
        inside = {
            (row, column)
            for (top, left), (bottom, right) in self.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for (top, left), (bottom, right) in self.merged:
            self.page.merge_range(top, left, bottom, right, None, self._look(top, left))
            inside.discard((top, left))
        for row, cells in enumerate(self.sheet.rows):
            for column, cell in enumerate(cells):
                if (row, column) not in inside:
                    self._write_cell(row, column, cell, typed=typed)
        for (row, column), value in (self.filled | dict(self.answered)).items():
            self._write_cell(row, column, value, typed=typed)
        for (row, column), note in self.notes.items():
            lines = sum(-(-text_width(line) // 34) for line in note.split("\n"))
            size = {"width": NOTE_WIDTH, "height": 20 + 17 * lines, "font_size": 9}
            self.page.write_comment(row, column, cell_text(note), size)
            if self.sheet.at(row, column) in ("", None) and (row, column) not in inside:
                self.page.write_blank(row, column, None, self._look(row, column))
        self._set_up()

    def _write_cell(self, row: int, column: int, cell: object, *, typed: bool) -> None:
        """Any value a reader hands on; what is no word, number or day is written as words."""
        page, look = self.page, self._look(row, column)
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            if not typed and self._is_birth(column) and _JANUARY_OR_OCTOBER.fullmatch(cell):
                page.write_number(row, column, float(cell), look)  # as words it would be January for sure
            else:
                page.write_string(row, column, cell_text(cell), look)
        elif isinstance(cell, bool):
            page.write_boolean(row, column, cell, look)
        elif isinstance(cell, date):
            self._write_day(row, column, cell.date() if isinstance(cell, datetime) else cell)
        elif isinstance(cell, int | float) and isfinite(cell):
            page.write_number(row, column, cell, look)
        else:
            page.write_string(row, column, str(cell), look)

    def _write_day(self, row: int, column: int, day: date) -> None:
        look = self._look(row, column, day=True)
        if day >= FIRST_DAY:
            self.page.write_datetime(row, column, day, look)
        else:
            self.page.write_string(row, column, day.isoformat(), look)

    def _is_birth(self, column: int) -> bool:
        return self.header is not None and self.header.columns.get(Field.BIRTH) == column

    def _look(self, row: int, column: int, *, day: bool = False) -> Any:
        header = self.header
        if (row, column) in self.answered:
            ground = ANSWERED
        elif (row, column) in self.notes:
            ground = WRONG
        elif header is not None and header.first_row <= row <= header.last_row:
            ground = HEADER
        else:
            ground = ""
        return self.looks.look(ground, day=day)

    def _set_up(self) -> None:
        page = self.page
        page.set_paper(A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_default_row(20)
        if self.header is not None:
            page.freeze_panes(self.header.last_row + 1, 0)
            page.repeat_rows(self.header.first_row, self.header.last_row)
        for row in self.sheet.hidden_rows:
            page.set_row(row, None, None, {"hidden": True})
        for column, width in enumerate(self._widths()):
            page.set_column(column, column, width)
        if self.sheet.rows:
            last = column_letter(max(len(row) for row in self.sheet.rows))
            page.ignore_errors({"number_stored_as_text": f"A1:{last}{len(self.sheet.rows)}"})

    def _widths(self) -> list[int]:
        first = 0 if self.header is None else self.header.first_row
        widths: list[int] = []
        for row in self.sheet.rows[first : first + MEASURED_ROWS]:
            widths.extend([NARROW] * (len(row) - len(widths)))
            if sum(cell not in ("", None) for cell in row) < 2:
                continue  # a title or a note runs over its neighbours
            for column, cell in enumerate(row):
                if cell not in ("", None):
                    widest = max(text_width(line) for line in str(cell).split("\n"))
                    widths[column] = max(widths[column], min(WIDE, widest + 3))
        return widths


def _merged(
    sheet: Sheet, header: Header | None, answered: Mapping[Place, str]
) -> tuple[list[Range], dict[Place, Cell]]:
    """The merged ranges to keep, and the cells to fill where one cannot be kept.

    A column merged over several people holds for each of them: where one of them was answered, it is taken apart.
    """
    kept: list[Range] = []
    filled: dict[Place, Cell] = {}
    taken: set[Place] = set()
    width = max((len(row) for row in sheet.rows), default=0)
    for (top, left), (bottom, right) in sheet.merged:
        bottom, right = min(bottom, len(sheet.rows) - 1), min(right, width - 1)
        size = (bottom - top + 1) * (right - left + 1) if bottom >= top and right >= left else 0
        if size < 2:
            continue
        cells = (
            {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            if size <= WIDEST_MERGE
            else set()
        )
        if cells and not cells & taken and not (cells - {(top, left)}) & answered.keys():
            kept.append(((top, left), (bottom, right)))
            taken |= cells
        elif left == right and header is not None and top > header.last_row:
            value = sheet.at(top, left)
            filled |= {
                (row, left): value for row in range(top + 1, bottom + 1) if sheet.at(row, left) in ("", None)
            }
    return kept, filled


def _notes(
    problems: Sequence[Problem],
    workbook: Workbook,
    headers: Mapping[str, Header],
    shown: str,
    language: Language,
) -> dict[str, dict[Place, str]]:
    """The problems by sheet and cell; what has no cell of its own stands at the header or in the first cell."""
    visible = {s.name for s in workbook.sheets if not s.hidden or s.name == shown}
    notes: dict[str, dict[Place, list[str]]] = {}
    for problem in problems:
        sheet = problem.sheet if problem.sheet in visible else shown
        place = _place(problem, headers.get(sheet)) if sheet == problem.sheet else (0, 0)
        notes.setdefault(sheet, {}).setdefault(place, []).append(problem.say.within(language))
    return {
        sheet: {place: "\n".join(dict.fromkeys(says)) for place, says in places.items()}
        for sheet, places in notes.items()
    }


def _place(problem: Problem, header: Header | None) -> Place:
    if problem.row is None and problem.column is None:
        return 0, 0
    name_column = 0 if header is None else header.columns[Field.NAME]
    header_row = 0 if header is None else header.last_row
    row = header_row if problem.row is None else problem.row - 1
    return row, name_column if problem.column is None else column_index(problem.column)


def _sheet_names(sheets: Sequence[Sheet]) -> list[str]:
    """The names as typed where a workbook can bear them, else cut, cleaned and told apart by a number."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        name = _NAME_FORBIDS.sub("_", sheet.name).strip("'")
        name = name.encode("utf-16-le")[:62].decode("utf-16-le", "ignore").strip("'") or f"{number}"
        if name.lower() in {n.lower() for n in names}:
            name = f"{name[:12]}_{number}"
        names.append(name)
    return names
