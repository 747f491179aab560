"""Who plays which part in the invented federation: each of the invented people once, and what is known of them.

What a body's shares come out at follows from whom it draws: front-line people, managers, or leading cadres. The first
120 are as the sample rosters have them; of those after, every tenth is a leading cadre and two of ten are managers.
"""

from calendar import monthrange
from collections import deque
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from demo.federation_rows import Days, Federation
from demo.people import AYXA, LIN, NAMED, OUYANG, WANG, DemoPerson, people
from kejia.register.kinds import MarkKind, PersonFactKind

COUNT = 20_000
IN_ROSTERS = 120
"""The people of the sample roster of delegates."""
BEGINNING = date(2012, 1, 1)
"""From this day on things are known."""


class Sort(StrEnum):
    """What sort of person a seat is for."""

    FRONTLINE = "frontline"
    MANAGER = "manager"
    CADRE = "cadre"


def sort_of(person: DemoPerson) -> Sort:
    """Of the first 120 and the named, as the sample rosters mark them."""
    if person.leading_cadre:
        return Sort.CADRE
    is_manager = person.number > IN_ROSTERS and person.number % 10 in (3, 7)
    return Sort.MANAGER if is_manager else Sort.FRONTLINE


class Cast:
    """All people by their number from 1 on; whoever is drawn is not drawn again."""

    def __init__(self) -> None:
        self.people = people(COUNT)
        self.sorts = [sort_of(person) for person in self.people]
        self.waiting: dict[Sort, deque[int]] = {sort: deque() for sort in Sort}
        for number in range(len(NAMED) + 1, COUNT + 1):
            self.waiting[self.sorts[number - 1]].append(number)
        self.unmarked: set[int] = set()
        self.without_birth: set[int] = set()
        self.workplaces: dict[int, tuple[int, str]] = {}
        self.marks: dict[int, MarkKind] = {}
        self.of_no_group: set[int] = set()

    def draw(self, sort: Sort, count: int) -> list[int]:
        """So many people of a sort."""
        return [self.waiting[sort].popleft() for _ in range(count)]

    def mixed(self, frontline: int, managers: int, cadres: int) -> list[int]:
        """So many of each sort, in no order of sorts."""
        found = self.draw(Sort.FRONTLINE, frontline) + self.draw(Sort.MANAGER, managers)
        return shuffled(found + self.draw(Sort.CADRE, cadres))

    def rest(self) -> list[int]:
        """All that were never drawn."""
        found = sorted(number for waiting in self.waiting.values() for number in waiting)
        for waiting in self.waiting.values():
            waiting.clear()
        return found

    def of_sort(self, among: Sequence[int], *sorts: Sort) -> list[int]:
        """Those of some sorts, in their order."""
        return [number for number in among if self.sorts[number - 1] in sorts]

    def works_at(self, person: int, organisation: int, position: str) -> None:
        """This person works at an organisation of the register, not where the sample rosters say."""
        self.workplaces[person] = (organisation, position)

    def write(self, federation: Federation, units: dict[str, int]) -> None:
        """What is known of everybody; `units` are the register's organisations by the names that rosters use."""
        federation.people = COUNT
        for number, person in enumerate(self.people, 1):
            self._write_person(federation, number, person)
            self._write_marks(federation, number, person)
            days = Days(BEGINNING)
            if number in self.workplaces:
                organisation, position = self.workplaces[number]
                federation.employ(number, position, days, organisation=organisation)
            elif person.unit in units:
                federation.employ(number, person.post, days, organisation=units[person.unit])
            else:
                federation.employ(number, person.post, days, unit=person.unit)

    def _write_person(self, federation: Federation, number: int, person: DemoPerson) -> None:
        ever, later = Days(), Days(BEGINNING)
        federation.fact_of_person(number, PersonFactKind.NAME.value, person.name, ever)
        federation.fact_of_person(number, PersonFactKind.SEX.value, person.sex, ever)
        if person.number % 61:
            group = person.ethnic_group
            federation.fact_of_person(number, PersonFactKind.ETHNIC_GROUP.value, group, ever)
        if number not in self.without_birth:
            born = person.birth.year * 10_000 + person.birth.month * 100
            day, is_month = born + person.birth.day, person.number % 3 == 0
            value = f"{person.birth:%Y-%m}" if is_month else person.birth.isoformat()
            last = born + monthrange(person.birth.year, person.birth.month)[1]
            low, high = (born + 1, last) if is_month else (day, day)
            federation.fact_of_person(number, PersonFactKind.BIRTH.value, value, ever, low, high)
        for kind, value in (
            (PersonFactKind.PARTY, person.party),
            (PersonFactKind.TITLE, person.title),
            (PersonFactKind.EDUCATION, person.education),
        ):
            federation.fact_of_person(number, kind.value, value, later)
        if number <= 1_500 and person.number % 3:
            federation.document(number, person.id_number, ever)

    def _write_marks(self, federation: Federation, number: int, person: DemoPerson) -> None:
        federation.mark(number, MarkKind.SECTOR, holds=True, value=person.sector)
        if number in self.unmarked:
            return
        sort, by = self.sorts[number - 1], person.unit
        federation.mark(number, MarkKind.GRASSROOTS_FRONTLINE, holds=sort is Sort.FRONTLINE, certified_by=by)
        rank = ("县处级", "厅局级")[person.number % 2] if sort is Sort.CADRE else ""
        federation.mark(number, MarkKind.LEADING_CADRE, holds=sort is Sort.CADRE, value=rank, certified_by=by)
        if sort is Sort.MANAGER:
            federation.mark(number, MarkKind.DUAL_ROLE, holds=True, certified_by=by)
        if number in self.of_no_group:
            for mark in (MarkKind.SCIPOP_WORKER, MarkKind.RURAL_TALENT):
                federation.mark(number, mark, holds=False, certified_by=by)
        if number in self.marks:
            federation.mark(number, self.marks[number], holds=True, certified_by=by)


def shuffled(numbers: list[int]) -> list[int]:
    """In an order that has nothing to do with sorts, the same each time."""
    return sorted(numbers, key=lambda number: (number * 7_919 % 10_007, number))


LIN_IS, WANG_IS, AYXA_IS, OUYANG_IS = (NAMED.index(person) + 1 for person in (LIN, WANG, AYXA, OUYANG))
"""The named people by their number."""
