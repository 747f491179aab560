"""Where a checked roster goes: the page of the check hands its desk over to this one. An inside matter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kejia.judging.facts import bodies_in
from kejia.norms.kinds import Body
from kejia.programmes.imports import actions
from kejia.programmes.imports.access import BY_PAGE, actor_of, inside
from kejia.programmes.imports.forms import IntoForm
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.rosters import ALL, HandedOver, Into, reading_of
from kejia.register import cards
from kejia.register.exporting import name_of_organisation
from kejia.register.kinds import OrganisationKind
from kejia.rosters.desk import COLUMN_FIELDS, packed, unpacked
from kejia.rosters.problems import UnusableFile
from kejia.rosters.reading import read_roster
from kejia.wings.context import find_address
from kejia.wings.words import spoken

REFUSED = 422
CARRIED = ("on", "blank", "sheet", "leading_cadre_rank", *COLUMN_FIELDS)
"""What the page of the check says of how the roster was read."""
NAMES_OFFERED = 300
"""Organisations of a kind whose names the field offers; others are typed."""


@inside
@never_cache
@require_POST
def roster(request: HttpRequest) -> HttpResponse:
    """Asks where a checked roster goes; told, it becomes an import like any other."""
    words = {name: str(request.POST[name]) for name in request.POST}
    told = any(name.startswith(f"{IntoForm.prefix}-") for name in words)
    try:
        desk = unpacked(words.get("desk", "")).with_words(words)
        reading = reading_of(words, parse_date(words.get("on", "")) or timezone.localdate())
        read = read_roster(desk.answered_workbook(), reading)
    except (UnusableFile, ValueError) as error:
        say = spoken(error.say) if isinstance(error, UnusableFile) else _("日期不对；请回核对页重新填写")
        return render(
            request,
            "imports/not_handed_over.html",
            {"why": say, "check": find_address("check")},
            status=REFUSED,
        )
    named = bodies_in(read) if read.has_seats else []
    first = {"body": _first_body(words.get("body", ""), named), "since": reading.on}
    form = IntoForm(request.POST, named=named) if told else IntoForm(initial=first, named=named)
    if told and form.is_valid():
        job = actions.hand_over(HandedOver(desk, reading, _into(form.cleaned_data)), by=actor_of(request))
        return redirect("imports:show", job.pk)
    context = {
        "form": form,
        "desk": packed(desk),
        "carried": [(name, words[name]) for name in CARRIED if words.get(name)],
        "name": desk.workbook.name,
        "people": len(read.people),
        "what_if": bool(words.get("drop") or words.get("add", "0").strip() not in ("", "0")),
        "organisations": _names_offered(),
    }
    return render(request, "imports/roster.html", context, status=REFUSED if form.errors else 200)


def _first_body(asked: str, named: list[Body]) -> str:
    """The body that was checked; else all the roster names."""
    if asked in list(Body):
        return asked
    return ALL if named else str(Body.CONGRESS)


def _into(given: dict[str, Any]) -> Into:
    return Into(given["found"].pk, given["body"], given["since"], given["term"], given["paper"])


def _names_offered() -> list[str]:
    """Names of associations and societies of today."""
    today = timezone.localdate()
    return [
        line.name
        for kind in (OrganisationKind.ASSOCIATION, OrganisationKind.SOCIETY)
        for line in cards.list_organisations(
            today, None, kind=kind, named="", after=0, limit=NAMES_OFFERED, by=BY_PAGE
        )
        if line.in_name
    ]


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a roster goes, as its page shows it."""

    organisation: str
    body: str
    since: date
    href: str | None


def shown_goal(job: ImportJob) -> Goal | None:
    """Of an import of a roster; None of others."""
    if not job.into:
        return None
    into, today = Into.from_plain(job.into), timezone.localdate()
    name = name_of_organisation(into.organisation, max(today, into.since), None, by=BY_PAGE)
    body = _("名册里写到的各机构") if into.body == ALL else spoken(Body(into.body).text)
    href = None
    if find_address("federation"):
        if into.body == ALL:
            href = reverse("federation:organisation", args=[into.organisation])
        else:
            href = reverse("federation:body", args=[into.organisation, into.body])
        href += f"?on={into.since}" if into.since > today else ""
    return Goal(name or str(into.organisation), body, into.since, href)
