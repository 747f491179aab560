"""The address of the first page."""

from django.urls import path

from kejia.programmes.home import pages

app_name = "home"

urlpatterns = [path("", pages.home, name="home")]
