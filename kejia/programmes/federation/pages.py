"""The pages of organisations and bodies: a list, an organisation's card, a body. All are inside matters."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kejia.norms.kinds import Body
from kejia.programmes.federation.access import actor_of, inside, may_see
from kejia.programmes.federation.ahead import age_line, is_fixed, look_ahead
from kejia.programmes.federation.asked import AHEAD, Asked, CannotShow, read_age, read_asked, read_day
from kejia.programmes.federation.card import Card, body_text, division_text, read_card
from kejia.programmes.federation.sheet import read_record, read_sheet
from kejia.register import cards
from kejia.register.kinds import Level, OrganisationKind
from kejia.register.models import Organisation
from kejia.wings.words import spoken

A_PAGE = 50
LONGEST_NAME = 200
REFUSED = 400


@inside
@never_cache
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations by kind, by a part of their name; the next page begins after the last id of this one."""
    given = request.GET
    kind = given.get("kind", "")
    kind = kind if kind in list(OrganisationKind) else ""
    named = given.get("name", "").replace("\x00", "").strip()[:LONGEST_NAME]
    written = given.get("after", "")
    after = int(written) if written.isascii() and written.isdigit() and len(written) < len(str(2**63)) else 0

    by = actor_of(request)

    def show(asked: Asked) -> dict[str, Any]:
        found = cards.list_organisations(
            asked.on, asked.known, kind=kind, named=named, after=after, limit=A_PAGE + 1, by=by
        )
        counts = dict(cards.count_organisations(asked.on, asked.known, named=named, by=by))

        def query(**more: str) -> str:
            words = {"kind": kind, "name": named, **more, **asked.words}
            return "?" + urlencode({name: word for name, word in words.items() if word})

        return {
            "lines": [
                (line, OrganisationKind[line.kind.upper()], _level(line.level), division_text(line.division))
                for line in found[:A_PAGE]
            ],
            "kinds": [
                (each, counts[each], query(kind=each if each != kind else ""))
                for each in OrganisationKind
                if each in counts
            ],
            "total": sum(counts.values()),
            "all_query": query(kind=""),
            "next_query": query(after=str(found[A_PAGE - 1].id)) if len(found) > A_PAGE else "",
            "first_query": query() if after else "",
        }

    context = {"kind": kind, "named": named}
    return _answer(request, "federation/organisations.html", context, show)


@inside
@never_cache
@require_safe
def organisation(request: HttpRequest, id: int) -> HttpResponse:
    """The card of an organisation; the id of a merged one leads to the one that stays."""
    return _of(request, id, "federation:organisation", "federation/organisation.html", lambda card, asked: {})


@inside
@never_cache
@require_safe
def body(request: HttpRequest, id: int, body: str) -> HttpResponse:
    """A body: roster, seats, verdicts, what will change."""

    def show(card: Card, asked: Asked) -> dict[str, Any]:
        if body not in card.bodies:
            raise Http404
        which = Body(body)
        sheet = read_sheet(card.id, which, card.posts, asked)
        by = read_day(request.GET.get("by", ""), asked.on + AHEAD)
        own_age = read_age(request.GET.get("age", ""))
        age = own_age if own_age is not None else age_line(which, sheet.basis)
        fixed = own_age is None and is_fixed(which, sheet.basis)
        return {
            "body": which,
            "body_name": spoken(body_text(which)),
            "sheet": sheet,
            "record": read_record(sheet, asked),
            "ahead": look_ahead(sheet.offices, asked.on, by, age, fixed=fixed),
        }

    return _of(request, id, "federation:body", "federation/body.html", show, body)


def _of(
    request: HttpRequest,
    id: int,
    address: str,
    template: str,
    show: Callable[[Card, Asked], dict[str, Any]],
    *rest: str,
) -> HttpResponse:
    """A page about an organisation, or the way to the one it was merged into."""

    def shown(asked: Asked) -> dict[str, Any] | HttpResponse:
        found = find(id, asked)
        if not may_see(request, found):
            raise Http404
        if found.pk != id:
            way = redirect(address, found.pk, *rest)
            way["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
            return way
        card = read_card(found, asked)
        return {"card": card, **show(card, asked)}

    return _answer(request, template, {}, shown)


def find(id: int, asked: Asked) -> Organisation:
    """The organisation of an id, or the one it leads to. Raises Http404."""
    found = cards.leads_to(id, asked.known)
    if found is None:
        raise Http404
    return found


def _answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    show: Callable[[Asked], dict[str, Any] | HttpResponse],
) -> HttpResponse:
    """The page for the days asked for; or, in words, why those cannot be shown."""
    written = {name: request.GET.get(name, "").replace("\x00", "") for name in ("on", "known", "by", "age")}
    try:
        asked = read_asked(written["on"], written["known"])
        found = show(asked)
    except CannotShow as error:
        today = timezone.localdate().isoformat()
        refused = {
            **context,
            "problem": spoken(error.say),
            "on": today,
            "known": "",
            "query": "",
            "written": written,
        }
        return render(request, "federation/refused.html", refused, status=REFUSED)
    if isinstance(found, HttpResponse):
        return found
    days = {"on": asked.on.isoformat(), "known": asked.words.get("known", ""), "query": asked.query}
    return render(request, template, {**context, **days, "written": written, **found})


def _level(level: str | None) -> Level | None:
    return Level[level.upper()] if level and level.upper() in Level.__members__ else None
