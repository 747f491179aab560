"""Who may: whoever is signed in, their own inbox. Outsiders are led to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from kejia.wings.visitor import sign_in_first, visitor_of

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])


def recipient_of(request: HttpRequest) -> str:
    """The key under which the visitor gets messages: the account's, whatever post it acts under."""
    account = visitor_of(request).account
    assert account is not None  # the page is for those signed in
    return f"account:{account.pk}"


def signed_in(page: Page) -> Page:
    """A page of one's own: whoever is not signed in is led to do so, and back; nothing of it is kept by caches."""

    @never_cache
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the page's own
        if visitor_of(request).account is None:
            return sign_in_first(request)
        return page(request, *args, **kwargs)

    return cast(Page, guarded)
