"""Which sheets of a workbook are the roster."""

import re
from collections.abc import Mapping

from kejia.plain.folding import squeezed
from kejia.rosters import says
from kejia.rosters.header_rows import find_header
from kejia.rosters.headers import Field, Header
from kejia.rosters.problems import Problems, UnusableFile, column_index, column_letter
from kejia.rosters.seats import Seat, seats_of_title
from kejia.rosters.tables import Table
from kejia.rosters.workbook import Sheet, Workbook, shown

_OTHERS = re.compile(
    r"上届|上一届|往届|历届|旧|原名单|作废|备份|草稿|模板|样表|样例|示例|填写|说明|字典|选项"
)
"""Words in the names of sheets that are not the roster itself, though they may look like it."""


ALL_ALIKE = "*"
"""Chosen instead of a sheet: all sheets with the same header, as one list. No sheet can be called so."""


def choose_tables(
    workbook: Workbook, sheet: str | None, columns: Mapping[Field, str], problems: Problems
) -> list[tuple[Table, Seat]]:
    """The tables to read, each with the seat its sheet's name gives. Raises UnusableFile where no sheet is a roster.

    Sheets named for different seats (代表, 委员, 常委) are read together; else the sheet with most people is.
    What is not read is reported. `sheet` (its name, or ALL_ALIKE) and `columns` are what a person chose.
    """
    one = None if sheet == ALL_ALIKE else sheet
    tables = _tables(workbook, one, columns, problems)
    chosen = tables if one is not None else _choose(tables)
    if sheet == ALL_ALIKE:
        chosen = [table for table in tables if table in chosen or _is_alike(table, chosen[0])]
    for table in tables:
        if table not in chosen:
            name, read = table.sheet.name, "、".join(t.sheet.name for t in chosen)
            kind = says.SHEET_ALIKE if _is_alike(table, chosen[0]) else says.SHEET_NOT_READ
            problems.add(name, None, None, None, kind, sheet=name, read=read)
    for table in chosen:
        _report_sheet(table, problems)
    return [(table, seats_of_title(table.sheet.name)) for table in chosen]


def _tables(
    workbook: Workbook, chosen: str | None, columns: Mapping[Field, str], problems: Problems
) -> list[Table]:
    found = []
    for sheet in workbook.sheets if chosen is None else [workbook.get_sheet(chosen)]:
        if sheet.hidden and chosen is None:
            if find_header(sheet):
                problems.add(sheet.name, None, None, None, says.HIDDEN_SHEET, sheet=sheet.name)
            continue
        header = find_header(sheet, _columns(sheet, columns))
        if header is not None:
            found.append(Table(sheet, header))
    if not found:
        seen = "、".join(s.name for s in workbook.sheets) or "—"
        raise UnusableFile(says.NO_HEADER.filled(sheets=seen[:200]))
    return found


def _columns(sheet: Sheet, columns: Mapping[Field, str]) -> dict[Field, int]:
    width = max((len(row) for row in sheet.rows), default=0)
    chosen = {}
    for field, letter in columns.items():
        try:
            index = column_index(letter)
        except ValueError:
            index = -1
        if not 0 <= index < width:
            raise UnusableFile(says.NO_SUCH_COLUMN.filled(field=field.text, letter=letter, sheet=sheet.name))
        chosen[field] = index
    return chosen


def _choose(tables: list[Table]) -> list[Table]:
    if len(tables) == 1:
        return tables
    ranked = sorted(tables, key=_rank, reverse=True)
    by_seat: dict[Seat, Table] = {}
    for table in ranked:
        seat = seats_of_title(table.sheet.name)
        if seat and not _OTHERS.search(table.sheet.name):
            by_seat.setdefault(seat, table)
    if len(by_seat) > 1:
        return [table for table in tables if table in by_seat.values()]
    return ranked[:1]


def _is_alike(table: Table, other: Table) -> bool:
    """Whether two sheets have the same headers in any order, and this one is no earlier list or template."""
    titles, others = ({squeezed(t) for t in each.header.titles.values()} - {""} for each in (table, other))
    return titles == others and not _OTHERS.search(table.sheet.name)


def _rank(table: Table) -> tuple[bool, int]:
    name_at = table.header.columns[Field.NAME]
    rows = table.sheet.rows[table.header.last_row + 1 :]
    names = sum(len(row) > name_at and row[name_at] not in ("", None) for row in rows)
    return not _OTHERS.search(table.sheet.name), names


def _report_sheet(table: Table, problems: Problems) -> None:
    """What is odd about a sheet that is read."""
    sheet, header = table
    for field, columns in header.rivals.items():
        _report_rivals(sheet, header, field, columns, problems)
    for row, column in sheet.formulas_without_value:
        if row > header.last_row:
            problems.add(sheet.name, row + 1, column_letter(column), None, says.FORMULA_WITHOUT_VALUE)
    if sheet.far is not None:
        row, column = sheet.far
        problems.add(sheet.name, row + 1, column_letter(column), None, says.FAR_CELL)


def _report_rivals(
    sheet: Sheet, header: Header, field: Field, columns: list[int], problems: Problems
) -> None:
    titles = {header.titles[c] for c in columns}
    letters = "、".join(column_letter(c) for c in columns)
    used = header.columns[field]
    others = [c for c in columns if c != used]
    below = range(header.last_row + 1, len(sheet.rows))
    if (
        field is Field.NAME
        and len(titles) == 1
        and any(sheet.at(r, c) not in ("", None) for r in below for c in others)
    ):
        place = header.first_row + 1
        raise UnusableFile(says.SIDE_BY_SIDE.filled(sheet=sheet.name, row=place, letters=letters))
    if any(_differ(sheet, r, used, c) for r in below for c in others):
        problems.add(
            sheet.name,
            header.first_row + 1,
            column_letter(used),
            header.titles[used],
            says.TWO_COLUMNS,
            field=field.text,
            key=field.value,
            letters=letters,
            used=column_letter(used),
        )


def _differ(sheet: Sheet, row: int, used: int, other: int) -> bool:
    cell = sheet.at(row, other)
    return cell not in ("", None) and shown(cell) != shown(sheet.at(row, used))
