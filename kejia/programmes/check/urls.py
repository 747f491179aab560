"""Addresses of the check."""

from django.urls import path

from kejia.programmes.check import pages

app_name = "check"

urlpatterns = [
    path("", pages.start, name="start"),
    path("verdicts/", pages.verdicts, name="verdicts"),
    path("report/", pages.report, name="report"),
    path("corrected/", pages.corrected, name="corrected"),
    path("json/", pages.as_json, name="json"),
    path("keep/", pages.keep, name="keep"),
    path("kept/<str:token>/", pages.kept, name="kept"),
    path("kept/<str:token>/forget/", pages.forget, name="forget"),
    path("offline/", pages.offline, name="offline"),
]
