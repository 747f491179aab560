"""What the roster's rows say in the columns that no norm needs, one text a person, as typed."""

from kejia.rosters.headers import Field
from kejia.rosters.reading import Roster
from kejia.rosters.workbook import shown

_DASHES = frozenset("-－–")


def printed(typed: str) -> str:
    """The words; a cell struck through is printed with a long dash, which no program takes for a sum."""
    return "—" if typed and set(typed) <= _DASHES else typed


def has_column(roster: Roster, field: Field) -> bool:
    """Whether some sheet that was read has the column."""
    return any(field in table.header.columns for table in roster.tables)


def words_of(roster: Roster, field: Field) -> list[str]:
    """The column's cells, one a person in the roster's order; empty where the person's sheet lacks it."""
    places = {t.sheet.name: (t.sheet, t.header.columns.get(field)) for t in roster.tables}
    found = []
    for person in roster.people:
        sheet, column = places[person.sheet]
        found.append("" if column is None else shown(sheet.at(person.row - 1, column)))
    return found


def title_of(roster: Roster, field: Field) -> str:
    """The column's header as typed on the first sheet that has it, empty where none has."""
    headers = (t.header for t in roster.tables if field in t.header.columns)
    return next((h.titles.get(h.columns[field], "") for h in headers), "")
