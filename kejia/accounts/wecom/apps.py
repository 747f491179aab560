"""WeCom as a Django app, for allauth finds its ways in among the apps."""

from django.apps import AppConfig


class WeComConfig(AppConfig):
    """No tables."""

    name = "kejia.accounts.wecom"
    label = "accounts_wecom"
