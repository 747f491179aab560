"""Whose account it is: asserted by the worker, decided by a secretary."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kejia.accounts.reads import shown_name
from kejia.programmes.authority.access import actor_of, inside, visitor_of
from kejia.programmes.authority.forms import ClaimForm, ReasonForm
from kejia.programmes.authority.wording import CAUGHT, READER, refusal
from kejia.register.access import may
from kejia.register.authority import claiming
from kejia.register.kinds import Right
from kejia.register.models import Claim
from kejia.register.naming import people_by_id
from kejia.wings.words import spoken

REFUSED = 422


@inside
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """An account says who it is in the register."""
    account = visitor_of(request).account
    assert account is not None
    form = ClaimForm(request.POST if request.method == "POST" else None)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            claiming.make_claim(account, form.cleaned_data["person"], words=form.cleaned_data["words"])
            return redirect("authority:mine")
        except CAUGHT as error:
            problem = spoken(refusal(error))
    status = REFUSED if problem or form.errors else 200
    return render(request, "authority/claim.html", {"form": form, "problem": problem}, status=status)


@inside
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """What waits to be confirmed by the visitor."""
    by = actor_of(request)
    if not may(by, Right.CONFIRM_CLAIMS):
        raise Http404
    return _claims(request)


@inside
@require_POST
def decide(request: HttpRequest, id: int) -> HttpResponse:
    """Yes, or no for a reason."""
    by, found = actor_of(request), get_object_or_404(Claim, pk=id)
    if not claiming.may_decide(by, found):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _claims(request, spoken(refusal(claiming.NoReason())))
    given = form.cleaned_data
    try:
        claiming.decide(found, confirm=given["confirm"], reason=given["reason"], by=by)
    except CAUGHT as error:
        return _claims(request, spoken(refusal(error)))
    return redirect("authority:claims")


def _claims(request: HttpRequest, problem: str = "") -> HttpResponse:
    waiting = claiming.open_claims(actor_of(request))
    people = people_by_id({each.person_id for each in waiting}, by=READER)
    lines = [(each, shown_name(each.account), people[each.person_id]) for each in waiting]
    context = {"lines": lines, "problem": problem}
    return render(request, "authority/claims.html", context, status=REFUSED if problem else 200)
