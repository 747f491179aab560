"""A post lent for some days, and a post handed over by one scan."""

import base64
from io import BytesIO

import qrcode  # type: ignore[import-untyped]  # no types are published with it
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]  # the same

from kejia.programmes.authority.access import actor_of, inside, visitor_of
from kejia.programmes.authority.forms import StandInForm
from kejia.programmes.authority.wording import CAUGHT, READER, refusal
from kejia.register.authority import asking, handing_over
from kejia.register.authority.standing_in import let_stand_in
from kejia.register.authority.standing_in import revoke as revoke_it
from kejia.register.kinds import OfficeKind
from kejia.register.models import HandOver, Post, StandIn
from kejia.register.naming import person_name, posts_by_id
from kejia.wings.words import spoken

REFUSED = 422


@inside
@require_http_methods(["GET", "POST"])
def stand_ins(request: HttpRequest) -> HttpResponse:
    """Let somebody act for one's post for some days."""
    visitor = visitor_of(request)
    if visitor.person is None or visitor.post is None:
        raise Http404
    form = StandInForm(visitor.posts, request.POST if request.method == "POST" else None)
    problem = ""
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        by = next(visitor.acting(held) for held in visitor.posts if held.post == given["post"])
        try:
            let_stand_in(
                Post.objects.get(pk=given["post"]), given["person"], holder=visitor.person,
                since=given["since"], last=given["last"], reason=given["reason"], by=by,
            )  # fmt: skip
            return redirect("authority:mine")
        except CAUGHT as error:
            problem = spoken(refusal(error))
    status = REFUSED if problem or form.errors else 200
    return render(request, "authority/stand_in.html", {"form": form, "problem": problem}, status=status)


@inside
@require_POST
def revoke(request: HttpRequest, id: int) -> HttpResponse:
    """End a stand-in at once."""
    visitor = visitor_of(request)
    fact = get_object_or_404(StandIn, pk=id, known__upper_inf=True)
    if visitor.person is None or visitor.person.pk not in (fact.holder_id, fact.person_id):
        raise Http404
    by = next((visitor.acting(held) for held in visitor.posts if held.post == fact.post_id), visitor.actor)
    revoke_it(fact, by=by)
    return redirect("authority:mine")


@inside
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Show the code; it stays on the page until somebody has taken it."""
    visitor = visitor_of(request)
    if visitor.post is None:
        raise Http404
    context: dict[str, object] = {"post": visitor.post}
    status = 200
    shown = (
        HandOver.objects.filter(outgoing=visitor.person, done_at=None, dropped_at=None)
        .order_by("-pk")
        .first()
    )
    if request.method == "POST":
        try:
            shown, code = handing_over.show(Post.objects.get(pk=visitor.post.post), by=visitor.actor)
            address = request.build_absolute_uri(reverse("authority:take_hand_over", args=[code]))
            context |= {"address": address, "picture": _picture(address)}
        except CAUGHT as error:
            context["problem"], status = spoken(refusal(error)), REFUSED
    if shown is not None and shown.incoming_id is not None and handing_over.is_open(shown):
        context |= {"taken": shown, "incoming": person_name(shown.incoming_id)}
    return render(request, "authority/hand_over.html", context, status=status)


@inside
@require_POST
def finish(request: HttpRequest, id: int) -> HttpResponse:
    """The holder has seen who took it: yes, or not to that person."""
    by = actor_of(request)
    shown = get_object_or_404(HandOver, pk=id, outgoing_id=asking.person_of(by) or 0)
    try:
        if request.POST.get("confirm") == "yes":
            handing_over.finish(shown, by=by)
        else:
            handing_over.drop(shown, by=by)
    except CAUGHT as error:
        context = {"post": visitor_of(request).post, "problem": spoken(refusal(error))}
        return render(request, "authority/hand_over.html", context, status=REFUSED)
    return redirect("authority:mine")


@inside
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever scanned sees which post it is, and says yes."""
    visitor = visitor_of(request)
    found = handing_over.find_open(code)
    if found is None or visitor.person is None:
        problem = spoken(refusal(handing_over.NotOpen())) if found is None else ""
        return render(
            request,
            "authority/take.html",
            {"problem": problem, "nobody": visitor.person is None},
            status=REFUSED,
        )
    if request.method == "POST":
        try:
            handing_over.take(code, visitor.person, by=visitor.actor)
        except CAUGHT as error:
            return render(request, "authority/take.html", {"problem": spoken(refusal(error))}, status=REFUSED)
        found.refresh_from_db()
    name = posts_by_id([found.post_id], by=READER)[found.post_id]
    context = {
        "post": f"{name.organisation_name}{name.title or spoken(OfficeKind[name.office.upper()].text)}",
        "outgoing": person_name(found.outgoing_id),
        "taken": found.incoming_id == visitor.person.pk,
    }
    return render(request, "authority/take.html", context)


def _picture(address: str) -> str:
    """A QR code as an address of its own picture, dark on white in both themes."""
    out = BytesIO()
    qrcode.make(address, image_factory=SvgPathFillImage, border=2).save(out)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()
