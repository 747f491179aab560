"""Who may write and read the register. Accounts are not here yet: the console and the system may, a person may not,
unless the console gave that person a right for some hours."""

from django.db.models.functions import Now

from kejia.register.kinds import Right
from kejia.register.models import EmergencyRight
from kejia.trail.actor import Actor


class NotAllowed(Exception):
    """The actor may not do this; says no more than the actor may know."""


def may_write(by: Actor) -> bool:
    """Whether an actor may write facts; widened by roles once accounts are here."""
    return by.kind in ("console", "system") or has_emergency_right(by, Right.WRITE)


def may_read(by: Actor) -> bool:
    """Whether an actor may look for people and records by what is said of them; whoever corrects must be able to."""
    return may_write(by)


def may_reveal(by: Actor) -> bool:
    """Whether an actor may read whole identity numbers; an emergency right does not bring this."""
    return by.kind in ("console", "system")


def may_begin(by: Actor) -> bool:
    """Who may begin a register that is empty: whoever commands the machine."""
    return by.kind == "console"


def may_give_emergency_right(by: Actor) -> bool:
    """Whoever commands the machine, and nobody else."""
    return by.kind == "console"


def has_emergency_right(by: Actor, right: Right) -> bool:
    """Whether the console gave this person the right and its hours are not over, by the database's clock."""
    if by.kind != "person" or not (by.id.isascii() and by.id.isdigit() and len(by.id) <= 18):
        return False
    given = EmergencyRight.objects.filter(person_id=int(by.id), right=right)
    return given.filter(until__gt=Now()).exists()


def require(allowed: bool) -> None:
    """Raises NotAllowed."""
    if not allowed:
        raise NotAllowed
