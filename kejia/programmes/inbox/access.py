"""Who may: whoever is signed in, their own inbox. Outsiders are led to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from kejia.trail.actor import Actor

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])


def recipient_of(request: HttpRequest) -> str:
    """The key under which the visitor gets messages; the page is for those signed in."""
    return f"account:{request.user.pk}"


def actor_of(request: HttpRequest) -> Actor:
    """The visitor as the trail writes it down."""
    name = getattr(request.user, "name", "") or f"account {request.user.pk}"
    return Actor("person", str(request.user.pk), name, "")


def signed_in(page: Page) -> Page:
    """A page of one's own: whoever is not signed in is led to do so, and back; nothing of it is kept by caches."""

    @never_cache
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the page's own
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method in ("GET", "HEAD") else "/inbox/"
            return redirect_to_login(back)
        return page(request, *args, **kwargs)

    return cast(Page, guarded)
