"""Who may: whoever may set lines and counting bases, each in the organisations within reach."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponseBase

from kejia.register.kinds import Right
from kejia.register.models import Organisation
from kejia.wings.visitor import actor_of, page_for, visitor_of

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])


def inside(page: Page) -> Page:
    """A page that is not there for outsiders, nor for who may not in the organisation that its address names (`id`).

    Of a fact named by its address, the page asks once it knows whose it is.
    """

    @page_for(Right.SET_BASES)
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the page's own
        if "id" in kwargs:
            require_reach(request, kwargs["id"])
        return page(request, *args, **kwargs)

    return cast(Page, guarded)


def require_reach(request: HttpRequest, organisation: Organisation | int) -> None:
    """Raises Http404 where the visitor may not set lines and bases of this organisation."""
    if not visitor_of(request).may(Right.SET_BASES, organisation):
        raise Http404


__all__ = ["actor_of", "inside", "require_reach"]
