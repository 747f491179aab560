"""Pages that need no sign-in: stopping by a link, and the development outbox."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kejia.messages import actions
from kejia.messages.reads import newest_letters
from kejia.messages.stopping import StopOrder, UnusableToken, read_token

SHOWN = 50


@csrf_exempt  # a mail program posts here with one click (RFC 8058); the signed word in the address is what counts
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Opened, it asks, for mail scanners open every link; posted, it stops."""
    try:
        order = read_token(token)
    except UnusableToken:
        return render(request, "inbox/stop_unusable.html", status=404)
    done = request.method == "POST"
    if done:
        actions.stop(order)
    return _stop(request, token, order, "stopped" if done else "asked")


@never_cache
@require_POST
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Take the stop back."""
    try:
        order = read_token(token)
    except UnusableToken:
        return render(request, "inbox/stop_unusable.html", status=404)
    actions.resume(order)
    return _stop(request, token, order, "resumed")


def _stop(request: HttpRequest, token: str, order: StopOrder, step: str) -> HttpResponse:
    return render(request, "inbox/stop.html", {"order": order, "token": token, "step": step})


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """What would have been sent, on an installation that sends nothing; nowhere else is there such a page."""
    if not settings.KEJIA_OUTBOX:
        raise Http404
    return render(request, "inbox/outbox.html", {"letters": newest_letters()[:SHOWN]})
