"""The judge against a naive count: every way the unknown facts could turn out, tried one by one."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kejia.norms.basis import UNSET
from kejia.norms.kinds import Body, Level, Mark, Modality, Outcome
from kejia.norms.law import Norm
from kejia.norms.tests.groups import Group, tally_of
from kejia.norms.verdicts import judge
from kejia.norms.vocabulary import AtLeast, AtMost, CoversAll, Falls, Line, Marked, MoreThan
from kejia.plain.text import Text

DAY = date(2017, 6, 30)
KNOWN = st.sampled_from([True, False, None])
PEOPLE = st.lists(st.tuples(KNOWN, st.sampled_from([True, True, None])), min_size=1, max_size=6)
LINES = st.sampled_from([Fraction(n, d) for d in (1, 2, 3, 4, 20) for n in range(d + 1)])
WORLD = list[bool]
"""One way things could be: for each person who sits, whether they have the mark."""


def norm_with(line: Line, measure: str = "share") -> Norm:
    return Norm(
        "test",
        "0",
        "",
        Text("", ""),
        Body.CONGRESS,
        Level.ANY,
        measure,
        Marked((Mark.GRASSROOTS_FRONTLINE,)),
        Modality.MUST,
        ((date(2017, 1, 1), line),),
        None,
    )


def groups(people: Sequence[tuple[bool | None, bool | None]]) -> list[Group]:
    return [
        {"count": 1, "grassroots_frontline": mark, "member": "unknown" if sits is None else "yes"}
        for mark, sits in people
    ]


def worlds(people: Sequence[tuple[bool | None, bool | None]]) -> list[WORLD]:
    """The naive count: all completions of what is not known; a body nobody sits in is no body."""
    ways = [
        list(product([mark] if mark is not None else [True, False], [sits] if sits else [True, False]))
        for mark, sits in people
    ]
    found = [[mark for mark, sits in world if sits] for world in product(*ways)]
    return [world for world in found if world]


def holds(line: Line, world: WORLD) -> bool:
    share = Fraction(sum(world), len(world))
    if isinstance(line, AtMost):
        return share <= line.line
    if isinstance(line, MoreThan):
        return share > line.line
    return share >= (Fraction(1) if isinstance(line, CoversAll) else line.line)  # type: ignore[union-attr]


def outcome_of(answers: set[bool]) -> Outcome:
    return Outcome.CANNOT_TELL if len(answers) == 2 else Outcome.MET if answers == {True} else Outcome.NOT_MET


@given(PEOPLE, LINES, st.sampled_from([AtLeast, AtMost, MoreThan]))
def test_a_verdict_is_decided_just_where_every_completion_agrees(
    people: list[tuple[bool | None, bool | None]], share: Fraction, kind: type[AtLeast]
) -> None:
    line = kind(share)
    norm = norm_with(line)
    tally = tally_of(groups(people), norm.attribute, DAY, UNSET)
    verdict = judge(norm, DAY, tally)
    possible = worlds(people)
    if all(sits for _, sits in people):
        shares = [Fraction(sum(world), len(world)) for world in possible]
        assert (verdict.low, verdict.high) == (min(shares), max(shares))
    if tally.members:
        assert verdict.outcome is outcome_of({holds(line, world) for world in possible})


@given(
    st.lists(KNOWN, min_size=1, max_size=30), LINES, st.sampled_from([AtLeast, AtMost, MoreThan, CoversAll])
)
def test_what_mends_a_body_is_the_least_that_does(
    marks: list[bool | None], share: Fraction, kind: type
) -> None:
    line: Line = CoversAll() if kind is CoversAll else kind(share)
    norm = norm_with(line)
    people = [(mark, True) for mark in marks]
    verdict = judge(norm, DAY, tally_of(groups(people), norm.attribute, DAY, UNSET))
    if verdict.outcome is not Outcome.NOT_MET:
        return
    good = not isinstance(line, AtMost)

    def mended(changed: list[bool]) -> bool:
        return holds(line, changed)

    worst = [mark if mark is not None else not good for mark in marks]
    replace, add = verdict.mend.replace, verdict.mend.add
    if replace is not None and replace <= worst.count(not good):
        assert mended(replaced(worst, good, replace))
        assert not mended(replaced(worst, good, replace - 1))
    if add is not None:
        assert mended([*worst, *[good] * add])
        assert not mended([*worst, *[good] * (add - 1)])
    else:
        assert not mended([*worst, *[good] * 500])


def replaced(world: WORLD, good: bool, count: int) -> WORLD:
    changed = list(world)
    for i, mark in enumerate(world):
        if count > 0 and mark is not good:
            changed[i], count = good, count - 1
    return changed


@given(st.lists(KNOWN, min_size=1, max_size=5), st.lists(KNOWN, min_size=1, max_size=5))
def test_falling_is_strictly_lower_than_before_or_none_both_times(
    now: list[bool | None], before: list[bool | None]
) -> None:
    norm = norm_with(Falls())

    def tally(marks: list[bool | None]) -> object:
        return tally_of(groups([(m, True) for m in marks]), norm.attribute, DAY, UNSET)

    verdict = judge(norm, DAY, tally(now), tally(before))  # type: ignore[arg-type]
    answers = set()
    for a, b in product(worlds([(m, True) for m in now]), worlds([(m, True) for m in before])):
        answers.add(Fraction(sum(a), len(a)) < Fraction(sum(b), len(b)) or sum(a) == sum(b) == 0)
    assert verdict.outcome is outcome_of(answers)


@given(
    st.lists(KNOWN, min_size=1, max_size=6), st.integers(0, 7), st.sampled_from([AtLeast, AtMost, MoreThan])
)
def test_a_number_of_people_is_held_against_a_number(
    marks: list[bool | None], wanted: int, kind: type[AtLeast]
) -> None:
    line = kind(Fraction(wanted))
    norm = norm_with(line, "count")
    people = [(m, True) for m in marks]
    verdict = judge(norm, DAY, tally_of(groups(people), norm.attribute, DAY, UNSET))
    counts = [sum(world) for world in worlds(people)]
    compare = {AtLeast: int.__ge__, AtMost: int.__le__, MoreThan: int.__gt__}[kind]
    assert verdict.outcome is outcome_of({compare(count, wanted) for count in counts})
    assert (verdict.low, verdict.high) == (Fraction(min(counts)), Fraction(max(counts)))
