"""What allauth and Django tell us goes into the sign-in log, and changes of the second factor into the trail."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from kejia.accounts.adapters import PENDING_OTHER_SITE
from kejia.accounts.kinds import Method, SignInEventKind
from kejia.accounts.models import Account
from kejia.accounts.origin import origin_of
from kejia.accounts.reads import actor_of
from kejia.accounts.sign_in_log import key_of_account, note
from kejia.trail import actions as trail

METHOD_OF_RECORD = {"password": Method.PASSWORD, "socialaccount": Method.OTHER_SITE}


def method_of_record(record: dict[str, Any]) -> Method:
    """The method of one of allauth's records of this session."""
    method = record.get("method")
    if method == "mfa":
        return Method(record["type"])
    if method == "code":
        return Method.EMAIL if record.get("email") else Method.SMS
    return METHOD_OF_RECORD.get(str(method), Method.OTHER_SITE)


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest, user: Account, **_: object) -> None:
    """By what it was done at last."""
    records = get_authentication_records(request, user)
    method = method_of_record(records[-1]) if records else None
    _note(SignInEventKind.SIGNED_IN, request, user, method)
    _tie_other_site(request, user)


@receiver(user_logged_out)
def note_sign_out(request: HttpRequest, user: Account | None, **_: object) -> None:
    """Also where the session had nobody any more, which is no line."""
    if isinstance(user, Account):
        _note(SignInEventKind.SIGNED_OUT, request, user, None)


@receiver(mfa.authentication_failed)
def note_failure(request: HttpRequest, user: Account, authenticator: Authenticator, **_: object) -> None:
    """A wrong second factor; five lock the account out."""
    _note(SignInEventKind.FAILED, request, user, Method(authenticator.type))


@receiver(mfa.authenticator_used)
def note_use(
    request: HttpRequest, user: Account, authenticator: Authenticator, reauthenticated: bool, **_: object
) -> None:
    """Confirming again; a sign-in is noted once it is complete."""
    if reauthenticated:
        _note(SignInEventKind.REAUTHENTICATED, request, user, Method(authenticator.type))


@receiver(mfa.authenticator_added)
def record_added(user: Account, authenticator: Authenticator, **_: object) -> None:
    """A new way in belongs into the trail."""
    _record("second_factor_added", user, authenticator)


@receiver(mfa.authenticator_removed)
def record_removed(user: Account, authenticator: Authenticator, **_: object) -> None:
    """One way in less."""
    _record("second_factor_removed", user, authenticator)


@receiver(mfa.authenticator_reset)
def record_reset(user: Account, authenticator: Authenticator, **_: object) -> None:
    """New recovery codes."""
    _record("second_factor_renewed", user, authenticator)


def _tie_other_site(request: HttpRequest, account: Account) -> None:
    """Who came from another site and then signed in here is known from now on; one tied elsewhere stays there."""
    kept = request.session.pop(PENDING_OTHER_SITE, None)
    login = SocialLogin.deserialize(kept) if kept else None
    if login is None:
        return
    login.lookup()
    if not login.is_existing:
        with transaction.atomic():
            login.connect(request, account)
            details = {"site": login.account.provider}
            trail.record(
                "other_site_tied",
                by=actor_of(account),
                subject=account,
                details=details,
                private={"uid": login.account.uid},
            )


def _note(kind: SignInEventKind, request: HttpRequest, account: Account, method: Method | None) -> None:
    note(kind, key_of_account(account), origin_of(request), account=account, method=method)


def _record(act: str, account: Account, authenticator: Authenticator) -> None:
    with transaction.atomic():
        details = {"factor": str(authenticator.type)}
        trail.record(act, by=actor_of(account), subject=account, details=details)
