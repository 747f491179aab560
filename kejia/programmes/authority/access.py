"""Who may: whoever is signed in asks about themself; about others, whoever may see their records; acts ask the register."""

from kejia.register.kinds import Right
from kejia.wings.visitor import actor_of, page_for, visitor_of

inside = page_for()
"""For everybody who is signed in, where the installation shows inside matters."""
seeing = page_for(Right.SEE_PERSON)
"""For who may see people's records somewhere."""

__all__ = ["actor_of", "inside", "seeing", "visitor_of"]
