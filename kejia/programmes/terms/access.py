"""Who may: nobody has an account yet, so that bases and lines are an inside matter of the installation as a whole."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from kejia.trail.actor import Actor

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])

BY_PAGE = Actor("system", "terms", "届次口径页", "届次口径与要求")
"""Who acts on these pages until there are accounts."""


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in a request: the one place that knows."""
    return BY_PAGE


def is_inside() -> bool:
    """Whether this installation shows inside matters."""
    return bool(settings.KEJIA_INSIDE)


def inside(page: Page) -> Page:
    """A page that is not there for outsiders."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the page's own
        if not is_inside():
            raise Http404
        return page(request, *args, **kwargs)

    return cast(Page, guarded)
