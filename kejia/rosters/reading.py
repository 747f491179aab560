"""From a workbook to a roster: which sheet, which rows are people, what each says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kejia.plain.days import day_number
from kejia.rosters import says
from kejia.rosters.choosing import choose_tables
from kejia.rosters.headers import Field
from kejia.rosters.people import MARKS, Person
from kejia.rosters.problems import Problems, UnusableFile
from kejia.rosters.tables import How, Table, read_people
from kejia.rosters.twice import Slips, one_row_each
from kejia.rosters.without_cycles import no_cycles_made
from kejia.rosters.workbook import Workbook, shown

__all__ = ["Reading", "Roster", "Table", "read_roster"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the day judged, what a blank mark is, and what a person answered about sheet (ALL_ALIKE) and columns."""

    on: date
    blank_is_no: bool = False
    rank_line: str | None = None
    sheet: str | None = None
    columns: Mapping[Field, str] = field(default_factory=dict)


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
        return "" if at is None else shown(table.sheet.at(person.row - 1, at))


def read_roster(workbook: Workbook, how: Reading) -> Roster:
    """The people of a workbook. Raises UnusableFile where no sheet is a roster, with what to do."""
    with no_cycles_made():
        return _read(workbook, how)


def _read(workbook: Workbook, how: Reading) -> Roster:
    problems = Problems()
    for note in workbook.notes:
        problems.add("", None, None, None, note)
    tables = choose_tables(workbook, how.sheet, how.columns, problems)
    together = len(tables) > 1 and all(seat for _, seat in tables)
    people: list[Person] = []
    has_seats = False
    for table, seat in tables:
        reading = How(
            day_number(how.on), workbook.dates_are_typed, how.blank_is_no, how.rank_line, seat, together
        )
        read, of_seats = read_people(table, reading, problems)
        people += read
        has_seats = has_seats or of_seats
    if not people:
        names = "、".join(table.sheet.name for table, _ in tables)
        raise UnusableFile(says.NOBODY.filled(sheets=names))
    slips = Slips(problems, {table.sheet.name: table.header for table, _ in tables})
    return Roster(
        workbook.name,
        one_row_each(people, slips, of_one_body=together),
        [t for t, _ in tables],
        problems,
        has_seats,
    )
