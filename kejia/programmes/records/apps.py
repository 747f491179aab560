"""The register's records as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Has no models: the register has them."""

    name = "kejia.programmes.records"
