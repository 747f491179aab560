"""What the columns of a table say of each person: one value is read once, however often it stands there."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

from kejia.plain.days import YEAR
from kejia.plain.ethnic_groups import find_ethnic_group
from kejia.plain.folding import squeezed
from kejia.plain.ranks import find_rank, reaches_rank
from kejia.plain.text import Text
from kejia.rosters import says
from kejia.rosters.births import BirthRead, FirstLast, read_birth
from kejia.rosters.headers import Field, Header
from kejia.rosters.id_numbers import read_id_numbers
from kejia.rosters.marks import MarkRead, read_mark
from kejia.rosters.problems import Problems, column_letter
from kejia.rosters.rows import ERRORS
from kejia.rosters.workbook import Cell, Sheet, shown

YOUNGEST, OLDEST = 16, 110
"""Ages outside are slips of the pen: the birth is taken as unknown."""
AGE_MAY_DIFFER = 2
"""A list may be a year old and count the year of birth."""

_LONGEST_WORDS = 200
_MEANING: dict[MarkRead, int | None] = {"yes": 1, "no": 0, "dash": 0, "blank": None, "unreadable": None}
_SEX = {
    "男": "男",
    "女": "女",
    "男性": "男",
    "女性": "女",
    "m": "男",
    "f": "女",
    "male": "男",
    "female": "女",
}
_NO_WORDS = frozenset("/ - — 无 不详 未知".split())

T = TypeVar("T")


class BirthsRead(NamedTuple):
    """Of each person: the birth, the ID number, and the sex the number tells."""

    births: list[FirstLast | None]
    numbers: list[str]
    sexes: list[str]


class Columns:
    """The columns of one table; `numbers` are the rows of its people, `on` the day judged (yyyymmdd)."""

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        numbers: Sequence[int],
        problems: Problems,
        *,
        on: int,
        typed: bool,
    ) -> None:
        self._sheet, self._header, self._problems = sheet, header, problems
        self._numbers, self._rows = numbers, [sheet.rows[number] for number in numbers]
        self._on, self._typed = on, typed

    def cells_as_typed(self, column: int) -> list[Cell]:
        """A column's cells, whatever they hold."""
        return list(map(itemgetter(column), self._rows))

    def cells(self, column: int) -> list[Cell]:
        """A column's cells; an error value of a spreadsheet (#N/A) is reported and blank."""
        cells = self.cells_as_typed(column)
        if wrong := ERRORS.intersection(cells):
            self._report(cells, column, dict.fromkeys(wrong, says.ERROR_VALUE))
            cells = [None if cell in wrong else cell for cell in cells]
        return cells

    def of(self, field: Field) -> list[Cell] | None:
        """The cells of a field's column, None where the sheet has none."""
        column = self._header.columns.get(field)
        return None if column is None else self.cells(column)

    def words(self, field: Field) -> list[str]:
        """Words without their spaces."""
        cells = self.of(field)
        return [""] * len(self._rows) if cells is None else _each(cells, _words)

    def sexes(self) -> list[str]:
        """男, 女, or empty."""
        return self._read_words(
            Field.SEX, says.UNREADABLE_SEX, lambda word: _SEX.get(word.lower()), keep=False
        )

    def ethnic_groups(self) -> list[str]:
        """回族 for 回族 and 回; a word that names no group stays as typed."""
        return self._read_words(Field.ETHNIC_GROUP, says.UNKNOWN_GROUP, find_ethnic_group, keep=True)

    def marks(self, field: Field, *, blank_is_no: bool) -> list[int | None]:
        """1, 0 or None a person."""
        column = self._header.columns.get(field)
        if (
            column is None
        ):  # on a list of an association's people everyone is a worker where nothing else is said
            return [1 if field is Field.WORKER else None] * len(self._rows)
        others = says.UNREADABLE_MARK if field is not Field.LEADING_CADRE else None
        return self.marks_in(column, field, blank_is_no=blank_is_no, unreadable=others)

    def marks_in(
        self,
        column: int,
        field: Field | None,
        *,
        blank_is_no: bool,
        unreadable: Text | None = says.UNREADABLE_MARK,
    ) -> list[int | None]:
        """The marks in any column; `field` says whose words may stand for yes."""
        cells = self.cells(column)
        known = {cell: read_mark(cell, field) for cell in set(cells)}
        if unreadable is not None:
            self._report(cells, column, {c: unreadable for c, read in known.items() if read == "unreadable"})
        self._report(cells, column, {c: says.DASH for c, read in known.items() if read == "dash"})
        if set(known.values()) == {"yes", "blank"} and not blank_is_no:
            blanks = sum(known[c] == "blank" for c in cells)
            self._problems.add(
                self._sheet.name,
                None,
                column_letter(column),
                None,
                says.ONLY_YES,
                key=field.value if field else "",
                header=self._title(column),
                blanks=blanks,
            )
        meaning = _MEANING | {"blank": 0} if blank_is_no else _MEANING
        return _each(cells, lambda cell: meaning[known[cell]])

    def leading(self, marked: list[int | None], line: str | None) -> list[int | None]:
        """Leading cadres: a rank in their column, or in a column of ranks, is held against the rank line."""
        field = Field.LEADING_CADRE if Field.LEADING_CADRE in self._header.columns else Field.RANK
        column, cells = self._header.columns.get(field), self.of(field)
        if cells is None or column is None:
            return marked
        ranks: dict[Cell, str | None] = {}
        for cell in set(cells):
            if isinstance(cell, str) and read_mark(cell, Field.LEADING_CADRE) == "unreadable":
                ranks[cell] = find_rank(cell)
        if field is Field.LEADING_CADRE:
            self._report(cells, column, {c: says.UNREADABLE_MARK for c, rank in ranks.items() if not rank})
        if line is None:
            self._report(cells, column, {c: says.RANK_WITHOUT_LINE for c, rank in ranks.items() if rank})
            return marked
        found: dict[Cell, int | None] = {
            c: int(reaches_rank(rank, line)) for c, rank in ranks.items() if rank
        }
        return [mark if mark is not None else found.get(c) for mark, c in zip(marked, cells, strict=True)]

    def births(self) -> BirthsRead:
        """Births from the birth column and the ID numbers, the two held against each other."""
        births = self._births()
        self._check_ages(births)
        cells, column = self.of(Field.ID_NUMBER), self._header.columns.get(Field.ID_NUMBER)
        if cells is None or column is None:
            return BirthsRead(births, [""] * len(births), [""] * len(births))
        read = read_id_numbers(cells)
        for at, problem in read.problems.items():
            self._add(at, column, None, problem)
        for at, (given, born) in enumerate(zip(births, read.births, strict=True)):
            if born is None:
                continue
            if given is not None and given[0] <= born <= given[1]:
                if given[0] != given[1]:
                    births[at] = (born, born)
            elif self._slip((born, born)):
                self._add(at, column, None, says.ID_AGE)
            elif given is None:
                births[at] = (born, born)
            else:
                births[at] = min(given[0], born), max(given[1], born)
                self._add(at, column, None, says.ID_AND_BIRTH)
        return BirthsRead(births, read.numbers, read.sexes)

    def _births(self) -> list[FirstLast | None]:
        cells, column = self.of(Field.BIRTH), self._header.columns.get(Field.BIRTH)
        if cells is None or column is None:
            return [None] * len(self._rows)
        cells = self._joined_births(cells)
        known: dict[Cell, BirthRead] = {}
        for cell in set(cells):
            read = read_birth(cell, typed=self._typed)
            if read.days is not None and (slip := self._slip(read.days)):
                read = BirthRead(None, slip)
            known[cell] = read
        self._report(cells, column, {c: r.problem for c, r in known.items() if r.problem is not None})
        return _each(cells, lambda cell: known[cell].days)

    def _joined_births(self, years: list[Cell]) -> list[Cell]:
        """Where year, month and day stand in columns of their own, the three written as one."""
        months, days = self.of(Field.BIRTH_MONTH), self.of(Field.BIRTH_DAY)
        if months is None:
            return years
        return [
            "-".join(shown(part).rstrip("年月日") for part in parts if part not in ("", None))
            if parts[0] and parts[1]
            else parts[0]
            for parts in zip(years, months, days or [None] * len(years), strict=True)
        ]

    def _check_ages(self, births: Sequence[FirstLast | None]) -> None:
        """A column of ages cannot be judged by, for it names no day; but it may show a slip in a birth."""
        cells, column = self.of(Field.AGE), self._header.columns.get(Field.AGE)
        if cells is None or column is None:
            return
        if not {Field.BIRTH, Field.ID_NUMBER} & set(self._header.columns):
            self._problems.add(self._sheet.name, None, column_letter(column), None, says.AGE_ALONE)
        ages = {cell: _age(cell) for cell in set(cells)}
        for at, (cell, birth) in enumerate(zip(cells, births, strict=True)):
            age = ages[cell]
            if age is None:
                continue
            if not YOUNGEST <= age <= OLDEST:
                self._add(at, column, cell, says.ODD_AGE)
            elif birth is not None:
                oldest, youngest = (self._on - birth[0]) // YEAR, (self._on - birth[1]) // YEAR
                if not youngest - AGE_MAY_DIFFER <= age <= oldest + AGE_MAY_DIFFER:
                    self._add(at, column, cell, says.AGE_AND_BIRTH)

    def _slip(self, days: FirstLast) -> Text | None:
        if days[0] > self._on:
            return says.BORN_LATER
        if days[0] > self._on - YOUNGEST * YEAR:
            return says.TOO_YOUNG
        return says.TOO_OLD if days[1] < self._on - OLDEST * YEAR else None

    def _read_words(
        self, field: Field, wrong: Text, read: Callable[[str], str | None], *, keep: bool
    ) -> list[str]:
        """Words as `read` understands them; what it does not is reported, and kept or left out."""
        column, cells = self._header.columns.get(field), self.of(field)
        if column is None or cells is None:
            return [""] * len(self._rows)
        known: dict[Cell, str] = {}
        puzzling: dict[Cell, Text] = {}
        for cell in set(cells):
            word = _words(cell)
            found = read(word) if word and word not in _NO_WORDS else ""
            if found is None:
                puzzling[cell] = wrong
            known[cell] = found or (word if keep and found is None else "")
        self._report(cells, column, puzzling)
        return list(map(known.__getitem__, cells))

    def _title(self, column: int) -> str:
        return self._header.titles.get(column, "")

    def _add(self, at: int, column: int, value: Cell, kind: Text) -> None:
        number = self._numbers[at] + 1
        self._problems.add(
            self._sheet.name,
            number,
            column_letter(column),
            value if value is None else shown(value),
            kind,
            header=self._title(column),
        )

    def _report(self, cells: Sequence[Cell], column: int, wrong: Mapping[Cell, Text]) -> None:
        """A problem for each cell whose value is among the wrong ones."""
        if wrong:
            for at, cell in enumerate(cells):
                if cell in wrong:
                    self._add(at, column, cell, wrong[cell])


def _each(cells: Sequence[Cell], read: Callable[[Cell], T]) -> list[T]:
    known = {cell: read(cell) for cell in set(cells)}
    return list(map(known.__getitem__, cells))


def _words(cell: Cell) -> str:
    return squeezed(shown(cell)[:_LONGEST_WORDS])


def _age(cell: Cell) -> int | None:
    text = _words(cell).rstrip("周岁")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
