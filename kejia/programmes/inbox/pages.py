"""The pages of one's own inbox."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kejia.messages.actions import choose, mark_all_read, mark_read
from kejia.messages.channels.finding import open_channels
from kejia.messages.directory import masked, reach_of
from kejia.messages.kinds import Channel
from kejia.messages.reads import (
    all_paces_of,
    count_unread,
    find_message,
    hours_of,
    inbox_of,
    read_key,
)
from kejia.programmes.inbox.access import recipient_of, signed_in
from kejia.programmes.inbox.actions import A_DAY, TooManyTrials, send_trial
from kejia.programmes.inbox.forms import PreferencesForm
from kejia.wings.visitor import actor_of

REFUSED = 422
TOO_MANY = 429


@signed_in
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """One page of messages, unread first."""
    recipient = recipient_of(request)
    messages, following = inbox_of(recipient, read_key(request.GET.get("after", "")))
    context = {
        "messages": messages,
        "following": following,
        "unread": count_unread(recipient),
        "newest": max((message.pk for message in messages), default=0),
        "first_page": "after" not in request.GET,
    }
    return render(request, "inbox/inbox.html", context)


@signed_in
@require_safe
def show(request: HttpRequest, message: int) -> HttpResponse:
    """One message, which is read now, and how it went out."""
    recipient = recipient_of(request)
    found = find_message(recipient, message)
    if found is None:
        raise Http404
    mark_read(recipient, found.pk)
    return render(request, "inbox/show.html", {"message": found, "kind": found.declared})


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """All that were seen are read; what came meanwhile is not."""
    up_to = request.POST.get("up_to", "")
    if up_to.isascii() and up_to.isdigit() and len(up_to) <= 18:
        mark_all_read(recipient_of(request), up_to=int(up_to))
    return redirect("inbox:inbox")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """How one wants to be written to."""
    recipient = recipient_of(request)
    form = PreferencesForm(all_paces_of(recipient), hours_of(recipient), request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose(recipient, form.chosen(), form.hours(), by=actor_of(request))
        return redirect(f"{request.path}?saved=1")
    return _preferences(request, form, status=REFUSED if form.errors else 200)


def _preferences(request: HttpRequest, form: PreferencesForm, status: int, refused: str = "") -> HttpResponse:
    addresses, ways = reach_of(recipient_of(request)).addresses, open_channels()
    context = {
        "form": form,
        "rows": list(form.rows()),
        "channels": [
            (channel, masked(addresses[channel]) if channel in addresses else "", channel in ways)
            for channel in Channel
        ],
        "reachable": any(channel in ways for channel in addresses),
        "saved": "saved" in request.GET,
        "refused": refused,
    }
    return render(request, "inbox/preferences.html", context, status=status)


@signed_in
@require_POST
def trial(request: HttpRequest) -> HttpResponse:
    """Write to oneself; the message's own page then says how it went out."""
    recipient = recipient_of(request)
    try:
        message = send_trial(recipient, by=actor_of(request))
    except TooManyTrials:
        form = PreferencesForm(all_paces_of(recipient), hours_of(recipient))
        why = _("一天最多试发 %(n)s 次，明天再试。") % {"n": A_DAY}
        return _preferences(request, form, TOO_MANY, why)
    return redirect("inbox:show", message.pk)
