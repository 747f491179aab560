"""Organisations and bodies as a Django app."""

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """Has no models: the register has them."""

    name = "kejia.programmes.federation"
