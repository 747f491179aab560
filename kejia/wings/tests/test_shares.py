"""The share bar: where its parts begin and end, and that its figures never flatter."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kejia.wings.shares import bar


def test_a_known_share_has_no_unknown_part() -> None:
    drawn = bar("16/25", "16/25", "13/20")
    assert (drawn.known, drawn.unknown, drawn.tick, drawn.percent) == ("64.00%", None, "65.00%", "64%")


def test_the_unknown_part_lies_between_the_lowest_and_the_highest() -> None:
    drawn = bar("59/85", "66/85", "3/4")
    assert (drawn.known, drawn.unknown, drawn.tick) == ("69.41%", "8.24%", "75.00%")
    assert drawn.percent == "69.4%–77.7%"


def test_a_share_just_under_the_line_is_not_shown_as_the_line() -> None:
    assert bar("129/199", "129/199", "13/20").percent == "64.8%"


def test_without_a_line_there_is_no_tick() -> None:
    assert bar("1/2", "1/2", None).tick is None


def test_what_is_not_known_at_all_is_all_hatched() -> None:
    drawn = bar("0", "1")
    assert (drawn.known, drawn.unknown, drawn.percent) == ("0.00%", "100.00%", "0%–100%")


@given(
    low=st.fractions(min_value=0, max_value=1, max_denominator=2000),
    spread=st.fractions(min_value=0, max_value=1, max_denominator=2000),
)
def test_the_parts_never_leave_the_track(low: Fraction, spread: Fraction) -> None:
    drawn = bar(low, min(low + spread, Fraction(1)))
    known, unknown = float(drawn.known[:-1]), float((drawn.unknown or "0%")[:-1])
    assert 0 <= known <= 100
    assert known + unknown <= 100.01
