"""The inbox as a Django app."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Holds pages and no models."""

    name = "kejia.programmes.inbox"
    label = "inbox"
