"""Lines that a document sets for one body and its term, read from plain words into the norm that any rule of `law/` is.

The register and a form hold the words; here is the closed set of what they may say.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from kejia.norms.kinds import Body, Level, Mark, Modality
from kejia.norms.law import Norm
from kejia.norms.vocabulary import AgedAtMost, AtLeast, AtMost, Attribute, Line, Marked, MoreThan
from kejia.plain.folding import squeezed
from kejia.plain.shares import read_fraction
from kejia.plain.text import Text
from kejia.plain.worded import Worded

K = TypeVar("K", bound=StrEnum)
YOUNGEST, OLDEST = 18, 100
MOST_PEOPLE = 10_000
LONGEST_QUOTE = 300
LINE_ID = "line."
"""What the id of a line begins with; no norm of `law/` has an id like it."""
_SHARE = re.compile(r"\d{1,3}(\.\d{1,4})?%|\d{1,4}/\d{1,4}|0?\.\d{1,4}")


class LineAttribute(Worded):
    """What a line can count; all but the age are marks of people."""

    WOMAN = "woman", "女性", "women"
    MINORITY = "minority", "少数民族", "ethnic minorities"
    NON_PARTY = (
        "non_party",
        "民主党派和无党派人士",
        "democratic parties and people without party affiliation",
    )
    GRASSROOTS_FRONTLINE = "grassroots_frontline", "基层和一线", "grassroots and front-line"
    FRONTLINE = "frontline", "一线", "front-line"
    LEADING_CADRE = "leading_cadre", "领导干部", "leading cadres"
    WORKER = "worker", "科技工作者", "science and technology workers"
    SCIPOP_WORKER = "scipop_worker", "科普工作者", "science-popularisation workers"
    RURAL_TALENT = "rural_talent", "农村实用人才、科技致富带头人", "rural talents"
    AGED_AT_MOST = "aged_at_most", "不超过某一年龄的科技工作者", "workers up to an age"


class LineRelation(Worded):
    """What is asked of the count."""

    AT_LEAST = "at_least", "比例不低于", "share at least"
    AT_MOST = "at_most", "比例不超过", "share at most"
    MORE_THAN_HALF = "more_than_half", "过半数", "more than half"
    COUNT_AT_LEAST = "count_at_least", "人数不少于", "people at least"


READINGS = {
    LineAttribute.NON_PARTY: Text(
        "以登记的党派为准；登记为“群众”“共青团员”的，不能据此认定为无党派人士，待核实。",
        "By the party on record; 群众 or 共青团员 does not tell whether somebody is 无党派人士 and cannot be told.",
    ),
    LineAttribute.AGED_AT_MOST: Text(
        "含本岁，按判断之日的周岁计；口径另定年龄计算日或出生界限的，从其规定。",
        "The age itself is included, in completed years on the day judged, unless the basis sets another day or a birth cut-off.",
    ),
}


class UnusableLine(Exception):
    """The words make no line; `field` is the word that is wrong, `say` what to write instead."""

    def __init__(self, field: str, say: Text) -> None:
        super().__init__(say.en)
        self.field = field
        self.say = say


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line as it is written down; `until` is the first day on which it holds no more."""

    id: str
    body: str
    attribute: str
    relation: str
    value: str
    modality: str
    quote: str
    since: date
    until: date | None = None
    age: int | None = None
    clause: str = ""


def read_line(written: WrittenLine) -> Norm:
    """The norm that a written line is. Raises UnusableLine."""
    body = _word(Body, "body", written.body)
    attribute = _word(LineAttribute, "attribute", written.attribute)
    relation = _word(LineRelation, "relation", written.relation)
    modality = _word(Modality, "modality", written.modality)
    if modality not in (Modality.MUST, Modality.SHOULD):
        raise UnusableLine("modality", Text("请写“应当”或“一般应”", "a line is a must or a should"))
    if not written.quote.strip():
        raise UnusableLine("quote", Text("请照抄文件中的原话", "give the document's own words"))
    if len(written.quote) > LONGEST_QUOTE:
        raise UnusableLine(
            "quote", Text(f"原话请在 {LONGEST_QUOTE} 字以内", f"within {LONGEST_QUOTE} characters, please")
        )
    counted = _attribute(attribute, written.age)
    what, seat = counted.text(), body.seat_text
    versions: list[tuple[date, Line | None]] = [(written.since, _line(relation, written.value))]
    if written.until is not None:
        versions.append((written.until, None))
    return Norm(
        id=f"{LINE_ID}{written.id}",
        clause=written.clause,
        quote=written.quote.strip(),
        name=Text(f"{seat.zh}中的{what.zh}", f"{what.en} among the {seat.en}"),
        body=body,
        level=Level.ANY,
        measure="count" if relation is LineRelation.COUNT_AT_LEAST else "share",
        attribute=counted,
        modality=modality,
        versions=tuple(versions),
        reading=READINGS.get(attribute),
    )


def read_value(relation: LineRelation, written: str) -> str:
    """The number of a line as it is kept: a share as typed but half-width, a whole number; "" for more than half.

    Raises UnusableLine.
    """
    word = squeezed(written)
    if relation is LineRelation.MORE_THAN_HALF:
        return ""
    if relation is LineRelation.COUNT_AT_LEAST:
        if not (word.isascii() and word.isdigit() and 0 < int(word[:9]) <= MOST_PEOPLE and len(word) < 9):
            raise UnusableLine(
                "value", Text("人数请写整数，如 3", "write a number of people as a whole number, like 3")
            )
        return word
    if not _SHARE.fullmatch(word) or word.endswith(("/0", "/00", "/000", "/0000")):
        raise UnusableLine("value", Text("比例请写成 25% 或 1/4 的样子", "write a share like 25% or 1/4"))
    share = read_fraction(word)
    lowest, highest = (0, 1) if relation is LineRelation.AT_MOST else (Fraction(1, 10_000), 1)
    if not lowest <= share <= highest:
        raise UnusableLine("value", Text("比例应在 0 与 100% 之间", "a share lies between 0 and 100%"))
    return word


def _line(relation: LineRelation, value: str) -> Line:
    word = read_value(relation, value)
    if relation is LineRelation.MORE_THAN_HALF:
        return MoreThan(Fraction(1, 2))
    return AtMost(read_fraction(word)) if relation is LineRelation.AT_MOST else AtLeast(read_fraction(word))


def _attribute(attribute: LineAttribute, age: int | None) -> Attribute:
    if attribute is not LineAttribute.AGED_AT_MOST:
        return Marked((Mark(attribute.value),))
    if age is None or not YOUNGEST <= age <= OLDEST:
        raise UnusableLine(
            "age",
            Text(f"请写 {YOUNGEST} 至 {OLDEST} 的整数", f"write a whole number from {YOUNGEST} to {OLDEST}"),
        )
    return AgedAtMost(age)


def _word(kind: type[K], field: str, written: str) -> K:
    try:
        return kind(written)
    except ValueError:
        raise UnusableLine(
            field, Text(f"没有“{written}”这个选项", f"{written!r} is none of the choices")
        ) from None
