"""A workbook as read: sheets of rows of plain values, the same whatever file it came from."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from kejia.plain.text import Text
from kejia.rosters.bounds import COLUMNS, MERGED, ROWS
from kejia.rosters.problems import UnusableFile, column_index

UNSAVED = 1_000
"""Formulas without a saved result that are noted on one sheet; with more, the others are like these."""
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_GUARDED = frozenset("=+-@")
_CONTROL = frozenset("\t\r")

Cell = str | float | int | bool | date | None
"""A blank cell is an empty string or None; a datetime is a date too."""
Range = tuple[tuple[int, int], tuple[int, int]]
"""Upper left and lower right (row, column), both included, counted from 0."""


def unguarded(text: str) -> str:
    """Text without the apostrophe that our exports put before = + - @, so that no program takes it for a formula."""
    return (
        text[1:] if text[:1] == "'" and (text[1:2] in _CONTROL or text[1:].lstrip()[:1] in _GUARDED) else text
    )


def shown(cell: Cell) -> str:
    """The cell as its reader sees it: whole numbers without a point, days as 1975-03-09."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


@dataclass(slots=True)
class Sheet:
    """One sheet; row and column 0 are the spreadsheet's row 1 and column A."""

    name: str
    rows: list[list[Cell]]
    merged: list[Range] = field(default_factory=list)
    hidden: bool = False
    formulas_without_value: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    far: tuple[int, int] | None = None
    """The first cell that stands too far out to the right, and was not read."""

    def at(self, row: int, column: int) -> Cell:
        """The cell, None where the sheet is shorter."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def take_apart(self, row: int, column: int) -> None:
        """Split the merged range around a cell that is not its first: each cell then holds for itself."""
        around = (r for r in self.merged if r[0][0] <= row <= r[1][0] and r[0][1] <= column <= r[1][1])
        found = next(around, None)
        if found is None or found[0] == (row, column):
            return
        (top, left), (bottom, right) = found
        value = self.at(top, left)
        self.merged.remove(found)
        for below in range(top, min(bottom + 1, len(self.rows))):
            for beside in range(left, min(right + 1, COLUMNS)):
                self.put(below, beside, value)

    def put(self, row: int, column: int, value: Cell) -> None:
        """Write a cell, widening its row where needed."""
        self.place(self.rows[row], row, column, value)

    def place(self, line: list[Cell], row: int, column: int, value: Cell) -> None:
        """Write a cell into its row; a cell too far out is only noted."""
        if column < COLUMNS:
            line.extend([None] * (column + 1 - len(line)))
            line[column] = value
        elif value not in ("", None) and self.far is None:
            self.far = row, column

    def add_merged(self, cells: Range) -> None:
        """Note that cells are merged."""
        if len(self.merged) < MERGED:
            self.merged.append(cells)

    def add_hidden(self, row: int) -> None:
        """Note that a row is hidden."""
        if len(self.hidden_rows) < ROWS:
            self.hidden_rows.append(row)

    def add_unsaved(self, row: int, column: int) -> None:
        """Note a formula without a saved result."""
        if len(self.formulas_without_value) < UNSAVED:
            self.formulas_without_value.append((row, column))

    def merged_down(self, first_row: int) -> Iterator[Range]:
        """The merged ranges that go down over several rows of the sheet, from a row on, cut off at its end.

        Ranges that lie over one another, as no program writes them, are given only until they cover it all.
        """
        left = len(self.rows) * COLUMNS
        for (top, first), (bottom, last) in self.merged:
            bottom = min(bottom, len(self.rows) - 1)
            if first_row <= top < bottom:
                left -= bottom - top
                if left < 0:
                    return
                yield (top, first), (bottom, last)

    def cut_empty_end(self) -> None:
        """Drop the blank rows at the end."""
        while self.rows and all(cell in ("", None) for cell in self.rows[-1]):
            self.rows.pop()


@dataclass(slots=True)
class Workbook:
    """The visible and hidden sheets of one file."""

    name: str
    sheets: list[Sheet]
    dates_are_typed: bool = True
    notes: list[Text] = field(default_factory=list)

    def get_sheet(self, name: str) -> Sheet:
        """The sheet of a name; raises UnusableFile listing the names there are."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        names = "、".join(s.name for s in self.sheets)
        raise UnusableFile(
            Text(f"没有名为“{name}”的工作表；有：{names}", f"no sheet {name!r}; there are {names}")
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell put right by a person: what a question about the roster was answered with."""

    sheet: str
    row: int
    column: str
    value: str


def answered(workbook: Workbook, answers: Iterable[Answer]) -> Workbook:
    """The workbook with the answers written in; rows count from 1. Raises UnusableFile for a place it lacks."""
    for answer in answers:
        sheet = workbook.get_sheet(answer.sheet)
        try:
            column = column_index(answer.column)
        except ValueError:
            column = -1
        if not 1 <= answer.row <= len(sheet.rows) or not 0 <= column < COLUMNS:
            place = f"{answer.sheet}!{answer.column}{answer.row}"
            raise UnusableFile(Text(f"表中没有 {place} 这一格", f"there is no cell {place}"))
        sheet.take_apart(answer.row - 1, column)
        sheet.put(answer.row - 1, column, answer.value)
    return workbook


def as_json(workbook: Workbook) -> str:
    """The workbook as JSON text, dates kept apart from words."""
    return json.dumps(
        {
            "name": workbook.name,
            "typed": workbook.dates_are_typed,
            "notes": workbook.notes,
            "sheets": [
                {
                    "name": s.name,
                    "hidden": s.hidden,
                    "merged": s.merged,
                    "rows": s.rows,
                    "formulas": s.formulas_without_value,
                    "hidden_rows": s.hidden_rows,
                    "far": s.far,
                }
                for s in workbook.sheets
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
        default=_date_as_json,
    )


def from_json(text: str) -> Workbook:
    """The workbook of `as_json`. Raises UnusableFile for anything else."""
    try:
        given = json.loads(text, object_hook=_date_from_json)
        return Workbook(
            _words(given["name"]),
            [
                Sheet(
                    _words(s["name"]),
                    _rows(s["rows"]),
                    [(_place(first), _place(last)) for first, last in s["merged"][:MERGED]],
                    bool(s["hidden"]),
                    [_place(place) for place in s["formulas"]],
                    [int(row) for row in s["hidden_rows"]],
                    None if s["far"] is None else _place(s["far"]),
                )
                for s in given["sheets"]
            ],
            bool(given["typed"]),
            [Text(_words(zh), _words(en)) for zh, en in given["notes"]],
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableFile(
            Text("页面带回的名册已损坏，请重新上传", "the roster came back damaged; upload it again")
        ) from error


def _rows(given: list[list[object]]) -> list[list[Cell]]:
    if len(given) > ROWS or any(len(row) > COLUMNS for row in given):
        raise ValueError("more than a roster has")
    return [[_cell(value) for value in row] for row in given]


def _place(given: list[object]) -> tuple[int, int]:
    """Row and column, such as a spreadsheet has."""
    row, column = (int(str(number)) for number in given)
    if not 0 <= row <= _LAST_ROW or not 0 <= column <= _LAST_COLUMN:
        raise ValueError(given)
    return row, column


def _words(value: object) -> str:
    """Text that can be written out again: half a character (a lone surrogate) cannot. Raises ValueError."""
    text = str(value)
    text.encode()
    return text


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return _words(value)
    if value is None or isinstance(value, float | int | bool | date):
        return value
    raise TypeError(type(value).__name__)


def _date_as_json(value: object) -> dict[str, str]:
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return {"day": day.isoformat()}
    raise TypeError(type(value).__name__)


def _date_from_json(value: dict[str, object]) -> object:
    return date.fromisoformat(str(value["day"])) if set(value) == {"day"} else value
