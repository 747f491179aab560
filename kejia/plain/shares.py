"""Shares as whole numbers over whole numbers: compared by multiplying, shown as a fraction or a percentage."""

from fractions import Fraction
from typing import NamedTuple


class Share(NamedTuple):
    """`part` of `whole`; an empty whole counts as no share at all (0)."""

    part: int
    whole: int

    @property
    def fraction(self) -> Fraction:
        """The exact share, 0 to 1."""
        return Fraction(self.part, self.whole) if self.whole else Fraction(0)

    def reaches(self, line: Fraction) -> bool:
        """At or above the line (不低于, 以上: the number itself counts)."""
        return self.part * line.denominator >= line.numerator * self.whole

    def exceeds(self, line: Fraction) -> bool:
        """Strictly above the line."""
        return self.part * line.denominator > line.numerator * self.whole


def read_fraction(written: str | int | float) -> Fraction:
    """`3/4`, `65/100`, `65%`, `1` as an exact fraction; a decimal is taken as written (0.65 is 65/100)."""
    text = str(written).strip()
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


def shown_percent(share: Fraction, *, up: bool = False) -> str:
    """A percentage with at most one decimal, cut off (or, with `up`, rounded up).

    Never rounded to the nearest: 129 of 199 must not be shown as 65 % beside a line of 65 %.
    """
    tenths = share * 1000
    whole = -(-tenths.numerator // tenths.denominator) if up else tenths.numerator // tenths.denominator
    return f"{whole // 10}%" if whole % 10 == 0 else f"{whole // 10}.{whole % 10}%"
