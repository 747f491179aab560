"""The security officer's page: find an account, see its sessions and sign-ins, suspend, restore, end its sessions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kejia.accounts import actions, factors
from kejia.accounts.devices import device_of
from kejia.accounts.kinds import Method, SignInEventKind, TechnicalRoleKind
from kejia.accounts.models import Account
from kejia.accounts.reads import (
    actor_of,
    addresses_of,
    find_accounts,
    holds_technical_role,
    sign_ins_of,
    technical_roles_of,
)
from kejia.programmes.account.forms import ReasonForm
from kejia.programmes.account.guards import account_signed_in, confirmed, signed_in
from kejia.programmes.account.outside import REFUSED
from kejia.trail.actor import Actor

Page = Callable[..., HttpResponse]
Act = Callable[[Account, str, Actor], object]
ACTS: dict[str, Act] = {
    "suspend": lambda account, reason, by: actions.suspend(account, reason=reason, by=by),
    "restore": lambda account, reason, by: actions.restore(account, reason=reason, by=by),
    "end-sessions": lambda account, reason, by: actions.revoke_sessions(account, by=by),
    "remove-factors": lambda account, reason, by: factors.remove_second_factors(
        account, reason=reason, by=by
    ),
}


def for_security_officer(page: Page) -> Callable[..., HttpResponseBase]:
    """Not there for anybody else."""

    @signed_in
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # Any: the page's own
        if not holds_technical_role(account_signed_in(request), TechnicalRoleKind.SECURITY):
            raise Http404
        return page(request, *args, **kwargs)

    return guarded


@for_security_officer
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """By phone, mailbox, number or whole name; there is no list of everybody."""
    wanted = request.GET.get("q", "")
    found = [(each, [a.shown for a in addresses_of(each)]) for each in find_accounts(wanted)]
    return render(request, "account/officer.html", {"wanted": wanted, "found": found})


@for_security_officer
@require_safe
def show(request: HttpRequest, id: int) -> HttpResponse:
    """One account: what it is, where it is signed in, what was tried."""
    return _page(request, get_object_or_404(Account, pk=id), ReasonForm())


@for_security_officer
@confirmed
@require_POST
def act(request: HttpRequest, id: int, act: str) -> HttpResponse:
    """One of the four acts, each with its reason."""
    account = get_object_or_404(Account, pk=id)
    if act not in ACTS:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, account, form)
    by = actor_of(account_signed_in(request), TechnicalRoleKind.SECURITY)
    ACTS[act](account, form.cleaned_data["reason"], by)
    return redirect("account:officer_account", id)


def _page(request: HttpRequest, account: Account, form: ReasonForm) -> HttpResponse:
    log = [
        (
            each.at,
            SignInEventKind(each.kind).text,
            Method(each.method).text if each.method else None,
            each.ip,
            device_of(each.device),
        )
        for each in sign_ins_of(account)
    ]
    context = {
        "subject": account,
        "addresses": [each.shown for each in addresses_of(account)],
        "roles": [TechnicalRoleKind(each.role).text for each in technical_roles_of(account)],
        "sessions": UserSession.objects.filter(user=account).count(),
        "log": log,
        "form": form,
        "own": account == account_signed_in(request),
    }
    return render(request, "account/officer_account.html", context, status=REFUSED if form.errors else 200)
