"""Addresses of one's own data."""

from django.urls import path

from kejia.programmes.mydata import pages

app_name = "mydata"

urlpatterns = [
    path("", pages.mine, name="mine"),
    path("package/", pages.package, name="package"),
    path("requests/", pages.requests, name="requests"),
    path("requests/<int:number>/", pages.answer, name="answer"),
]
