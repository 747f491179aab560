"""From a workbook to a roster: which sheet, which rows are people, what each says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kejia.plain.days import YEAR, day_number
from kejia.plain.folding import squeezed
from kejia.plain.identifiers import birth_of_citizen_number, is_citizen_number, sex_of_citizen_number
from kejia.plain.names import read_name
from kejia.plain.ranks import find_rank, reaches_rank
from kejia.plain.text import Text
from kejia.rosters import says
from kejia.rosters.cells import BirthRead, FirstLast, read_birth, read_mark
from kejia.rosters.headers import Field, Header, find_header, is_repeated_header
from kejia.rosters.people import MARKS, Person, one_row_each
from kejia.rosters.problems import Problems, UnusableFile, column_index, column_letter
from kejia.rosters.seats import Seat, SeatsRead, read_seats, seats_of_title
from kejia.rosters.workbook import Cell, Sheet, Workbook

YOUNGEST, OLDEST = 16, 110
"""Ages outside are slips of the pen: the birth is taken as unknown."""

_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NO_PERSON = re.compile(r"(合计|总计|小计|共计|注[:：]|备注|说明|填表|制表|填报|审核|联系人|负责人|单位[:：(（]|附[:：件])")


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the day judged, what a blank mark is, and what a person answered about sheet and columns."""

    on: date
    blank_is_no: bool = False
    rank_line: str | None = None
    sheet: str | None = None
    columns: Mapping[Field, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that people were read from, and its header."""

    sheet: Sheet
    header: Header


@dataclass(slots=True)
class Roster:
    """The people of a workbook, and everything that could not be read."""

    name: str
    people: list[Person]
    tables: list[Table]
    problems: Problems
    has_seats: bool

    def marks(self) -> set[Field]:
        """The marks some column holds."""
        return {mark for table in self.tables for mark in MARKS if mark in table.header.columns}

    def rank_line(self) -> str | None:
        """The rank line written into the leading cadres' header, if any."""
        return next((line for t in self.tables if (line := t.header.rank_line)), None)

    def text_of(self, person: Person, column: Field) -> str:
        """What the person's row says in a column, as typed; empty where there is none."""
        table = next(t for t in self.tables if t.sheet.name == person.sheet)
        at = table.header.columns.get(column)
        cell = None if at is None else table.sheet.at(person.row - 1, at)
        return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def read_roster(workbook: Workbook, how: Reading) -> Roster:
    """The people of a workbook. Raises UnusableFile where no sheet is a roster, with what to do."""
    problems = Problems()
    for note in workbook.notes:
        problems.add("", None, None, None, note)
    tables = _tables(workbook, how, problems)
    named = {t.sheet.name: seats_of_title(t.sheet.name) for t in tables}
    if how.sheet is None and len(tables) > 1:
        tables = _choose(tables, named, problems)
    titled = len(tables) > 1 and all(named[t.sheet.name] for t in tables)
    people: list[Person] = []
    seats_found = False
    for table in tables:
        read, has_seats = _read_table(table, how, problems, named[table.sheet.name] if titled else Seat.NONE,
                                      typed=workbook.dates_are_typed)
        people += read
        seats_found = seats_found or has_seats
    if not people:
        names = "、".join(t.sheet.name for t in tables)
        raise UnusableFile(says.NOBODY.filled(sheets=names))
    return Roster(workbook.name, one_row_each(people, problems), tables, problems, seats_found or titled)


def _tables(workbook: Workbook, how: Reading, problems: Problems) -> list[Table]:
    sheets = [workbook.get_sheet(how.sheet)] if how.sheet else workbook.sheets
    found = []
    for sheet in sheets:
        if sheet.hidden and not how.sheet:
            if find_header(sheet):
                problems.add(sheet.name, None, None, None, says.HIDDEN_SHEET, sheet=sheet.name)
            continue
        header = find_header(sheet, _chosen(how, sheet))
        if header is not None:
            found.append(Table(sheet, header))
            _report_header(sheet, header, problems)
    if not found:
        seen = "、".join(s.name for s in workbook.sheets) or "—"
        raise UnusableFile(says.NO_HEADER.filled(sheets=seen))
    return found


def _chosen(how: Reading, sheet: Sheet) -> dict[Field, int]:
    chosen = {}
    width = max((len(row) for row in sheet.rows), default=0)
    for column, letter in how.columns.items():
        try:
            index = column_index(letter)
        except ValueError:
            index = -1
        if not 0 <= index < width:
            raise UnusableFile(says.NO_SUCH_COLUMN.filled(field=column.text, letter=letter, sheet=sheet.name))
        chosen[column] = index
    return chosen


def _report_header(sheet: Sheet, header: Header, problems: Problems) -> None:
    for rival, columns in header.rivals.items():
        titles = {header.titles[c] for c in columns}
        letters = "、".join(column_letter(c) for c in columns)
        if rival is Field.NAME and len(titles) == 1:
            raise UnusableFile(says.SIDE_BY_SIDE.filled(sheet=sheet.name, row=header.first_row + 1, letters=letters))
        used = header.columns[rival]
        below = range(header.last_row + 1, len(sheet.rows))
        if any(sheet.at(r, c) != sheet.at(r, used) and sheet.at(r, c) not in ("", None) for r in below for c in columns):
            problems.add(sheet.name, header.first_row + 1, column_letter(used), header.titles[used], says.TWO_COLUMNS,
                         field=rival.text, key=rival.value, letters=letters, used=column_letter(used))
    for row, column in sheet.formulas_without_value:
        if row > header.last_row:
            problems.add(sheet.name, row + 1, column_letter(column), None, says.FORMULA_WITHOUT_VALUE)


def _choose(tables: list[Table], named: Mapping[str, Seat], problems: Problems) -> list[Table]:
    """The sheets whose names say which seats they list; else the longest one, and the others are reported."""
    by_seat = [t for t in tables if named[t.sheet.name]]
    chosen = by_seat if len(by_seat) > 1 else [max(tables, key=lambda t: len(t.sheet.rows))]
    for table in tables:
        if table not in chosen:
            problems.add(table.sheet.name, None, None, None, says.SHEET_NOT_READ,
                         sheet=table.sheet.name, read="、".join(t.sheet.name for t in chosen))
    return chosen


def _read_table(
    table: Table, how: Reading, problems: Problems, titled: Seat, *, typed: bool
) -> tuple[list[Person], bool]:
    sheet, header = table.sheet, table.header
    _fill_merged(sheet, header)
    numbers = _person_rows(sheet, header, problems)
    reader = _Columns(sheet, header, numbers, how, problems, typed=typed)
    names = reader.names()
    births, ids, id_sexes = reader.births_and_ids()
    seats = reader.seats(titled)
    marks = [reader.marks(mark) for mark in MARKS]
    marks[MARKS.index(Field.LEADING_CADRE)] = reader.leading(marks[MARKS.index(Field.LEADING_CADRE)])
    sexes, groups, units = (reader.words(f) for f in (Field.SEX, Field.ETHNIC_GROUP, Field.UNIT))
    rows = zip(numbers, names, sexes, groups, births, ids, id_sexes, units, seats or _none(len(numbers), titled),
               *marks, strict=True)
    people = [
        Person(sheet.name, number + 1, name.name, sex[:1] or name.sex or id_sex, group or name.ethnic_group or "",
               birth, id_number, unit, seat.seats, seat.known, *person_marks)
        for number, name, sex, group, birth, id_number, id_sex, unit, seat, *person_marks in rows
    ]
    return people, seats is not None


def _none(count: int, titled: Seat) -> list[SeatsRead]:
    return [SeatsRead(titled, known=True)] * count


def _fill_merged(sheet: Sheet, header: Header) -> None:
    """A cell merged down over several people holds for each of them."""
    for (top, left), (bottom, right) in sheet.merged:
        if top <= header.last_row or left != right:
            continue
        value = sheet.at(top, left)
        for row in range(top + 1, min(bottom + 1, len(sheet.rows))):
            sheet.put(row, left, value)


def _person_rows(sheet: Sheet, header: Header, problems: Problems) -> list[int]:
    name_at = header.columns[Field.NAME]
    width = max(header.columns.values()) + 1
    found = []
    for number in range(header.last_row + 1, len(sheet.rows)):
        row = sheet.rows[number]
        if len(row) < width:
            row.extend([None] * (width - len(row)))
        name = row[name_at]
        if (isinstance(name, str) and _HAN_NAME.fullmatch(name) and not _NO_PERSON.match(name)) or _is_person(
            sheet, row, number, header, problems
        ):
            found.append(number)
    return found


def _is_person(sheet: Sheet, row: list[Cell], number: int, header: Header, problems: Problems) -> bool:
    """The doubtful rows: blank, a note, a total, the header once more, a person without a name."""
    name_at = header.columns[Field.NAME]
    name = row[name_at]
    others = [f for f, c in header.columns.items() if f is not Field.NAME and row[c] not in ("", None)]
    text = squeezed(str(name)) if name is not None else ""
    if not text:
        telling = {Field.BIRTH, Field.ID_NUMBER, Field.SEX, *MARKS} & set(others)
        if len(others) < 2 or not any(_tells_of_a_person(f, row[header.columns[f]]) for f in telling):
            return False
        problems.add(sheet.name, number + 1, column_letter(name_at), None, says.NO_NAME)
        return True
    if _NO_PERSON.match(text) or is_repeated_header(row, name_at):
        return False
    if not others and not _HAN_NAME.fullmatch(text) and "·" not in text:
        if len(text) > 1:
            problems.add(sheet.name, number + 1, column_letter(name_at), name, says.NOT_A_NAME)
        return False
    if not isinstance(name, str) or len(text) > 40:
        problems.add(sheet.name, number + 1, column_letter(name_at), name, says.ODD_NAME)
    return True


def _tells_of_a_person(column: Field, cell: Cell) -> bool:
    if column is Field.BIRTH:
        return read_birth(cell).days is not None
    if column is Field.SEX:
        return cell in ("男", "女")
    if column is Field.ID_NUMBER:
        return is_citizen_number(squeezed(str(cell)).upper())
    return read_mark(cell) in ("yes", "no")


class _Columns:
    """Reads a table column by column: what one value means is worked out once, however often it stands there."""

    def __init__(
        self, sheet: Sheet, header: Header, numbers: list[int], how: Reading, problems: Problems, *, typed: bool
    ) -> None:
        self.sheet, self.header, self.numbers, self.how, self.problems = sheet, header, numbers, how, problems
        self.typed = typed
        self.on = day_number(how.on)

    def cells(self, column: Field) -> list[Cell] | None:
        """The column's cells, one a person; None where the sheet has no such column."""
        at = self.header.columns.get(column)
        rows = self.sheet.rows
        return None if at is None else [rows[n][at] for n in self.numbers]

    def report(self, cells: list[Cell], column: Field, wrong: Mapping[Cell, Text]) -> None:
        """A problem for each cell whose value is among the wrong ones."""
        if wrong:
            letter = column_letter(self.header.columns[column])
            for number, cell in zip(self.numbers, cells, strict=True):
                if cell in wrong:
                    self.problems.add(self.sheet.name, number + 1, letter, cell, wrong[cell],
                                      header=self.header.titles.get(self.header.columns[column], ""))

    def names(self) -> list["_Name"]:
        """Each name with what the cell says besides."""
        fast = _HAN_NAME.fullmatch
        return [
            _Name(cell) if isinstance(cell, str) and fast(cell) else _Name.read(cell)
            for cell in self.cells(Field.NAME) or []
        ]

    def words(self, column: Field) -> list[str]:
        """Words as typed, spaces squeezed out."""
        cells = self.cells(column)
        if cells is None:
            return [""] * len(self.numbers)
        known = {c: "" if c is None else squeezed(str(c)) for c in set(cells)}
        return [known[c] for c in cells]

    def seats(self, titled: Seat) -> list[SeatsRead] | None:
        """The seats of each person; None where no column tells of seats (类别 may hold kinds of employers)."""
        cells = self.cells(Field.SEAT)
        if cells is None:
            return None
        known = {c: read_seats(c) for c in set(cells)}
        if not any(r.seats for r in known.values()):
            return None
        letter = column_letter(self.header.columns[Field.SEAT])
        for number, cell in zip(self.numbers, cells, strict=True):
            if not known[cell].known and not titled:
                say = says.BLANK_SEAT if known[cell].blank else says.UNKNOWN_SEAT
                self.problems.add(self.sheet.name, number + 1, letter, cell, say)
        if titled:
            return [SeatsRead(titled | known[c].seats, known=True) for c in cells]
        return [known[c] for c in cells]

    def marks(self, column: Field) -> list[int | None]:
        """1, 0 or None a person."""
        cells = self.cells(column)
        if cells is None:
            return [None] * len(self.numbers) if column is not Field.WORKER else [1] * len(self.numbers)
        known = {c: read_mark(c) for c in set(cells)}
        meaning = {"yes": 1, "no": 0, "dash": 0, "blank": 0 if self.how.blank_is_no else None, "unreadable": None}
        if column is not Field.LEADING_CADRE:
            self.report(cells, column, {c: says.UNREADABLE_MARK for c, r in known.items() if r == "unreadable"})
        self.report(cells, column, {c: says.DASH for c, r in known.items() if r == "dash"})
        kinds = set(known.values())
        if kinds == {"yes", "blank"} and not self.how.blank_is_no:
            at = self.header.columns[column]
            self.problems.add(self.sheet.name, None, column_letter(at), None, says.ONLY_YES, key=column.value,
                              header=self.header.titles[at], blanks=sum(known[c] == "blank" for c in cells))
        return [meaning[known[c]] for c in cells]

    def leading(self, marked: list[int | None]) -> list[int | None]:
        """Leading cadres: a rank in the column, or in a column of ranks, is held against the rank line."""
        line = self.how.rank_line or self.header.rank_line
        column = Field.LEADING_CADRE if Field.LEADING_CADRE in self.header.columns else Field.RANK
        cells = self.cells(column)
        if cells is None:
            return marked
        ranks = {c: find_rank(c) if isinstance(c, str) and read_mark(c) == "unreadable" else None for c in set(cells)}
        wrong = {
            c: says.RANK_WITHOUT_LINE if rank else says.UNREADABLE_MARK
            for c, rank in ranks.items()
            if (rank and not line) or (not rank and column is Field.LEADING_CADRE and read_mark(c) == "unreadable")
        }
        self.report(cells, column, wrong)
        found = {c: int(reaches_rank(rank, line)) if rank and line else None for c, rank in ranks.items()}
        return [m if m is not None else found[c] for m, c in zip(marked, cells, strict=True)]

    def births_and_ids(self) -> tuple[list[FirstLast | None], list[str], list[str]]:
        """Births from the birth column and the ID number, the two held against each other."""
        births = self._births()
        cells = self.cells(Field.ID_NUMBER)
        if cells is None:
            blank = [""] * len(births)
            return births, blank, blank
        ids, sexes = [], []
        letter = column_letter(self.header.columns[Field.ID_NUMBER])
        for i, cell in enumerate(cells):
            number, say = _id_number(cell)
            if say is not None:
                self.problems.add(self.sheet.name, self.numbers[i] + 1, letter, None, say)
            if number:
                born = birth_of_citizen_number(number)
                given = births[i]
                if self._slip((born, born)):
                    self.problems.add(self.sheet.name, self.numbers[i] + 1, letter, None, says.ID_AGE)
                elif given is None or given[0] <= born <= given[1]:
                    births[i] = (born, born)
                else:
                    births[i] = min(given[0], born), max(given[1], born)
                    self.problems.add(self.sheet.name, self.numbers[i] + 1, letter, None, says.ID_AND_BIRTH)
            ids.append(number)
            sexes.append(sex_of_citizen_number(number) if number else "")
        return births, ids, sexes

    def _births(self) -> list[FirstLast | None]:
        cells = self.cells(Field.BIRTH)
        if cells is None:
            return [None] * len(self.numbers)
        known: dict[Cell, BirthRead] = {}
        for cell in set(cells):
            read = read_birth(cell, typed=self.typed)
            if read.days is not None and (slip := self._slip(read.days)):
                read = BirthRead(None, slip)
            known[cell] = read
        self.report(cells, Field.BIRTH, {c: r.problem for c, r in known.items() if r.problem is not None})
        return [known[c].days for c in cells]

    def _slip(self, days: FirstLast) -> Text | None:
        if days[0] > self.on:
            return says.BORN_LATER
        if days[0] > self.on - YOUNGEST * YEAR:
            return says.TOO_YOUNG
        return says.TOO_OLD if days[1] < self.on - OLDEST * YEAR else None


class _Name:
    """A name cell: the name, and the sex or ethnic group written after it."""

    __slots__ = ("ethnic_group", "name", "sex")

    def __init__(self, name: str, sex: str = "", ethnic_group: str = "") -> None:
        self.name, self.sex, self.ethnic_group = name, sex, ethnic_group

    @classmethod
    def read(cls, cell: Cell) -> "_Name":
        """A name that needs looking at: spaces, brackets, letters."""
        read = read_name("" if cell is None else str(cell))
        return cls(read.name, read.sex or "", read.ethnic_group or "")


def _id_number(cell: Cell) -> tuple[str, Text | None]:
    if cell in ("", None):
        return "", None
    if isinstance(cell, int | float):
        return "", says.ID_AS_NUMBER
    text = squeezed(str(cell)).lstrip("'").upper()
    if not text or "*" in text:
        return "", None
    return (text, None) if is_citizen_number(text) else ("", says.BAD_ID)

