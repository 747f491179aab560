"""The wings as a Django app: templates, template tags and the built style sheet and script."""

from django.apps import AppConfig


class WingsConfig(AppConfig):
    """Has no models."""

    name = "kejia.wings"
