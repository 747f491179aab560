"""Names as rosters write them: read into name, sex and ethnic group, and printed in the official form."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from kejia.plain.ethnic_groups import HAN, find_ethnic_group
from kejia.plain.folding import folded
from kejia.plain.surnames import COMPOUND_SURNAMES

Sex = Literal["男", "女"]


class NameRead(NamedTuple):
    """A name cell taken apart; `other` keeps what stood in brackets and is neither sex nor ethnic group."""

    name: str
    sex: Sex | None = None
    ethnic_group: str | None = None
    other: tuple[str, ...] = ()


LONGEST = 4  # ideographs of a Chinese name: a compound surname and two more

_HAN_CLASS = "[〇\u3400-\u9fff\ue000-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010fffd]"
_IDEOGRAPH = f"{_HAN_CLASS}[\ufe00-\ufe0f\U000e0100-\U000e01ef]?"  # with a variation selector, if it has one
_PLAIN = re.compile("[\u4e00-\u9fff]{2,4}")
_WIDENED = re.compile("([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])")
_MARKED = re.compile("([\u4e00-\u9fff]{2,4})[（(]([\u4e00-\u9fff，、,]+)[）)]")
_IDEOGRAPHS = re.compile(f"(?:{_IDEOGRAPH})+")
_ONE_IDEOGRAPH = re.compile(_IDEOGRAPH)
_BRACKETED = re.compile(r"[(\[【〔〖<〈《{]([^)\]】〕〗>〉》}]*)(?:[)\]】〕〗>〉》}]+|$)")
_COUNTED = "[一二三四五六七八九十百]+"
_NUMBERED = re.compile(
    rf"(?:\( ?(?:\d{{1,4}}|{_COUNTED}) ?\)|\d{{1,4}} ?[.、,:)]|{_COUNTED}、|\d{{1,4}} ?(?={_HAN_CLASS}))"
    r" ?(?=\S)"
)
_OUTER_MARKS = "*※#△▲☆★○●◎◆◇■□✓√+†‡^'\"`,;:、。·-—_/ "
_DOT = re.compile(r" ?[·•・‧∙⋅] ?")
_FULL_STOP = re.compile(f"(?<={_HAN_CLASS}) ?\\. ?(?={_HAN_CLASS})")
_BETWEEN_MARKS = re.compile(r"[\s,，、;；/:：·(（]+")
_SEX = re.compile("(男|女)[性士]?")
_LABEL = re.compile("^(?:性别|民族)")


def read_name(cell: str) -> NameRead:
    """Take a name cell apart: `1.王　丽（女，回族）*` is 王丽, 女, 回族.

    Numbering in front and footnote marks at either end go. Spaces inside a Chinese name go, other names keep
    single ones. Rare characters stay as typed. Two names in one cell (张三 李四) keep the space between them.
    """
    if _PLAIN.fullmatch(cell):
        return NameRead(cell)
    if widened := _WIDENED.fullmatch(cell):
        return NameRead(widened[1] + widened[2])
    if marked := _MARKED.fullmatch(cell):
        return NameRead(marked[1], *_marks_in(marked[2]))
    return _read_slowly(cell)


def print_name(name: str, sex: str | None = None, ethnic_group: str | None = None, width: int = 3) -> str:
    """The name as official lists print it: 王　丽（女，回族）; men and the Han group bear no mark.

    A name of two ideographs is widened to `width` by full-width spaces; with `width=2` it stays as it is.
    """
    characters = _ONE_IDEOGRAPH.findall(name)
    if len(characters) == 2 and "".join(characters) == name:
        name = ("\u3000" * max(0, width - 2)).join(characters)
    marks = [
        mark for mark in (sex if sex == "女" else "", ethnic_group if ethnic_group != HAN else "") if mark
    ]
    return f"{name}（{'，'.join(marks)}）" if marks else name


def _read_slowly(cell: str) -> NameRead:
    text = folded(cell)
    if numbered := _NUMBERED.match(text):
        text = text[numbered.end() :]
    insides = _BRACKETED.findall(text)
    words = _DOT.sub("·", _BRACKETED.sub(" ", text)).strip(_OUTER_MARKS).split()
    while len(words) > 1 and len("".join(words)) > 2 and _is_mark(words[-1]):
        insides.append(words.pop())
    sex: Sex | None = None
    ethnic_group: str | None = None
    other: tuple[str, ...] = ()
    for inside in insides:
        its_sex, its_group, its_other = _marks_in(inside)
        sex, ethnic_group, other = sex or its_sex, ethnic_group or its_group, other + its_other
    return NameRead(_FULL_STOP.sub("·", _joined(words)), sex, ethnic_group, other)


def _joined(words: list[str]) -> str:
    """Without the spaces that only widen a Chinese name."""
    if not all(map(_IDEOGRAPHS.fullmatch, words)):
        return " ".join(words)
    lengths = [len(_ONE_IDEOGRAPH.findall(word)) for word in words]
    compound = len(words) == 2 and words[0] in COMPOUND_SURNAMES
    widened = sum(lengths) <= LONGEST and (compound or 1 in lengths)
    return ("" if widened else " ").join(words)


def _is_mark(word: str) -> bool:
    return word in ("男", "女") or (word.endswith("族") and find_ethnic_group(word) is not None)


@lru_cache(maxsize=4096)
def _marks_in(inside: str) -> tuple[Sex | None, str | None, tuple[str, ...]]:
    """Sex, ethnic group and the rest of what stood in one pair of brackets."""
    sex: Sex | None = None
    ethnic_group: str | None = None
    other: list[str] = []
    for part in filter(None, _BETWEEN_MARKS.split(inside)):
        word = _LABEL.sub("", part)
        leading = _SEX.match(word)
        rest = word[leading.end() :] if leading else word
        group = find_ethnic_group(rest)
        if (rest and group is None) or (leading and sex) or (group and ethnic_group):
            other.append(part)
            continue
        if leading:
            sex = "女" if leading[1] == "女" else "男"
        ethnic_group = group or ethnic_group
    if sex is None and ethnic_group is None:
        whole = inside.strip()
        return None, None, (whole,) if whole else ()
    return sex, ethnic_group, tuple(other)
