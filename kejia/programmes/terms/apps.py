"""Bases and lines of terms as a Django app."""

from django.apps import AppConfig


class TermsConfig(AppConfig):
    """Has no models: the register has them."""

    name = "kejia.programmes.terms"
