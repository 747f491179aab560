"""The site with two more pages, for the tests: one that fails, one that reads its form."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kejia.site import urls

handler400 = urls.handler400
handler500 = urls.handler500


def fail(request: HttpRequest) -> HttpResponse:
    """As a page with a mistake in it."""
    raise RuntimeError("a page that fails")


def read(request: HttpRequest) -> HttpResponse:
    """As a page that takes a form."""
    return HttpResponse(request.POST.get("names", ""))


urlpatterns = [*urls.urlpatterns, path("fails/", fail), path("reads/", read)]
