"""Addresses of the frame."""

from django.urls import path

from kejia.wings import pages

app_name = "wings"

urlpatterns = [
    path("theme/", pages.choose_theme, name="theme"),
    path("acts-as/", pages.choose_post, name="acts_as"),
    path("gallery/", pages.gallery, name="gallery"),
]
