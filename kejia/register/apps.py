"""The register as a Django app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """No pages: what a visitor sees of the register are programmes."""

    name = "kejia.register"
