"""The composition table (构成情况统计表): of each body judged, how many people of each kind, by eight headings.

Every heading's lines add up to the members of the body; what is not known is a line of its own.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kejia.judging import composition_words as words
from kejia.judging.composition_words import OTHER, UNKNOWN
from kejia.judging.facts import connect
from kejia.judging.findings import Check
from kejia.judging.report_cells import has_column, title_of, words_of
from kejia.norms.kinds import Body
from kejia.plain.days import YEAR, day_number
from kejia.plain.ethnic_groups import ETHNIC_GROUPS, HAN, find_ethnic_group
from kejia.plain.text import Text
from kejia.rosters.births import FirstLast
from kejia.rosters.headers import Field
from kejia.rosters.reading import Roster

MOST = 40
"""Different values shown under one heading; the rest are added up in one line."""
AGE_BANDS = (
    (35, Text("35岁以下", "35 or under")),
    (45, Text("36—45岁", "36 to 45")),
    (55, Text("46—55岁", "46 to 55")),
    (65, Text("56—65岁", "56 to 65")),
    (999, Text("66岁以上", "66 or over")),
)
MEN, WOMEN = Text("男", "men"), Text("女", "women")
MINORITIES = Text("少数民族", "ethnic minorities")
NO_COLUMN = Text("名册没有“{name}”一列", "the roster has no column {name}")
THE_REST = Text("其余 {kinds} 种", "{kinds} other values")


class Line(NamedTuple):
    """One value and how many have it in each body; a line `within` is part of the line above, not added again."""

    value: Text
    counts: tuple[int, ...]
    within: bool = False


class Heading(NamedTuple):
    """One heading with its lines; `missing` says why there are none."""

    name: Text
    lines: tuple[Line, ...]
    missing: Text | None = None


@dataclass(frozen=True, slots=True)
class Members:
    """Places in the roster: who is counted in a body, who may sit there, and invited delegates not counted."""

    counted: tuple[int, ...]
    doubtful: tuple[int, ...]
    invited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """The table; `counts` of a line stand in the order of `bodies`."""

    bodies: tuple[Body, ...]
    members: tuple[Members, ...]
    headings: tuple[Heading, ...]
    aged_on: date
    """The day on which ages are reckoned: the basis's, else the day judged."""

    def totals(self) -> tuple[int, ...]:
        """How many are counted in each body."""
        return tuple(len(m.counted) for m in self.members)


def compose(check: Check) -> Composition:
    """The composition of the bodies of a check, counted as its verdicts are; people a what-if dropped are in it."""
    roster = check.roster
    members = members_of(check)
    aged_on = check.basis.age_reckoned_on or check.on
    headings = (
        _typed(roster, Field.SECTOR, words.as_typed, (), members),
        _sexes(roster, members),
        _groups(roster, members),
        _typed(roster, Field.PARTY, words.party_of, tuple(name for name, _ in words.PARTIES), members),
        _ages(roster, day_number(aged_on), members),
        _typed(roster, Field.EDUCATION, words.degree_of, (*words.DEGREES, words.GRADUATE), members),
        _titles(roster, members),
        _typed(roster, Field.UNIT_KIND, words.as_typed, (), members),
    )
    return Composition(check.bodies, members, headings, aged_on)


def members_of(check: Check) -> tuple[Members, ...]:
    """Who is in each body judged, by the same facts as the verdicts."""
    facts = connect(check.roster, check.bodies)
    invited_count = bool(check.basis.invited_delegates_count)
    found = []
    for body in check.bodies:
        rows = facts.execute(
            "SELECT person, member, invited FROM facts WHERE body = ?", (str(body),)
        ).fetchall()
        found.append(
            Members(
                counted=tuple(
                    p for p, member, invited in rows if member == 1 and (invited_count or not invited)
                ),
                doubtful=tuple(p for p, member, _ in rows if member is None),
                invited=tuple(
                    p for p, member, invited in rows if member == 1 and invited and not invited_count
                ),
            )
        )
    return tuple(found)


def age_band(birth: FirstLast | None, on: int) -> Text:
    """The band of the completed years on a day (yyyymmdd); unknown where the birth's interval crosses a line."""
    if birth is None:
        return UNKNOWN
    oldest, youngest = _band((on - birth[0]) // YEAR), _band((on - birth[1]) // YEAR)
    return oldest if oldest == youngest else UNKNOWN


def _band(age: int) -> Text:
    return next(name for upto, name in AGE_BANDS if age <= upto)


def _typed(
    roster: Roster,
    field: Field,
    read: Callable[[str], Text],
    order: tuple[Text, ...],
    members: Sequence[Members],
) -> Heading:
    if not has_column(roster, field):
        return _missing(field.text)
    typed = words_of(roster, field)
    known = {word: read(word) for word in set(typed)}
    return Heading(field.text, _lines([known[word] for word in typed], order, (), members))


def _sexes(roster: Roster, members: Sequence[Members]) -> Heading:
    if not any(p.sex for p in roster.people):
        return _missing(Field.SEX.text)
    known = {"男": MEN, "女": WOMEN}
    values = [known.get(p.sex, UNKNOWN) for p in roster.people]
    return Heading(Field.SEX.text, _lines(values, (MEN, WOMEN), (MEN, WOMEN), members))


def _groups(roster: Roster, members: Sequence[Members]) -> Heading:
    """Han, the minorities together and each of them, then what is no ethnic group of the country."""
    if not any(p.ethnic_group for p in roster.people):
        return _missing(Field.ETHNIC_GROUP.text)
    texts = {name: Text(name, name) for name in ETHNIC_GROUPS}
    known = {word: find_ethnic_group(word) for word in {p.ethnic_group for p in roster.people}}
    values = [texts[g] if (g := known[p.ethnic_group]) else UNKNOWN for p in roster.people]
    han = texts[HAN]
    lines = {line.value: line for line in _lines(values, tuple(texts.values()), (han,), members)}
    minorities = [line._replace(within=True) for value, line in lines.items() if value not in (han, UNKNOWN)]
    both = Line(MINORITIES, tuple(sum(line.counts[i] for line in minorities) for i in range(len(members))))
    rest = [lines[UNKNOWN]] if UNKNOWN in lines else []
    return Heading(Field.ETHNIC_GROUP.text, (lines[han], both, *minorities, *rest))


def _ages(roster: Roster, on: int, members: Sequence[Members]) -> Heading:
    name = Text("年龄段", "age")
    if not any(p.birth for p in roster.people):
        return _missing(name, Field.BIRTH.text)
    bands = tuple(band for _, band in AGE_BANDS)
    known = {birth: age_band(birth, on) for birth in {p.birth for p in roster.people}}
    return Heading(name, _lines([known[p.birth] for p in roster.people], bands, bands, members))


def _titles(roster: Roster, members: Sequence[Members]) -> Heading:
    """By grade; where there is no column of titles, from a column that says it holds posts and titles (职务/职称)."""
    is_title = has_column(roster, Field.TITLE)
    field = Field.TITLE if is_title else Field.POST
    if not is_title and "职称" not in title_of(roster, Field.POST):
        return _missing(Field.TITLE.text)
    typed = words_of(roster, field)
    known = {word: words.grade_of_title(word, is_title=is_title) for word in set(typed)}
    return Heading(Field.TITLE.text, _lines([known[w] for w in typed], words.GRADES, words.GRADES, members))


def _lines(
    values: Sequence[Text], order: tuple[Text, ...], always: tuple[Text, ...], members: Sequence[Members]
) -> tuple[Line, ...]:
    """Values of a known order first, then the typed ones, most frequent first, then what is not known."""
    counts = [Counter(values[place] for place in m.counted) for m in members]
    total = dict.fromkeys(value for count in counts for value in count)
    ordered = [value for value in order if value in total or value in always]
    others = [value for value in total if value not in order and value not in (OTHER, UNKNOWN)]
    others.sort(key=lambda value: [-count[value] for count in counts])
    shown = others if len(others) <= MOST else others[: MOST - 1]
    lines = [Line(value, tuple(c[value] for c in counts)) for value in (*ordered, *shown)]
    if rest := others[len(shown) :]:
        lines.append(Line(THE_REST.filled(kinds=len(rest)), tuple(sum(c[v] for v in rest) for c in counts)))
    tail = [value for value in (OTHER, UNKNOWN) if value in total and value not in order]
    return (*lines, *(Line(value, tuple(c[value] for c in counts)) for value in tail))


def _missing(name: Text, column: Text | None = None) -> Heading:
    return Heading(name, (), NO_COLUMN.filled(name=column or name))
