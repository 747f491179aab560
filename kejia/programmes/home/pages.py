"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kejia.wings.context import find_address


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Kejia does now, in two doors; a door whose programme is not installed is not shown."""
    return render(
        request, "home/home.html", {"check_href": find_address("check"), "plan_href": find_address("plan")}
    )
