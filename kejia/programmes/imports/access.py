"""Who may: whoever may import, or export, for all organisations, since a list may be of any."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from kejia.register.kinds import Right
from kejia.register.naming import person_name
from kejia.trail.actor import Actor
from kejia.wings.visitor import actor_of, page_for, sees_all

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])

BY_PAGE = Actor("system", "imports", "导入页", "登记册导入")
"""Who checks lists, and writes those that the worker writes; who asked for it was asked before."""


def may_import() -> bool:
    """Whether this installation shows inside matters."""
    return bool(settings.KEJIA_INSIDE)


def noted(by: Actor) -> dict[str, str]:
    """Who asked for a write, as a job keeps it until the worker does it; nothing of who is no person."""
    if by.kind != "person":
        return {}
    return {"id": by.id, "acted_as": by.acted_as, "on_behalf_of": by.on_behalf_of}


def asker(noted: Mapping[str, str]) -> Actor | None:
    """Who asked, under the same post; whether they still may, the register asks when it writes."""
    if not noted:
        return None
    name = person_name(int(noted["id"])) or noted["id"]
    return Actor("person", noted["id"], name, noted["acted_as"], noted["on_behalf_of"])


def _page_for_all(right: Right) -> Callable[[Page], Page]:
    def decorate(page: Page) -> Page:
        @page_for(right)
        @wraps(page)
        def guarded(
            request: HttpRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:  # Any: the page's own
            if not sees_all(request, right):
                raise Http404
            return page(request, *args, **kwargs)

        return cast(Page, guarded)

    return decorate


inside = _page_for_all(Right.IMPORT)
"""A page that is not there for outsiders, nor for who may not import."""
exporting = _page_for_all(Right.EXPORT)
"""The same, for who may export."""

__all__ = ["BY_PAGE", "actor_of", "exporting", "inside", "may_import"]
