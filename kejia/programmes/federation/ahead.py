"""What will change in a body: people who pass an age line before a day, appointments that end before long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kejia.norms.basis import Basis
from kejia.norms.kinds import Body
from kejia.norms.vocabulary import AgedAtMost
from kejia.plain.days import day_number, last_birth_over
from kejia.plain.stroke_order import in_stroke_order
from kejia.programmes.federation.sheet import Member, Office, law


@dataclass(frozen=True, slots=True)
class Ahead:
    """Up to, and on, the day `by`."""

    by: date
    age: int | None
    """The age line; None where neither the plan nor the body's basis sets one."""
    fixed: bool
    """Whether ages are reckoned on a fixed day, so that nobody passes the line by growing older."""
    passing: tuple[Member, ...]
    perhaps: tuple[Member, ...]
    """Those whose birth is not known to the day, so that it may be before or after."""
    unknown: int
    """How many have no birth on record."""
    ending: tuple[Member, ...]


def age_line(body: Body, basis: Basis) -> int | None:
    """The age line of the norms about a body, or the one its basis sets."""
    ages = [
        norm.attribute.age
        for norm in law().norms
        if norm.body is body and isinstance(norm.attribute, AgedAtMost)
    ]
    return next((age for age in ages if age is not None), basis.young_middle_aged_age if ages else None)


def look_ahead(offices: Iterable[Office], on: date, by: date, age: int | None, *, fixed: bool) -> Ahead:
    """What will change after a day and up to another."""
    members = [member for office in offices for member in office.members]
    sure, perhaps, unknown = [], [], 0
    if age is not None and not fixed:
        over_now, over_then = last_birth_over(age, day_number(on)), last_birth_over(age, day_number(by))
        for member in members:
            low, high = member.born_from, member.born_to
            if low is None or high is None:
                unknown += 1
            elif over_now < low and high <= over_then:
                sure.append(member)
            elif over_now < high and low <= over_then:
                perhaps.append(member)
    ending = [member for member in members if member.last is not None and member.last <= by]
    return Ahead(
        by,
        age,
        fixed,
        tuple(in_stroke_order(sure, lambda member: member.name)),
        tuple(in_stroke_order(perhaps, lambda member: member.name)),
        unknown,
        tuple(sorted(ending, key=lambda member: member.last or by)),
    )


def is_fixed(body: Body, basis: Basis) -> bool:
    """Whether the basis reckons the ages of a body's norms on a fixed day or by a birth cut-off."""
    by_birth = basis.young_born_since is not None and any(
        isinstance(norm.attribute, AgedAtMost) and norm.attribute.age is not None
        for norm in law().norms
        if norm.body is body
    )
    return basis.age_reckoned_on is not None or by_birth
