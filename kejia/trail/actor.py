"""Who acts. Accounts and the command line make one; the trail only writes it down."""

import getpass
import os
from dataclasses import dataclass
from typing import Literal, get_args

ActorKind = Literal["person", "system", "console"]
"""Somebody signed in; the program by itself (a job, a deadline); whoever commands the machine."""

ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


@dataclass(frozen=True)
class Actor:
    """Who did it, and under which post.

    `acted_as` names the post (empty where the act needs none), `on_behalf_of` the unit or the paper behind it: ids or
    titles, never a person's name, since both stay in the trail for good. `name` is kept apart and can be forgotten.
    """

    kind: ActorKind
    id: str
    name: str
    acted_as: str
    on_behalf_of: str = ""

    def __post_init__(self) -> None:
        """Refuse an actor nobody could be held to."""
        if self.kind not in ACTOR_KINDS:
            raise ValueError(f"an actor is one of {', '.join(ACTOR_KINDS)}, not {self.kind!r}")
        if not self.id.strip() or not self.name.strip():
            raise ValueError("an actor has an id and a name")


def whoever_commands() -> Actor:
    """The user of the system who gave the command that runs."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        user = str(os.getuid())
    return Actor("console", user, user, "")
