"""Authority as a Django app."""

from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    """Holds pages and no models."""

    name = "kejia.programmes.authority"
    label = "authority"
