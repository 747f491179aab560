"""Who may write and read the register. Accounts are not here yet: the console and the system may, a person may not."""

from kejia.trail.actor import Actor


class NotAllowed(Exception):
    """The actor may not do this; says no more than the actor may know."""


def may_write(by: Actor) -> bool:
    """Whether an actor may write facts; widened by roles once accounts are here."""
    return by.kind in ("console", "system")


def require(allowed: bool) -> None:
    """Raises NotAllowed."""
    if not allowed:
        raise NotAllowed
