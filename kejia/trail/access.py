"""Who may read the trail. Writing it is nobody's right: acts write it."""

from django.core.exceptions import PermissionDenied

from kejia.trail.actor import Actor


class MayNotReadTrail(PermissionDenied):
    """This actor may not read the trail."""


def may_read_trail(actor: Actor) -> bool:
    """The program and the console may. Which persons may is for the accounts to say: nobody yet."""
    return actor.kind in ("system", "console")


def require_reader(actor: Actor) -> None:
    """Refuse whoever may not."""
    if not may_read_trail(actor):
        raise MayNotReadTrail("只有获得授权的人可以查看操作记录 · the trail is open to those entitled to it")
