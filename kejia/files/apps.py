"""Files as a Django app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Holds one model: a file, from its arrival until nothing is left of it but that it was there."""

    name = "kejia.files"
    label = "files"
