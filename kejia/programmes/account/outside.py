"""What is shown to who is not, or no longer, signed in; and the ways to other sites and from them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.contrib.auth import logout
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kejia.accounts.models import Account, OutboxItem
from kejia.accounts.reads import account_of
from kejia.accounts.sending import CannotSend
from kejia.accounts.sign_in_log import TooMuch
from kejia.wings.words import spoken

REFUSED = 422
View = Callable[..., HttpResponseBase]


def where_connected(page: View) -> View:
    """A page that is not there where the installation is not connected to the other site."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the page's own
        try:
            return page(request, *args, **kwargs)
        except SocialApp.DoesNotExist as error:
            raise Http404 from error

    return guarded


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, by a form; a mere visit asks first."""
    if request.method != "POST":
        return render(request, "account/sign_out.html") if account_of(request) else redirect("account_login")
    logout(request)
    return redirect(f"{settings.LOGOUT_REDIRECT_URL}")


@never_cache
@require_safe
def suspended(request: HttpRequest) -> HttpResponse:
    """Why nobody gets in, for who proved to be the holder; the reason itself is told to nobody else."""
    id = request.session.get("kejia_suspended")
    account = Account.objects.filter(pk=id, suspended_at__isnull=False).first() if id else None
    if account is None:
        return redirect("account_login")
    return render(request, "account/suspended.html", {"suspended": account}, status=403)


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The codes that were not sent; only where nothing is sent."""
    if not settings.KEJIA_OUTBOX:
        raise Http404
    return render(request, "account/outbox.html", {"items": OutboxItem.objects.all()[:20]})


@never_cache
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """The other site was left without signing in."""
    return render(request, "socialaccount/login_cancelled.html")


@never_cache
@require_safe
def not_signed_in(request: HttpRequest) -> HttpResponse:
    """The other site gave no usable answer."""
    return render(request, "socialaccount/authentication_error.html", status=401)


class OtherSite(NamedTuple):
    """A site whose accounts sign in here: its name, and where the way there begins."""

    name: str
    address: str


def other_sites_here(request: HttpRequest) -> list[OtherSite]:
    """By what other sites one can sign in here, as the settings name them."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    providers = get_adapter(request).list_providers(request)
    return [OtherSite(str(each.name), each.get_login_url(request)) for each in providers]


def refuse_sending(form: Form, error: TooMuch | CannotSend) -> None:
    """Say at the form why no code was sent."""
    if isinstance(error, TooMuch):
        form.add_error(None, spoken(error.say))
    else:
        form.add_error(None, _("这里现在发不出验证码；请改用密码、通行密钥，或联系本站的系统管理员"))


def onward(view: View) -> View:
    """Lead to another site by a page that goes on by itself, with a link on it.

    A redirect would do, but our content policy lets a form lead nowhere else, and browsers hold redirects after a
    form to that.
    """

    @never_cache
    @wraps(view)
    def leading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the view's own
        response = view(request, *args, **kwargs)
        target = response.headers.get("Location", "")
        if response.status_code == 302 and _is_elsewhere(request, target):
            return render(request, "account/onward.html", {"target": target, "site": urlsplit(target).netloc})
        return response

    return leading


def by_form(view: View) -> View:
    """A way to another site begins with a form of ours, so that no foreign link begins it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: the view's own
        return (
            onward(view)(request, *args, **kwargs) if request.method == "POST" else redirect("account_login")
        )

    return guarded


def _is_elsewhere(request: HttpRequest, target: str) -> bool:
    parts = urlsplit(target)
    return bool(parts.scheme) and (parts.scheme, parts.netloc) != (request.scheme, request.get_host())
