"""Addresses of organisations and bodies."""

from django.urls import path

from kejia.programmes.federation import pages

app_name = "federation"

urlpatterns = [
    path("", pages.organisations, name="organisations"),
    path("organisations/<int:id>/", pages.organisation, name="organisation"),
    path("organisations/<int:id>/<slug:body>/", pages.body, name="body"),
]
