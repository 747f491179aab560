"""Where one is signed in, since when, by which device; each of it can be ended."""

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kejia.accounts.actions import revoke_session, revoke_sessions
from kejia.accounts.devices import device_of
from kejia.accounts.kinds import Method, SignInEventKind
from kejia.accounts.reads import actor_of, sign_ins_of
from kejia.programmes.account.guards import account_signed_in, signed_in


@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The sessions that are open, this one first, and the sign-in log of this account."""
    account = account_signed_in(request)
    here = request.session.session_key
    alive = UserSession.objects.purge_and_list(account)
    sessions = [
        {"session": each, "device": device_of(each.user_agent), "here": each.session_key == here}
        for each in sorted(alive, key=lambda each: (each.session_key != here, -each.last_seen_at.timestamp()))
    ]
    log = [
        {
            "at": each.at,
            "kind": SignInEventKind(each.kind).text,
            "method": Method(each.method).text if each.method else None,
            "ip": each.ip,
            "device": device_of(each.device),
        }
        for each in sign_ins_of(account)
    ]
    return render(request, "usersessions/usersession_list.html", {"sessions": sessions, "log": log})


@signed_in
@require_POST
def end(request: HttpRequest, id: int) -> HttpResponse:
    """One of one's own; the one in use is ended by signing out."""
    account = account_signed_in(request)
    if not revoke_session(account, id, by=actor_of(account)):
        raise Http404
    return redirect("usersessions_list")


@signed_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """All but this one; sites that one signed in to with this account lose their tokens."""
    account = account_signed_in(request)
    revoke_sessions(account, by=actor_of(account), keep_session=request.session.session_key or "")
    return redirect("usersessions_list")
