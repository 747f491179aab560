"""Addresses of imports and exports."""

from django.urls import path

from kejia.programmes.imports import export_pages, pages, roster_pages

app_name = "imports"

urlpatterns = [
    path("", pages.start, name="start"),
    path("roster/", roster_pages.roster, name="roster"),
    path("template/<str:kind>/", pages.template, name="template"),
    path("export/", export_pages.export, name="export"),
    path("export/list/", export_pages.export_list, name="export_list"),
    path("export/official/", export_pages.export_official, name="export_official"),
    path("<int:job>/", pages.show, name="show"),
    path("<int:job>/commit/", pages.commit, name="commit"),
    path("<int:job>/drop/", pages.drop, name="drop"),
    path("<int:job>/retry/", pages.retry, name="retry"),
    path("<int:job>/undo/", pages.undo, name="undo"),
    path("<int:job>/errors/", pages.errors, name="errors"),
]
