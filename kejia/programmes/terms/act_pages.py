"""The forms: something is added, corrected, ended, withdrawn; whoever changed it meanwhile is named. Inside matters."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kejia.norms.kinds import Body
from kejia.programmes.terms.access import actor_of, inside, require_reach
from kejia.programmes.terms.desks import DESKS, Desk
from kejia.programmes.terms.forms import DocumentForm, EndForm, ReasonedForm, WithdrawForm
from kejia.programmes.terms.line_form import LineForm
from kejia.programmes.terms.pages import LARGEST_ID, about, about_body, body_of, get_organisation
from kejia.programmes.terms.reads import tried
from kejia.register import actions
from kejia.register.actions import ChangedSince, Overlaps
from kejia.register.changes import Change, find_change
from kejia.register.models import Baseline, CountingBasis, Fact, Organisation, TermLine
from kejia.wings.words import spoken

REFUSED, CHANGED = 400, 409
Context = dict[str, Any]  # Any: what a template takes


@inside
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, id: int, kind: str, body: str = "") -> HttpResponse:
    """Something new: tried first where asked, else written."""
    desk, organisation = get_desk(kind), get_organisation(id)
    if desk.of_a_body != bool(body):
        raise Http404
    if body:
        body_of(organisation, body)
    sent = request.POST if request.method == "POST" else None
    term = request.GET.get("term", "")
    form = desk.blank(sent, body, {"term": term} if term.isascii() and term.isdigit() else {})
    if sent is not None and form.is_valid():
        if "try" in sent:
            return _form(request, desk, organisation, body, form, tried=_tried(form, organisation))
        try:
            fact = desk.add(form, organisation, body, by=actor_of(request))
        except Overlaps:
            _say_overlap(form)
        else:
            return _back(desk, organisation, body, fact)
    return _form(request, desk, organisation, body, form, status=REFUSED if form.errors else 200)


@inside
@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, kind: str, fact: int) -> HttpResponse:
    """Something put right; where it was changed since it was opened, what was typed is kept."""
    desk = get_desk(kind)
    opened = get_fact(desk, fact)
    organisation, body = whose(opened)
    require_reach(request, organisation)
    sent = request.POST if request.method == "POST" else None
    change = find_change(opened)
    if change is not None and change.now is None:
        return _gone(request, desk, organisation, body, change)
    now = opened if change is None or change.now is None else change.now
    form = desk.opened(opened if sent is not None else now, sent)
    context: Context = {"fact": now, "told": desk.told(now), "changed": change}
    if sent is None or not form.is_valid():
        status = REFUSED if form.errors else CHANGED if change else 200
        return _form(request, desk, organisation, body, form, status=status, **context)
    if "try" in sent:
        return _form(request, desk, organisation, body, form, tried=_tried(form, organisation), **context)
    reason = form.cleaned_data["reason"]
    try:
        better = actions.correct(opened, by=actor_of(request), reason=reason, **desk.changes(form, opened))
    except ChangedSince:
        return _after_another(request, desk, opened, form)
    except Overlaps:
        _say_overlap(form)
        return _form(request, desk, organisation, body, form, status=REFUSED, **context)
    return _back(desk, organisation, body, better)


@inside
@never_cache
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, kind: str, fact: int) -> HttpResponse:
    """A last day; from the day after it is judged no more."""
    return _act(request, kind, fact, EndForm, "end")


@inside
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, kind: str, fact: int) -> HttpResponse:
    """It was never so; what was known before stays."""
    return _act(request, kind, fact, WithdrawForm, "withdraw")


def _act(request: HttpRequest, kind: str, id: int, form_class: type[ReasonedForm], act: str) -> HttpResponse:
    desk = get_desk(kind)
    opened = get_fact(desk, id)
    organisation, body = whose(opened)
    require_reach(request, organisation)
    change = find_change(opened)
    if change is not None and change.now is None:
        return _gone(request, desk, organisation, body, change)
    form = form_class(request.POST if request.method == "POST" else None)
    if change is None and form.is_bound and form.is_valid() and _days_fit(form, opened):
        try:
            if isinstance(form, EndForm):
                on = form.cleaned_data["last"] + timedelta(days=1)
                opened = actions.end(opened, on=on, by=actor_of(request), reason=form.said)
            else:
                actions.withdraw(opened, by=actor_of(request), reason=form.said)
        except ChangedSince:
            change = find_change(opened)
        else:
            return _back(desk, organisation, body, opened)
    if change is not None and change.now is None:
        return _gone(request, desk, organisation, body, change)
    now = opened if change is None or change.now is None else change.now
    context = {"act": act, "fact": now, "told": desk.told(now), "changed": change, "form": form}
    status = CHANGED if change else REFUSED if form.errors else 200
    return _render(request, "terms/act.html", desk, organisation, body, status, context)


def _days_fit(form: ReasonedForm, fact: Fact) -> bool:
    """Whether the last day lies within the days of the fact; else it is said at the field."""
    if not isinstance(form, EndForm):
        return True
    last, since, until = form.cleaned_data["last"], fact.valid.lower, fact.valid.upper
    if since is not None and last < since:
        form.add_error("last", _("最后一天不能早于第一天 %(day)s") % {"day": since})
    elif until is not None and last + timedelta(days=1) >= until:
        form.add_error(
            "last", _("它本来就到 %(day)s 为止；要延长请用“更正”") % {"day": until - timedelta(days=1)}
        )
    return not form.errors


def _after_another(request: HttpRequest, desk: Desk, opened: Fact, form: DocumentForm) -> HttpResponse:
    """Another was quicker: who, when, what it says now, and the form as typed, for what it says now."""
    organisation, body = whose(opened)
    require_reach(request, organisation)
    change = find_change(opened)
    if change is None or change.now is None:
        return _gone(request, desk, organisation, body, change)
    context = {"fact": change.now, "told": desk.told(change.now), "changed": change}
    return _form(request, desk, organisation, body, form, status=CHANGED, **context)


def _tried(form: DocumentForm, organisation: Organisation) -> Context | None:
    """What a line would come to today."""
    if not isinstance(form, LineForm) or form.norm is None:
        return None
    on, given = timezone.localdate(), form.cleaned_data
    found = tried(form.norm, organisation.pk, on, given["document"], given["document_date"])
    return {"on": on, "found": found, "norm": form.norm}


def _say_overlap(form: DocumentForm) -> None:
    field = "since" if "since" in form.fields else "day"
    form.add_error(field, _("这些日子里同样的内容已经登记过；请更正或结束原来的一条，不要再登一条"))


def _back(desk: Desk, organisation: Organisation, body: str, fact: Fact) -> HttpResponse:
    address = (
        reverse("terms:body", args=[organisation.pk, body])
        if body
        else reverse("terms:organisation", args=[organisation.pk])
    )
    return redirect(f"{address}?saved={desk.kind}-{fact.pk}#{desk.kind}-{fact.pk}")


def _form(
    request: HttpRequest,
    desk: Desk,
    organisation: Organisation,
    body: str,
    form: DocumentForm,
    *,
    status: int = 200,
    **context: Any,  # Any: what a template takes
) -> HttpResponse:
    return _render(request, "terms/form.html", desk, organisation, body, status, {"form": form, **context})


def _gone(
    request: HttpRequest, desk: Desk, organisation: Organisation, body: str, change: Change | None
) -> HttpResponse:
    return _render(request, "terms/gone.html", desk, organisation, body, CHANGED, {"changed": change})


def _render(
    request: HttpRequest,
    template: str,
    desk: Desk,
    organisation: Organisation,
    body: str,
    status: int,
    context: Context,
) -> HttpResponse:
    shared = {**about(organisation, actor_of(request)), "desk": desk, "desk_title": spoken(desk.title)}
    if body:
        shared |= about_body(Body(body))
    return render(request, template, {**shared, **context}, status=status)


def get_desk(kind: str) -> Desk:
    """The desk of a word. Raises Http404."""
    if kind not in DESKS:
        raise Http404
    return DESKS[kind]


def get_fact(desk: Desk, id: int) -> Fact:
    """Something settled, believed or not any more. Raises Http404."""
    found = desk.model._default_manager.filter(pk=id).first() if 0 < id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def whose(fact: Fact) -> tuple[Organisation, str]:
    """The organisation and the body (empty for a baseline) that something is settled for."""
    assert isinstance(fact, Baseline | CountingBasis | TermLine)
    return get_organisation(fact.organisation_id), "" if isinstance(fact, Baseline) else fact.body
