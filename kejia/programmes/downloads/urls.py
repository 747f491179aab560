"""Addresses of files."""

from django.urls import path

from kejia.programmes.downloads import pages

app_name = "downloads"

urlpatterns = [
    path("<int:number>/", pages.take, name="take"),
    path("<int:number>/<str:token>/", pages.take_by_link, name="take_by_link"),
]
