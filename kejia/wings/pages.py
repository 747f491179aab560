"""The few pages that belong to the frame itself: choosing a theme, and the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kejia.wings import gallery as showcase
from kejia.wings.context import THEME_COOKIE, THEMES
from kejia.wings.visitor import POST_IN_SESSION, visitor_of

YEAR = 365 * 24 * 3600


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in a cookie and go back; an unknown one is taken as "follow the system"."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES and theme:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


@require_POST
def choose_post(request: HttpRequest) -> HttpResponse:
    """Act under another of the posts one holds, and go back; one that is not held is not chosen."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    for held in visitor_of(request).posts:
        if str(held.post) == request.POST.get("post"):
            request.session[POST_IN_SESSION] = held.post
    return HttpResponseRedirect(back)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with invented content; only where the setting KEJIA_GALLERY is on."""
    if not settings.KEJIA_GALLERY:
        raise Http404
    form = showcase.ExampleForm(request.POST if request.method == "POST" else None)
    return render(request, "wings/gallery.html", {"form": form, **showcase.contents()})
