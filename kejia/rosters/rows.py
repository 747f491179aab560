"""Which rows of a sheet are people: not the blank ones, notes, totals, headings, or the header once more."""

import re
from dataclasses import dataclass, field

from kejia.plain.folding import squeezed
from kejia.plain.identifiers import is_citizen_number
from kejia.plain.names import NameRead, read_name
from kejia.plain.text import Text
from kejia.rosters import says
from kejia.rosters.births import read_birth
from kejia.rosters.headers import Field, Header, field_of, is_header_word
from kejia.rosters.marks import read_mark
from kejia.rosters.people import MARKS
from kejia.rosters.problems import Problems, UnusableFile, column_letter
from kejia.rosters.seats import read_seats
from kejia.rosters.workbook import Cell, Sheet, shown

LONGEST_NAME = 40
_LONGEST_ALONE = 12
_FEW_COLUMNS = 3
"""On a list of so few columns a row may well hold nothing but a name."""
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""The hundred most common: with one of them a word ending in 界 may be a name."""

ERRORS = frozenset("#N/A #REF! #VALUE! #NAME? #DIV/0! #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA".split())
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_TOTAL = re.compile(r"(合|总|小|共|累)计")
_NOTE = re.compile(
    r"(注|备注|说明|附注|附|附件\d*|填表|制表|填报|填写|审核|复核|联系|经办|负责|单位|签[字名章]|盖章|日期|电话|报送|打印)"
    r"(人|单位|说明|日期|时间|要求|电话|负责人|盖章|公章|签[字名章])*[0-9]?([:：(（]|$)"
)
_TOTAL_OR_NOTE = re.compile(f"{_TOTAL.pattern}|{_NOTE.pattern}")
_ALONE_IS_NO_NAME = re.compile(
    r"^\d{4}年|^\(.*\)$|盖章|签[字名章]|第.*页|单位|院所|企业|高校|系统|名单|名册|代表|委员|理事|人员|合计|小计|[:：,，;；。?!]"
)
_LISTED = re.compile(
    r"[一二三四五六七八九十\d]+[、.]|\([一二三四五六七八九十\d]+\)|.*\(\d+[人名]\)$|.*\d+[人名]$"
)
_TWO_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}[、,，/;；\s和及][\u4e00-\u9fff]{2,4}")


@dataclass(slots=True)
class Rows:
    """The rows of people (from 0), and what was learnt on the way."""

    numbers: list[int] = field(default_factory=list)
    names: dict[Cell, NameRead] = field(default_factory=dict)
    """What each name cell says, by the cell."""
    headings: list[tuple[int, str]] = field(default_factory=list)
    """Rows that are headings of those below, with their words."""
    continued: dict[int, list[int]] = field(default_factory=dict)
    """Rows that say more of the person of an earlier row: the name cell is merged down over them."""


def person_rows(sheet: Sheet, header: Header, problems: Problems) -> Rows:
    """The rows of people; doubtful ones are reported. Raises UnusableFile where a second table begins."""
    return _Sorter(sheet, header, problems).sort()


class _Sorter:
    def __init__(self, sheet: Sheet, header: Header, problems: Problems) -> None:
        self._sheet, self._header, self._problems = sheet, header, problems
        self._name_at = header.columns[Field.NAME]
        self._rows = Rows()
        self._plain: set[str] = set()
        self._header_words = {
            (column, squeezed(cell))
            for row in sheet.rows[max(0, header.first_row) : header.last_row + 1]
            for column, cell in enumerate(row)
            if isinstance(cell, str) and cell
        }
        self._across = {top for (top, left), (_, right) in sheet.merged if right > left}
        self._owner = {
            row: top
            for (top, left), (bottom, right) in sheet.merged_down(header.last_row + 1)
            if left <= self._name_at <= right
            for row in range(top + 1, bottom + 1)
        }

    def sort(self) -> Rows:
        """Each row below the header, once."""
        rows, plain = self._rows, self._plain
        name_at, taken = self._name_at, rows.numbers.append
        columns = [*self._header.columns.values(), *self._header.seat_columns]
        width, beside = max(columns) + 1, next((c for c in columns if c != name_at), name_at)
        for number in range(self._header.last_row + 1, len(self._sheet.rows)):
            row = self._sheet.rows[number]
            if len(row) < width:
                row.extend([None] * (width - len(row)))
            if number in self._owner:
                self._continue(number)
                continue
            name = row[name_at]
            is_plain = name in plain or self._is_plain(name)
            if (is_plain and (row[beside] or _is_filled(row))) or self._is_person(row, number):
                taken(number)
        return rows

    def _is_plain(self, name: Cell) -> bool:
        """Whether the cell is a name and nothing else; so most are."""
        if not isinstance(name, str) or not _PLAIN.fullmatch(name) or _is_word(name):
            return False
        if (self._name_at, name) in self._header_words:
            return False
        self._plain.add(name)
        self._rows.names[name] = NameRead(name)
        return True

    def _continue(self, number: int) -> None:
        """A row below a merged name: more about the same person, if that was one."""
        owner = self._owner[number]
        if self._rows.numbers and self._rows.numbers[-1] == owner:
            self._rows.continued.setdefault(owner, []).append(number)

    def _is_person(self, row: list[Cell], number: int) -> bool:
        """The doubtful rows."""
        name = row[self._name_at]
        text = "" if name in ERRORS else squeezed(shown(name)[:200])
        first = next((cell for cell in row[: self._name_at + 1] if cell not in ("", None)), None)
        first = squeezed(first[:200]) if isinstance(first, str) and first is not name else text
        if _TOTAL_OR_NOTE.match(first) or _TOTAL.match(text):
            return False
        if is_header_word(text):
            if field_of(text) is Field.NAME:
                self._check_repeated_header(row, number)
            return False
        if (not text or (self._name_at, text) in self._header_words) and self._is_header_again(row):
            return False
        if not text:
            return self._is_nameless_person(row, number)
        if not isinstance(name, str):
            self._rows.names[name] = NameRead(text)
            return self._tells_of_a_person(row) and self._report(number, name, says.ODD_NAME)
        return self._is_named_person(row, number, name, text)

    def _is_nameless_person(self, row: list[Cell], number: int) -> bool:
        if not self._tells_of_a_person(row):
            words = [shown(cell) for cell in row if cell not in ("", None)]
            if len(words) == 1:
                self._rows.headings.append((number, words[0][:100]))
            return False
        self._rows.names[row[self._name_at]] = NameRead("")
        return self._report(number, row[self._name_at], says.NO_NAME)

    def _is_named_person(self, row: list[Cell], number: int, name: str, text: str) -> bool:
        read = read_name(name[:200])
        others = [cell for at, cell in enumerate(row) if at != self._name_at and cell not in ("", None)]
        known = len(self._header.columns) + len(self._header.seat_columns)
        if not others and known > 1:
            if number in self._across or _is_heading(text):
                self._rows.headings.append((number, name[:100]))
                return False
            if not _PLAIN.fullmatch(read.name) and "·" not in read.name:
                if len(text) > 1:
                    self._report(number, name, says.NOT_A_NAME)
                return False
            if known > _FEW_COLUMNS:
                self._report(number, name, says.ONLY_A_NAME)
        elif len(text) > LONGEST_NAME or not read.name or any(c.isdigit() for c in read.name):
            if not self._tells_of_a_person(row):
                return False
            self._report(number, name, says.ODD_NAME)
        elif _TWO_NAMES.fullmatch(read.name):
            self._report(number, name, says.TWO_NAMES)
        self._rows.names[name] = read
        return True

    def _is_header_again(self, row: list[Cell]) -> bool:
        """Whether at least half of what the row holds stands in the header in the same column, as on printed pages."""
        words = [
            (column, squeezed(cell[:100]))
            for column, cell in enumerate(row)
            if isinstance(cell, str) and cell
        ]
        return len(words) > 1 and 2 * len(self._header_words.intersection(words)) >= len(words)

    def _check_repeated_header(self, row: list[Cell], number: int) -> None:
        """The header once more, as on printed pages, is passed over; another table is more than can be read."""
        for column, cell in enumerate(row):
            named = field_of(cell) if isinstance(cell, str) and cell else None
            above = field_of(self._header.titles.get(column, ""))
            if named is not None and above is not None and named is not above:
                raise UnusableFile(says.SECOND_TABLE.filled(sheet=self._sheet.name, row=number + 1))

    def _report(self, number: int, value: Cell, kind: Text) -> bool:
        self._problems.add(self._sheet.name, number + 1, column_letter(self._name_at), value or None, kind)
        return True

    def _tells_of_a_person(self, row: list[Cell]) -> bool:
        """Whether a row without a name that can be read has at least two cells, one of them a fact about somebody."""
        columns = self._header.columns
        filled = [f for f, c in columns.items() if f is not Field.NAME and row[c] not in ("", None)]
        return len(filled) > 1 and any(_is_fact(f, row[columns[f]]) for f in filled)


def _is_heading(text: str) -> bool:
    """Whether words that stand alone in a row are a heading or a note."""
    if len(text) > _LONGEST_ALONE or _LISTED.match(text) or _ALONE_IS_NO_NAME.search(text):
        return True
    return text[-1] in "界类组团" and text[0] not in _SURNAMES


def _is_filled(row: list[Cell]) -> bool:
    """Whether more than one cell holds something."""
    return row.count(None) + row.count("") < len(row) - 1


def _is_word(name: str) -> bool:
    """Whether what looks like a name is a word that stands in lists: a total, a note, a header."""
    return is_header_word(name) or _TOTAL_OR_NOTE.match(name) is not None


def _is_fact(of: Field, cell: Cell) -> bool:
    if of is Field.BIRTH:
        return read_birth(cell).days is not None
    if of is Field.SEX:
        return cell in ("男", "女")
    if of is Field.ID_NUMBER:
        return is_citizen_number(squeezed(shown(cell)).upper())
    if of is Field.SEAT:
        return bool(read_seats(cell).seats)
    return of in MARKS and isinstance(cell, str) and read_mark(cell, of) in ("yes", "no")
