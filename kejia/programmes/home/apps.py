"""The first page as a Django app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Has no models."""

    name = "kejia.programmes.home"
