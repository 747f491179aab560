"""Proving again who one is, before a dangerous act: by a code to one's own address, or by the password."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kejia.accounts.addresses import Address
from kejia.accounts.codes import WrongCode, prove_by_code, send_sign_in_code
from kejia.accounts.kinds import CodePurpose, SignInEventKind
from kejia.accounts.models import Account
from kejia.accounts.origin import origin_of
from kejia.accounts.passwords import WrongPassword, prove_by_password
from kejia.accounts.reads import addresses_of
from kejia.accounts.sending import CannotSend, channels
from kejia.accounts.sign_in_log import TooMuch, key_of_account, note
from kejia.programmes.account import entry
from kejia.programmes.account.forms import CodeForm, OnlyPasswordForm
from kejia.programmes.account.guards import account_signed_in, signed_in
from kejia.programmes.account.outside import REFUSED, refuse_sending
from kejia.wings.words import spoken

AGAIN = "again"
PURPOSE = CodePurpose.REAUTHENTICATE


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Ask; once proved, go on with what was begun. Who has a second factor proves by that one."""
    account = account_signed_in(request)
    if Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        query = request.GET.urlencode()
        return redirect(f"/account/second-factor/again/?{query}" if query else "mfa_reauthenticate")
    asked = request.POST.get("by", "")
    code_form = CodeForm(request.POST if asked == "code" else None)
    password_form = OnlyPasswordForm(request.POST if asked == "password" else None)
    under_way = entry.code_under_way(request, AGAIN)
    if asked == "send":
        under_way = _send(request, account, code_form)
    elif asked == "code" and under_way and code_form.is_valid():
        if _proved_by_code(request, under_way, code_form):
            return _go_on(request, account, "code")
    elif asked == "password" and password_form.is_valid() and _proved(request, account, password_form):
        return _go_on(request, account, "password")
    addresses = [each for each in addresses_of(account) if each.channel in channels()]
    context = {
        "code_form": code_form,
        "password_form": password_form,
        "under_way": under_way,
        "addresses": addresses,
        "by_password": account.has_usable_password(),
        "next": request.GET.get("next") or request.POST.get("next", ""),
    }
    refused = code_form.errors or password_form.errors
    return render(request, "account/again.html", context, status=REFUSED if refused else 200)


def _send(request: HttpRequest, account: Account, form: CodeForm) -> entry.UnderWay | None:
    wanted = request.POST.get("channel", "")
    address: Address | None = next(
        (each for each in addresses_of(account) if each.channel.value == wanted), None
    )
    if address is None:
        return None
    try:
        sent = send_sign_in_code(address, PURPOSE, origin_of(request), account=account)
    except (TooMuch, CannotSend) as error:
        form.is_bound, form.data = True, request.POST
        form.errors.clear()
        refuse_sending(form, error)
        return None
    entry.remember_code(request, AGAIN, sent)
    return entry.code_under_way(request, AGAIN)


def _proved_by_code(request: HttpRequest, under_way: entry.UnderWay, form: CodeForm) -> bool:
    try:
        prove_by_code(under_way.id, form.cleaned_data["code"], PURPOSE, origin_of(request))
    except (WrongCode, TooMuch) as error:
        form.add_error("code", spoken(error.say))
        return False
    entry.forget_code(request, AGAIN)
    return True


def _proved(request: HttpRequest, account: Account, form: OnlyPasswordForm) -> bool:
    try:
        found = prove_by_password(addresses_of(account)[0], form.cleaned_data["password"], origin_of(request))
    except (WrongPassword, TooMuch) as error:
        form.add_error("password", spoken(error.say))
        return False
    return found == account


def _go_on(request: HttpRequest, account: Account, method: str) -> HttpResponse:
    record_authentication(request, account, method, reauthenticated=True)
    note(SignInEventKind.REAUTHENTICATED, key_of_account(account), origin_of(request), account=account)
    response: HttpResponse | None = resume_request(request)
    return response or redirect("account:home")
