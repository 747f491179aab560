"""Where the parts of a share bar begin and end, as attributes of a drawing: pages allow no inline style."""

from dataclasses import dataclass
from fractions import Fraction

from kejia.plain.shares import read_fraction, shown_percent

Given = Fraction | str | int | float | None


def read(given: Given) -> Fraction | None:
    """A share as written in a finding ("13/20"), or as the Fraction it is; None and "" stay unknown."""
    if given is None or given == "":
        return None
    return given if isinstance(given, Fraction) else read_fraction(given)


def place(share: Fraction) -> str:
    """A share as a place on the track, held within its ends."""
    held = min(max(share, Fraction(0)), Fraction(1))
    return f"{float(held * 100):.2f}%"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: sure up to `known`, unsure from there over `unknown`, the line at `tick`."""

    known: str
    unknown: str | None
    tick: str | None
    percent: str


def bar(low: Given, high: Given, threshold: Given = None, *, ceiling: bool = False) -> Bar:
    """The bar of a share that lies between `low` and `high` (the same where all is known).

    A percentage is cut off, or, where the line is a `ceiling`, rounded up: never shown nearer to the line than it is.
    """
    lowest = read(low) or Fraction(0)
    highest = read(high)
    if highest is None or highest < lowest:
        highest = lowest
    line = read(threshold)
    if highest == lowest:
        percent = shown_percent(lowest, up=ceiling)
    else:
        percent = f"{shown_percent(lowest)}–{shown_percent(highest, up=True)}"
    return Bar(
        known=place(lowest),
        unknown=place(highest - lowest) if highest > lowest else None,
        tick=place(line) if line is not None else None,
        percent=percent,
    )
