"""People in bodies judged, all bodies at once: one statement for each counting basis that differs, never body by body."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db import connection

from kejia.judging import says
from kejia.judging.bases import bases_on, rows_of
from kejia.judging.clauses import BoundLine, Found, Subject
from kejia.judging.live import tallies
from kejia.norms.basis import UNSET, Basis
from kejia.norms.kinds import Body, Level, Outcome
from kejia.norms.law import Law, Norm
from kejia.norms.sentences import say
from kejia.norms.tally import Tally
from kejia.norms.unit_kinds import UNPLACED, Family
from kejia.norms.units import NOT_PLACED
from kejia.norms.verdicts import Verdict, judge
from kejia.norms.vocabulary import Attribute, BasisNeeded, Falls
from kejia.plain.days import day_number
from kejia.plain.text import Text
from kejia.register.facts import body_number
from kejia.register.units import believed_sql

FAMILY_OF = {
    Level.PROVINCE: Family.PROVINCIAL_ASSOCIATION,
    Level.CITY: Family.CITY_ASSOCIATION,
    Level.COUNTY: Family.COUNTY_ASSOCIATION,
}
SOCIETY_BODIES = (Body.SOCIETY_CONGRESS, Body.SOCIETY_DIRECTORS, Body.SOCIETY_STANDING)
NO_ROSTER = Text("没有登记名册", "no roster on record")
TERM_BEGINS = """
SELECT p.organisation_id, mode() WITHIN GROUP (ORDER BY lower(a.valid))
FROM register_appointment a JOIN register_post p ON p.id = a.post_id AND p.office = 'delegate'
WHERE {believed} AND a.valid @> %(on)s::date AND NOT lower_inf(a.valid)
GROUP BY 1
"""
"""When the delegates of today's congress came in: the day most of them did."""
Addressed = list[tuple[Norm, int, bool]]
"""Each norm with the organisations it addresses, and whether that is sure."""


@dataclass(frozen=True, slots=True)
class Counting:
    """The settings of a basis that change what is counted."""

    age_reckoned_on: date | None = None
    young_born_since: date | None = None
    young_middle_aged_age: int | None = None
    invited_delegates_count: bool | None = None

    @classmethod
    def of(cls, basis: Basis) -> "Counting":
        """Those of a basis."""
        return cls(
            basis.age_reckoned_on,
            basis.young_born_since,
            basis.young_middle_aged_age,
            basis.invited_delegates_count,
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """The tallies of the bodies under one way of counting, without and with invited delegates."""

    attributes: Mapping[Attribute, int]
    without: Mapping[int, Sequence[Tally]]
    including: Mapping[int, Sequence[Tally]]


def judge_bodies(
    law: Law,
    on: date,
    known: datetime | None,
    placed: dict[str, list[int]],
    *,
    only: int | None = None,
    lines: Sequence[BoundLine] = (),
) -> Iterator[Found]:
    """The findings of all norms about people in bodies that are in force on the day, and of the lines of terms.

    With `only`, people of that organisation alone are counted; `placed` must then hold no other. A line binds the body
    it was set for, where its organisation is in being.
    """
    in_being = {organisation for members in placed.values() for organisation in members}
    bound = [line for line in lines if line.organisation in in_being and line.norm.version_on(on)]
    norms = [norm for norm in law.norms if norm.version_on(on) is not None]
    addressed = [*_addressed(norms, placed), *((line.norm, line.organisation, True) for line in bound)]
    sources = {line.norm.id: line.source for line in bound}
    norms += [line.norm for line in bound]
    bases, unreadable = bases_on(on, known)
    if only is not None:
        bases = {key: basis for key, basis in bases.items() if key[0] == only}
    counted = _count(norms, on, known, bases, only)
    before = _before(norms, on, known, only)
    for norm, organisation, sure in addressed:
        if (organisation, str(norm.body)) in unreadable:
            said = _unknown(unreadable[(organisation, str(norm.body))])
            yield Found(norm.id, Subject(organisation, str(norm.body)), Outcome.CANNOT_TELL, said)
            continue
        basis = bases.get((organisation, norm.body), UNSET)
        found = _found(norm, on, organisation, sure, basis, counted[Counting.of(basis)], before)
        source = sources.get(norm.id)
        yield found if source is None else replace(found, say=_by_source(found.say, source))


def _addressed(norms: Sequence[Norm], placed: dict[str, list[int]]) -> Iterator[tuple[Norm, int, bool]]:
    for norm in norms:
        family = Family.SOCIETY if norm.body in SOCIETY_BODIES else FAMILY_OF.get(norm.level)
        of = [family] if family else list(FAMILY_OF.values())
        for each in of:
            yield from ((norm, organisation, True) for organisation in placed.get(each, ()))
        for unplaced in sorted({UNPLACED[each] for each in of}):
            yield from ((norm, organisation, False) for organisation in placed.get(unplaced, ()))


def _count(
    norms: Sequence[Norm],
    on: date,
    known: datetime | None,
    bases: Mapping[tuple[int, str], Basis],
    one: int | None,
) -> dict[Counting, Counted]:
    organisations: dict[Counting, set[int]] = {Counting(): set()}
    for (organisation, _), basis in bases.items():
        organisations.setdefault(Counting.of(basis), set()).add(organisation)
    with_invited = _with_invited(one)
    counted = {}
    for counting, whose in organisations.items():
        basis = replace(UNSET, **{name: getattr(counting, name) for name in Counting.__slots__})
        attributes = list(dict.fromkeys(n.attribute for n in norms if not _needs(n, on, basis)))
        whose = whose if one is None else {one}
        only = None if counting == Counting() and one is None else sorted(whose)
        invited = with_invited if only is None else sorted(set(with_invited) & whose)
        including = (
            tallies(attributes, on, basis, invited=True, known=known, organisations=invited)
            if invited
            else {}
        )
        counted[counting] = Counted(
            {attribute: i for i, attribute in enumerate(attributes)},
            tallies(attributes, on, basis, invited=False, known=known, organisations=only),
            including,
        )
    return counted


def _found(
    norm: Norm,
    on: date,
    organisation: int,
    sure: bool,
    basis: Basis,
    counted: Counted,
    before: Mapping[tuple[str, int], Tally],
) -> Found:
    subject, number = Subject(organisation, str(norm.body)), body_number(organisation, str(norm.body))
    if number not in counted.without and number not in counted.including:
        return Found(norm.id, subject, Outcome.CANNOT_TELL, _unknown(NO_ROSTER if sure else NOT_PLACED))
    needs = _needs(norm, on, basis)
    if needs is not None:
        members = counted.without.get(number, [Tally(0, 0, 0)])[0].members
        verdict = judge(norm, on, Tally(members, 0, 0), obstacle=needs)
    else:
        place = counted.attributes[norm.attribute]
        earlier = before.get((norm.id, organisation))
        ways = [
            judge(norm, on, of[number][place], earlier)
            for of, chosen in (
                (counted.without, basis.invited_delegates_count is not True),
                (counted.including, basis.invited_delegates_count is not False),
            )
            if chosen and number in of
        ]
        if not ways:  # nobody but invited delegates, whom the basis leaves out
            return Found(norm.id, subject, Outcome.CANNOT_TELL, _unknown(NO_ROSTER))
        verdict = ways[0] if len(ways) == 1 else _both_ways(*ways)
    outcome = verdict.outcome if sure or verdict.outcome is Outcome.MET else Outcome.CANNOT_TELL
    said = say(verdict, basis) if outcome is verdict.outcome else _unknown(NOT_PLACED)
    said = (
        Text(f"{said.zh}（{basis.source.zh}）", f"{said.en} ({basis.source.en})")
        if basis is not UNSET
        else said
    )
    if norm.measure != "share":
        return Found(norm.id, subject, outcome, said)
    low, high, threshold = str(verdict.low), str(verdict.high), _shown(verdict.threshold)
    figures = verdict.tally.yes, verdict.tally.members
    return Found(norm.id, subject, outcome, said, low, high, threshold, *figures)


def _both_ways(without: Verdict, including: Verdict) -> Verdict:
    """The basis silent on invited delegates: decided where both ways agree, else it cannot be told."""
    if without.outcome is including.outcome:
        return without
    figures = {
        "a": f"{without.tally.yes}/{without.tally.members}",
        "b": f"{including.tally.yes}/{including.tally.members}",
    }
    return replace(
        without,
        outcome=Outcome.CANNOT_TELL,
        low=min(without.low, including.low),
        high=max(without.high, including.high),
        mend=replace(without.mend, replace=None, add=None),
        why=says.INVITED_DECIDE.filled(**figures),
    )


def _before(
    norms: Sequence[Norm], on: date, known: datetime | None, one: int | None
) -> dict[tuple[str, int], Tally]:
    """For norms whose line falls: the tally of the same body on the day before its delegates came in."""
    falling = [n for n in norms if n.body is Body.CONGRESS and isinstance(_line(n, on), Falls)]
    if not falling:
        return {}
    text = TERM_BEGINS.format(believed=believed_sql("a", known=known is not None))
    days: dict[date, list[int]] = {}
    for organisation, began in rows_of(text, on, known):
        assert isinstance(began, date)
        if one is not None and one != organisation:
            continue
        days.setdefault(began - timedelta(days=1), []).append(int(str(organisation)))
    found = {}
    for day, organisations in days.items():
        earlier = tallies(
            [norm.attribute for norm in falling],
            day,
            UNSET,
            invited=False,
            known=known,
            organisations=organisations,
        )
        for organisation in organisations:
            for place, norm in enumerate(falling):
                tally = earlier.get(body_number(organisation, str(norm.body)))
                if tally is not None:
                    found[(norm.id, organisation)] = tally[place]
    return found


def _line(norm: Norm, on: date) -> object:
    version = norm.version_on(on)
    return version[1] if version else None


def _needs(norm: Norm, on: date, basis: Basis) -> Text | None:
    """Why a norm's people cannot be counted on this basis; None where they can."""
    try:
        norm.attribute.sql(day_number(on), basis)
    except BasisNeeded as needed:
        return needed.say
    return None


def _with_invited(one: int | None) -> list[int]:
    """The organisations that have posts of invited delegates."""
    text = (
        "SELECT DISTINCT organisation_id FROM register_post WHERE office = 'invited_delegate'"
        " AND coalesce(organisation_id = %(one)s::bigint, true) ORDER BY 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, {"one": one})
        return [int(organisation) for (organisation,) in cursor.fetchall()]


def _shown(threshold: Fraction | None) -> str:
    return "" if threshold is None else str(threshold)


def _by_source(said: Text, source: Text) -> Text:
    return Text(f"{said.zh}；{source.zh}", f"{said.en}; {source.en}")


def _unknown(why: Text) -> Text:
    word = Outcome.CANNOT_TELL.text
    return Text(f"{word.zh}：{why.zh}", f"{word.en}: {why.en}")
