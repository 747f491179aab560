"""Finds the header of a sheet: one row or two, below titles and notes."""

from kejia.plain.folding import squeezed
from kejia.rosters.births import read_birth
from kejia.rosters.headers import Field, Header, field_of, seat_of_header
from kejia.rosters.seats import Seat, read_seats
from kejia.rosters.workbook import Cell, Sheet

LOOK_IN_ROWS = 60
_RIVALS = 8
"""Columns that could be one field, of which one is chosen; more than these make no roster."""
_TRIED_ROWS = 200
"""Rows below the header that are looked at to tell which of two columns is meant."""

_PARTS_OF_BIRTH = {"年": Field.BIRTH, "月": Field.BIRTH_MONTH, "日": Field.BIRTH_DAY}
Titles = dict[int, str]


def find_header(sheet: Sheet, chosen: dict[Field, int] | None = None) -> Header | None:
    """The first row that names a name column and at least one other. None where there is none.

    `chosen` says which column a person picked for a field; where it names the name column, no header is needed.
    """
    chosen = chosen or {}
    alone = None
    for index, row in enumerate(sheet.rows[:LOOK_IN_ROWS]):
        if any(isinstance(cell, str) and field_of(cell) is Field.NAME for cell in row):
            header = _header(sheet, index, chosen)
            if len(header.columns) > 1 or header.seat_columns:
                return header
            alone = alone or header
    if alone is None and Field.NAME in chosen:
        return Header(-1, -1, dict(chosen), dict.fromkeys(chosen.values(), ""))
    return alone


def fields_of(row: list[Cell]) -> dict[int, Field]:
    """The fields that the cells of a row name, by column."""
    return {i: f for i, cell in enumerate(row) if isinstance(cell, str) and cell and (f := field_of(cell))}


def _header(sheet: Sheet, index: int, chosen: dict[Field, int]) -> Header:
    first, last = _first_row(sheet, index), _last_row(sheet, index)
    titles = _titles(sheet, first, last)
    found: dict[Field, list[int]] = {}
    for column, title in sorted(titles.items()):
        named = _PARTS_OF_BIRTH.get(title.removeprefix("出生")) if title.startswith("出生") else None
        named = named or field_of(title)
        if named is not None and len(found.setdefault(named, [])) < _RIVALS:
            found[named].append(column)
    _split_birth(sheet, range(first, last + 1), found, titles)
    columns = {f: _best(sheet, last, f, cs) for f, cs in found.items()} | chosen
    for column in chosen.values():
        titles.setdefault(column, "")
    rivals = {f: cs for f, cs in found.items() if len(cs) > 1 and f not in chosen}
    taken = set(columns.values())
    seats: dict[int, Seat] = {
        c: s for c, t in titles.items() if c not in taken and (s := seat_of_header(t)) is not Seat.NONE
    }
    return Header(first, last, columns, titles, rivals, seats)


def _first_row(sheet: Sheet, index: int) -> int:
    """The row above belongs to the header where it names columns that the row itself leaves blank."""
    above = sheet.rows[index - 1] if index else []
    return index - 1 if any(sheet.at(index, c) in ("", None) for c in fields_of(above)) else index


def _last_row(sheet: Sheet, index: int) -> int:
    """The row below belongs to the header where it names columns too and holds neither a name nor a number."""
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else []
    name_column = next(c for c, f in fields_of(sheet.rows[index]).items() if f is Field.NAME)
    under_name = below[name_column] if name_column < len(below) else None
    words = [cell for cell in below if isinstance(cell, str) and cell]
    names_more = bool(fields_of(below)) or any(squeezed(word) in _PARTS_OF_BIRTH for word in words)
    if len(words) > 1:  # a single one is a heading (二、特邀代表)
        names_more = names_more or any(seat_of_header(word) for word in words)
    is_free = under_name in ("", None) or field_of(str(under_name)) is Field.NAME
    return index + 1 if names_more and is_free and _is_words(below) else index


def _titles(sheet: Sheet, first: int, last: int) -> Titles:
    """The title of each column: the lowest word over it; 年 and 月 take the group they stand under before them."""
    titles: Titles = {}
    for row in range(first, last + 1):
        for column, cell in enumerate(sheet.rows[row]):
            if isinstance(cell, str) and (title := squeezed(cell)):
                if title in _PARTS_OF_BIRTH:
                    group = _group_over(sheet, row, column)
                    title = f"出生{title}" if "出生" in group else title
                titles[column] = title
    return titles


def _group_over(sheet: Sheet, row: int, column: int) -> str:
    """The nearest word above a cell, straight up or to the left."""
    for left in range(column, max(-1, column - 3), -1):
        cell = sheet.at(row - 1, left) if row else None
        if cell not in ("", None):
            return squeezed(str(cell))
    return ""


def _split_birth(sheet: Sheet, rows: range, found: dict[Field, list[int]], titles: Titles) -> None:
    """A birth header over two or three columns without words below it: year, month, perhaps day."""
    for (top, left), (_, right) in sheet.merged:
        if top in rows and left in found.get(Field.BIRTH, []) and 1 <= right - left <= 2:
            for column, part in zip(
                range(left + 1, right + 1), (Field.BIRTH_MONTH, Field.BIRTH_DAY), strict=False
            ):
                if column not in titles:
                    found.setdefault(part, []).append(column)
                    titles[column] = part.text.zh


def _best(sheet: Sheet, last: int, of: Field, columns: list[int]) -> int:
    """Of several columns that could be one field, the one whose cells say such a thing; else the first."""
    if len(columns) == 1 or of not in (Field.SEAT, Field.BIRTH):
        return columns[0]

    def understood(column: int) -> int:
        cells = {
            sheet.at(row, column) for row in range(last + 1, min(len(sheet.rows), last + 1 + _TRIED_ROWS))
        }
        if of is Field.SEAT:
            return sum(bool(read_seats(cell).seats) for cell in cells)
        return sum(read_birth(cell).days is not None for cell in cells)

    return max(columns, key=lambda column: (understood(column), -column))


def _is_words(row: list[Cell]) -> bool:
    """A row of a header holds words only: no numbers and no dates."""
    return all(cell is None or isinstance(cell, str) for cell in row)
