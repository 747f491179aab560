"""The acts upon a fact that is there: correcting, ending, withdrawing it; each refused where it changed meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kejia.plain.text import Text
from kejia.programmes.records.access import actor_of, inside
from kejia.programmes.records.comparing import rows
from kejia.programmes.records.forms import EndForm, FactForm, ReasonForm, initial_of
from kejia.programmes.records.pages import CHANGED, REFUSED, done
from kejia.programmes.records.record import (
    columns_in,
    find_record,
    lines_of,
    title_of,
    which_of,
)
from kejia.programmes.records.refusals import refused
from kejia.programmes.records.seeing import seen_of
from kejia.programmes.records.sorts import NOT_BY_HAND, sort_of
from kejia.register import actions
from kejia.register.access import NotAllowed
from kejia.register.actions import table_of
from kejia.register.cards import LARGEST_ID
from kejia.register.changes import find_change
from kejia.register.clashes import fact_models
from kejia.register.histories import Record
from kejia.register.identifying import NumberTaken
from kejia.register.models import Fact, Post
from kejia.register.naming import PostName, posts_in
from kejia.register.periods import period
from kejia.trail.actor import Actor

Form = forms.Form
CORRECT = Text("更正", "Correct")
END = Text("结束", "End")
WITHDRAW = Text("撤回", "Withdraw")


@dataclass(frozen=True)
class Act:
    """One of the three acts upon a fact that is there: its name, its form, and what it does."""

    name: str
    text: Text
    form: Callable[[Fact, Any, Actor], Form]  # Any: what was posted, or nothing
    do: Callable[[Fact, Any, Actor], object]  # Any: the act's own form
    said: str


def _correct_form(fact: Fact, data: Any, by: Actor) -> Form:  # Any: what was posted, or nothing
    return FactForm(
        sort_of(fact), data, owner=owner_column(type(fact)), by=by, posts=_posts(fact, by),
        instead_of=fact, initial=initial_of(fact, by),
    )  # fmt: skip


def _do_correct(fact: Fact, form: Any, by: Actor) -> object:  # Any: a FactForm
    return actions.correct(fact, by=by, reason=form.cleaned_data["reason"], **form.values())


def _do_end(fact: Fact, form: Any, by: Actor) -> object:  # Any: an EndForm
    given = form.cleaned_data
    return actions.end(fact, on=given["last"] + timedelta(days=1), by=by, reason=given["reason"])


ACTS = {
    "correct": Act("correct", CORRECT, _correct_form, _do_correct, "corrected"),
    "end": Act(
        "end", END, lambda fact, data, by: EndForm(data, since=fact.valid.lower), _do_end, "ended"
    ),
    "withdraw": Act(
        "withdraw", WITHDRAW, lambda fact, data, by: ReasonForm(data),
        lambda fact, form, by: actions.withdraw(fact, by=by, reason=form.cleaned_data["reason"]), "withdrawn",
    ),
}  # fmt: skip


@inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, table: str, id: int) -> HttpResponse:
    """Putting a fact right."""
    return _act(request, ACTS["correct"], table, id)


@inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, table: str, id: int) -> HttpResponse:
    """Giving a fact its last day."""
    return _act(request, ACTS["end"], table, id)


@inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, table: str, id: int) -> HttpResponse:
    """Taking a fact back that was never true."""
    return _act(request, ACTS["withdraw"], table, id)


def _act(request: HttpRequest, act: Act, table: str, id: int) -> HttpResponse:
    """One version of a fact is in the address: whoever acts upon an older one is told what became of it."""
    by, fact = actor_of(request), get_fact(table, id)
    if act.name == "correct" and type(fact) in NOT_BY_HAND:
        raise Http404
    if fact.known.upper is not None:
        return _changed(request, act, fact, by)
    form = act.form(fact, request.POST or None, by)
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            try:
                act.do(fact, form, by)
            except actions.ChangedSince:
                fact.refresh_from_db()
                return _changed(request, act, fact, by)
            except (actions.Overlaps, NumberTaken, NotAllowed) as error:
                context["refused"] = refused(error, _candidate(fact, form, error), by=by, instead_of=fact)
            else:
                home = home_of(fact, by=by)
                return done(which_of(home), home.pk, act.said, f"#{table}")
    context |= _about(act, fact, by) | {"form": form}
    return render(request, "records/act.html", context, status=status)


def _changed(request: HttpRequest, act: Act, fact: Fact, by: Actor) -> HttpResponse:
    """What was changed, by whom, both values beside each other; the form goes on from what is believed now."""
    change = find_change(fact)
    if change is None:
        raise Http404
    data, now = request.POST or None, change.now
    context: dict[str, Any] = _about(act, now or fact, by)
    form: Form | None = None
    if now is not None:
        form = act.form(now, data, by)
        context["action"] = reverse(f"records:{act.name}", args=[table_of(type(now)), now.pk])
    elif act.name == "correct":
        form, more = _enter_again(fact, data, by)
        context |= more
    context |= {
        "change": change,
        "rows": rows(fact, now, form, by=by),
        "typed": isinstance(form, FactForm) and form.is_bound,
        "form": form,
    }
    return render(request, "records/changed.html", context, status=CHANGED if data else 200)


def _enter_again(fact: Fact, data: Any, by: Actor) -> tuple[Form, dict[str, Any]]:  # Any: what was posted
    """A form that enters anew what was withdrawn meanwhile."""
    home, posts = home_of(fact, by=by), _posts(fact, by)
    form = FactForm(
        sort_of(fact), data, owner=owner_column(type(fact)), by=by, posts=posts, initial=initial_of(fact, by)
    )
    action = reverse("records:add", args=[which_of(home), home.pk, sort_of(fact).slug])
    if posts:
        action += f"?organisation={posts[0].organisation}"
    return form, {"action": action, "again": True, **seen_of(home, by=by, models=[type(fact)])}


def _about(act: Act, fact: Fact, by: Actor) -> dict[str, Any]:
    home = home_of(fact, by=by)
    (line,) = lines_of([fact], by=by, aside=frozenset({owner_column(type(fact))}))
    return {
        "act": act,
        "which": which_of(home),
        "title": title_of(home, by=by),
        "line": line,
        "sort": line.sort,
    }


def _candidate(fact: Fact, form: Form, error: Exception) -> Fact:
    """The fact as it would have been."""
    kept = {each.attname: getattr(fact, each.attname) for each in fact._meta.concrete_fields}
    if isinstance(form, FactForm) and not isinstance(error, NumberTaken):
        kept |= form.values()
    elif isinstance(form, EndForm):
        kept["valid"] = period(fact.valid.lower, form.cleaned_data["last"] + timedelta(days=1))
    return type(fact)(**kept)


def get_fact(table: str, id: int) -> Fact:
    """A version of a fact, believed or not. Raises Http404."""
    model = next((each for each in fact_models() if table_of(each) == table), None)
    found = model._default_manager.filter(pk=id).first() if model and 0 < id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def home_of(fact: Fact, *, by: Actor) -> Record:
    """The record on whose page a fact is acted upon: the person's, else the organisation's."""
    if (person := getattr(fact, "person_id", None)) is not None:
        return find_record("people", person, by=by)
    organisation = getattr(fact, "organisation_id", None)
    if organisation is None:
        organisation = Post.objects.get(pk=fact.post_id).organisation_id  # type: ignore[attr-defined]  # of a post
    return find_record("organisations", organisation, by=by)


def owner_column(model: type[Fact]) -> str:
    """The column that says whose fact it is, which no correction changes."""
    return next(each for each in ("person_id", "organisation_id", "post_id") if each in columns_in(model))


def _posts(fact: Fact, by: Actor) -> list[PostName]:
    post = getattr(fact, "post_id", None)
    return [] if post is None else posts_in(Post.objects.get(pk=post).organisation_id, by=by)
