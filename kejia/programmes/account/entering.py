"""Signing in and registering: a phone, a code, and for who is new the few questions of the last screen."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kejia.accounts.actions import AddressTaken, create_account
from kejia.accounts.actions import consent as agree
from kejia.accounts.adapters import PENDING_OTHER_SITE
from kejia.accounts.addresses import Address
from kejia.accounts.codes import Proved, WrongCode, prove_by_code, send_sign_in_code
from kejia.accounts.kinds import Channel, CodePurpose
from kejia.accounts.models import Account
from kejia.accounts.origin import origin_of
from kejia.accounts.passwords import WrongPassword, prove_by_password
from kejia.accounts.reads import account_of, find_account
from kejia.accounts.sending import CannotSend, channels
from kejia.accounts.sign_in_log import TooMuch
from kejia.programmes.account import entry
from kejia.programmes.account.consents import REGISTRATION, read_consent
from kejia.programmes.account.forms import AddressForm, CodeForm, PasswordForm, RegisterForm
from kejia.programmes.account.outside import REFUSED, other_sites_here, refuse_sending
from kejia.register.demo_accounts import find_offered, offered
from kejia.trail.actor import Actor
from kejia.wings.words import language, spoken

DOOR = Actor("system", "account", "注册页", "")
SIGN_IN = "sign_in"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first screen: whose site it is, and a phone to send a code to. Known and new phones are treated alike."""
    if account_of(request):
        return redirect("account:home")
    entry.remember_back(request)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (response := _send(request, form.cleaned_data["address"], form))
    ):
        return response
    context = {
        "form": form,
        "by_code": bool(channels()),
        "other_sites": other_sites_here(request),
        "to_connect": PENDING_OTHER_SITE in request.session,
        "no_account": request.GET.get("told") == "no-account",
        "demo_people": _demo_people(),
        "inside": settings.KEJIA_INSIDE,
    }
    return render(request, "account/sign_in.html", context, status=REFUSED if form.errors else 200)


def _demo_people() -> list[tuple[int, str, str]]:
    """Number, name and post of who is offered for trying things out; nobody but where nothing is sent."""
    if not settings.KEJIA_OUTBOX:
        return []
    return [(each.account.pk, each.account.name, spoken(each.what)) for each in offered()]


@never_cache
@require_POST
def sign_in_as_demo(request: HttpRequest, id: int) -> HttpResponse:
    """In as one of the demo's people by a mere button: not there but where codes are shown to everybody anyway."""
    account = find_offered(id) if settings.KEJIA_OUTBOX else None
    if account is None:
        raise Http404
    if account_of(request):
        logout(request)
    return entry.begin_session(request, account, "code", email=account.email)


def _send(request: HttpRequest, address: Address, form: AddressForm | CodeForm) -> HttpResponse | None:
    account = find_account(address)
    try:
        sent = send_sign_in_code(address, CodePurpose.SIGN_IN, origin_of(request), account=account)
    except (TooMuch, CannotSend) as error:
        refuse_sending(form, error)
        return None
    entry.remember_code(request, SIGN_IN, sent)
    return redirect("account:code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second screen: the six digits. The right ones sign in, or lead to registering."""
    under_way = entry.code_under_way(request, SIGN_IN)
    if account_of(request):
        return redirect("account:home")
    if under_way is None:
        return redirect("account_login")
    form = CodeForm(request.POST if request.method == "POST" else None)
    void = False
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        try:
            proved = prove_by_code(under_way.id, typed, CodePurpose.SIGN_IN, origin_of(request))
        except (WrongCode, TooMuch) as error:
            form.add_error("code", spoken(error.say))
            void = isinstance(error, TooMuch) or error.void
        else:
            entry.forget_code(request, SIGN_IN)
            return _enter(request, proved)
    context = {
        "form": form,
        "shown": under_way.address.shown,
        "channel": under_way.address.channel,
        "void": void,
    }
    return render(request, "account/code.html", context, status=REFUSED if form.errors else 200)


def _enter(request: HttpRequest, proved: Proved) -> HttpResponse:
    account = find_account(proved.address)
    name = "phone" if proved.address.channel is Channel.SMS else "email"
    if account is not None:
        return entry.begin_session(request, account, "code", **{name: proved.address.value})
    if proved.address.channel is Channel.EMAIL and Channel.SMS in channels():
        return redirect(f"{reverse('account_login')}?told=no-account")
    entry.remember_proved(request, proved.address)
    return redirect("account:register")


@never_cache
@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Another code to the same address."""
    under_way = entry.code_under_way(request, SIGN_IN)
    if under_way is None:
        return redirect("account_login")
    form = CodeForm({})
    form.errors.clear()
    if response := _send(request, under_way.address, form):
        return response
    context = {"form": form, "shown": under_way.address.shown, "channel": under_way.address.channel}
    return render(request, "account/code.html", context, status=REFUSED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Signing in by password, for who set one."""
    if account_of(request):
        return redirect("account:home")
    if "next" in request.GET:
        entry.remember_back(request)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            account = prove_by_password(given["address"], given["password"], origin_of(request))
        except (WrongPassword, TooMuch) as error:
            form.add_error(None, spoken(error.say))
        else:
            return entry.begin_session(request, account, "password")
    return render(request, "account/password.html", {"form": form}, status=REFUSED if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The third screen: name, county, field, kind of employer, consent; no identity number."""
    if account_of(request):
        return redirect("account:home")
    proved = entry.proved_address(request)
    if proved is None and PENDING_OTHER_SITE not in request.session:
        return redirect("account_login")
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            account = _register(form, proved)
        except AddressTaken as error:
            form.add_error(None, spoken(error.say))
        else:
            if proved is None:
                return entry.begin_session(request, account, "socialaccount")
            name = "phone" if proved.channel is Channel.SMS else "email"
            return entry.begin_session(request, account, "code", **{name: proved.value})
    context = {"form": form, "proved": proved.shown if proved else ""}
    return render(request, "account/register.html", context, status=REFUSED if form.errors else 200)


@transaction.atomic
def _register(form: RegisterForm, proved: Address | None) -> Account:
    details = {**form.given(), "language": language()}
    sms = proved is not None and proved.channel is Channel.SMS
    account = create_account(phone=proved if sms else None, email=None if sms else proved, by=DOOR, **details)
    words = read_consent(REGISTRATION)
    agree(account, words.name, words.version, words.digest)
    return account


@never_cache
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Who came from another site and is not known here: register, or sign in first and be tied to that account."""
    kept = request.session.get(PENDING_OTHER_SITE)
    if kept is None:
        return redirect("account_login")
    login = SocialLogin.deserialize(kept)
    provider = get_adapter().get_provider(request, login.account.provider)
    return render(request, "account/first.html", {"site": provider.name, "by_code": bool(channels())})


@require_safe
def consent_text(request: HttpRequest) -> HttpResponse:
    """What one agrees to when registering, in the version in force."""
    return render(request, "account/consent.html", {"words": read_consent(REGISTRATION)})
