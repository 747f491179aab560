"""From tallies to verdicts: a pure function, no database, no file.

An unknown fact is not a zero: the verdict is decided only where the lowest and the highest possible count fall on
the same side of the line.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kejia.norms.kinds import Outcome
from kejia.norms.law import Norm
from kejia.norms.tally import Tally
from kejia.norms.vocabulary import AtLeast, AtMost, CoversAll, Falls, Line, MoreThan
from kejia.plain.shares import Share
from kejia.plain.text import Text


@dataclass(frozen=True, slots=True)
class Mend:
    """What would mend a body: replace `replace` people, or add `add`; None where that way cannot."""

    replace: int | None
    add: int | None


NOTHING_TO_MEND = Mend(0, 0)
NOT_KNOWN = Mend(None, None)
NO_EARLIER_LIST = Text(
    "没有上届名单，无法比较；请一并提供",
    "no earlier list to compare with; give one as well",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one norm says of one body on one day, with every figure it rests on.

    `threshold`, `low` and `high` are shares (0 to 1) or, for a norm that counts, numbers of people.
    """

    norm: Norm
    on: date
    outcome: Outcome
    version: date | None
    line: Line | None
    tally: Tally
    low: Fraction
    high: Fraction
    threshold: Fraction | None
    mend: Mend
    why: Text | None = None

    @property
    def margin(self) -> int | None:
        """People to replace: 0 when met, None when it cannot be told."""
        return self.mend.replace


def judge(
    norm: Norm, on: date, tally: Tally, before: Tally | None = None, *, obstacle: Text | None = None
) -> Verdict:
    """The verdict of a norm on a body's tally.

    `before` is the tally of the earlier list, for a line that falls. `obstacle` is a reason why nobody can be
    counted (an unset basis, definitions that differ); it makes the verdict `cannot_tell` and is its `why`.
    """
    version = norm.version_on(on)
    low, high = _bounds(norm, tally)
    if version is None:
        return Verdict(norm, on, Outcome.NOT_IN_FORCE, None, None, tally, low, high, None, NOT_KNOWN)
    since, line = version
    if obstacle is not None:
        low, high = (
            (Fraction(0), Fraction(1)) if norm.measure == "share" else (Fraction(0), Fraction(tally.members))
        )
        threshold = None if isinstance(line, Falls) else _threshold(norm, line, tally)
        return Verdict(
            norm, on, Outcome.CANNOT_TELL, since, line, tally, low, high, threshold, NOT_KNOWN, obstacle
        )
    if isinstance(line, Falls):
        return _against_before(norm, on, since, line, tally, before)
    threshold = _threshold(norm, line, tally)
    outcome = _outcome(line, threshold, low, high)
    mend = _mend(norm, line, threshold, tally, outcome)
    return Verdict(norm, on, outcome, since, line, tally, low, high, threshold, mend)


def _bounds(norm: Norm, tally: Tally) -> tuple[Fraction, Fraction]:
    if norm.measure == "count":
        return Fraction(tally.low[0]), Fraction(tally.high[0])
    return Share(*tally.low).fraction, Share(*tally.high).fraction


def _threshold(norm: Norm, line: Line, tally: Tally) -> Fraction:
    if isinstance(line, CoversAll):
        return Fraction(1) if norm.measure == "share" else Fraction(tally.members)
    assert isinstance(line, AtLeast | AtMost | MoreThan)
    return line.line


def _outcome(line: Line, threshold: Fraction, low: Fraction, high: Fraction) -> Outcome:
    if isinstance(line, AtMost):
        sure, impossible = high <= threshold, low > threshold
    elif isinstance(line, MoreThan):
        sure, impossible = low > threshold, high <= threshold
    else:
        sure, impossible = low >= threshold, high < threshold
    return Outcome.MET if sure else Outcome.NOT_MET if impossible else Outcome.CANNOT_TELL


def _mend(norm: Norm, line: Line, threshold: Fraction, tally: Tally, outcome: Outcome) -> Mend:
    if outcome is Outcome.MET:
        return NOTHING_TO_MEND
    if outcome is Outcome.CANNOT_TELL:
        return NOT_KNOWN
    if norm.measure == "count":
        return _mend_count(line, threshold, tally)
    if isinstance(line, AtMost):
        part, whole = tally.yes + tally.unknown + tally.maybe_yes, tally.members + tally.maybe_yes
        return Mend(part - _floor(threshold * whole), _ceil(part / threshold) - whole if threshold else None)
    part, whole = tally.low
    if isinstance(line, MoreThan):
        return Mend(
            _floor(threshold * whole) + 1 - part,
            _floor((threshold * whole - part) / (1 - threshold)) + 1 if threshold < 1 else None,
        )
    return Mend(
        _ceil(threshold * whole) - part,
        _ceil((threshold * whole - part) / (1 - threshold)) if threshold < 1 else None,
    )


def _mend_count(line: Line, threshold: Fraction, tally: Tally) -> Mend:
    if isinstance(line, AtMost):
        return Mend(tally.high[0] - _floor(threshold), None)
    short = (_floor(threshold) + 1 if isinstance(line, MoreThan) else _ceil(threshold)) - tally.yes
    replaceable = tally.members - tally.yes
    return Mend(short if short <= replaceable else None, short)


def _against_before(
    norm: Norm, on: date, since: date, line: Falls, now: Tally, before: Tally | None
) -> Verdict:
    low, high = _bounds(norm, now)
    if before is None or not before.members:
        return Verdict(
            norm, on, Outcome.CANNOT_TELL, since, line, now, low, high, None, NOT_KNOWN, NO_EARLIER_LIST
        )
    earlier_low, earlier_high = _bounds(norm, before)
    threshold = earlier_low if earlier_low == earlier_high else None
    why: Text | None = None
    if high < earlier_low or high == 0:  # none now is lower than some before, and as low as none before
        outcome = Outcome.MET
    elif low > 0 and low >= earlier_high:
        outcome = Outcome.NOT_MET
    else:
        outcome = Outcome.CANNOT_TELL
        if threshold is None:
            why = Text(
                f"上届名单有 {before.unknown + before.maybe_members} 人未标明，上届比例不确定",
                f"{before.unknown + before.maybe_members} unmarked on the earlier list",
            )
    mend = NOTHING_TO_MEND if outcome is Outcome.MET else NOT_KNOWN
    if outcome is Outcome.NOT_MET:
        mend = _mend_fall(now, earlier_low)
    return Verdict(norm, on, outcome, since, line, now, low, high, threshold, mend, why)


def _mend_fall(now: Tally, earlier: Fraction) -> Mend:
    part, whole = now.high
    if earlier == 0:
        return Mend(part, None)
    return Mend(_floor(part - earlier * whole) + 1, _floor(part / earlier) + 1 - whole)


def _floor(x: Fraction) -> int:
    return x.numerator // x.denominator


def _ceil(x: Fraction) -> int:
    return -(-x.numerator // x.denominator)
