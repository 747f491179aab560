"""Norms about organisations and officials' posts: what they ask, the SELECT they write, the verdict they come to.

Like the tally of people: the register supplies the relations `units` and `posts` for a day, the norm writes one SELECT
over them in text that SQLite and PostgreSQL both read, and a pure function decides. An unknown is null; a number that
is not quite known has a lowest and a highest value, and no highest where it could be anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kejia.norms.kinds import Modality, Outcome
from kejia.norms.unit_kinds import NUMBERS_WITH_BASELINE, UNPLACED, Family, PostMark, UnitMark, UnitNumber
from kejia.norms.vocabulary import (
    AtLeast,
    AtMost,
    AtMostCutOf,
    AtMostOfBaseline,
    Between,
    CoversAll,
    Falls,
    UnitLine,
)
from kejia.plain.text import Text

Measure = UnitMark | UnitNumber | PostMark


@dataclass(frozen=True, slots=True)
class UnitNorm:
    """A rule about each organisation of some families, or about the officials' posts in each.

    `named`: only organisations whose name ends in one of these words, each of which must be on record. `where`: only
    organisations with this mark. `once`: in force for an organisation once it has this mark.
    """

    id: str
    clause: str
    quote: str
    name: Text
    of: tuple[Family, ...]
    measure: Measure
    modality: Modality
    versions: tuple[tuple[date, UnitLine | None], ...]
    reading: Text | None = None
    named: tuple[str, ...] = ()
    where: UnitMark | None = None
    once: UnitMark | None = None

    @property
    def relation(self) -> str:
        """The relation it is counted on."""
        return "posts" if isinstance(self.measure, PostMark) else "units"

    def version_on(self, on: date) -> tuple[date, UnitLine] | None:
        """The line in force on a day, with the day it took force; None before the first and after repeal."""
        found = None
        for since, line in self.versions:
            if since <= on:
                found = (since, line)
        return None if found is None or found[1] is None else (found[0], found[1])


@dataclass(frozen=True, slots=True)
class ClauseNorm:
    """A rule that is kept when the binding rules of other clauses are."""

    id: str
    clause: str
    quote: str
    name: Text
    all_of: tuple[str, ...]
    modality: Modality
    since: date
    reading: Text | None = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What one norm found of one organisation: 1, 0 or null whether it is addressed; the number and its baseline.

    For a mark the number is 1 or 0, for posts it is how many officials' posts lack the mark. `cut` is the other
    number and its baseline, for a line on what was cut.
    """

    organisation: int
    addressed: int | None
    begun: int | None
    low: int
    high: int | None
    base: int | None = None
    cut_low: int | None = None
    cut_high: int | None = None


def reckon_sql(norms: Sequence[UnitNorm], on: date) -> str:
    """One statement for all the norms of one relation in force on a day: the norm's place, then a Reckoned's columns."""
    return "\nUNION ALL\n".join(_select(norm, i, on) for i, norm in enumerate(norms)) + "\nORDER BY 1, 2"


def read_reckoned(rows: Sequence[Sequence[object]]) -> list[tuple[int, Reckoned]]:
    """The rows of `reckon_sql`: the norm's place and what it found."""
    return [(int(str(row[0])), Reckoned(*row[1:])) for row in rows]  # type: ignore[arg-type]


def _select(norm: UnitNorm, place: int, on: date) -> str:
    if norm.relation == "posts":
        lacks = f"{norm.measure} = 0"
        may_lack = f"({norm.measure} = 0 OR {norm.measure} IS NULL) AND (official = 1 OR official IS NULL)"
        return (
            f"SELECT {place}, organisation, 1, 1, count(*) FILTER (WHERE official = 1 AND {lacks}),"
            f" count(*) FILTER (WHERE {may_lack}), CAST(NULL AS integer), CAST(NULL AS integer),"
            f" CAST(NULL AS integer)\nFROM posts\nGROUP BY organisation"
        )
    found = norm.version_on(on)
    line = found[1] if found else None
    low, high, base, cut = f"{norm.measure}_low", f"{norm.measure}_high", "NULL", ("NULL", "NULL")
    if isinstance(norm.measure, UnitMark):
        low, high = f"coalesce({norm.measure}, 0)", f"coalesce({norm.measure}, 1)"
    elif norm.measure in NUMBERS_WITH_BASELINE:
        base = f"base_{norm.measure}"
    if isinstance(line, AtMostCutOf):
        cut = (f"base_{line.number} - {line.number}_high", f"base_{line.number} - {line.number}_low")
    families = ", ".join(f"'{each}'" for each in norm.of)
    unplaced = ", ".join(sorted({f"'{UNPLACED[each]}'" for each in norm.of if each in UNPLACED}))
    addressed = f"CASE WHEN family IN ({families}) THEN {norm.where or 1} END"
    among = families + (f", {unplaced}" if unplaced else "")
    chosen = f"family IN ({among}) AND " + (_named(norm.named) if norm.named else "active = 1")
    columns = (low, high, base, *cut)
    return (
        f"SELECT {place}, organisation, {addressed}, {norm.once or 1}, "
        + ", ".join(f"CAST({column} AS integer)" for column in columns)
        + f"\nFROM units\nWHERE {chosen}"
    )


def _named(names: Sequence[str]) -> str:
    """An organisation whose name, without what stands in brackets at its end, ends in one of these words."""
    ends = [f"substr(bare_name, length(bare_name) - {len(name) - 1}) = '{name}'" for name in names]
    return f"({' OR '.join(ends)})"


@dataclass(frozen=True, slots=True)
class UnitVerdict:
    """What a norm says of one organisation; `limit` is the number the line comes to, None where it is not known."""

    outcome: Outcome
    line: UnitLine | None
    reckoned: Reckoned
    limit: Fraction | None = None
    highest: Fraction | None = None
    why: Text | None = None


NO_BASELINE = Text("没有登记改革前的基数", "no baseline on record")
NOT_PLACED = Text(
    "没有登记级别或隶属关系，不知是否适用", "level or parent not on record: may not be addressed"
)
CONDITION_UNKNOWN = Text("是否适用尚未登记", "not on record whether it is addressed")


def judge_unit(norm: UnitNorm, on: date, found: Reckoned) -> UnitVerdict | None:
    """The verdict of a norm on one organisation; None where it is not addressed."""
    if found.addressed == 0:
        return None
    version = norm.version_on(on)
    if version is None or found.begun == 0:
        return UnitVerdict(Outcome.NOT_IN_FORCE, version[1] if version else None, found)
    line = version[1]
    verdict = _held_against(line, found, counts_lacking=norm.relation == "posts")
    if verdict.outcome is not Outcome.MET and None in (found.addressed, found.begun):
        why = CONDITION_UNKNOWN if norm.where or norm.once else NOT_PLACED
        return UnitVerdict(Outcome.CANNOT_TELL, line, found, verdict.limit, verdict.highest, why)
    return verdict


def _held_against(line: UnitLine, found: Reckoned, *, counts_lacking: bool) -> UnitVerdict:
    if isinstance(line, CoversAll) and not counts_lacking:
        return _bounded(line, found, least=Fraction(1))
    if isinstance(line, CoversAll):
        return _bounded(line, found, most=Fraction(0))
    if isinstance(line, AtLeast):
        return _bounded(line, found, least=line.line)
    if isinstance(line, AtMost):
        return _bounded(line, found, most=line.line)
    if isinstance(line, Between):
        return _bounded(line, found, least=Fraction(line.low), most=Fraction(line.high))
    if found.base is None and not isinstance(line, AtMostCutOf):
        return UnitVerdict(Outcome.CANNOT_TELL, line, found, why=NO_BASELINE)
    if isinstance(line, AtMostOfBaseline):
        return _bounded(line, found, most=line.share * (found.base or 0) - line.minus)
    if isinstance(line, Falls):
        assert found.base is not None
        return _bounded(line, found, most=Fraction(max(found.base - 1, 0)))
    return _within_cut(line, found)


def _bounded(
    line: UnitLine, found: Reckoned, *, least: Fraction | None = None, most: Fraction | None = None
) -> UnitVerdict:
    high = found.high
    limit = least if least is not None else most
    too_few = least is not None and high is not None and high < least
    too_many = most is not None and found.low > most
    sure = (least is None or found.low >= least) and (most is None or (high is not None and high <= most))
    outcome = Outcome.NOT_MET if too_few or too_many else Outcome.MET if sure else Outcome.CANNOT_TELL
    return UnitVerdict(outcome, line, found, limit, most)


def _within_cut(line: UnitLine, found: Reckoned) -> UnitVerdict:
    """At most as many as were cut, where what was cut may itself lie between two numbers, never below 0."""
    if found.cut_high is None:
        return UnitVerdict(Outcome.CANNOT_TELL, line, found, why=NO_BASELINE)
    most = max(found.cut_high, 0)
    least = max(found.cut_low or 0, 0)
    if found.low > most:
        outcome = Outcome.NOT_MET
    elif found.high is not None and found.high <= least:
        outcome = Outcome.MET
    else:
        outcome = Outcome.CANNOT_TELL
    return UnitVerdict(outcome, line, found, Fraction(most) if most == least else None)


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """One for many: not met if one is not, else cannot tell if one cannot be told (or there is none), else met."""
    counting = [outcome for outcome in outcomes if outcome is not Outcome.NOT_IN_FORCE]
    if Outcome.NOT_MET in counting:
        return Outcome.NOT_MET
    if not counting and outcomes:
        return Outcome.NOT_IN_FORCE
    if Outcome.CANNOT_TELL in counting or not counting:
        return Outcome.CANNOT_TELL
    return Outcome.MET


def judge_clauses(norm: ClauseNorm, on: date, outcomes: Sequence[Outcome]) -> Outcome:
    """The verdict of a rule that rests on the binding rules of other clauses."""
    return Outcome.NOT_IN_FORCE if on < norm.since else worst(outcomes)
