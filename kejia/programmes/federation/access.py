"""Who may: whoever has the right to see inside lists, each for the organisations that it reaches."""

from django.http import HttpRequest

from kejia.register.kinds import Right
from kejia.register.models import Organisation
from kejia.trail.actor import Actor
from kejia.wings.visitor import actor_of, is_inside, page_for, visitor_of

BY_PAGE = Actor("system", "federation", "组织机构页", "组织机构")
"""Who reads for a visitor whose right was asked before."""

inside = page_for(Right.SEE)
"""A page that is not there for outsiders."""


def may_enter(request: HttpRequest) -> bool:
    """Whether the visitor has the right for any organisation at all."""
    return is_inside(request, Right.SEE)


def may_see(request: HttpRequest, organisation: Organisation) -> bool:
    """Whether the visitor has the right for this one."""
    return visitor_of(request).may(Right.SEE, organisation)


__all__ = ["BY_PAGE", "actor_of", "inside", "may_enter", "may_see"]
