"""Imports as a Django app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Holds one model: an import, from its upload to its undoing."""

    name = "kejia.programmes.imports"
    label = "imports"

    def ready(self) -> None:
        """Say who may take uploaded lists away again."""
        from kejia.files.owners import register_reader  # inner import: needs the models loaded
        from kejia.programmes.imports.uploads import (  # inner import: needs the models loaded
            OWNER,
            TAKES,
            may_read_upload,
        )

        register_reader(OWNER, may_read_upload, takes=TAKES)
