"""Rows of one shape: in a long sheet nearly every row has cells of the same kinds in the same columns.

Once that shape is known, one expression cuts out a whole row, twice as quick as cell by cell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kejia.rosters.formats.xlsx_values import Memo
from kejia.rosters.problems import column_index
from kejia.rosters.workbook import Cell

_SHARED = re.compile(r'(?: s="\d+")? t="s"')
_KIND = re.compile(r' t="\w+"$')


class Shape:
    """The columns of a row, each with the attributes its cells have; any of the cells may be blank or missing."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._attributes = {column_index(letters): written for letters, written in attributes.items()}
        cells = "".join(
            _pattern(letters, attributes[letters]) for letters in sorted(attributes, key=column_index)
        )
        self._row = re.compile(rf'<row r="([1-9]\d{{0,6}})"((?:[^<>]*[^<>/])?)>{cells}</row>')
        self.stride = self._row.groups + 1
        self.width = len(attributes)

    def cut(self, text: str) -> list[str]:
        """The text taken apart: what is of another shape, then the number, attributes and values of a row, in turn."""
        return self._row.split(text)

    def lines(self, parts: list[str], kinds: Mapping[str, Memo]) -> list[list[Cell]]:
        """The cells of the rows in `parts` of `cut`."""
        blank: list[Cell] = [None] * (len(parts) // self.stride)
        columns = [blank] * (max(self._attributes) + 1)
        for at, (column, attributes) in enumerate(sorted(self._attributes.items()), 3):
            columns[column] = list(map(kinds[attributes].__getitem__, parts[at :: self.stride]))
        return list(map(list, zip(*columns, strict=True)))


def find_shape(columns: Iterable[str], attributes: Iterable[str], written: Iterable[str | None]) -> Shape:
    """The shape of the rows whose cells are given: of each column, the attributes most of its values have."""
    counts = Counter(zip(columns, attributes, [w is not None for w in written], strict=True))
    usual: dict[str, str] = {}
    for letters, of_cell, _ in sorted(counts, key=lambda key: (key[2], counts[key])):
        usual[letters] = of_cell  # the last one stays: one with values, and of these the most frequent
    return Shape(usual)


def _pattern(letters: str, attributes: str) -> str:
    """One cell; a blank one has the style of its column, but no kind. How words are styled does not matter."""
    if _SHARED.fullmatch(attributes):
        return rf'(?:<c r="{letters}\d+"(?: s="\d+")?(?:/>| t="s"><v>(\d+)</v></c>))?'
    kind = _KIND.search(attributes)
    style, of_value = (attributes[: kind.start()], kind[0]) if kind else (attributes, "")
    inside = r"<is><t[^<>/]*>([^<]*)</t></is>" if "inlineStr" in of_value else "<v>([^<]*)</v>"
    return rf'(?:<c r="{letters}\d+"{re.escape(style)}(?:/>|{re.escape(of_value)}>{inside}</c>))?'
