"""One's own data as a Django app."""

from django.apps import AppConfig


class MyDataConfig(AppConfig):
    """Has no models: the register has them."""

    name = "kejia.programmes.mydata"
