"""A workbook as rows of one kind of list, and everything in it that cannot be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from kejia.plain.folding import squeezed
from kejia.plain.identity_documents import (
    DocumentKind,
    DocumentRead,
    find_document_kind,
    read_identity_document,
)
from kejia.plain.text import Text
from kejia.programmes.imports.columns import COLUMNS, EXAMPLE, IGNORED, Column
from kejia.programmes.imports.kinds import ListKind
from kejia.programmes.imports.readers import Unreadable
from kejia.register.importing.rows import (
    AppointmentRow,
    OrganisationRow,
    PersonPart,
    PersonRow,
    Row,
    StandingRow,
)
from kejia.register.kinds import Capacity
from kejia.rosters.files import open_workbook
from kejia.rosters.problems import UnusableFile
from kejia.rosters.workbook import Cell, Sheet, shown

LOOK_IN_ROWS = 60
TELL_EVERY = 2_000
NO_HEADER = Text(
    "没有找到表头：第一行要有 {titles}；请下载“{kind}”模板，把名单粘贴进去再上传",
    "no header found: there must be a row with {titles}; take the template for {kind}, paste your list into it and upload it",
)
NO_ROWS = Text("表头下面没有内容", "there is nothing below the header")
MISSING = Text("“{title}”必填", "{title} is required")
NOT_A_KIND = Text(
    "“{value}”不是证件种类；可填：居民身份证、护照、港澳居民来往内地通行证等",
    "{value} is no kind of document; write 居民身份证, 护照, 港澳居民来往内地通行证 or the like",
)
OTHER_SEX = Text("证件号码上是{held}性，表中是{given}", "the number says {held}, the list {given}")
OTHER_BIRTH = Text("证件号码上的出生日期与表中不同", "the birth in the number is another than the list's")
WITHOUT_PERSON = frozenset({ListKind.ORGANISATIONS})
PERSON_FIELDS = (
    *("name", "birth", "unit", "sex", "ethnic_group"),
    *("position", "party", "title", "education"),
)
Fault = tuple[int | None, Text]
"""Column (None for the whole row) and what is wrong."""


@dataclass(slots=True)
class ListRead:
    """A list as read."""

    kind: ListKind
    sheet: Sheet
    header_row: int
    columns: dict[int, Column]
    rows: list[Row] = field(default_factory=list)
    faults: dict[int, list[Fault]] = field(default_factory=dict)
    """What is wrong with rows that cannot be read, by row from 0."""
    unread: list[str] = field(default_factory=list)
    """Headers of columns that nothing is taken from."""

    @property
    def total(self) -> int:
        """Rows that hold something."""
        return len(self.rows) + len(self.faults)


def open_list(content: bytes, name: str, kind: ListKind) -> ListRead:
    """The sheet that holds a list, its rows not read yet. Raises UnusableFile."""
    for sheet in open_workbook(content, name).sheets:
        found = None if sheet.hidden else _find_header(sheet, kind)
        if found is not None:
            header_row, columns = found
            titles = [
                text
                for place, cell in enumerate(sheet.rows[header_row])
                if (text := shown(cell)) and place not in columns and squeezed(text) not in IGNORED
            ]
            return ListRead(kind, sheet, header_row, columns, unread=titles)
    needed = "、".join(f"“{column.title}”" for column in COLUMNS[kind] if column.required)
    raise UnusableFile(NO_HEADER.filled(titles=needed, kind=kind.text))


def read_list(
    content: bytes, name: str, kind: ListKind, tell: Callable[[int], object] = lambda _: None
) -> ListRead:
    """A list, every row read or faulted; `tell` hears how many rows are read. Raises UnusableFile."""
    found = open_list(content, name, kind)
    today = timezone.localdate()
    build = _BUILDERS[kind]
    columns = list(found.columns.items())
    at_field = {column.field: at for at, column in columns}
    remembered: dict[tuple[int, str], Any] = {}
    for place, cells in _lines(found):
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for at, column in columns:
            cell = cells[at] if at < len(cells) else None
            key = (at, cell) if type(cell) is str and len(cell) < 40 else None
            try:
                if key is None:
                    value = column.read(cell)
                elif key in remembered:
                    value = remembered[key]
                else:
                    value = remembered[key] = column.read(cell)
            except Unreadable as error:
                faults.append((at, error.say))
                continue
            if value in ("", None) and column.required:
                faults.append((at, MISSING.filled(title=column.title)))
            values[column.field] = value
        document = None
        if kind not in WITHOUT_PERSON:
            document = _document(values, at_field, faults, today)
        if faults:
            found.faults[place] = faults
        else:
            found.rows.append(build(place + 1, values, document))
        if found.total % TELL_EVERY == 0:
            tell(found.total)
    if not found.total:
        raise UnusableFile(NO_ROWS)
    return found


def _find_header(sheet: Sheet, kind: ListKind) -> tuple[int, dict[int, Column]] | None:
    by_word = {
        squeezed(word): column for column in COLUMNS[kind] for word in (*column.also.split(), column.title)
    } | {squeezed(column.title): column for column in COLUMNS[kind]}
    needed = {column.field for column in COLUMNS[kind] if column.required}
    for row, cells in enumerate(sheet.rows[:LOOK_IN_ROWS]):
        columns: dict[int, Column] = {}
        for place, cell in enumerate(cells):
            word = squeezed(cell).strip("*＊") if isinstance(cell, str) else ""
            column = by_word.get(word.split("(")[0])
            if column is not None and column not in columns.values():
                columns[place] = column
        if needed <= {column.field for column in columns.values()}:
            return row, columns
    return None


def _lines(found: ListRead) -> Iterator[tuple[int, list[Cell]]]:
    """The rows below the header that hold something, without the template's example."""
    taken = list(found.columns)
    for place in range(found.header_row + 1, len(found.sheet.rows)):
        cells = found.sheet.rows[place]
        if cells and isinstance(cells[0], str) and squeezed(cells[0]).startswith(EXAMPLE):
            continue
        if any(at < len(cells) and cells[at] not in ("", None) for at in taken):
            yield place, cells


def _document(
    values: dict[str, Any], at: dict[str, int], faults: list[Fault], today: Any
) -> DocumentRead | None:
    """The number of a row, held against its birth and sex; they are taken from it where they are blank."""
    text = values.get("document") or ""
    if not text:
        return None
    kind: DocumentKind | None = None
    if word := values.get("document_kind"):
        kind = find_document_kind(word)
        if kind is None:
            faults.append((at["document_kind"], NOT_A_KIND.filled(value=word)))
            return None
    read = read_identity_document(text, kind, on=today)
    if read.why_not is not None:
        faults.append((at["document"], read.why_not))
        return None
    said, birth = read.birth, values.get("birth")
    if said is not None:
        if birth is not None and not birth[0] <= said <= birth[1]:
            faults.append((at["birth"], OTHER_BIRTH))
        values["birth"] = (said, said)
    if read.sex is not None:
        if values.get("sex") not in (None, "", read.sex):
            faults.append((at["sex"], OTHER_SEX.filled(held=read.sex, given=values["sex"])))
        values["sex"] = read.sex
    return read


def _person(values: dict[str, Any], document: DocumentRead | None, *, all_fields: bool = True) -> PersonPart:
    names = PERSON_FIELDS if all_fields else PERSON_FIELDS[:5]
    said = {name: values[name] for name in names if values.get(name) not in (None, "")}
    return PersonPart(document=document, **said)


def _given(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name) not in (None, "")}


def _person_row(line: int, values: dict[str, Any], document: DocumentRead | None) -> Row:
    return PersonRow(line, _person(values, document), **_given(values, "since", "paper"))


def _organisation_row(line: int, values: dict[str, Any], _: DocumentRead | None) -> Row:
    return OrganisationRow(line, **_given(values, *(c.field for c in COLUMNS[ListKind.ORGANISATIONS])))


def _appointment_row(line: int, values: dict[str, Any], document: DocumentRead | None) -> Row:
    names = ("organisation", "office", "since", "until", "title", "establishment", "term", "votes_for")
    more = _given(values, *names, "votes_of", "paper", "paper_date")
    capacity = values.get("capacity") or Capacity.PART_TIME
    return AppointmentRow(line, _person(values, document, all_fields=False), capacity=capacity, **more)


def _standing_row(line: int, values: dict[str, Any], document: DocumentRead | None) -> Row:
    more = _given(values, "mark", "value", "basis", "certified_by", "paper", "since", "until")
    return StandingRow(line, _person(values, document, all_fields=False), holds=values["holds"], **more)


_BUILDERS: dict[ListKind, Callable[[int, dict[str, Any], DocumentRead | None], Row]] = {
    ListKind.PEOPLE: _person_row,
    ListKind.ORGANISATIONS: _organisation_row,
    ListKind.APPOINTMENTS: _appointment_row,
    ListKind.STANDING: _standing_row,
}
