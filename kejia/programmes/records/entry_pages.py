"""Entering a fact about a record: of which sort, then what; refused where its kind was changed meanwhile."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kejia.programmes.records.access import actor_of, inside
from kejia.programmes.records.actions import ChangedMeanwhile, enter_as_seen
from kejia.programmes.records.forms import FactForm, OrganisationAsked
from kejia.programmes.records.pages import CHANGED, REFUSED, done
from kejia.programmes.records.record import (
    WHICH,
    columns_in,
    find_record,
    get_record,
    owner_of,
    title_of,
    which_of,
)
from kejia.programmes.records.refusals import refused, told
from kejia.programmes.records.seeing import read_opened, seen_of
from kejia.programmes.records.sorts import find_sort, sorts_to_add
from kejia.register import actions, models
from kejia.register.access import NotAllowed
from kejia.register.actions import table_of
from kejia.register.histories import Record
from kejia.register.identifying import NumberTaken
from kejia.register.models import Fact, Organisation
from kejia.register.naming import PostName, posts_in
from kejia.trail.actor import Actor


@inside
@never_cache
@require_safe
def choose(request: HttpRequest, which: str, id: int) -> HttpResponse:
    """What can be entered about a record."""
    by = actor_of(request)
    found = find_record(which, id, by=by)
    context = {
        "which": which,
        "record": found,
        "title": title_of(found, by=by),
        "sorts": sorts_to_add(WHICH[which]),
    }
    return render(request, "records/choose.html", context)


@inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, which: str, id: int, sort: str) -> HttpResponse:
    """Entering a fact of a sort; an appointment of a person first asks in which organisation."""
    by, wanted = actor_of(request), find_sort(sort)
    record = find_record(which, id, by=by)
    if wanted is None or not any(wanted in sorts for _, sorts in sorts_to_add(type(record))):
        raise Http404
    if record.pk != id:
        return redirect("records:add", which, record.pk, sort)
    context: dict[str, Any] = {
        "which": which,
        "title": title_of(record, by=by),
        "sort": wanted,
        "record": record,
    }
    posts: list[PostName] = []
    if "post_id" in columns_in(wanted.model):
        organisation: Record = record
        if not isinstance(record, Organisation):
            asked = OrganisationAsked(request.GET if "organisation" in request.GET else None, by=by)
            if not asked.is_valid():
                status = REFUSED if asked.is_bound else 200
                return render(request, "records/ask.html", {**context, "form": asked}, status=status)
            organisation = get_record("organisations", asked.cleaned_data["organisation"])
        posts = posts_in(organisation.pk, by=by)
        context["posts"], context["organisation"] = posts, title_of(organisation, by=by)
    form = FactForm(
        wanted, request.POST or None, owner=owner_of(record), by=by, posts=posts,
        initial={**_defaults(wanted.model), "person_id": record.pk if which == "people" else None},
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            outcome = _enter(request, record, form, by)
            if isinstance(outcome, HttpResponse):
                return outcome
            status = CHANGED if "told" in outcome else REFUSED
            context |= outcome
    context |= {"form": form, **seen_of(record, by=by, models=[wanted.model])}
    return render(request, "records/add.html", context, status=status)


def _enter(request: HttpRequest, record: Record, form: FactForm, by: Actor) -> HttpResponse | dict[str, Any]:
    model = form.sort.model
    owner = {owner_of(record): record.pk} if owner_of(record) in columns_in(model) else {}
    fact: Fact | None = model(**owner)
    seen, opened = read_opened(request)
    act = "appointed" if model is models.Appointment else "stated"
    try:
        fact = model(**owner, **form.values(), reason=form.cleaned_data["reason"])
        enter_as_seen(
            record,
            lambda: actions.believe(fact, by=by, act=act),
            model=model,
            seen=seen,
            opened=opened,
            by=by,
        )
    except ChangedMeanwhile as error:
        return {"told": told(error.begun, error.ended, by=by, aside=frozenset({owner_of(record)}))}
    except (actions.Overlaps, NumberTaken, NotAllowed) as error:
        return {"refused": refused(error, fact, by=by)}
    return done(which_of(record), record.pk, "entered", f"#{table_of(model)}")


def _defaults(model: type[Fact]) -> dict[str, Any]:
    """What a column says unless somebody says otherwise; yes and no are always said."""
    fresh = model()
    return {
        each.attname: getattr(fresh, each.attname)
        for each in model._meta.concrete_fields
        if each.has_default() and not isinstance(getattr(fresh, each.attname), bool)
    }
