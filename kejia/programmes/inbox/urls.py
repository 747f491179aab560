"""Addresses of the inbox."""

from django.urls import path

from kejia.programmes.inbox import outside, pages

app_name = "inbox"

urlpatterns = [
    path("", pages.inbox, name="inbox"),
    path("read/", pages.read_all, name="read_all"),
    path("preferences/", pages.preferences, name="preferences"),
    path("trial/", pages.trial, name="trial"),
    path("outbox/", outside.outbox, name="outbox"),
    path("stop/<str:token>/", outside.stop, name="stop"),
    path("stop/<str:token>/resume/", outside.resume, name="resume"),
    path("<int:message>/", pages.show, name="show"),
]
