"""Reads a sheet of .xlsx as the usual programs write it, by cutting its text up instead of parsing it.

Anything else than rows of plain cells in their order raises Untidy, and the sheet is read event by event instead.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from kejia.rosters import bounds
from kejia.rosters.bounds import CELL_CHARACTERS
from kejia.rosters.formats.xlsx_shape import Shape, find_shape
from kejia.rosters.formats.xlsx_values import Memo, Values, words
from kejia.rosters.problems import column_index, column_letter
from kejia.rosters.workbook import Cell, Sheet

LONGEST_ROW = 4 * 1024 * 1024

_ROWS_THAT_MAKE_A_SHAPE = 30
_SHAPES = 3
"""So many shapes are tried in one sheet before it is read cell by cell for good."""
_KINDS_KEPT = 4_096
_ODD = 4
"""A shape is given up when more than one row in so many is of another."""

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})\d+"([^<>/]*)'  # its column; its other attributes
    r'(?:/>|><(?:v|is><t(?: xml:space="preserve")?)>([^<]*)</(?:v|t></is)></c>'  # nothing in it; or a value
    r"|>((?:<(?!c[ >/]|/c>|/?row)[^<>]*>[^<]*)*)</c>)"  # or something else: a formula, text in place
)
_STRIDE = _CELL.groups + 1
_ROW = re.compile(r'(?:</row>)?\s*<row r="([1-9]\d{0,6})"((?:[^<>]*[^<>/])?)>\s*')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_EMPTY_ROWS = re.compile(r"(<row [^<>]*)(?:/>|></row>)\s*")
_BODY = re.compile(
    r"(?P<formula><f[^<>]*(?:/>|>[^<]*</f>))?"
    r"(?:<v[^<>/]*>(?P<value>[^<]*)</v>|<v */>|<is>(?:<t[^<>/]*>(?P<inline>[^<]*)</t>|<t */>)?</is>)?"
)
_ATTRIBUTES = re.compile(r'(?: (?:s="(?P<style>\d{1,6})"|t="(?P<kind>[a-zA-Z]+)"|(?:cm|vm|ph)="\w*"))*\s*')
_MERGED = re.compile(r'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_STRING = re.compile(r"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>\s*")
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_NEED_CARE = ("&", "\r", "_x", "'")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UTF_8 = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml version=.1\.[01].(?: encoding=.[uU][tT][fF]-8.)?|worksheet|sst)"
)
_LETTERS = [column_letter(i) for i in range(bounds.COLUMNS)]
_INDEX = {letter: i for i, letter in enumerate(_LETTERS)}


class Untidy(Exception):
    """The part is not written in the usual way; it may be sound all the same."""


class _Unsaved:
    """Stands in for a formula's missing result until the row it is in is known."""


_UNSAVED: Final = _Unsaved()


def read_tidy(pieces: Iterable[bytes], sheet: Sheet, values: Values, meter: bounds.Meter) -> None:
    """Fills the sheet. Raises Untidy, or UnusableFile past a bound."""
    reader = _Tidy(sheet, values, meter)
    try:
        for text, last in _cut(pieces, b"</row>"):
            reader.read(text, last=last)
    except (ValueError, LookupError) as error:
        raise Untidy from error


def read_tidy_strings(pieces: Iterable[bytes], meter: bounds.Meter) -> list[str]:
    """The shared strings. Raises Untidy, or UnusableFile past a bound."""
    strings: list[str] = []
    try:
        for text, last in _cut(pieces, b"</si>"):
            if not strings:
                text = text[text.find("<si>") :] if "<si>" in text else ""
            if last:
                text, _, _ = text.partition("</sst>")
            found = _STRING.split(text)
            if any(found[::2]):
                raise Untidy
            meter.strings(len(found) // 2)
            if any(care in text for care in _NEED_CARE):
                strings += [words(unescaped(s)) for s in found[1::2]]
            else:
                strings += [s[:CELL_CHARACTERS] for s in found[1::2]]
    except ValueError as error:
        raise Untidy from error
    return strings


def _cut(pieces: Iterable[bytes], end: bytes) -> Iterator[tuple[str, bool]]:
    """The part's text, cut after an end tag, and whether it is the last of it."""
    rest = b""
    first = True
    for piece in pieces:
        rest += piece
        if first and not _UTF_8.match(rest):
            raise Untidy
        first = False
        at = rest.rfind(end) + len(end)
        if at >= len(end):
            yield rest[:at].decode(), False
            rest = rest[at:]
        if len(rest) > LONGEST_ROW:
            raise Untidy
    yield rest.decode(), True


class _Kinds(dict[str, Memo]):
    """What cells of some attributes hold, looked up by the attributes as written."""

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, attributes: str) -> Memo:
        found = _ATTRIBUTES.fullmatch(attributes)
        if found is None:
            raise Untidy
        if len(self) > _KINDS_KEPT:
            self.clear()
        memo = self[attributes] = self._values.memo(found["kind"] or "n", int(found["style"] or 0), unescaped)
        return memo


class _Tidy:
    def __init__(self, sheet: Sheet, values: Values, meter: bounds.Meter) -> None:
        self._sheet, self._meter = sheet, meter
        self._kinds = _Kinds(values)
        self._begun = False
        self._shape: Shape | None = None
        self._shapes_tried = 0

    def read(self, text: str, *, last: bool) -> None:
        """Some rows; the first text has the sheet's head before them, the last its tail behind."""
        if not self._begun:
            head, found, rest = text.partition("<sheetData>")
            if not found:
                if last and "<sheetData/>" in head and "<row" not in head:
                    return
                raise Untidy
            self._begun, text = True, rest
        if last:
            text, found, tail = text.partition("</sheetData>")
            if not found:
                raise Untidy
            self._read_merged(tail)
        if self._shape is None:
            self._read_rows(text)
        else:
            self._read_shaped(text, self._shape)
        self._meter.row(self._sheet.name, len(self._sheet.rows))

    def _read_shaped(self, text: str, shape: Shape) -> None:
        """Rows of the usual shape many at a time, what stands between them cell by cell."""
        parts = shape.cut(text)
        stride, taken, odd = shape.stride, 0, 0
        for at, other in enumerate(parts[::stride]):
            if other and not other.isspace():
                self._take(parts[taken * stride : at * stride], shape)
                self._read_rows(other)
                taken, odd = at, odd + 1
        self._take(parts[taken * stride : len(parts) // stride * stride], shape)
        if odd * _ODD > len(parts) // stride:
            self._shape = None

    def _take(self, parts: list[str], shape: Shape) -> None:
        lines = shape.lines(parts, self._kinds)
        self._meter.cells(len(lines) * shape.width)
        rows = self._sheet.rows
        numbers, attributes = parts[1 :: shape.stride], parts[2 :: shape.stride]
        for number, of_row, line in zip(numbers, attributes, lines, strict=True):
            self._begin_row(int(number), of_row)
            while line and line[-1] is None:
                line.pop()
            rows.append(line)

    def _read_rows(self, text: str) -> None:
        parts = _CELL.split(text)
        gaps, columns, attributes = parts[0::_STRIDE], parts[1::_STRIDE], parts[2::_STRIDE]
        written, bodies = parts[3::_STRIDE], parts[4::_STRIDE]
        self._meter.cells(len(columns))
        kinds = self._kinds
        cells: list[Cell | _Unsaved] = [kinds[a][w] for a, w in zip(attributes, written, strict=True)]
        unsaved = False
        for at, body in enumerate(bodies):
            if body:
                cells[at] = self._special(attributes[at], body)
                unsaved = unsaved or cells[at] is _UNSAVED
        starts = [at for at, gap in enumerate(gaps) if gap and not gap.isspace()]
        if columns and starts[:1] != [0]:
            raise Untidy
        for start, end in pairwise(starts):
            self._open_row(gaps[start])
            self._sheet.rows.append(self._line(columns[start:end], cells[start:end], unsaved=unsaved))
        if starts and _EMPTY_ROWS.sub("", gaps[starts[-1]].removeprefix("</row>")).strip():
            raise Untidy
        if len(starts) > _ROWS_THAT_MAKE_A_SHAPE and self._shapes_tried < _SHAPES:
            self._shapes_tried += 1
            self._shape = find_shape(columns, attributes, written)

    def _open_row(self, gap: str) -> None:
        """A row begins in a gap between cells; rows without cells may stand before it."""
        found = _ROW.fullmatch(gap) or _ROW.fullmatch(_EMPTY_ROWS.sub("", gap))
        if found is None:
            raise Untidy
        self._begin_row(int(found[1]), found[2])

    def _begin_row(self, number: int, attributes: str) -> None:
        """Brings the sheet up to the row of this number."""
        rows = self._sheet.rows
        skipped = number - 1 - len(rows)
        if skipped:
            if skipped < 0:
                raise Untidy
            self._meter.row(self._sheet.name, number)
            rows.extend([] for _ in range(skipped))
        if "hidden" in attributes and _HIDDEN.search(attributes):
            self._sheet.add_hidden(number - 1)

    def _line(self, columns: list[str], cells: list[Cell | _Unsaved], *, unsaved: bool) -> list[Cell]:
        """One row's cells, each in its place."""
        sheet = self._sheet
        row = len(sheet.rows)
        if unsaved:
            for at, cell in enumerate(cells):
                if cell is _UNSAVED:
                    sheet.add_unsaved(row, column_index(columns[at]))
                    cells[at] = None
        if columns == _LETTERS[: len(columns)]:
            line: list[Cell] = cells  # type: ignore[assignment]  # nothing unsaved is left
        else:
            line = []
            for letters, cell in zip(columns, cells, strict=True):
                column = _INDEX[letters] if letters in _INDEX else column_index(letters)
                sheet.place(line, row, column, cell)  # type: ignore[arg-type]
        while line and line[-1] is None:
            line.pop()
        return line

    def _special(self, attributes: str, body: str) -> Cell | _Unsaved:
        """A cell that holds more than a value: a formula, or text in place."""
        found = _BODY.fullmatch(body)
        if found is None:
            raise Untidy
        written = found["inline"] if found["value"] is None else found["value"]
        if found["formula"] and not written and 't="str"' not in attributes:
            return _UNSAVED
        return self._kinds[attributes][written]

    def _read_merged(self, tail: str) -> None:
        for found in _MERGED.finditer(tail):
            a, b, c, d = found.groups()
            self._sheet.add_merged(((int(b) - 1, column_index(a)), (int(d) - 1, column_index(c))))


def unescaped(text: str) -> str:
    """Text of XML as it was before. Raises Untidy for an entity XML does not have by itself."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" not in text:
        return text
    plain, count = _ENTITY.subn(_entity, text)
    if count != text.count("&"):
        raise Untidy
    return plain


def _entity(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    point = int(found[2]) if found[2] else int(found[3], 16)
    if (point < 32 and point not in (9, 10, 13)) or 0xD800 <= point < 0xE000 or point > 0x10FFFF:
        raise Untidy
    return chr(point)
