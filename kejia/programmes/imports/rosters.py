"""A roster that was checked, read as what it would bring into the register: people, posts in one body, marks.

The check hands over its desk; nothing of it is typed again. Who sits in the body, and who may, is told as the check
tells it (`kejia.judging.facts`).
"""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from django.utils import timezone

from kejia.judging.corrected import write_corrected
from kejia.judging.facts import Sits, bodies_in
from kejia.norms.kinds import Body
from kejia.plain.identity_documents import DocumentRead, read_identity_document
from kejia.plain.text import Language, Text
from kejia.programmes.imports import readers
from kejia.programmes.imports.offices import capacity_of, office_in
from kejia.programmes.imports.readers import Unreadable
from kejia.register.importing.rows import AppointmentRow, PersonPart, RosterRow, StandingRow
from kejia.register.kinds import MarkKind
from kejia.rosters.desk import COLUMN_FIELDS, Desk, from_sealed_form, sealed_form
from kejia.rosters.headers import Field
from kejia.rosters.people import MARKS, Person
from kejia.rosters.problems import UnusableFile, column_letter
from kejia.rosters.reading import Reading, Roster, read_roster

ALL = "all"
"""Every body whose seats the roster names."""
MARKED = "名册标注"
NO_SEATS = Text(
    "名册没有写谁是什么职务；请选一个机构", "the roster does not say who holds which seat; choose one body"
)
NOBODY_HERE = Text(
    "名册里没有人在“{body}”；请换一个机构", "nobody on the roster sits in the {body}; choose another body"
)
NO_NAME = Text("没有姓名；请在名册里补上", "there is no name; add it to the roster")
UNCLEAR_SEAT = Text(
    "认不出“{typed}”是什么职务；请回核对页改成能认的写法，如“委员”“常委”“代表”",
    "{typed} names no seat we know; write it in the check's page as 委员, 常委, 代表 or the like",
)
_LIMITS = {"name": 60, "unit": 200, "position": 100, "party": 60, "title": 60, "education": 60}
_TYPED = {
    "position": Field.POST,
    "party": Field.PARTY,
    "title": Field.TITLE,
    "education": Field.EDUCATION,
}
"""What the register takes from columns that no norm asks for."""


@dataclass(frozen=True, slots=True)
class Into:
    """Where a roster goes: an organisation's body, or all bodies the roster names, from a day on, by a paper."""

    organisation: int
    body: str
    since: date
    term: int | None = None
    paper: str = ""

    def as_plain(self) -> dict[str, str | int | None]:
        """As plain values, for JSON."""
        return {**asdict(self), "since": self.since.isoformat()}

    @classmethod
    def from_plain(cls, given: Mapping[str, object]) -> "Into":
        """Of `as_plain`. Raises KeyError, ValueError, TypeError."""
        term = given["term"]
        return cls(
            int(str(given["organisation"])),
            str(given["body"]),
            date.fromisoformat(str(given["since"])),
            None if term is None else int(str(term)),
            str(given["paper"]),
        )


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A desk, how it was read, and where it goes: what an import of a roster keeps as its file."""

    desk: Desk
    reading: Reading
    into: Into

    def packed(self) -> bytes:
        """As bytes."""
        columns = {field.value: letter for field, letter in self.reading.columns.items()}
        given = {
            "desk": base64.b64encode(sealed_form(self.desk)).decode(),
            "on": self.reading.on.isoformat(),
            "blank_is_no": self.reading.blank_is_no,
            "rank_line": self.reading.rank_line,
            "sheet": self.reading.sheet,
            "columns": columns,
            "into": self.into.as_plain(),
        }
        return json.dumps(given, ensure_ascii=False).encode()


def unpacked_roster(content: bytes) -> HandedOver:
    """What `HandedOver.packed` gave; the bytes are our own. Raises UnusableFile where the desk in them is damaged."""
    given = json.loads(content)
    reading = Reading(
        date.fromisoformat(given["on"]),
        given["blank_is_no"],
        given["rank_line"],
        given["sheet"],
        {Field(name): letter for name, letter in given["columns"].items()},
    )
    desk = from_sealed_form(base64.b64decode(given["desk"]))
    return HandedOver(desk, reading, Into.from_plain(given["into"]))


def reading_of(words: Mapping[str, str], on: date) -> Reading:
    """How the page of the check read the roster, by the names of its fields."""
    columns = {COLUMN_FIELDS[n]: v.upper() for n, v in words.items() if n in COLUMN_FIELDS and v.isalpha()}
    return Reading(
        on,
        words.get("blank") == "no",
        words.get("leading_cadre_rank") or None,
        words.get("sheet") or None,
        columns,
    )


@dataclass(slots=True)
class RosterRead:
    """A roster as rows for the register, the roster itself, and how many people on it are not in the body."""

    roster: Roster
    rows: list[RosterRow] = field(default_factory=list)
    left_out: int = 0


def read_handed_over(given: HandedOver) -> RosterRead:
    """The rows that a roster brings. Raises UnusableFile."""
    roster = read_roster(given.desk.answered_workbook(), given.reading)
    into = given.into
    if into.body == ALL and not roster.has_seats:
        raise UnusableFile(NO_SEATS)
    bodies = _all_bodies(roster) if into.body == ALL else [Body(into.body)]
    found = RosterRead(roster)
    today = timezone.localdate()
    sits = {body: Sits(roster, body) for body in bodies}
    several = len(roster.tables) > 1
    for person in roster.people:
        member = {body: of[person.seats, person.seats_known][0] for body, of in sits.items()}
        if not any(each != 0 for each in member.values()):
            found.left_out += 1
            continue
        line = len(found.rows) + 1
        where = f"{person.sheet}!{person.row}" if several else f"{person.row}"
        held = [body for body, each in member.items() if each == 1]
        found.rows.append(_row(line, where, person, held, roster, into, today))
    if not found.rows:
        raise UnusableFile(NOBODY_HERE.filled(body=bodies[0].text if bodies else Text("", "")))
    return found


def _all_bodies(roster: Roster) -> list[Body]:
    """Those the roster names; vice-chairs sit in the standing committee, and are not appointed twice."""
    return [body for body in bodies_in(roster) if body is not Body.VICE_CHAIRS]


def _row(
    line: int, where: str, person: Person, bodies: list[Body], roster: Roster, into: Into, today: date
) -> RosterRow:
    typed = roster.text_of(person, Field.SEAT)
    refused: Text | None = None
    part = PersonPart(person.name[:60])
    if not person.name:
        refused = NO_NAME
    elif roster.has_seats and not person.seats_known and (into.body == ALL or not bodies):
        refused = UNCLEAR_SEAT.filled(typed=typed[:40])
    else:
        try:
            part = _part(person, roster, today)
        except Unreadable as error:
            refused = error.say
    offices = dict.fromkeys(office_in(body, person.seats, typed, roster.has_seats) for body in bodies)
    since, term, paper = into.since, into.term, into.paper
    posts = tuple(
        AppointmentRow(
            line,
            part,
            "",
            office,
            since,
            capacity=capacity_of(office, person.seats, typed),
            term=term,
            paper=paper,
        )
        for office in offices
    )
    marks = tuple(
        StandingRow(line, part, MarkKind[mark.name], holds, basis=MARKED, paper=paper, since=since)
        for mark, holds in _marks(person)
    )
    return RosterRow(line, part, into.organisation, where, posts, marks, refused, paper)


def _marks(person: Person) -> Iterator[tuple[Field, bool]]:
    """The marks that are known; what is unknown stays so."""
    for mark in MARKS:
        value = getattr(person, mark.value)
        if value is not None:
            yield mark, bool(value)


def _part(person: Person, roster: Roster, today: date) -> PersonPart:
    """Raises Unreadable."""
    words = {name: roster.text_of(person, column) for name, column in _TYPED.items()}
    given = {**words, "name": person.name, "unit": person.unit}
    said = {name: readers.words(_LIMITS[name])(value) for name, value in given.items()}
    document: DocumentRead | None = None
    birth = person.birth
    if person.id_number:
        document = read_identity_document(person.id_number, on=today)
        if document.why_not is not None:
            raise Unreadable(document.why_not)
        birth = birth if document.birth is None else (document.birth, document.birth)
    return PersonPart(
        birth=birth,
        document=document,
        sex=person.sex,
        ethnic_group=readers.ethnic_group(person.ethnic_group),
        **said,
    )


def faults_book(given: HandedOver, faults: Mapping[tuple[str, int], list[Text]], language: Language) -> bytes:
    """The roster as a workbook with what is wrong noted at the names; `faults` by sheet (or "") and row from 1."""
    workbook = given.desk.answered_workbook()
    roster = read_roster(given.desk.answered_workbook(), given.reading)
    for table in roster.tables:
        name = column_letter(table.header.columns[Field.NAME])
        for (sheet, row), says in faults.items():
            if sheet in ("", table.sheet.name):
                for say in says:
                    roster.problems.add(table.sheet.name, row, name, None, say)
    return write_corrected(workbook, roster, given.desk.answers, language)
