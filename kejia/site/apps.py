"""The site as a Django app: its management commands and its own checks."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Holds nothing of its own; the label keeps clear of Django's `sites`."""

    name = "kejia.site"
    label = "kejia_site"

    def ready(self) -> None:
        """Tie together what does not know one another."""
        from kejia.site import codes, letters  # inner import: needs the models loaded

        codes.wire()
        letters.wire()
