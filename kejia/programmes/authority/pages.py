"""What may this person do, because of which post; who may do this."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kejia.programmes.authority.access import actor_of, inside, seeing, visitor_of
from kejia.programmes.authority.wording import NO_NAME, READER, shown
from kejia.register.access import may, may_see, may_see_person
from kejia.register.authority import asking, claiming, countersigning
from kejia.register.authority.standing_in import stand_ins_of
from kejia.register.cards import list_organisations
from kejia.register.kinds import Right
from kejia.register.models import Claim, Person
from kejia.register.naming import organisations_by_id, people_by_id, person_name
from kejia.register.periods import shown as days
from kejia.register.reads import find_organisation, find_person
from kejia.wings.words import spoken

LONGEST_NAME = 200
OFFERED = 20


@inside
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own posts and what they bring; what waits for one; what one can arrange."""
    visitor, by = visitor_of(request), actor_of(request)
    person = visitor.person
    lent = list(stand_ins_of(person.pk)) if person else []
    names = people_by_id({id for each in lent for id in (each.person_id, each.holder_id)}, by=READER)
    context = {
        "person": person,
        "name": (person_name(person.pk) or spoken(NO_NAME)) if person else "",
        "technical_role": visitor.technical_role,
        "claim": Claim.objects.filter(account=visitor.account, withdrawn_at=None).order_by("-pk").first(),
        "posts": visitor.posts,
        "grounds": shown(asking.why(person.pk)) if person and visitor.posts else [],
        "lent": [
            (
                each,
                names[each.person_id].name,
                names[each.holder_id].name,
                _is(person, each.holder_id),
                days(each.valid),
            )
            for each in lent
        ],
        "claims": len(claiming.open_claims(by)),
        "may_see_person": may(by, Right.SEE_PERSON),
        "may_confirm": may(by, Right.CONFIRM_CLAIMS),
        "may_invite": may(by, Right.CONFIRM_CLAIMS) and may(by, Right.APPOINT),
        "two": countersigning.waiting_for(by).count(),
    }
    return render(request, "authority/mine.html", context)


@seeing
@require_safe
def person(request: HttpRequest, id: int) -> HttpResponse:
    """What somebody may do on a day, and why."""
    found = find_person(id) if id < 2**63 else None
    if found is None or not may_see_person(actor_of(request), found):
        raise Http404
    on, problem = _day(request)
    context = {
        "name": person_name(found.pk) or str(found.pk),
        "found": found,
        "on": on.isoformat(),
        "problem": problem,
        "grounds": shown(asking.why(found.pk, on=on)),
    }
    return render(request, "authority/person.html", context)


@seeing
@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """Who may do something for an organisation on a day."""
    by = actor_of(request)
    on, problem = _day(request)
    right = next((each for each in Right if each.value == request.GET.get("right")), Right.WRITE)
    named = request.GET.get("name", "").replace("\x00", "").strip()[:LONGEST_NAME]
    number = request.GET.get("organisation", "")
    chosen = (
        find_organisation(int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
    )
    if chosen is not None and not may_see(by, chosen):
        raise Http404
    offered = (
        list_organisations(timezone.localdate(), None, named=named, limit=OFFERED, by=by) if named else []
    )
    context = {
        "on": on.isoformat(),
        "problem": problem,
        "right": right,
        "rights": list(Right),
        "named": named,
        "offered": offered,
        "chosen": organisations_by_id([chosen.pk], by=READER)[chosen.pk] if chosen else None,
        "grounds": shown(asking.who_may(right, chosen, on=on)) if chosen else [],
    }
    return render(request, "authority/who.html", context)


def _is(one: Person | None, id: int) -> bool:
    return one is not None and one.pk == id


def _day(request: HttpRequest) -> tuple[date, bool]:
    """The day asked for, today where none is; and whether what was written is none."""
    written = request.GET.get("on", "").strip()
    try:
        return (date.fromisoformat(written) if written else timezone.localdate()), False
    except ValueError:
        return timezone.localdate(), True
