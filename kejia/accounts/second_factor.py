"""Who must have a second factor, and whether this session proved one."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from kejia.accounts.kinds import TechnicalRoleKind
from kejia.accounts.models import Account
from kejia.accounts.reads import holds_technical_role

NeedsIt = Callable[[Account], bool]
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

_providers: list[NeedsIt] = []


def register_second_factor_provider(provider: NeedsIt) -> None:
    """Whoever knows of posts says here for which accounts a second factor is asked."""
    if provider not in _providers:
        _providers.append(provider)


def needs_second_factor(account: Account) -> bool:
    """Technical roles always, everybody where KEJIA_SECOND_FACTOR is `all`, and whom a provider names."""
    if settings.KEJIA_SECOND_FACTOR == "all":
        return True
    if holds_technical_role(account, *TechnicalRoleKind):
        return True
    return any(provider(account) for provider in _providers)


def has_second_factor(account: Account) -> bool:
    """An authenticator app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user=account, type__in=FACTORS).exists()


def proved_second_factor(request: HttpRequest, account: Account) -> bool:
    """In this session: at sign-in, or by confirming again."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, account))
