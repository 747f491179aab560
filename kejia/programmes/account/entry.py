"""What the session remembers between two screens of signing in, and the signing in itself."""

import time
from typing import Any, NamedTuple

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from kejia.accounts import limits
from kejia.accounts.addresses import Address
from kejia.accounts.kinds import Channel
from kejia.accounts.models import Account, SignInCode

UNDER_WAY, PROVED, BACK = "kejia_code", "kejia_proved", "kejia_back"


class UnderWay(NamedTuple):
    """A code that was sent."""

    id: int
    address: Address


def remember_code(request: HttpRequest, key: str, code: SignInCode) -> None:
    """Which code this visitor is to enter."""
    request.session[f"{UNDER_WAY}_{key}"] = [code.pk, code.channel, code.address]


def code_under_way(request: HttpRequest, key: str) -> UnderWay | None:
    """The same, back; None where none was sent."""
    found = request.session.get(f"{UNDER_WAY}_{key}")
    return UnderWay(found[0], Address(Channel(found[1]), found[2])) if found else None


def forget_code(request: HttpRequest, key: str) -> None:
    """It was used, or is void."""
    request.session.pop(f"{UNDER_WAY}_{key}", None)


def remember_proved(request: HttpRequest, address: Address) -> None:
    """This visitor holds an address that has no account yet."""
    request.session[PROVED] = [address.channel, address.value, time.time()]


def proved_address(request: HttpRequest) -> Address | None:
    """The same, back, for as long as registering may take."""
    found = request.session.get(PROVED)
    if not found or time.time() - found[2] > limits.REGISTER_WITHIN.total_seconds():
        return None
    return Address(Channel(found[0]), found[1])


def remember_back(request: HttpRequest) -> None:
    """Where the visitor wanted to go, if that is a page of ours."""
    back = request.GET.get("next") or request.POST.get("next") or ""
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        request.session[BACK] = back
    elif request.method == "GET":
        request.session.pop(BACK, None)


def begin_session(request: HttpRequest, account: Account, method: str, **how: Any) -> HttpResponse:
    """Sign in who proved to be the holder: the second factor where there is one, then where they wanted to go."""
    for key in (PROVED,):
        request.session.pop(key, None)
    record_authentication(request, account, method, reauthenticated=True, **how)
    login = Login(user=account, redirect_url=request.session.pop(BACK, None))
    response: HttpResponse = perform_login(request, login)
    return response
