"""Organisations and bodies through the API; inside matters, not there for outsiders."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Router, Status

from kejia.norms.kinds import Body
from kejia.plain.text import Language, Text
from kejia.programmes.federation.access import may_enter, may_see
from kejia.programmes.federation.answers import BodyOut, OrganisationOut, Refusal
from kejia.programmes.federation.asked import Asked, CannotShow, read_asked
from kejia.programmes.federation.card import Branch, Card, Place, body_text, read_card
from kejia.programmes.federation.sheet import Judged, Sheet, read_sheet
from kejia.register import cards
from kejia.register.cards import LARGEST_ID

router = Router(tags=["federation"])
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Lang = Literal["zh", "en"]


@router.get(
    "/federation/organisations/{id}",
    response={200: OrganisationOut, 404: Refusal, 422: Refusal},
    summary="An organisation on a day",
    operation_id="organisation",
)
def organisation(request: HttpRequest, id: Id, on: str = "", known: str = "", lang: Lang = "zh") -> Any:
    """The card `on` a day, as `known` by the end of another; the id of a merged one gives the one that stays."""
    try:
        card, asked = _read(request, id, on, known)
    except CannotShow as error:
        return Status(422, Refusal(error=error.say.within(lang)))
    except Http404:
        return _nothing(lang)
    return Status(200, _card(card, asked, lang))


@router.get(
    "/federation/bodies/{organisation}/{body}",
    response={200: BodyOut, 404: Refusal, 422: Refusal},
    summary="A body on a day: roster, seats, verdicts",
    operation_id="body",
)
def body(
    request: HttpRequest, organisation: Id, body: str, on: str = "", known: str = "", lang: Lang = "zh"
) -> Any:
    """Roster, seats and verdicts `on` a day, as `known` by the end of another."""
    try:
        card, asked = _read(request, organisation, on, known)
        if body not in card.bodies:
            raise Http404
        sheet = read_sheet(card.id, Body(body), card.posts, asked)
    except CannotShow as error:
        return Status(422, Refusal(error=error.say.within(lang)))
    except Http404:
        return _nothing(lang)
    return Status(200, _sheet(card, sheet, asked, lang))


def _read(request: HttpRequest, id: int, on: str, known: str) -> tuple[Card, Asked]:
    """Raises CannotShow, Http404."""
    if not may_enter(request):
        raise Http404
    asked = read_asked(on, known)
    found = cards.leads_to(id, asked.known)
    if found is None or not may_see(request, found):
        raise Http404
    return read_card(found, asked), asked


def _nothing(lang: Language) -> Any:
    said = Text("没有这个单位或班子", "there is no such organisation or body")
    return Status(404, Refusal(error=said.within(lang)))


def _card(card: Card, asked: Asked, lang: Language) -> dict[str, Any]:
    return {
        "id": card.id,
        "kind": _kind(card.kind.value, card.kind.text, lang),
        "name": card.name,
        "on": asked.on.isoformat(),
        "facts": [
            {
                "kind": _kind(line.kind.value, line.kind.text, lang),
                "value": line.value.within(lang),
                "place": line.place.within(lang) if line.place else None,
                "since": _day(line.since),
                "until": _day(line.last),
                "holds": line.now,
                "document": line.document,
            }
            for line in card.lines
        ],
        "relations": _related(card.tree, lang),
        "predecessors": _related(card.before, lang),
        "successors": _related(card.after, lang),
        "headcount": [
            {
                "kind": _kind(count.kind.value, count.kind.text, lang),
                "authorised": count.authorised,
                "filled": count.filled,
                "vacant": count.vacant,
                "document": count.document,
            }
            for count in card.headcount
        ],
        "posts": [_post(place, lang) for place in card.posts],
        "bodies": [_kind(each.value, body_text(each), lang) for each in card.bodies],
    }


def _sheet(card: Card, sheet: Sheet, asked: Asked, lang: Language) -> dict[str, Any]:
    return {
        "organisation": card.id,
        "name": card.name,
        "body": _kind(sheet.body.value, body_text(sheet.body), lang),
        "on": asked.on.isoformat(),
        "people": sheet.count,
        "filled": sheet.filled,
        "seats": sheet.seats,
        "basis": sheet.basis.source.within(lang),
        "verdicts": [_verdict(judged, lang) for judged in sheet.judged],
        "roster": [
            {
                "person": member.person,
                "name": member.printed,
                "office": _kind(office.office.value, office.office.text, lang),
                "birth": member.birth,
                "party": member.party,
                "where": member.where,
                "term": member.term,
                "since": _day(member.since),
                "until": _day(member.last),
            }
            for office in sheet.offices
            for member in office.members
        ],
    }


def _verdict(judged: Judged, lang: Language) -> dict[str, Any]:
    found, norm = judged.found, judged.norm
    return {
        "norm": norm.id,
        "clause": norm.clause,
        "name": norm.name.within(lang),
        "modality": norm.modality.value,
        "state": found.outcome.value,
        "say": found.say.within(lang),
        "numerator": found.numerator,
        "denominator": found.denominator,
        "low": found.low or None,
        "high": found.high or None,
        "threshold": found.threshold or None,
        "doubtful": [member.person for member in judged.doubtful],
    }


def _post(place: Place, lang: Language) -> dict[str, Any]:
    holders = [
        {
            "name": held.printed,
            "capacity": held.capacity.within(lang),
            "since": _day(held.since),
            "until": _day(held.last),
        }
        for held in place.holders
    ]
    return {
        "office": _kind(place.office.value, place.office.text, lang),
        "title": place.title,
        "seats": place.seats,
        "filled": place.filled,
        "vacant": place.vacant,
        "holders": holders,
    }


def _related(branches: Iterable[Branch], lang: Language) -> list[dict[str, Any]]:
    return [
        {
            "kind": _kind(branch.kind.value, branch.kind.text, lang),
            "up": branch.up,
            "id": other.id,
            "name": other.name,
            "since": _day(other.since),
        }
        for branch in branches
        for other in branch.others
    ]


def _kind(value: str, text: Text, lang: Language) -> dict[str, str]:
    return {"value": value, "name": text.within(lang)}


def _day(day: Any) -> str | None:  # Any: a day or nothing, as the register gives it
    return day.isoformat() if day else None
