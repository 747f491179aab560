"""Shares: compared exactly, shown so that nobody is led astray."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.plain.shares import Share, read_fraction, shown_percent

COUNTS = st.integers(0, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
LINES = st.fractions(0, 1, max_denominator=1000)


def test_the_line_itself_counts_as_reached_but_not_as_exceeded() -> None:
    share, line = Share(3, 4), Fraction(3, 4)
    assert (share.reaches(line), share.exceeds(line)) == (True, False)
    assert (Share(299, 400).reaches(line), Share(301, 400).exceeds(line)) == (False, True)


@given(COUNTS, LINES)
def test_comparing_by_multiplying_is_comparing_fractions(counts: tuple[int, int], line: Fraction) -> None:
    share = Share(*counts)
    if share.whole:
        assert share.reaches(line) == (Fraction(*counts) >= line)
        assert share.exceeds(line) == (Fraction(*counts) > line)


def test_nobody_of_nobody_is_no_share() -> None:
    assert Share(0, 0).fraction == 0
    assert Share(0, 0).reaches(Fraction(0))
    assert not Share(0, 0).exceeds(Fraction(0))


@pytest.mark.parametrize(
    ("written", "fraction"),
    [
        ("3/4", Fraction(3, 4)),
        ("65/100", Fraction(13, 20)),
        ("65%", Fraction(13, 20)),
        ("33.3%", Fraction(333, 1000)),
        ("1", Fraction(1)),
        (1, Fraction(1)),
        (0.65, Fraction(13, 20)),
        (" 2/3 ", Fraction(2, 3)),
    ],
)
def test_a_fraction_is_read_as_written(written: str | float, fraction: Fraction) -> None:
    assert read_fraction(written) == fraction


@pytest.mark.parametrize("written", ["", "half", "3/0", "%", "三分之二"])
def test_what_is_no_fraction_is_refused(written: str) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        read_fraction(written)


@pytest.mark.parametrize(
    ("share", "down", "up"),
    [
        (Fraction(129, 199), "64.8%", "64.9%"),
        (Fraction(13, 20), "65%", "65%"),
        (Fraction(1, 3), "33.3%", "33.4%"),
        (Fraction(2, 3), "66.6%", "66.7%"),
        (Fraction(0), "0%", "0%"),
        (Fraction(1), "100%", "100%"),
        (Fraction(9999, 10000), "99.9%", "100%"),
    ],
)
def test_a_percentage_is_cut_off_or_rounded_up_and_never_to_the_nearest(
    share: Fraction, down: str, up: str
) -> None:
    assert (shown_percent(share), shown_percent(share, up=True)) == (down, up)


@given(COUNTS.filter(lambda counts: counts[1] > 0), st.integers(0, 1000))
def test_what_is_below_a_line_is_never_shown_as_the_line(counts: tuple[int, int], tenths: int) -> None:
    line = Fraction(tenths, 1000)
    shown = read_fraction(shown_percent(Fraction(*counts)))
    assert shown <= Fraction(*counts)
    if not Share(*counts).reaches(line):
        assert shown < line
