"""Addresses of imports and exports."""

from django.urls import path

from kejia.programmes.imports import pages

app_name = "imports"

urlpatterns = [
    path("", pages.start, name="start"),
    path("template/<str:kind>/", pages.template, name="template"),
    path("<int:job>/", pages.show, name="show"),
    path("<int:job>/commit/", pages.commit, name="commit"),
    path("<int:job>/drop/", pages.drop, name="drop"),
    path("<int:job>/undo/", pages.undo, name="undo"),
    path("<int:job>/errors/", pages.errors, name="errors"),
]
