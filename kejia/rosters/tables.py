"""A table of people: its sheet, its header, and the people read from it."""

from collections.abc import Callable
from functools import partial
from itertools import repeat
from typing import NamedTuple

from kejia.plain.names import NameRead
from kejia.rosters import bounds, says
from kejia.rosters.columns import Columns
from kejia.rosters.headers import Field, Header
from kejia.rosters.people import MARKS, Person
from kejia.rosters.problems import Problems, column_letter
from kejia.rosters.rows import Rows, person_rows
from kejia.rosters.seats import Seat, SeatsRead, read_seats, read_title, with_all_it_brings
from kejia.rosters.workbook import Cell, Sheet, shown


class Table(NamedTuple):
    """A sheet that people were read from, and its header."""

    sheet: Sheet
    header: Header


_person: Callable[[tuple[object, ...]], Person] = partial(tuple.__new__, Person)
"""As Person._make, three times as quick."""


class How(NamedTuple):
    """How a table is read; `on` is the day judged (yyyymmdd), `typed` is False for text files."""

    on: int
    typed: bool
    blank_is_no: bool
    rank_line: str | None
    seat: Seat
    """What the sheet's name gives everyone on it."""
    seat_is_sure: bool
    """Whether it does so beside a column of seats too, because sheets of several seats are read together."""


def read_people(table: Table, how: How, problems: Problems) -> tuple[list[Person], bool]:
    """The people of a table, and whether it tells of seats."""
    sheet, header = table
    _fill_merged(sheet, header)
    rows = person_rows(sheet, header, problems)
    numbers = rows.numbers
    columns = Columns(sheet, header, numbers, problems, on=how.on, typed=how.typed)
    names = [rows.names[row] for row in columns.cells_as_typed(header.columns[Field.NAME])]
    births, ids, id_sexes = columns.births()
    seats = _seats(table, rows, columns, how, problems)
    marks = [columns.marks(mark, blank_is_no=how.blank_is_no) for mark in MARKS]
    leading = MARKS.index(Field.LEADING_CADRE)
    marks[leading] = columns.leading(marks[leading], how.rank_line or header.rank_line)
    _report_hidden(sheet, rows, problems)
    none = SeatsRead(Seat.NONE, known=True)
    facts = zip(
        repeat(sheet.name),
        [number + 1 for number in numbers],
        [name.name for name in names],
        _sexes(columns.sexes(), names, id_sexes, table, numbers, problems),
        [
            group or name.ethnic_group or ""
            for group, name in zip(columns.ethnic_groups(), names, strict=True)
        ],
        births,
        ids,
        columns.words(Field.UNIT),
        [seat.seats for seat in seats] if seats else repeat(none.seats),
        [seat.known for seat in seats] if seats else repeat(none.known),
        *marks,
        strict=False,  # what repeats has no end
    )
    return list(map(_person, facts)), seats is not None


def _fill_merged(sheet: Sheet, header: Header) -> None:
    """A cell merged down over several people holds for each of them; a name holds once (`Rows.continued`)."""
    name_at = header.columns[Field.NAME]
    for (top, left), (bottom, right) in sheet.merged_down(header.last_row + 1):
        value = sheet.at(top, left)
        if left == right != name_at and value not in ("", None):
            for row in range(top + 1, bottom + 1):
                if sheet.at(row, left) in ("", None):
                    sheet.put(row, left, value)


def _sexes(
    told: list[str],
    names: list[NameRead],
    by_number: list[str],
    table: Table,
    numbers: list[int],
    problems: Problems,
) -> list[str]:
    """The sex a column tells, else the name's brackets, else the ID number; two that differ are reported."""
    sexes = [sex or name.sex or number for sex, name, number in zip(told, names, by_number, strict=True)]
    column = table.header.columns.get(Field.ID_NUMBER)
    if column is not None:
        for at, (sex, number) in enumerate(zip(sexes, by_number, strict=True)):
            if number and sex != number:
                letter = column_letter(column)
                problems.add(table.sheet.name, numbers[at] + 1, letter, None, says.SEX_AND_ID, sex=sex)
    return sexes


def _report_hidden(sheet: Sheet, rows: Rows, problems: Problems) -> None:
    hidden = len(set(sheet.hidden_rows).intersection(rows.numbers))
    if hidden:
        problems.add(sheet.name, None, None, None, says.HIDDEN_ROWS, count=hidden)


def _seats(
    table: Table, rows: Rows, columns: Columns, how: How, problems: Problems
) -> list[SeatsRead] | None:
    """The seats of each person: by a column of seats, columns of one seat each, headings, or the sheet's name.

    None where nothing tells of seats; a column 类别 may hold kinds of employers.
    """
    given = SeatsRead(how.seat, known=True)
    seats = _from_column(table, rows, columns, problems, quiet=how.seat_is_sure) or _from_marks(
        table, columns, how
    )
    if seats is None:
        by_heading = _from_headings(rows)
        if by_heading is not None and not how.seat_is_sure:
            return by_heading
        return [given] * len(rows.numbers) if how.seat else None
    if how.seat_is_sure:
        return [SeatsRead(how.seat | read.seats, known=True) for read in seats]
    return seats


def _from_column(
    table: Table, rows: Rows, columns: Columns, problems: Problems, *, quiet: bool
) -> list[SeatsRead] | None:
    column = table.header.columns.get(Field.SEAT)
    if column is None:
        return None
    cells = columns.cells(column)
    if rows.continued:
        cells = [
            _with_continued(table.sheet, column, cell, rows.continued.get(n, ()))
            for n, cell in zip(rows.numbers, cells, strict=True)
        ]
    known = {cell: read_seats(cell) for cell in set(cells)}
    if not any(read.seats for read in known.values()):
        return None
    if not quiet and not all(read.known for read in known.values()):
        letter = column_letter(column)
        for number, cell in zip(rows.numbers, cells, strict=True):
            if not known[cell].known:
                say = says.BLANK_SEAT if known[cell].blank else says.UNKNOWN_SEAT
                problems.add(table.sheet.name, number + 1, letter, shown(cell) or None, say)
    return [known[cell] for cell in cells]


def _with_continued(sheet: Sheet, column: int, cell: Cell, further: list[int] | tuple[()]) -> Cell:
    """The seats of all rows under one merged name."""
    words = [shown(cell), *(shown(sheet.at(row, column)) for row in further)]
    return "、".join(dict.fromkeys(filter(None, words))) if further else cell


def _from_marks(table: Table, columns: Columns, how: How) -> list[SeatsRead] | None:
    """Seats from columns such as 是否常委, each marking who holds one."""
    held = table.header.seat_columns
    if not held:
        return None
    marks = {seat: columns.marks_in(c, None, blank_is_no=how.blank_is_no) for c, seat in held.items()}
    reads = []
    for row in zip(*marks.values(), strict=True):
        seats = Seat.NONE
        for seat, mark in zip(marks, row, strict=True):
            seats |= seat if mark else Seat.NONE
        reads.append(SeatsRead(with_all_it_brings(seats), known=None not in row))
    return reads if any(read.seats for read in reads) else None


def _from_headings(rows: Rows) -> list[SeatsRead] | None:
    """Seats from headings between the rows (二、特邀代表), each for the people below it."""
    headings = [(number, read_title(words)) for number, words in rows.headings]
    headings = [(number, read) for number, read in headings if read.known]
    if not any(read.seats for _, read in headings):
        return None
    reads: list[SeatsRead] = []
    current = SeatsRead(Seat.NONE, known=False, blank=True)
    waiting = iter([*headings, (bounds.ROWS, current)])
    upcoming, read = next(waiting)
    for number in rows.numbers:
        while number > upcoming:
            current = read
            upcoming, read = next(waiting)
        reads.append(current)
    return reads
