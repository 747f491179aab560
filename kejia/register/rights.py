"""A right that the console gives to one person for some hours, when nobody else can be asked."""

from datetime import timedelta

from django.db import transaction

from kejia.register.access import may_give_emergency_right, require
from kejia.register.actions import RegisterError, database_clock
from kejia.register.kinds import Right
from kejia.register.models import EmergencyRight
from kejia.register.models.rights import LONGEST
from kejia.register.reads import find_person
from kejia.trail import actions as trail
from kejia.trail.actor import Actor


class NoSuchPerson(RegisterError):
    """The register holds nobody under this id."""


class NotThatLong(RegisterError):
    """An emergency lasts an hour at least and a day at most."""


class NoReason(RegisterError):
    """A right outside of any post is given for a reason."""


@transaction.atomic
def give_emergency_right(person: int, right: Right, *, hours: int, reason: str, by: Actor) -> EmergencyRight:
    """Give a right; it ends by itself. Raises NoSuchPerson, NotThatLong, NoReason."""
    require(may_give_emergency_right(by))
    who = find_person(person)
    if who is None:
        raise NoSuchPerson(str(person))
    if not timedelta(hours=1) <= timedelta(hours=hours) <= LONGEST:
        raise NotThatLong(str(hours))
    if not reason.strip():
        raise NoReason
    given = EmergencyRight(person=who, right=right, reason=reason.strip(), made_by=by.id)
    given.made_at = database_clock()
    given.until = given.made_at + timedelta(hours=hours)
    given.save(force_insert=True)
    trail.record(
        "gave_emergency_right",
        by=by,
        subject=who,
        details={"right": right.value, "until": given.until.isoformat(), "given": given.pk},
        private={"reason": reason.strip()},
    )
    return given
