"""The official order of names by strokes of the surname (姓氏笔画).

Fewer strokes first; then stroke by stroke, 横 before 竖 before 撇 before 点 before 折.
ICU's stroke order is another one: after the count it goes by radical.
"""

import pkgutil
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import TypeVar

from kejia.plain.surnames import COMPOUND_SURNAMES

Item = TypeVar("Item")
StrokeKey = tuple[tuple[int, ...], int, tuple[int, ...], str]

UNKNOWN = 1 << 24  # above every rank; unknown characters follow, in the order of their code points
_LAST_LATIN = "\u02ff"
_SILENT = dict.fromkeys(
    (*map(ord, " \u3000\u00a0\t\n·•・‧"), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)
"""Spaces, dots and variation selectors: no part of the order."""


def strokes_of(character: str) -> str | None:
    """The types of the strokes in the order they are written (王 is 1121), None where the table lacks it."""
    strokes = _strokes()
    return strokes.get(character) or strokes.get(unicodedata.normalize("NFKC", character))


def unknown_characters(name: str) -> list[str]:
    """The characters, other than Latin letters, that the table lacks: someone must place them."""
    ranks = _ranks()
    missing = [c for c in dict.fromkeys(name.translate(_SILENT)) if c not in ranks and c > _LAST_LATIN]
    return [c for c in missing if (c.isalpha() or _may_be_ideograph(c)) and strokes_of(c) is None]


def stroke_key(
    name: str,
    *,
    compound_surnames: Collection[str] = COMPOUND_SURNAMES,
    single_given_name_first: bool = False,
) -> StrokeKey:
    """What to sort names by: surname, given name character by character (a shorter one first), then the text.

    A compound surname follows the surname that is its first character: 欧明, then 欧阳春. With
    `single_given_name_first`, 王 with one given character stands before every 王 with two.
    """
    written = name.translate(_SILENT)
    ranks = _ranks()
    places = tuple([ranks[c] if c in ranks else _place_of_missing(c) for c in written])
    surname = 2 if written[:2] in compound_surnames and len(written) > 2 else 1
    given = places[surname:]
    return places[:surname], len(given) if single_given_name_first else 0, given, name


def in_stroke_order(
    items: Iterable[Item],
    key: Callable[[Item], str] = str,
    *,
    compound_surnames: Collection[str] = COMPOUND_SURNAMES,
    single_given_name_first: bool = False,
) -> list[Item]:
    """The items by the official order of their names (`key` gives it); equal names stay as they came."""

    def by_strokes(item: Item) -> StrokeKey:
        return stroke_key(
            key(item),
            compound_surnames=compound_surnames,
            single_given_name_first=single_given_name_first,
        )

    return sorted(items, key=by_strokes)


def _place_of_missing(character: str) -> int:
    """A compatibility form stands where its plain form does; anything else goes last."""
    return _ranks().get(unicodedata.normalize("NFKC", character), UNKNOWN + ord(character))


def _may_be_ideograph(character: str) -> bool:
    """Private use, and the planes of ideographs, of which Python may not know the youngest."""
    return "\ue000" <= character <= "\uf8ff" or character >= "\U00020000"


@cache
def _strokes() -> dict[str, str]:
    data = pkgutil.get_data(__package__, "strokes.tsv")  # not a path: the package may sit in an archive
    if data is None:
        raise FileNotFoundError("kejia/plain/strokes.tsv")
    fields = data.decode("utf-8").split("\n", 1)[1].split()
    return dict(zip(fields[::2], fields[1::2], strict=True))


@cache
def _ranks() -> dict[str, int]:
    return {character: rank for rank, character in enumerate(_strokes())}
