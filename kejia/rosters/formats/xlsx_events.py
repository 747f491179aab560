"""Reads a sheet of .xlsx event by event: any sound XML will do, whatever wrote it, and nothing is held whole."""

import re
from collections.abc import Iterable

from kejia.rosters import bounds
from kejia.rosters.formats.parts import parse, plain_tag, xml_parser
from kejia.rosters.formats.xlsx_values import Memo, Values, words
from kejia.rosters.problems import column_index, column_letter
from kejia.rosters.workbook import Sheet

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_PHONETIC = "rPh"
"""Reading aids of Japanese files: text, but none of the cell's."""


def read_by_events(pieces: Iterable[bytes], sheet: Sheet, values: Values, meter: bounds.Meter) -> None:
    """Fills the sheet. Raises UnusableFile."""
    reader = _Events(sheet, values, meter)
    parser = xml_parser()
    parser.StartElementHandler = reader.opened
    parser.EndElementHandler = reader.closed
    parser.CharacterDataHandler = reader.text
    parse(parser, pieces)


def read_strings(pieces: Iterable[bytes], meter: bounds.Meter) -> list[str]:
    """The shared strings of a workbook. Raises UnusableFile."""
    strings: list[str] = []
    collected: list[str] = []
    inside = phonetic = False

    def opened(tag: str, _: dict[str, str]) -> None:
        nonlocal inside, phonetic
        tag = plain_tag(tag)
        if tag == "si":
            collected.clear()
        phonetic = phonetic or tag == _PHONETIC
        inside = tag == "t" and not phonetic

    def closed(tag: str) -> None:
        nonlocal inside, phonetic
        tag = plain_tag(tag)
        inside = False
        phonetic = phonetic and tag != _PHONETIC
        if tag == "si":
            meter.cells(1)
            strings.append(words("".join(collected)))

    def text(data: str) -> None:
        if inside:
            collected.append(data)

    parser = xml_parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
    parse(parser, pieces)
    return strings


class _Events:
    """What the sheet's elements do, one at a time."""

    def __init__(self, sheet: Sheet, values: Values, meter: bounds.Meter) -> None:
        self._sheet, self._values, self._meter = sheet, values, meter
        self._memos: dict[tuple[str, str], Memo] = {}
        self._row = self._column = -1
        self._kind, self._style = "n", "0"
        self._written: list[str] | None = None
        self._collecting = self._formula = self._phonetic = False

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = plain_tag(tag)
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self._open_row(attributes)
        elif tag == "v" or (tag == "t" and not self._phonetic):
            self._collecting = True
            self._written = self._written or []
        elif tag == "f":
            self._formula = True
        elif tag == _PHONETIC:
            self._phonetic = True
        elif tag == "mergeCell":
            corners = [_REFERENCE.fullmatch(corner) for corner in attributes.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                a, b = ((int(corner[2]) - 1, column_index(corner[1])) for corner in corners if corner)
                self._sheet.add_merged((a, b))

    def text(self, data: str) -> None:
        """Text inside an element."""
        if self._collecting and self._written is not None:
            self._written.append(data)

    def closed(self, tag: str) -> None:
        """An element ends."""
        tag = plain_tag(tag)
        self._collecting = False
        if tag == "c":
            self._close_cell()
        elif tag == _PHONETIC:
            self._phonetic = False

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        if self._row < 0:
            raise ValueError(self._row)
        self._column = -1
        if attributes.get("hidden") in ("1", "true"):
            self._sheet.hidden_rows.append(self._row)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._meter.cells(1)
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_index(found[1]) if found else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._written, self._formula = None, False

    def _close_cell(self) -> None:
        written = None if self._written is None else "".join(self._written)
        if self._formula and not written and self._kind != "str":
            self._sheet.formulas_without_value.append((self._row, self._column))
            return
        if written is None:
            return
        memo = self._memos.get((self._kind, self._style))
        if memo is None:
            memo = self._values.memo(self._kind, int(self._style))
            self._memos[self._kind, self._style] = memo
        if self._row < 0:
            raise ValueError("a cell outside a row")
        self._meter.row(self._sheet.name, self._row + 1, column_letter(self._column))
        rows = self._sheet.rows
        if self._row >= len(rows):
            rows.extend([] for _ in range(self._row + 1 - len(rows)))
        self._sheet.place(rows[self._row], self._row, self._column, memo[written])
