"""How two rows about one person become one."""

from collections import Counter
from collections.abc import Mapping

from kejia.plain.text import Text
from kejia.rosters import says
from kejia.rosters.births import FirstLast
from kejia.rosters.headers import Field, Header
from kejia.rosters.people import MARKS, Person
from kejia.rosters.problems import Problems, column_letter

_KNOWN_TO_THE_MONTH = 100
"""First and last day (yyyymmdd) of a birth known to the month differ by less."""


class Slips:
    """Notes what is odd about a person, at their cell."""

    def __init__(self, problems: Problems, headers: Mapping[str, Header]) -> None:
        self._problems, self._headers = problems, headers

    def add(self, person: Person, field: Field, kind: Text, **values: object) -> None:
        """Note it at the field's cell, or where the sheet has no such column at the name."""
        columns = self._headers[person.sheet].columns
        letter = column_letter(columns.get(field, columns[Field.NAME]))
        self._problems.add(person.sheet, person.row, letter, person.name, kind, name=person.name, **values)


def one_row_each(people: list[Person], slips: Slips, *, of_one_body: bool) -> list[Person]:
    """Each person once, with all seats they hold anywhere; what differs between two rows is reported.

    Two rows are one person by ID number, else by name, employer and a birth known to the month at least; on two
    sheets of one body (代表, 常委), also by a name that stands once on each with births that agree. Anything less is
    only reported.
    """
    numbers = {person.id_number for person in people}
    if "" not in numbers:  # two numbers are two people, whatever else is alike
        return people if len(numbers) == len(people) else _by_number(people, slips)
    by_number: dict[str, int] = {}
    by_facts: dict[tuple[str, FirstLast, str], int] = {}
    namesakes: dict[tuple[str, str], Person] = {}
    kept: list[Person] = []
    for person in people:
        sheet, _, name, _, _, birth, number, unit, *_ = person
        facts = (name, birth, unit) if name and birth and birth[1] - birth[0] < _KNOWN_TO_THE_MONTH else None
        at = by_number.get(number) if number else None
        if at is None and facts is not None:
            at = by_facts.get(facts)
            if at is not None and number and kept[at].id_number:
                at = None  # two numbers are two people
        if at is not None:
            kept[at] = _one_of(kept[at], person, slips)
        else:
            at = len(kept)
            kept.append(person)
            first = namesakes.setdefault((sheet, name), person)
            if first is not person and name and _may_be_one(first, person):
                slips.add(person, Field.NAME, says.PERHAPS_TWICE, other=first.row)
        if number:
            by_number.setdefault(number, at)
        if facts is not None:
            by_facts.setdefault(facts, at)
    return _across_sheets(kept, slips) if of_one_body else kept


def _by_number(people: list[Person], slips: Slips) -> list[Person]:
    places: dict[str, int] = {}
    kept: list[Person] = []
    for person in people:
        at = places.setdefault(person.id_number, len(kept))
        if at == len(kept):
            kept.append(person)
        else:
            kept[at] = _one_of(kept[at], person, slips)
    return kept


def _one_of(first: Person, again: Person, slips: Slips) -> Person:
    """The two rows as one person; on one sheet that is a slip, unless the rows tell of two seats."""
    if first.sheet == again.sheet and first.seats == again.seats:
        slips.add(again, Field.NAME, says.TWICE, other=first.row)
    return _merged(first, again, slips)


def _may_be_one(a: Person, b: Person) -> bool:
    """Whether nothing that both rows say tells two namesakes apart, or they share a birth or an employer."""
    if (a.id_number and b.id_number) or not births_agree(a.birth, b.birth):
        return False
    units_agree = not a.unit or not b.unit or a.unit == b.unit
    return units_agree or (a.birth is not None and b.birth is not None)


def births_agree(a: FirstLast | None, b: FirstLast | None) -> bool:
    """Whether one day can be both births."""
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _across_sheets(people: list[Person], slips: Slips) -> list[Person]:
    count = Counter((p.sheet, p.name) for p in people)
    first: dict[str, int] = {}
    kept: list[Person] = []
    for person in people:
        alone = bool(person.name) and count[person.sheet, person.name] == 1
        at = first.get(person.name) if alone else None
        if at is not None and kept[at].sheet != person.sheet and _same_on_two_sheets(kept[at], person):
            kept[at] = _merged(kept[at], person, slips)
            continue
        if alone:
            first.setdefault(person.name, len(kept))
        kept.append(person)
    return kept


def _same_on_two_sheets(a: Person, b: Person) -> bool:
    if a.id_number and b.id_number:
        return False
    units_agree = not a.unit or not b.unit or a.unit == b.unit
    return units_agree and births_agree(a.birth, b.birth)


def _merged(a: Person, b: Person, slips: Slips) -> Person:
    """Both rows' seats; a mark known in one; what contradicts is unknown and reported."""
    marks: dict[str, int | None] = {}
    for mark in MARKS:
        one, other = getattr(a, mark), getattr(b, mark)
        marks[mark] = one if other is None or one == other else other if one is None else None
        if one is not None and other is not None and one != other:
            slips.add(b, mark, says.MARKS_DIFFER, mark=mark.text, other_sheet=a.sheet, other=a.row)
    birth = a.birth or b.birth
    if a.birth and b.birth:
        if births_agree(a.birth, b.birth):
            birth = max(a.birth[0], b.birth[0]), min(a.birth[1], b.birth[1])
        else:
            birth = min(a.birth[0], b.birth[0]), max(a.birth[1], b.birth[1])
            slips.add(b, Field.BIRTH, says.BIRTHS_DIFFER, other_sheet=a.sheet, other=a.row)
    return a._replace(
        sex=a.sex or b.sex,
        ethnic_group=a.ethnic_group or b.ethnic_group,
        birth=birth,
        id_number=a.id_number or b.id_number,
        unit=a.unit or b.unit,
        seats=a.seats | b.seats,
        seats_known=a.seats_known and b.seats_known,
        grassroots_frontline=marks["grassroots_frontline"],
        frontline=marks["frontline"],
        leading_cadre=marks["leading_cadre"],
        worker=marks["worker"],
        scipop_worker=marks["scipop_worker"],
        rural_talent=marks["rural_talent"],
    )
