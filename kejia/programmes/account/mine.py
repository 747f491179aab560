"""One's own account: what it says, where codes go, the password, suspending it oneself."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kejia.accounts import actions
from kejia.accounts.codes import WrongCode, prove_by_code, send_sign_in_code
from kejia.accounts.kinds import Channel, CodePurpose, EmployerKind, TechnicalRoleKind
from kejia.accounts.origin import origin_of
from kejia.accounts.reads import actor_of, addresses_of, consents_of, technical_roles_of
from kejia.accounts.sending import CannotSend, channels
from kejia.accounts.sign_in_log import TooMuch
from kejia.codes.disciplines import find_discipline
from kejia.programmes.account import entry
from kejia.programmes.account.forms import (
    CodeForm,
    DetailsForm,
    NewAddressForm,
    ReasonForm,
    SetPasswordForm,
    county_named,
)
from kejia.programmes.account.guards import account_signed_in, confirmed, signed_in
from kejia.programmes.account.outside import REFUSED, other_sites_here, refuse_sending
from kejia.wings.words import spoken


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All of it on one page, each line with the act that changes it."""
    account = account_signed_in(request)
    roles = technical_roles_of(account)
    discipline = find_discipline(account.field)
    context = {
        "account": account,
        "county": county_named(account.county),
        "field": discipline.name if discipline else account.field,
        "employer": EmployerKind(account.employer).text if account.employer else None,
        "addresses": {each.channel.value: each.shown for each in addresses_of(account)},
        "factors": set(Authenticator.objects.filter(user=account).values_list("type", flat=True)),
        "consents": consents_of(account),
        "roles": [(TechnicalRoleKind(each.role).text, each.valid) for each in roles],
        "is_security": any(each.role == TechnicalRoleKind.SECURITY for each in roles),
        "by_email": Channel.EMAIL in channels(),
        "other_sites": other_sites_here(request),
        "done": request.GET.get("done", ""),
    }
    return render(request, "account/home.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """What one says of oneself."""
    account = account_signed_in(request)
    said = {name: getattr(account, name) for name in ("name", "county", "field", "employer", "language")}
    form = DetailsForm(request.POST) if request.method == "POST" else DetailsForm(initial=said)
    if request.method == "POST" and form.is_valid():
        actions.change_details(account, **form.given(), by=actor_of(account))
        return _done("details")
    return render(request, "account/details.html", {"form": form}, status=REFUSED if form.errors else 200)


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, channel: str) -> HttpResponse:
    """A new phone or mailbox: a code goes there first."""
    way = _channel(channel)
    account = account_signed_in(request)
    form = NewAddressForm(way, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["address"]
        try:
            sent = send_sign_in_code(new, CodePurpose.NEW_ADDRESS, origin_of(request), account=account)
        except (TooMuch, CannotSend) as error:
            refuse_sending(form, error)
        else:
            entry.remember_code(request, f"new_{way}", sent)
            return redirect("account:address_code", way)
    context = {"form": form, "channel": way.value}
    return render(request, "account/address.html", context, status=REFUSED if form.errors else 200)


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def address_code(request: HttpRequest, channel: str) -> HttpResponse:
    """The code that went there; the right one makes it the account's own."""
    way = _channel(channel)
    account = account_signed_in(request)
    under_way = entry.code_under_way(request, f"new_{way}")
    if under_way is None:
        return redirect("account:address", way)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            typed, origin = form.cleaned_data["code"], origin_of(request)
            proved = prove_by_code(under_way.id, typed, CodePurpose.NEW_ADDRESS, origin)
            if proved.account != account:
                raise Http404
            actions.set_address(account, proved.address, by=actor_of(account))
        except (WrongCode, TooMuch, actions.AddressTaken) as error:
            form.add_error("code", spoken(error.say))
        else:
            entry.forget_code(request, f"new_{way}")
            return _done("address")
    context = {"form": form, "shown": under_way.address.shown, "channel": way.value}
    return render(request, "account/address_code.html", context, status=REFUSED if form.errors else 200)


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest) -> HttpResponse:
    """A new password; all other sessions end."""
    account = account_signed_in(request)
    form = SetPasswordForm(account, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        here = request.session.session_key or ""
        actions.set_password(account, form.cleaned_data["password"], by=actor_of(account), keep_session=here)
        update_session_auth_hash(request, account)
        UserSession.objects.filter(session_key=here).update(session_key=request.session.session_key)
        return _done("password")
    return render(
        request, "account/set_password.html", {"form": form}, status=REFUSED if form.errors else 200
    )


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest) -> HttpResponse:
    """Suspend one's own account, as for a lost phone; only the security officer restores it."""
    account = account_signed_in(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.suspend(account, reason=form.cleaned_data["reason"], by=actor_of(account))
        logout(request)
        request.session["kejia_suspended"] = account.pk
        return redirect("account_inactive")
    return render(request, "account/suspend.html", {"form": form}, status=REFUSED if form.errors else 200)


def _channel(word: str) -> Channel:
    if word not in set(Channel) or Channel(word) not in channels():
        raise Http404
    return Channel(word)


def _done(what: str) -> HttpResponse:
    return redirect(f"{reverse('account:home')}?done={what}")
