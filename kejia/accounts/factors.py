"""Taking second factors from an account whose holder lost them."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from kejia.accounts.access import is_machine, is_security_officer, require
from kejia.accounts.actions import NoReason, revoke_sessions
from kejia.accounts.models import Account
from kejia.trail import actions as trail
from kejia.trail.actor import Actor


@transaction.atomic
def remove_second_factors(account: Account, *, reason: str, by: Actor) -> int:
    """All of them, and all sessions with them; how many. The officer has made sure who asked, and says how."""
    require(is_machine(by) or is_security_officer(by))
    if not reason.strip():
        raise NoReason
    removed = Authenticator.objects.filter(user=account).delete()[0]
    revoke_sessions(account, by=by)
    details = {"factors": removed}
    trail.record(
        "second_factors_removed", by=by, subject=account, details=details, private={"reason": reason.strip()}
    )
    return removed
