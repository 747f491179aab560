"""Who may: whoever may see people's records, each those within reach; what else an act needs, the register asks."""

from django.http import HttpRequest

from kejia.register.kinds import Right
from kejia.wings.visitor import actor_of, page_for
from kejia.wings.visitor import is_inside as is_inside_for

inside = page_for(Right.SEE_PERSON)
"""A page that is not there for outsiders."""


def is_inside(request: HttpRequest) -> bool:
    """Whether the visitor may see anybody's record at all."""
    return is_inside_for(request, Right.SEE_PERSON)


__all__ = ["actor_of", "inside", "is_inside"]
