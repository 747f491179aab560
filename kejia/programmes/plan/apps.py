"""The plan as a Django app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Has no models: the plan lies in law/."""

    name = "kejia.programmes.plan"
