"""The sites that sign in with this one (OpenID Connect): registering one, taking it back."""

import secrets
from typing import NamedTuple

from allauth.idp.oidc.models import Client, Token
from django.db import transaction

from kejia.accounts.access import is_machine, is_security_officer, require
from kejia.trail import actions as trail
from kejia.trail.actor import Actor

SCOPES = ["openid", "profile", "email"]


class Given(NamedTuple):
    """What the other site is given; the secret is kept nowhere here."""

    id: str
    secret: str


@transaction.atomic
def register_site(name: str, redirect_uris: list[str], *, by: Actor) -> Given:
    """Let a site sign in with ours. Whoever signs in there is asked what it may be told."""
    require(is_machine(by) or is_security_officer(by))
    site = Client(name=name, type=Client.Type.CONFIDENTIAL)
    site.set_redirect_uris(redirect_uris)
    site.set_scopes(SCOPES)
    site.set_response_types([Client.ResponseType.CODE])
    site.set_grant_types([Client.GrantType.AUTHORIZATION_CODE])
    secret = secrets.token_urlsafe(32)
    site.set_secret(secret)
    site.clean()
    site.save()
    trail.record("site_registered", by=by, subject=site, details={"name": name, "redirect": redirect_uris})
    return Given(site.pk, secret)


@transaction.atomic
def take_site_back(id: str, *, by: Actor) -> bool:
    """It signs nobody in any more, from its next request on; whether there was such a one."""
    require(is_machine(by) or is_security_officer(by))
    site = Client.objects.filter(pk=id).first()
    if site is None:
        return False
    trail.record("site_taken_back", by=by, subject=site)
    Token.objects.filter(client=site).delete()
    site.delete()
    return True
