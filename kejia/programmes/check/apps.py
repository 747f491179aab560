"""Checking a roster as a Django app."""

from django.apps import AppConfig


class CheckConfig(AppConfig):
    """Holds one model: a check somebody asked to keep."""

    name = "kejia.programmes.check"
    label = "roster_check"
