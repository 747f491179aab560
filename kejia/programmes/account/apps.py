"""The pages of accounts as a Django app."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """No tables; its templates stand in for those of allauth."""

    name = "kejia.programmes.account"
    label = "account_pages"
