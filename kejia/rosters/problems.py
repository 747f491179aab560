"""What could not be read, and where: every problem names its cell and says what to do."""

from collections import Counter
from dataclasses import dataclass

from kejia.plain.text import Text

SHOWN_OF_A_KIND = 100
"""Cells listed one by one before the rest of the same kind are only counted."""


MORE = Text("同类问题另有 {count} 处，未逐一列出", "{count} more of this kind are not listed")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at; `row` counts from 1 and `column` is a letter, as a spreadsheet shows them."""

    sheet: str
    row: int | None
    column: str | None
    value: str | None
    say: Text
    kind: Text = Text("", "")
    """The sentence before its places were filled: what kind of problem this is."""


class UnusableFile(Exception):
    """The input cannot be used at all; carries the sentence that says what to do."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


class Problems:
    """Collects problems; of one kind it keeps the first hundred and counts the rest, so that memory stays bounded."""

    def __init__(self) -> None:
        self.listed: list[Problem] = []
        self._kinds: Counter[tuple[str, str, str | None]] = Counter()

    def add(
        self, sheet: str, row: int | None, column: str | None, value: object, kind: Text, /, **values: object
    ) -> None:
        """Note a problem; `kind` is the sentence with {places}, filled from `values` and `value`."""
        key = (kind.en, sheet, column)
        self._kinds[key] += 1
        if self._kinds[key] <= SHOWN_OF_A_KIND:
            shown = None if value is None else str(value)[:80]
            self.listed.append(Problem(sheet, row, column, shown, kind.filled(value=shown, **values), kind))

    def all(self) -> list[Problem]:
        """The problems in order of place, then one line for each kind that had more than are listed."""
        rest = [
            Problem(
                sheet,
                None,
                column,
                None,
                MORE.filled(count=n - SHOWN_OF_A_KIND),
                MORE,
            )
            for (_, sheet, column), n in self._kinds.items()
            if n > SHOWN_OF_A_KIND
        ]
        return sorted(self.listed, key=lambda p: (p.row is not None, p.sheet, p.row or 0)) + rest


def column_letter(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letter: str) -> int:
    """A is 0; raises ValueError for anything but letters."""
    if not letter.isascii() or not letter.isalpha():
        raise ValueError(letter)
    index = 0
    for c in letter.upper():
        index = index * 26 + ord(c) - 64
    return index - 1
