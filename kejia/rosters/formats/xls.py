"""Reads .xls and .et (Excel 97 to 2003, [MS-XLS]) with the standard library alone, cell by cell and counted."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kejia.rosters import bounds, says_of_files
from kejia.rosters.formats.looks import START_1900, START_1904, Look, look_of, shown_as
from kejia.rosters.formats.xls_strings import read_long_string, read_short_string, read_strings
from kejia.rosters.problems import UnusableFile
from kejia.rosters.workbook import Cell, Sheet

Record = tuple[int, bytes]

_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_FILEPASS, _DATEMODE, _BOUNDSHEET, _FORMAT, _XF, _SST = 0x2F, 0x22, 0x85, 0x41E, 0xE0, 0xFC
_NUMBER, _RK, _MULRK, _LABELSST, _BOOLERR = 0x203, 0x27E, 0xBD, 0xFD, 0x205
_LABEL, _RSTRING, _FORMULA, _STRING, _ROW, _MERGED = 0x204, 0xD6, 0x06, 0x207, 0x208, 0xE5
_VERSION_97 = 0x600
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(slots=True)
class _Globals:
    """What holds for all sheets."""

    entries: list[tuple[int, str, bool]] = field(default_factory=list)
    """Where each worksheet begins, its name, whether it is hidden."""
    strings: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)
    start: date = START_1900

    def looks(self) -> list[Look]:
        """How each cell style shows a number."""
        known = {i: look_of(i, self.codes) for i in set(self.formats)}
        return [known[i] for i in self.formats]


def read_sheets(stream: bytes, meter: bounds.Meter) -> list[Sheet]:
    """All worksheets of the stream `Workbook`, hidden ones too. Raises UnusableFile."""
    try:
        shared = _read_globals(stream, meter)
        if not shared.entries:
            raise ValueError("no sheets")
        looks = shared.looks()
        sheets = []
        for offset, name, hidden in shared.entries:
            sheet = Sheet(name, [], hidden=hidden)
            _Cells(sheet, shared, looks, meter).read(_records(stream, offset, meter))
            sheet.cut_empty_end()
            sheets.append(sheet)
    except (struct.error, ValueError, LookupError, OverflowError) as error:
        raise UnusableFile(says_of_files.BROKEN) from error
    return sheets


def _records(stream: bytes, offset: int, meter: bounds.Meter) -> Iterator[Record]:
    """The records of one substream, with what continues a record left as records of its own."""
    kind, length = struct.unpack_from("<HH", stream, offset)
    if kind != _BOF:
        raise ValueError(kind)
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        meter.unpacked(length + 4)
        offset += 4
        depth += 1 if kind == _BOF else -1 if kind == _EOF else 0
        if depth == 0:
            return
        if depth == 1:  # a chart inside a sheet is a substream inside the substream
            yield kind, stream[offset : offset + length]
        offset += length


def _read_globals(stream: bytes, meter: bounds.Meter) -> _Globals:
    shared = _Globals()
    table: list[bytes] = []
    last = _BOF
    for kind, data in _records(stream, 0, meter):
        if kind == _BOF and struct.unpack_from("<H", data)[0] != _VERSION_97:
            raise ValueError("not of 1997 to 2003")
        if kind == _FILEPASS:
            raise UnusableFile(says_of_files.PROTECTED)
        if kind == _SST or (kind == _CONTINUE and last in (_SST, _CONTINUE) and table):
            table.append(data)
        elif kind == _DATEMODE and data[:1] == b"\1":
            shared.start = START_1904
        elif kind == _FORMAT:
            shared.codes[struct.unpack_from("<H", data)[0]] = read_long_string(data[2:])
        elif kind == _XF:
            shared.formats.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _BOUNDSHEET:
            offset, visibility, of = struct.unpack_from("<IBB", data)
            if of & 0x0F == 0:
                shared.entries.append((offset, read_short_string(data[6:]), visibility & 3 != 0))
            if len(shared.entries) > bounds.SHEETS:
                raise UnusableFile(bounds.TOO_MANY_PARTS)
        last = kind
    shared.strings = read_strings(table, meter) if table else []
    return shared


class _Cells:
    """Puts the cells of one sheet in their places."""

    def __init__(self, sheet: Sheet, shared: _Globals, looks: list[Look], meter: bounds.Meter) -> None:
        self._sheet, self._shared, self._looks, self._meter = sheet, shared, looks, meter
        self._awaited: tuple[int, int] | None = None

    def read(self, records: Iterator[Record]) -> None:
        """Every cell record of the sheet."""
        readers = {
            _NUMBER: self._number,
            _RK: self._rk,
            _MULRK: self._many_rk,
            _LABELSST: self._shared_string,
            _LABEL: self._label,
            _RSTRING: self._label,
            _BOOLERR: self._bool_or_error,
            _FORMULA: self._formula,
            _STRING: self._result,
            _ROW: self._row,
            _MERGED: self._merged,
        }
        for kind, data in records:
            read = readers.get(kind)
            if read is not None:
                read(data)

    def _put(self, row: int, column: int, cell: Cell) -> None:
        self._meter.cells(1)
        rows = self._sheet.rows
        if row >= len(rows):
            rows.extend([] for _ in range(row + 1 - len(rows)))
        self._sheet.place(rows[row], row, column, cell)

    def _numeric(self, row: int, column: int, style: int, number: float) -> None:
        look = self._looks[style] if style < len(self._looks) else Look.NUMBER
        cell = shown_as(number, look, self._shared.start) if abs(number) < 1e300 else str(number)
        self._put(row, column, cell)

    def _number(self, data: bytes) -> None:
        self._numeric(*struct.unpack_from("<HHHd", data))

    def _rk(self, data: bytes) -> None:
        row, column, style, packed = struct.unpack_from("<HHHI", data)
        self._numeric(row, column, style, _unpacked(packed))

    def _many_rk(self, data: bytes) -> None:
        row, column = struct.unpack_from("<HH", data)
        for at in range(4, len(data) - 2, 6):
            style, packed = struct.unpack_from("<HI", data, at)
            self._numeric(row, column + (at - 4) // 6, style, _unpacked(packed))

    def _shared_string(self, data: bytes) -> None:
        row, column, _, index = struct.unpack_from("<HHHI", data)
        self._put(row, column, self._shared.strings[index])

    def _label(self, data: bytes) -> None:
        row, column = struct.unpack_from("<HH", data)
        self._put(row, column, read_long_string(data[6:]))

    def _bool_or_error(self, data: bytes) -> None:
        row, column, _, value, is_error = struct.unpack_from("<HHHBB", data)
        self._put(row, column, _ERRORS.get(value, "#N/A") if is_error else value == 1)

    def _formula(self, data: bytes) -> None:
        """The saved result of a formula; a text result stands in a record that follows."""
        row, column, style, kind, _, value, _, mark = struct.unpack_from("<HHHBBBxHH", data)
        if mark != 0xFFFF:
            self._numeric(row, column, style, struct.unpack_from("<d", data, 6)[0])
        elif kind == 0:
            self._awaited = row, column
        elif kind in (1, 2):
            self._put(row, column, value == 1 if kind == 1 else _ERRORS.get(value, "#N/A"))

    def _result(self, data: bytes) -> None:
        if self._awaited is not None:
            self._put(*self._awaited, read_long_string(data))
            self._awaited = None

    def _row(self, data: bytes) -> None:
        row, flags = struct.unpack_from("<H10xH", data)
        if flags & 0x20:
            self._sheet.add_hidden(row)

    def _merged(self, data: bytes) -> None:
        for at in range(2, len(data) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<HHHH", data, at)
            self._sheet.add_merged(((top, left), (bottom, right)))


def _unpacked(packed: int) -> float:
    """A number of 30 bits: whole, or the upper half of a float; perhaps a hundredth of it."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number
