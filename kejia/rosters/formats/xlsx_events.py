"""Reads a sheet of .xlsx event by event: any sound XML will do, whatever wrote it, and nothing is held whole."""

import re
from collections.abc import Iterable

from kejia.rosters import bounds
from kejia.rosters.formats.parts import parse
from kejia.rosters.formats.xlsx_values import Memo, Values, words
from kejia.rosters.problems import column_index, column_letter
from kejia.rosters.workbook import Sheet

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_KINDS_KEPT = 4_096
_PHONETIC = "rPh"
"""Reading aids of Japanese files: text, but none of the cell's."""


def read_by_events(pieces: Iterable[bytes], sheet: Sheet, values: Values, meter: bounds.Meter) -> None:
    """Fills the sheet. Raises UnusableFile."""
    reader = _Events(sheet, values, meter)
    parse(pieces, reader.opened, reader.closed, reader.text.add)


def read_strings(pieces: Iterable[bytes], meter: bounds.Meter) -> list[str]:
    """The shared strings of a workbook. Raises UnusableFile."""
    strings: list[str] = []
    text = _Text()

    def opened(tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            text.clear()
        text.opened(tag)

    def closed(tag: str) -> None:
        text.closed(tag)
        if tag == "si":
            meter.strings(1)
            strings.append(words(text.collected or ""))

    parse(pieces, opened, closed, text.add)
    return strings


class _Text:
    """Collects the text of a cell or a shared string: no reading aids, and no more than a cell can hold."""

    def __init__(self) -> None:
        self._pieces: list[str] | None = None
        self._length = 0
        self._inside = self._phonetic = False

    def clear(self) -> None:
        """Begins anew."""
        self._pieces, self._length = None, 0

    def opened(self, tag: str) -> None:
        """An element begins; text counts in v, and in t outside the reading aids."""
        self._phonetic = self._phonetic or tag == _PHONETIC
        self._inside = tag == "v" or (tag == "t" and not self._phonetic)
        if self._inside and self._pieces is None:
            self._pieces = []

    def closed(self, tag: str) -> None:
        """An element ends."""
        self._inside = False
        self._phonetic = self._phonetic and tag != _PHONETIC

    def add(self, data: str) -> None:
        """Text somewhere."""
        if self._inside and self._pieces is not None and self._length < bounds.CELL_CHARACTERS:
            self._pieces.append(data)
            self._length += len(data)

    @property
    def collected(self) -> str | None:
        """All of it; None where there was no place for text."""
        return None if self._pieces is None else "".join(self._pieces)


class _Events:
    """What the sheet's elements do, one at a time."""

    def __init__(self, sheet: Sheet, values: Values, meter: bounds.Meter) -> None:
        self._sheet, self._meter = sheet, meter
        self._memos = _Memos(values)
        self._row = self._column = -1
        self._kind = "n", "0"
        self._cells = 0
        self._formula = False
        self.text = _Text()

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self._open_row(attributes)
        elif tag == "f":
            self._formula = True
        elif tag == "mergeCell":
            corners = [_REFERENCE.fullmatch(corner) for corner in attributes.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                a, b = ((int(corner[2]) - 1, column_index(corner[1])) for corner in corners if corner)
                self._sheet.add_merged((a, b))
        else:
            self.text.opened(tag)

    def closed(self, tag: str) -> None:
        """An element ends."""
        if tag == "c":
            self._close_cell()
        else:
            self.text.closed(tag)

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._meter.cells(self._cells)
        self._cells = 0
        self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        if self._row < 0:
            raise ValueError(self._row)
        self._column = -1
        if attributes.get("hidden") in ("1", "true"):
            self._sheet.add_hidden(self._row)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_index(found[1]) if found else self._column + 1
        self._kind = attributes.get("t", "n"), attributes.get("s", "0")
        self._formula = False
        self.text.clear()

    def _close_cell(self) -> None:
        written = self.text.collected
        if self._formula and not written and self._kind[0] != "str":
            self._sheet.add_unsaved(self._row, self._column)
            return
        if written is None:
            return
        row, rows = self._row, self._sheet.rows
        if row < 0:
            raise ValueError("a cell outside a row")
        if row >= len(rows):
            self._meter.row(self._sheet.name, row + 1, column_letter(self._column))
            rows.extend([] for _ in range(row + 1 - len(rows)))
        self._sheet.place(rows[row], row, self._column, self._memos[self._kind][written])


class _Memos(dict[tuple[str, str], Memo]):
    """What cells of a kind and a style hold, looked up by the two as written."""

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, kind: tuple[str, str]) -> Memo:
        if len(self) > _KINDS_KEPT:
            self.clear()
        memo = self[kind] = self._values.memo(kind[0], int(kind[1]))
        return memo
