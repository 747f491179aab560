"""The trail as a Django app."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Its tables are `trail_...`."""

    name = "kejia.trail"
    label = "trail"
