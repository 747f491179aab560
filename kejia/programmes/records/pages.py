"""Finding a record, its page, and erasing a person. All are inside matters."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kejia.plain.text import Text
from kejia.programmes.records.access import actor_of, inside
from kejia.programmes.records.actions import ChangedMeanwhile, erase_as_seen
from kejia.programmes.records.forms import EraseForm
from kejia.programmes.records.record import (
    A_GROUP,
    Title,
    find_record,
    groups,
    merges_of,
    title_of,
    titles_of,
)
from kejia.programmes.records.refusals import told
from kejia.programmes.records.seeing import read_opened, seen_of
from kejia.register.access import may, may_erase, may_merge, may_see
from kejia.register.authority import countersigning
from kejia.register.authority.countersigning import NotCountersigned
from kejia.register.cards import list_organisations
from kejia.register.kinds import GraveAct, OrganisationKind, Right
from kejia.register.models import Organisation, Person
from kejia.register.orphans import orphans_among
from kejia.register.reads import find_people
from kejia.trail.actor import Actor

REFUSED, CHANGED, ACCEPTED = 422, 409, 202
A_PAGE = 25
LONGEST = 200
DONE = {
    "entered": Text("已登记。", "Entered."),
    "corrected": Text("已更正。原来的内容仍查得到。", "Corrected. What it said before can still be read."),
    "ended": Text("已结束。", "Ended."),
    "withdrawn": Text("已撤回。原来的内容仍查得到。", "Withdrawn. What it said before can still be read."),
    "erased": Text("已清除此人的个人信息。", "What is personal of this person has been erased."),
}
"""What was just done, by the word in the address."""


@inside
@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """People by their name, organisations by a part of theirs, either by their number."""
    by = actor_of(request)
    named = request.GET.get("name", "").replace("\x00", "").strip()[:LONGEST]
    people = _people(named, by) if named and may(by, Right.SEE_PERSON) else []
    organisations = _organisations(named, by) if named and may_see(by) else []
    context = {
        "may_merge": may_merge(by),
        "named": named,
        "people": people[:A_PAGE],
        "more_people": len(people) > A_PAGE,
        "organisations": organisations[:A_PAGE],
        "more_organisations": len(organisations) > A_PAGE,
    }
    return render(request, "records/find.html", context)


def _people(named: str, by: Actor) -> list[Title]:
    ids = list(find_people(named, by=by).values_list("pk", flat=True)[: A_PAGE + 1])
    return list(titles_of("people", {*ids, *_number(named, Person)}, by=by).values())


def _organisations(named: str, by: Actor) -> list[Title]:
    found = list_organisations(timezone.localdate(), None, named=named, limit=A_PAGE + 1, by=by)
    ids = {*(line.id for line in found), *_number(named, Organisation)}
    return list(titles_of("organisations", ids, by=by).values())


def _number(named: str, record: type[Person | Organisation]) -> set[int]:
    if not (named.isascii() and named.isdigit() and len(named) <= 18):
        return set()
    return {int(named)} - orphans_among(record, [int(named)])


@inside
@never_cache
@require_safe
def record(request: HttpRequest, which: str, id: int) -> HttpResponse:
    """All that is said of a person or an organisation; the id of a merged record leads to the one that stays."""
    by = actor_of(request)
    found = find_record(which, id, by=by)
    if found.pk != id:
        return redirect("records:record", which, found.pk)
    only, page = request.GET.get("only", ""), _page(request)
    shown = groups(found, by=by, only=only, page=page)
    merges = merges_of(found)
    leaving = titles_of(which, [merge.leaving.pk for merge in merges], by=by)
    context: dict[str, Any] = {
        "which": which,
        "record": found,
        "title": title_of(found, by=by),
        "kind": OrganisationKind[found.kind.upper()] if which == "organisations" else None,  # type: ignore[union-attr]  # an organisation
        "groups": shown,
        "only": only,
        "page": page,
        "last": max(1, -(-shown[0].of // A_GROUP)) if only else 1,
        "merges": [(merge, leaving[merge.leaving.pk]) for merge in merges],
        "done": DONE.get(request.GET.get("done", "")),
        "may_write": may(by, Right.WRITE),
        "may_appoint": may(by, Right.APPOINT),
        "may_erase": isinstance(found, Person) and may_erase(by, found),
    }
    return render(request, "records/record.html", context)


@inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, id: int) -> HttpResponse:
    """Erasing what is personal of a person: typed out, for a reason, and as it was seen."""
    by = actor_of(request)
    person = find_record("people", id, by=by)
    if not isinstance(person, Person):
        raise Http404
    if person.pk != id:
        return redirect("records:erase", person.pk)
    title = title_of(person, by=by)
    form = EraseForm(request.POST or None, words=f"{title.name.zh} {person.pk}")
    context: dict[str, Any] = {"title": title, "form": form}
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            seen, opened = read_opened(request)
            try:
                erase_as_seen(person, reason=form.cleaned_data["reason"], seen=seen, opened=opened, by=by)
            except ChangedMeanwhile as error:
                context["told"] = told(error.begun, error.ended, by=by, aside=frozenset({"person_id"}))
                status = CHANGED
            except NotCountersigned:
                asked = countersigning.ask(
                    GraveAct.ERASURE, person, reason=form.cleaned_data["reason"], by=by
                )
                context["asked"], status = asked, ACCEPTED
            else:
                return done("people", person.pk, "erased")
    context |= seen_of(person, by=by)
    return render(request, "records/erase.html", context, status=status)


def done(which: str, id: int, what: str, anchor: str = "") -> HttpResponse:
    """To the record, which says what was just done."""
    way = redirect("records:record", which, id)
    way["Location"] += f"?done={what}{anchor}"
    return way


def _page(request: HttpRequest) -> int:
    written = request.GET.get("page", "1")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 7 else 1
