"""The pages for what went wrong; under /api/ the same as JSON."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

REASONS = {
    400: "bad request",
    403: "forbidden",
    404: "not found",
    413: "too large",
    500: "server error",
}


def _page(request: HttpRequest, status: int, template: str = "", **facts: object) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": REASONS[status]}, status=status)
    page = render_to_string(template or f"{status}.html", {"status": status, **facts}, request)
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 where the request was too large for its kind."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _page(request, 413)
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: the page says to load it again."""
    return _page(request, 403, stale_form=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413 before the request is read."""
    return _page(request, 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; where even its page cannot be made, one plain sentence."""
    try:
        return _page(request, 500)
    except Exception:  # the page of last resort must not fail for the reason the first one did
        return HttpResponse(
            "程序出错，已记入日志。 The program failed; it is in the log.",
            status=500,
            content_type="text/plain; charset=utf-8",
        )
