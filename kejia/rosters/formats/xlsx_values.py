"""What a cell of .xlsx holds, worked out once for each kind of cell and each thing written in it."""

import re
from collections.abc import Callable
from datetime import date
from math import isfinite

from kejia.rosters.bounds import CELL_CHARACTERS
from kejia.rosters.formats.looks import Look, shown_as
from kejia.rosters.workbook import Cell, unguarded

KEPT = 50_000
KNOWN_AT_ONCE = 400_000
"""With more shared strings than this, each is looked up when a cell first needs it."""
Reader = Callable[[str], Cell]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Memo(dict[str | None, Cell]):
    """Looked up by what is written in a cell; None, for a cell with nothing in it, is blank."""

    def __init__(self, read: Reader) -> None:
        super().__init__({None: None})
        self._read = read

    def __missing__(self, written: str | None) -> Cell:
        if written is None:
            self[None] = None
            return None
        if len(self) > KEPT:
            self.clear()
        cell = self[written] = self._read(written)
        return cell


class Values:
    """The cells of one workbook: its shared strings, how its styles show numbers, and the day its dates count from."""

    def __init__(self, strings: list[str], looks: list[Look], start: date) -> None:
        self._strings, self._looks, self._start = strings, looks, start
        self._memos: dict[tuple[str, Look, Callable[[str], str]], Memo] = {}
        self._shared = Memo(self._string)
        if len(strings) <= KNOWN_AT_ONCE:
            self._shared.update((str(at), string) for at, string in enumerate(strings))

    def memo(self, kind: str, style: int, plain: Callable[[str], str] = str) -> Memo:
        """Cells of a kind (the attribute `t`) and a style; `plain` is applied first to text that stands in a cell.

        A look-up raises ValueError or LookupError for what no such cell can hold.
        """
        if kind == "s":
            return self._shared
        look = self._looks[style] if style < len(self._looks) else Look.NUMBER
        key = kind if kind in _KINDS else "n", look, plain
        if key not in self._memos:
            self._memos[key] = Memo(self._reader(*key))
        return self._memos[key]

    def _reader(self, kind: str, look: Look, plain: Callable[[str], str]) -> Reader:
        if kind in _READERS:
            return _READERS[kind]
        if kind == "n":
            return _number if look is Look.NUMBER else lambda written: self._look_at(written, look)
        return lambda written: words(plain(written))

    def _string(self, written: str) -> Cell:
        index = int(written)
        if index < 0:
            raise LookupError(written)
        return self._strings[index]

    def _look_at(self, written: str, look: Look) -> Cell:
        number = _number(written)
        return shown_as(number, look, self._start) if isinstance(number, float) else number


def _number(written: str) -> Cell:
    number = float(written)
    return number if isfinite(number) else written


_READERS: dict[str, Reader] = {
    "b": lambda written: written.strip() == "1",
    "e": str,
    "d": lambda written: date.fromisoformat(written[:10]),
}
_KINDS = frozenset((*_READERS, "str", "inlineStr"))


def words(text: str) -> str:
    """Text of a cell: `_x000D_` stands for a character XML cannot hold; our exports' apostrophe comes off."""
    if len(text) > CELL_CHARACTERS:
        text = text[:CELL_CHARACTERS]
    if "_x" in text and _ESCAPED.search(text):
        text = (
            _ESCAPED.sub(_character, text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        )
    return unguarded(text)


def _character(found: re.Match[str]) -> str:
    """The character of four hexadecimal digits; control characters are no text."""
    point = int(found[1], 16)
    return chr(point) if point >= 32 or point in (9, 10, 13) else ""
