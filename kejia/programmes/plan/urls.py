"""Addresses of the plan."""

from django.urls import path

from kejia.programmes.plan import pages

app_name = "plan"

urlpatterns = [path("", pages.plan, name="plan")]
