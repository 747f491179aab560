"""What a session says on every request: when it was last seen, and whether its second factor is still missing."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from kejia.accounts.origin import origin_of
from kejia.accounts.reads import account_of
from kejia.accounts.second_factor import has_second_factor, needs_second_factor, proved_second_factor

Answer = Callable[[HttpRequest], HttpResponse]
SEEN_EVERY = 300
ASK_AGAIN = 60
"""Seconds after which it is looked at again whether an account needs a second factor."""
OPEN_WITHOUT = ("/account/", "/static/", "/language/", "/theme/", "/healthz")
"""Where one gets to without the second factor that one needs: to the pages that set it up, and out."""


def session_seen(answer: Answer) -> Answer:
    """Note every five minutes that a session is in use; costs no query in between."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if account_of_session(request) and time.time() - request.session.get("seen", 0) > SEEN_EVERY:
            request.session["seen"] = int(time.time())
            origin = origin_of(request)
            sessions = UserSession.objects.filter(session_key=request.session.session_key)
            sessions.update(last_seen_at=timezone.now(), **({"ip": origin.ip} if origin.ip else {}))
        return answer(request)

    return middleware


def second_factor_set_up(answer: Answer) -> Answer:
    """Send whoever needs a second factor and has none to where it is set up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OPEN_WITHOUT) and _lacks_it(request):
            return HttpResponseRedirect(f"{reverse('mfa_index')}?needed=1")
        return answer(request)

    return middleware


def account_of_session(request: HttpRequest) -> bool:
    """Whether somebody is signed in; without a session no query is asked."""
    return bool(request.session.session_key) and account_of(request) is not None


def _lacks_it(request: HttpRequest) -> bool:
    if not request.session.session_key:
        return False
    account = account_of(request)
    if account is None or time.time() - request.session.get("second_factor_not_needed", 0) < ASK_AGAIN:
        return False
    if proved_second_factor(request, account):
        return False
    if needs_second_factor(account) and not has_second_factor(account):
        return True
    request.session["second_factor_not_needed"] = int(time.time())
    return False
