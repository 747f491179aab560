"""Whose session it is. How somebody proves who they are stands in `codes`, `passwords` and allauth."""

from django.contrib.auth.backends import BaseBackend

from kejia.accounts.models import Account


class AccountBackend(BaseBackend):
    """Asked on every request of a session, so that a suspended account is signed out at its next one."""

    def get_user(self, user_id: int) -> Account | None:
        """The account, None where it is suspended or gone."""
        account = Account.objects.filter(pk=user_id).first()
        return account if account is not None and account.is_active else None
