"""What stands before pages: being signed in, and having confirmed it lately."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.views.decorators.cache import never_cache

from kejia.accounts.models import Account
from kejia.accounts.reads import account_of

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])


def signed_in(page: Page) -> Page:
    """A page of one's own account; who is not signed in does so first. Never cached."""

    @never_cache
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the page's own
        if account_of(request) is None:
            back = request.get_full_path() if request.method == "GET" else "/account/"
            return redirect_to_login(back, resolve_url(settings.LOGIN_URL))
        return page(request, *args, **kwargs)

    return cast(Page, guarded)


def confirmed(page: Page) -> Page:
    """A dangerous act: signed in, and proved again within five minutes; signing in just now counts."""

    @signed_in
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the page's own
        if not confirmed_lately(request):
            raise ReauthenticationRequired
        return page(request, *args, **kwargs)

    return cast(Page, guarded)


def confirmed_lately(request: HttpRequest) -> bool:
    """Whether this session proved itself within the time that the settings give."""
    account = account_of(request)
    records = get_authentication_records(request, account) if account else []
    proofs = [record["at"] for record in records if record.get("reauthenticated")]
    return bool(proofs) and time.time() - proofs[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def account_signed_in(request: HttpRequest) -> Account:
    """The account behind a guarded page."""
    account = account_of(request)
    assert account is not None
    return account
