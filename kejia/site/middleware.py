"""What happens to every request before a page sees it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from kejia.site.errors import too_large

Answer = Callable[[HttpRequest], HttpResponse]


def permissions_policy(answer: Answer) -> Answer:
    """Switch off the browser's devices for our pages: none of them asks for a camera or a place."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response

    return middleware


def files_host(answer: Answer) -> Answer:
    """On the host of files nothing but files is there: no page, no sign-in, no form, so no cookie of theirs either."""

    def middleware(request: HttpRequest) -> HttpResponse:
        host = settings.KEJIA_FILES_HOST
        if host and request.get_host() == host and not request.path.startswith("/files/"):
            return HttpResponse(status=404)
        return answer(request)

    return middleware


def language_by_cookie(answer: Answer) -> Answer:
    """Chinese unless the visitor switched to English: the browser's own language does not decide."""
    known = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = asked if asked in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = answer(request)
        response.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def upload_limit(answer: Answer) -> Answer:
    """Refuse a request larger than the limit before any of it is read; the length is the one it declares.

    Without a declared length Django reads nothing, so that cannot get around the limit.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > settings.KEJIA_UPLOAD_LIMIT:
            return too_large(request)
        return answer(request)

    return middleware
