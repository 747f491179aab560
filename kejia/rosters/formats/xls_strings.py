"""The strings of .xls: in one or two bytes a character, and in the shared table cut wherever a record is full."""

import struct

from kejia.rosters import bounds
from kejia.rosters.formats.xlsx_values import words

_WIDE, _EXTENDED, _RICH = 1, 4, 8


def read_short_string(data: bytes) -> str:
    """A string with its length in one byte, as in the names of sheets."""
    return _characters(data[2:], data[0], data[1])


def read_long_string(data: bytes) -> str:
    """A string with its length in two bytes, as in a cell."""
    length, flags = struct.unpack_from("<HB", data)
    at = 3 + (2 if flags & _RICH else 0) + (4 if flags & _EXTENDED else 0)
    return words(_characters(data[at:], length, flags))


def read_strings(table: list[bytes], meter: bounds.Meter) -> list[str]:
    """The shared table: its record and what continues it. Raises struct.error, IndexError for a broken one."""
    (count,) = struct.unpack_from("<4xI", table[0])
    reader = _Table(table)
    strings: list[str] = []
    while len(strings) < count and not reader.at_end():
        meter.strings(1)
        strings.append(words(reader.string()))
    return strings


def _characters(data: bytes, length: int, flags: int) -> str:
    if flags & _WIDE:
        return data[: 2 * length].decode("utf-16-le", "replace")
    return data[:length].decode("latin-1")


class _Table:
    """A place in the shared table; a string that is cut says again, after the cut, how wide its characters are."""

    def __init__(self, records: list[bytes]) -> None:
        self._records, self._record, self._at = records, 0, 8

    def at_end(self) -> bool:
        """Whether nothing is left."""
        while self._at >= len(self._records[self._record]):
            if self._record + 1 == len(self._records):
                return True
            self._record, self._at = self._record + 1, 0
        return False

    def string(self) -> str:
        """The next string."""
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & _RICH else 0
        extension = struct.unpack("<I", self._take(4))[0] if flags & _EXTENDED else 0
        text = self._text(length, flags)
        self._skip(4 * runs + extension)
        return text

    def _text(self, length: int, flags: int) -> str:
        pieces: list[bytes] = []
        while length:
            data = self._records[self._record]
            if self._at >= len(data):
                self._record, self._at = self._record + 1, 1
                data = self._records[self._record]
                flags = data[0]
            width = 2 if flags & _WIDE else 1
            piece = data[self._at : self._at + width * length]
            self._at += len(piece)
            taken = len(piece) // width
            if not taken:
                raise IndexError(length)
            length -= taken
            pieces.append(piece if width == 2 else piece.decode("latin-1").encode("utf-16-le"))
        return b"".join(pieces).decode("utf-16-le", "replace")

    def _take(self, count: int) -> bytes:
        self.at_end()
        data = self._records[self._record][self._at : self._at + count]
        self._at += count
        return data

    def _skip(self, count: int) -> None:
        while count > 0 and not self.at_end():
            step = min(count, len(self._records[self._record]) - self._at)
            self._at += step
            count -= step
