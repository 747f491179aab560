"""Writes the tally: one SELECT over the relation `facts`, the same text for SQLite and PostgreSQL.

`facts` has one row per body and person: body, person, member, invited, the marks (each 1, 0 or null) and
birth_from, birth_to (yyyymmdd, or null). `member` is null where the source does not say whether the person sits
in the body. Only whole numbers and null are compared, so the two databases cannot differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kejia.norms.basis import Basis
from kejia.norms.kinds import Mark
from kejia.norms.vocabulary import Attribute

COLUMNS = ("body", "person", "member", "invited", *Mark, "birth_from", "birth_to")
"""The columns of `facts`, in order."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people of a body have an attribute, for sure and perhaps."""

    members: int
    yes: int
    unknown: int
    maybe_members: int = 0
    maybe_yes: int = 0
    maybe_no: int = 0

    @property
    def low(self) -> tuple[int, int]:
        """The lowest possible (part, whole): no unknown is a yes, and every doubtful member who can lower it sits."""
        return self.yes, self.members + self.maybe_no

    @property
    def high(self) -> tuple[int, int]:
        """The highest possible (part, whole)."""
        return self.yes + self.unknown + self.maybe_yes, self.members + self.maybe_yes


def tally_sql(attributes: Sequence[Attribute], on: int, basis: Basis, *, invited: bool) -> str:
    """One row per body: members, maybe_members, then yes, unknown, maybe_yes, maybe_no of each attribute in turn.

    `on` is yyyymmdd; `invited` says whether invited delegates are in the denominator. Raises BasisNeeded.
    """
    counts = []
    for attribute in attributes:
        holds = attribute.sql(on, basis)
        counts += [
            f"count(*) FILTER (WHERE member = 1 AND {holds})",
            f"count(*) FILTER (WHERE member = 1 AND {holds} IS NULL)",
            f"count(*) FILTER (WHERE member IS NULL AND {holds} IS NOT FALSE)",
            f"count(*) FILTER (WHERE member IS NULL AND {holds} IS NOT TRUE)",
        ]
    columns = ",\n  ".join(
        ["body", "count(*) FILTER (WHERE member = 1)", "count(*) FILTER (WHERE member IS NULL)", *counts]
    )
    return f"SELECT {columns}\nFROM facts\nWHERE {_counted(invited)}\nGROUP BY body"


def who_sql(attribute: Attribute, on: int, basis: Basis, *, invited: bool) -> str:
    """The same condition without the GROUP BY: body, person, member and 1, 0 or null for the attribute."""
    holds = attribute.sql(on, basis)
    return (
        f"SELECT body, person, member, CASE WHEN {holds} THEN 1 WHEN NOT {holds} THEN 0 END AS holds\n"
        f"FROM facts\nWHERE {_counted(invited)} AND (member = 1 OR member IS NULL)\nORDER BY body, person"
    )


def doubt_sql(attribute: Attribute, on: int, basis: Basis, *, invited: bool) -> str:
    """The people to ask about: members whose attribute is unknown, and everyone whose seat is unknown."""
    holds = attribute.sql(on, basis)
    return (
        f"SELECT body, person FROM facts\n"
        f"WHERE {_counted(invited)} AND (member IS NULL OR member = 1 AND {holds} IS NULL)\nORDER BY body, person"
    )


def read_tallies(rows: Sequence[Sequence[object]], attributes: int) -> dict[str, list[Tally]]:
    """The rows of `tally_sql` as one Tally per attribute, by body."""
    tallies = {}
    for row in rows:
        body, members, maybe, *counts = row
        tallies[str(body)] = [
            _tally(members, counts[i], counts[i + 1], maybe, counts[i + 2], counts[i + 3])
            for i in range(0, 4 * attributes, 4)
        ]
    return tallies


def _counted(invited: bool) -> str:
    return "1 = 1" if invited else "invited = 0"


@lru_cache(maxsize=1 << 16)  # of thousands of bodies most have the same few figures
def _tally(*counts: object) -> Tally:
    return Tally(*(_n(count) for count in counts))


def _n(value: object) -> int:
    assert isinstance(value, int)
    return value
