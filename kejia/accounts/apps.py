"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """No pages: what a visitor sees of accounts is the programme `account`."""

    name = "kejia.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to allauth."""
        from kejia.accounts import signals  # noqa: F401  # inner import: needs the apps to be loaded
