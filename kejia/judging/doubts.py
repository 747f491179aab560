"""What could be asked about the people in doubt, cell by cell, so that an answer goes where the fact stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kejia.judging.findings import PEOPLE_LISTED, Check, Finding
from kejia.norms.kinds import Mark, Outcome
from kejia.norms.vocabulary import Falls
from kejia.plain.ethnic_groups import find_ethnic_group
from kejia.plain.text import Text
from kejia.rosters.cells import shown_birth
from kejia.rosters.headers import Field, Header
from kejia.rosters.people import MARKS, Person
from kejia.rosters.problems import column_letter
from kejia.rosters.seats import Seat

Answering = Literal["yes_or_no", "birth", "sex", "rank", "seat", "words"]
"""How an answer is given: by choosing, or in words the reader understands."""

_FIELD_OF: dict[str, Field] = {
    Mark.GRASSROOTS_FRONTLINE: Field.GRASSROOTS_FRONTLINE,
    Mark.FRONTLINE: Field.FRONTLINE,
    Mark.LEADING_CADRE: Field.LEADING_CADRE,
    Mark.WORKER: Field.WORKER,
    Mark.SCIPOP_WORKER: Field.SCIPOP_WORKER,
    Mark.RURAL_TALENT: Field.RURAL_TALENT,
    Mark.WOMAN: Field.SEX,
    Mark.MINORITY: Field.ETHNIC_GROUP,
    Mark.DELEGATE: Field.SEAT,
    "birth": Field.BIRTH,
}
_INSTEAD = {
    Field.FRONTLINE: Field.GRASSROOTS_FRONTLINE,
    Field.LEADING_CADRE: Field.RANK,
    Field.BIRTH: Field.ID_NUMBER,
}
"""The column read where the first is missing."""

_ANSWERING: dict[Field, Answering] = {
    **dict.fromkeys(MARKS, "yes_or_no"),
    Field.BIRTH: "birth",
    Field.SEX: "sex",
    Field.RANK: "rank",
    Field.SEAT: "seat",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One fact of one person that some norm hangs on; `column` is None where the sheet has no such column."""

    place: int
    """The person's place in the roster."""
    field: Field
    answering: Answering
    column: str | None
    value: str
    """What the cell says now, as typed; empty where it is blank."""
    norms: tuple[str, ...]

    @property
    def text(self) -> Text:
        """What is asked, as the column's name."""
        return self.field.text


def doubts_of(check: Check) -> list[Doubt]:
    """The facts to ask about, in the roster's order: of each norm that cannot be told, its first 200 people."""
    norms: dict[tuple[int, Field], list[str]] = {}
    for finding in check.findings:
        if finding.verdict.outcome is Outcome.CANNOT_TELL and not _lacks_comparison(finding):
            for place in finding.in_doubt[:PEOPLE_LISTED]:
                for asked in _open_facts(finding, check, check.roster.people[place]):
                    norms.setdefault((place, asked), []).append(finding.verdict.norm.id)
    headers = {table.sheet.name: table.header for table in check.roster.tables}
    return [
        _doubt(check, headers[check.roster.people[place].sheet], place, asked, ids)
        for (place, asked), ids in sorted(norms.items(), key=lambda item: item[0][0])
    ]


def _lacks_comparison(finding: Finding) -> bool:
    """Whether the earlier list is wanting, so that no answer about the people of this one would decide."""
    return isinstance(finding.verdict.line, Falls) and finding.verdict.threshold is None


def _open_facts(finding: Finding, check: Check, person: Person) -> Iterator[Field]:
    """The columns whose cell leaves it open whether this person counts."""
    if not person.seats_known and check.roster.has_seats:
        yield Field.SEAT
    held = {f for table in check.roster.tables for f in table.header.columns}
    for fact in finding.verdict.norm.attribute.asks_for():
        column = _FIELD_OF[fact]
        if column not in held and _INSTEAD.get(column) in held:
            column = _INSTEAD[column]
        if column is not Field.SEAT and _is_open(fact, column, person):
            yield column


def _is_open(fact: str, column: Field, person: Person) -> bool:
    if fact == "birth":
        return person.birth is None or person.birth[0] != person.birth[1]
    if fact == Mark.WOMAN:
        return not person.sex
    if fact == Mark.MINORITY:
        return find_ethnic_group(person.ethnic_group) is None
    if fact == Mark.DELEGATE:
        return not person.seats_known and not person.seats & Seat.DELEGATE
    mark: int | None = getattr(person, Field.LEADING_CADRE if column is Field.RANK else column)
    return mark is None


def _doubt(check: Check, header: Header, place: int, asked: Field, norms: list[str]) -> Doubt:
    at = header.columns.get(asked)
    person = check.roster.people[place]
    value = check.roster.text_of(person, asked)
    if asked is Field.BIRTH and person.birth is not None:
        value = shown_birth(person.birth)
    column = None if at is None else column_letter(at)
    return Doubt(place, asked, _ANSWERING.get(asked, "words"), column, value, tuple(dict.fromkeys(norms)))
