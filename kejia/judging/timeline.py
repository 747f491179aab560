"""The verdicts of a body over its whole record: a line of stretches, each up to the day on which a figure changed.

All days come from one statement: the register's record is cut where an appointment, a mark, a fact or an age line
changes, and the norms' own conditions are counted on the pieces, as on one day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from kejia.norms.basis import Basis
from kejia.norms.law import Norm
from kejia.norms.tally import Tally
from kejia.norms.verdicts import Verdict, judge
from kejia.norms.vocabulary import AgedAtMost, Attribute, BasisNeeded
from kejia.plain.text import Text
from kejia.register.facts import BODIES, NOW, Parameters, body_of
from kejia.register.record import record_sql
from kejia.register.settled import require_settled
from kejia.register.wide import fetch, stream_wide

ONE_DAY, ANOTHER_DAY = 20170630, 20180630


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which every figure is the same: from `since` up to, not including, `until`; None is not known or open."""

    since: date | None
    until: date | None
    verdicts: tuple[Verdict, ...]


Day = tuple[date, list[Tally]]


def timeline(
    norms: Sequence[Norm], body: int, basis: Basis, *, invited: bool, known: datetime | None = None
) -> list[Stretch]:
    """What the norms say of a body (its number in `facts`) on every day of its record, in stretches of equal figures.

    Verdicts stand in the order of the norms and are those of the stretch's first day. A line that falls has no earlier
    list here and cannot be told. Raises NotSettled.
    """
    countable, obstacles = _countable(norms, basis)
    record = tallied_days(countable, basis, invited=invited, known=known, body=body).get(body, [])
    versions = sorted({since for norm in norms for since, _ in norm.versions})
    cuts = list(_cuts(record, versions))
    place = {attribute: i for i, attribute in enumerate(countable)}
    stretches = []
    for (since, tallies), until in zip(cuts, [*(day for day, _ in cuts), None][1:], strict=True):
        members = Tally(tallies[-1].members, 0, 0)
        verdicts = tuple(
            judge(norm, since, members, obstacle=obstacles[norm.attribute])
            if norm.attribute in obstacles
            else judge(norm, since, tallies[place[norm.attribute]])
            for norm in norms
        )
        stretches.append(Stretch(None if since == date.min else since, until, verdicts))
    return stretches


def changes(stretches: Sequence[Stretch], norm: Norm) -> list[tuple[date | None, Verdict]]:
    """Of one norm: the days on which its outcome changed, with the verdict of that day."""
    told = [(s.since, v) for s in stretches for v in s.verdicts if v.norm.id == norm.id]
    return [next(same) for _, same in groupby(told, key=lambda at: at[1].outcome)]


def tallied_days(
    attributes: Sequence[Attribute],
    basis: Basis,
    *,
    invited: bool,
    known: datetime | None = None,
    body: int | None = None,
) -> dict[int, list[Day]]:
    """Of one body or of all: each day on which a figure changed, with the tallies from then on; last of all, a bare one.

    The bare tally has the members alone. The day date.min stands for a beginning nobody knows. Raises NotSettled,
    BasisNeeded.
    """
    if body is None:
        return dict(each_line(attributes, basis, invited=invited, known=known))
    require_settled(known)
    organisation, word = body_of(body)
    given: Parameters = {"known": known or NOW, "organisation": organisation, "number": BODIES.index(word)}
    return dict(_lines(fetch(_text(attributes, basis, some=True, invited=invited), given)))


def each_line(
    attributes: Sequence[Attribute], basis: Basis, *, invited: bool, known: datetime | None = None
) -> Iterator[tuple[int, list[Day]]]:
    """The days of every body, one body after the other, from one statement; so many fit in no memory at once."""
    require_settled(known)
    given: Parameters = {"known": known or NOW}
    yield from _lines(stream_wide(_text(attributes, basis, some=False, invited=invited), given))


def _text(attributes: Sequence[Attribute], basis: Basis, *, some: bool, invited: bool) -> str:
    asked = {str(fact) for attribute in attributes for fact in attribute.asks_for()}
    record = record_sql(some=some, invited=invited, asked=asked, ages=_ages(attributes, basis))
    return record + _steps_sql(attributes, basis)


def _lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, list[Day]]]:  # Any: numbers and days
    for number, its_rows in groupby(rows, key=itemgetter(0)):
        yield int(number), [(day, _tallies(counts)) for _, day, *counts in its_rows]


def _steps_sql(attributes: Sequence[Attribute], basis: Basis) -> str:
    """What each piece adds on its first day and takes away on its last, added up by body and day, then along the days."""
    figures = ["member"]
    for attribute in attributes:
        holds = _on_each_day(attribute, basis)
        figures += [f"({holds} IS TRUE)::int", f"({holds} IS NULL)::int"]
    names = [f"n{i}" for i in range(len(figures))]
    states = ", ".join(f"{figure} AS {name}" for figure, name in zip(figures, names, strict=True))
    sums = ", ".join(f"sum(sign * {name}) AS {name}" for name in names)
    some = " OR ".join(f"sum(sign * {name}) <> 0" for name in names)
    totals = ", ".join(f"(sum({name}) OVER along)::int" for name in names)
    return f""", state AS (
  SELECT body, since, until, {states} FROM facts OFFSET 0
), change AS (
  SELECT body, day, {sums}
  FROM state CROSS JOIN LATERAL (VALUES (since, 1), (until, -1)) step (day, sign)
  WHERE day IS NOT NULL GROUP BY body, day HAVING {some}
)
SELECT body, day, {totals} FROM change WINDOW along AS (PARTITION BY body ORDER BY day) ORDER BY body, day
"""


def _on_each_day(attribute: Attribute, basis: Basis) -> str:
    """The attribute's condition on the row's own day: births are counted from that day, and the day from 0."""
    if not _moves(attribute, basis):
        return attribute.sql(ONE_DAY, basis)
    text = attribute.sql(0, basis)
    return text.replace("birth_from", "(birth_from - today)").replace("birth_to", "(birth_to - today)")


def _moves(attribute: Attribute, basis: Basis) -> bool:
    """Whether the day decides it: an age that is not reckoned on a fixed day, nor by a birth cut-off."""
    return attribute.sql(ONE_DAY, basis) != attribute.sql(ANOTHER_DAY, basis)


def _ages(attributes: Sequence[Attribute], basis: Basis) -> set[int]:
    """The completed years with which somebody is past an age line."""
    lines = {
        attribute.age if attribute.age is not None else basis.young_middle_aged_age
        for attribute in attributes
        if isinstance(attribute, AgedAtMost) and _moves(attribute, basis)
    }
    return {age + 1 for age in lines if age is not None}


def _tallies(counts: Sequence[int]) -> list[Tally]:
    members, *pairs = counts
    found = [_tally(members, pairs[i], pairs[i + 1]) for i in range(0, len(pairs), 2)]
    return [*found, _tally(members, 0, 0)]


@lru_cache(maxsize=1 << 16)  # most figures of a long line come again and again
def _tally(members: int, yes: int, unknown: int) -> Tally:
    return Tally(members, yes, unknown)


def _countable(norms: Sequence[Norm], basis: Basis) -> tuple[list[Attribute], dict[Attribute, Text]]:
    """The attributes that can be counted, each once, and why the others cannot."""
    countable: list[Attribute] = []
    obstacles: dict[Attribute, Text] = {}
    for attribute in dict.fromkeys(norm.attribute for norm in norms):
        try:
            attribute.sql(ONE_DAY, basis)
        except BasisNeeded as needed:
            obstacles[attribute] = needed.say
        else:
            countable.append(attribute)
    return countable, obstacles


def _cuts(record: Sequence[Day], versions: Sequence[date]) -> Iterator[Day]:
    """The record, cut besides where a norm's version begins."""
    ends = [*(day for day, _ in record), date.max][1:]
    for (day, tallies), end in zip(record, ends, strict=True):
        yield day, tallies
        yield from ((version, tallies) for version in versions if day < version < end)
