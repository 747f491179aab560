"""The people of a roster, and how two rows about one person become one."""

from dataclasses import dataclass
from typing import NamedTuple

from kejia.plain.text import Text
from kejia.rosters.cells import FirstLast
from kejia.rosters.headers import Field
from kejia.rosters.problems import Problems
from kejia.rosters.seats import Seat

MARKS = (
    Field.GRASSROOTS_FRONTLINE,
    Field.FRONTLINE,
    Field.LEADING_CADRE,
    Field.WORKER,
    Field.SCIPOP_WORKER,
    Field.RURAL_TALENT,
)


class Person(NamedTuple):
    """One person of a roster. A mark is 1, 0 or None for unknown; `row` counts from 1, as the spreadsheet does."""

    sheet: str
    row: int
    name: str
    sex: str
    ethnic_group: str
    birth: FirstLast | None
    id_number: str
    unit: str
    seats: Seat
    seats_known: bool
    grassroots_frontline: int | None
    frontline: int | None
    leading_cadre: int | None
    worker: int | None
    scipop_worker: int | None
    rural_talent: int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet that people were read from."""

    sheet: str
    letter: str
    title: str


TWICE = Text("{name} 与第 {other} 行是同一人，只计一次", "{name} is the person of row {other}; counted once")
PERHAPS_TWICE = Text("{name} 与第 {other} 行可能是同一人，仍按两人计，请核实", "{name} may be the person of row {other}; counted as two, please check")
MARKS_DIFFER = Text("{name} 的“{mark}”两处标注不一（另一处在“{sheet}”第 {other} 行），按未标明计", "the two marks {mark} of {name} differ (the other is on {sheet}, row {other}); taken as unknown")
BIRTHS_DIFFER = Text("{name} 两处出生年月不一（另一处在“{sheet}”第 {other} 行），按两者之间计", "the two births of {name} differ (the other is on {sheet}, row {other}); taken as between them")


def one_row_each(people: list[Person], problems: Problems) -> list[Person]:
    """Each person once, with all seats they hold anywhere; what differs between two rows is reported.

    Two rows are one person by ID number, else by name, employer and a birth known to the month at least; on two
    sheets, also by a name that stands once on each with births that agree. Anything less is only reported.
    """
    by_key: dict[tuple[object, ...], int] = {}
    kept: list[Person] = []
    seen_names: dict[tuple[str, str], int] = {}
    for person in people:
        key = _key(person)
        at = None if key is None else by_key.get(key)
        if at is not None:
            if kept[at].sheet == person.sheet and kept[at].seats == person.seats:
                problems.add(person.sheet, person.row, None, None, TWICE, name=person.name, other=kept[at].row)
            kept[at] = _merged(kept[at], person, problems)
            continue
        if key is not None:
            by_key[key] = len(kept)
        name_key = (person.sheet, person.name)
        if person.name and name_key in seen_names:
            first = kept[seen_names[name_key]]
            if _may_be_one(first, person):
                problems.add(person.sheet, person.row, None, None, PERHAPS_TWICE, name=person.name, other=first.row)
        else:
            seen_names[name_key] = len(kept)
        kept.append(person)
    if len({p.sheet for p in kept}) > 1:
        kept = _across_sheets(kept, problems)
    return kept


def _key(person: Person) -> tuple[object, ...] | None:
    if person.id_number:
        return (person.id_number,)
    if not person.name or person.birth is None or person.birth[1] - person.birth[0] > 100:
        return None
    return (person.name, person.birth, person.unit)


def _may_be_one(a: Person, b: Person) -> bool:
    if a.id_number and b.id_number:
        return False
    if a.unit and a.unit == b.unit:
        return _births_agree(a.birth, b.birth)
    return a.birth is not None and b.birth is not None and _births_agree(a.birth, b.birth)


def _births_agree(a: FirstLast | None, b: FirstLast | None) -> bool:
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _across_sheets(people: list[Person], problems: Problems) -> list[Person]:
    count: dict[tuple[str, str], int] = {}
    for p in people:
        count[p.sheet, p.name] = count.get((p.sheet, p.name), 0) + 1
    first: dict[str, int] = {}
    kept: list[Person] = []
    for person in people:
        at = first.get(person.name) if person.name and count[person.sheet, person.name] == 1 else None
        if at is not None and kept[at].sheet != person.sheet and _same_on_two_sheets(kept[at], person):
            kept[at] = _merged(kept[at], person, problems)
            continue
        if count[person.sheet, person.name] == 1:
            first.setdefault(person.name, len(kept))
        kept.append(person)
    return kept


def _same_on_two_sheets(a: Person, b: Person) -> bool:
    if a.id_number and b.id_number:
        return False
    units_agree = not a.unit or not b.unit or a.unit == b.unit
    return units_agree and _births_agree(a.birth, b.birth)


def _merged(a: Person, b: Person, problems: Problems) -> Person:
    """Both rows' seats; a mark known in one; what contradicts is unknown and reported."""
    marks: dict[str, int | None] = {}
    for mark in MARKS:
        one, other = getattr(a, mark), getattr(b, mark)
        marks[mark] = one if other is None or one == other else other if one is None else None
        if one is not None and other is not None and one != other:
            problems.add(b.sheet, b.row, None, None, MARKS_DIFFER, name=b.name, mark=mark.text, sheet=a.sheet, other=a.row)
    birth = a.birth or b.birth
    if a.birth and b.birth:
        if _births_agree(a.birth, b.birth):
            birth = max(a.birth[0], b.birth[0]), min(a.birth[1], b.birth[1])
        else:
            birth = min(a.birth[0], b.birth[0]), max(a.birth[1], b.birth[1])
            problems.add(b.sheet, b.row, None, None, BIRTHS_DIFFER, name=b.name, sheet=a.sheet, other=a.row)
    return a._replace(
        sex=a.sex or b.sex,
        ethnic_group=a.ethnic_group or b.ethnic_group,
        birth=birth,
        id_number=a.id_number or b.id_number,
        unit=a.unit or b.unit,
        seats=a.seats | b.seats,
        seats_known=a.seats_known and b.seats_known,
        **marks,
    )


