"""The pages that show what is settled: where to begin, an organisation, a body. All are inside matters."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kejia.norms.kinds import BODY_NAMES, Body
from kejia.programmes.terms.access import actor_of, inside
from kejia.programmes.terms.reads import bodies_of, entries, judged, settings_of
from kejia.register import cards, settled_lists
from kejia.register.models import Organisation
from kejia.register.naming import organisations_by_id
from kejia.register.reads import find_organisation
from kejia.trail.actor import Actor
from kejia.wings.words import spoken

SHOWN = 30
LONGEST_NAME = 200
LARGEST_ID = 2**63 - 1


@inside
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Find an organisation by a part of its name; those that have something settled."""
    by = actor_of(request)
    named = request.GET.get("name", "").replace("\x00", "").strip()[:LONGEST_NAME]
    today = timezone.localdate()
    found = cards.list_organisations(today, None, named=named, limit=SHOWN + 1, by=by) if named else []
    settled = settled_lists.settled_organisations(limit=SHOWN, by=by)
    names = organisations_by_id([each.organisation for each in settled], by=by)
    context = {
        "named": named,
        "found": found[:SHOWN],
        "more": len(found) > SHOWN,
        "settled": [(each, names[each.organisation].name) for each in settled],
    }
    return render(request, "terms/start.html", context)


@inside
@never_cache
@require_safe
def organisation(request: HttpRequest, id: int) -> HttpResponse:
    """An organisation: its bodies and its baselines."""
    by = actor_of(request)
    found = get_organisation(id)
    if found.pk != id:
        return redirect("terms:organisation", found.pk)
    today = timezone.localdate()
    context = {
        **about(found, by),
        "bodies": bodies_of(found.kind),
        "baselines": entries(settled_lists.baselines_of(found, by=by), "baseline", today),
        "on": today.isoformat(),
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "terms/organisation.html", context)


@inside
@never_cache
@require_safe
def body(request: HttpRequest, id: int, body: str) -> HttpResponse:
    """A body: its counting basis, setting by setting, and the lines of its terms; `?term=` shows one term alone."""
    by = actor_of(request)
    found = get_organisation(id)
    if found.pk != id:
        return redirect("terms:body", found.pk, body)
    which = body_of(found, body)
    today = timezone.localdate()
    bases = settled_lists.bases_of(found, body, by=by)
    lines = settled_lists.lines_of(found, body, by=by)
    numbers = [*(basis.term for basis in bases), *(line.term for line in lines)]
    terms = sorted({number for number in numbers if number is not None}, reverse=True)
    written = request.GET.get("term", "")
    term = int(written) if written.isascii() and written.isdigit() and len(written) <= len("99") else None
    verdicts = judged(found.pk, which, today)
    holding = next((entry for entry in entries(bases, "basis", today) if entry.holds), None)
    context = {
        **about(found, by),
        **about_body(which),
        "on": today.isoformat(),
        "terms": terms,
        "term": term,
        "basis": holding,
        "settings": settings_of(holding.fact if holding else None, which, verdicts),  # type: ignore[arg-type]
        "bases": entries([fact for fact in bases if term in (None, fact.term)], "basis", today),
        "lines": entries([fact for fact in lines if term in (None, fact.term)], "line", today, verdicts),
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "terms/body.html", context)


def get_organisation(id: int) -> Organisation:
    """The organisation of an id, or the one it was merged into. Raises Http404."""
    found = find_organisation(id) if 0 < id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def body_of(organisation: Organisation, word: str) -> Body:
    """A body that organisations of this kind have. Raises Http404."""
    if word not in bodies_of(organisation.kind):
        raise Http404
    return Body(word)


def about(organisation: Organisation, by: Actor) -> dict[str, Any]:
    """What every page about an organisation says of it."""
    return {
        "organisation": organisation,
        "name": organisations_by_id([organisation.pk], by=by)[organisation.pk].name,
    }


def about_body(body: Body) -> dict[str, Any]:
    """What every page about a body says of it."""
    return {"body": body, "body_name": spoken(BODY_NAMES[body])}
