"""Invitations to posts, by links for one use."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kejia.programmes.authority.access import actor_of, inside, visitor_of
from kejia.programmes.authority.forms import InvitationForm
from kejia.programmes.authority.wording import CAUGHT, READER, refusal
from kejia.register.authority import inviting
from kejia.register.kinds import OfficeKind, Right
from kejia.register.models import Invitation, Organisation
from kejia.register.naming import PostName, posts_by_id, posts_in
from kejia.wings.words import spoken

REFUSED = 422


@inside
@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a post of one's own organisation; the link is shown once."""
    by, visitor = actor_of(request), visitor_of(request)
    if visitor.post is None or not all(visitor.may(each) for each in (Right.APPOINT, Right.CONFIRM_CLAIMS)):
        raise Http404
    form = InvitationForm(
        _posts(visitor.post.organisation), request.POST if request.method == "POST" else None
    )
    context: dict[str, object] = {}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made, secret = inviting.invite(
                given["post"], name=given["name"], person=given.get("person"), by=by
            )
            address = request.build_absolute_uri(reverse("authority:accept_invitation", args=[secret]))
            context = {"made": made, "address": address}
        except CAUGHT as error:
            context["problem"] = spoken(refusal(error))
    waiting = list(
        inviting.open_invitations().filter(post__organisation=visitor.post.organisation).order_by("pk")
    )
    names = posts_by_id({each.post_id for each in waiting}, by=READER)
    context |= {"form": form, "waiting": [(each, _said(names[each.post_id])) for each in waiting]}
    status = REFUSED if "problem" in context or form.errors else 200
    return render(request, "authority/invitations.html", context, status=status)


@inside
@require_POST
def revoke(request: HttpRequest, id: int) -> HttpResponse:
    """The link leads nowhere from now on."""
    by, found = actor_of(request), get_object_or_404(Invitation.objects.select_related("post"), pk=id)
    if not inviting.may_invite(by, found.post):
        raise Http404
    with suppress(inviting.NotOpen):  # it leads nowhere already, which is what was asked for
        inviting.revoke_invitation(found, by=by)
    return redirect("authority:invitations")


@inside
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Which post it is, and yes."""
    account = visitor_of(request).account
    assert account is not None
    found = inviting.find_open(secret)
    if found is None:
        context = {"problem": spoken(refusal(inviting.NotOpen()))}
        return render(request, "authority/invitation.html", context, status=REFUSED)
    if request.method == "POST":
        try:
            inviting.accept(secret, account)
            return redirect("authority:mine")
        except CAUGHT as error:
            context = {"problem": spoken(refusal(error))}
            return render(request, "authority/invitation.html", context, status=REFUSED)
    context = {"post": _said(posts_by_id([found.post_id], by=READER)[found.post_id]), "name": found.name}
    return render(request, "authority/invitation.html", context)


def _posts(organisation: int) -> list[PostName]:
    found = Organisation.objects.get(pk=organisation)
    return posts_in(found.pk, by=READER)


def _said(post: PostName) -> str:
    return f"{post.organisation_name}{post.title or spoken(OfficeKind[post.office.upper()].text)}"
