"""A few people and bodies for tests of the register."""

from datetime import date

from kejia.register import actions
from kejia.register.kinds import MarkKind, OfficeKind, OrganisationKind, PersonFactKind
from kejia.register.models import Organisation, Person, PersonFact, Post, Seats, Standing
from kejia.register.periods import period
from kejia.trail.actor import Actor

CLERK = Actor("console", "clerk", "陈书记员", "组织人事部")
OUTSIDER = Actor("person", "visitor", "外来人", "")
TERM = date(2016, 12, 1)


def person(name: str = "", born: date | None = None, sex: str = "") -> Person:
    """A person with what is given."""
    made = Person.objects.create()
    facts: list[tuple[PersonFactKind, str, int | None]] = [
        (PersonFactKind.NAME, name, None),
        (PersonFactKind.SEX, sex, None),
    ]
    if born is not None:
        facts.append(
            (PersonFactKind.BIRTH, born.isoformat(), born.year * 10_000 + born.month * 100 + born.day)
        )
    for kind, value, number in facts:
        if value:
            fact = PersonFact(
                person=made, kind=kind, value=value, low=number, high=number, valid=period(None)
            )
            actions.believe(fact, by=CLERK)
    return made


def association() -> Organisation:
    """An association, nothing said of it yet."""
    return Organisation.objects.create(kind=OrganisationKind.ASSOCIATION)


def post(
    organisation: Organisation, office: OfficeKind, seats: int | None = None, *, one_seat: bool = False
) -> Post:
    """A post, with a number of seats where given."""
    made = Post.objects.create(organisation=organisation, office=office, one_seat=one_seat)
    if seats is not None:
        actions.believe(Seats(post=made, number=seats, valid=period(None)), by=CLERK)
    return made


def mark(who: Person, kind: MarkKind, holds: bool, since: date | None = None) -> Standing:
    """A mark on a person."""
    fact = Standing(person=who, mark=kind, holds=holds, basis="按单位认定", valid=period(since))
    return actions.believe(fact, by=CLERK)
