"""Imports as a Django app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Holds one model: an import, from its upload to its undoing."""

    name = "kejia.programmes.imports"
    label = "imports"
