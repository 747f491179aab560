"""What takes two: asked for by one, confirmed by another; emergency rights in force."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kejia.accounts.kinds import TechnicalRoleKind
from kejia.programmes.authority.access import actor_of, inside, visitor_of
from kejia.programmes.authority.forms import EmergencyForm
from kejia.programmes.authority.wording import CAUGHT, READER, refusal
from kejia.register.access import may
from kejia.register.authority import countersigning
from kejia.register.kinds import GraveAct, Right
from kejia.register.models import Countersign
from kejia.register.naming import people_by_id
from kejia.wings.words import spoken

REFUSED = 422
WATCH = (TechnicalRoleKind.SECURITY, TechnicalRoleKind.AUDIT)


@inside
@require_http_methods(["GET", "POST"])
def two(request: HttpRequest) -> HttpResponse:
    """What waits for the visitor, what the visitor asked for; a form for an emergency right."""
    visitor = visitor_of(request)
    if visitor.post is None and visitor.technical_role not in WATCH:
        raise Http404
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and visitor.post is not None:
        right = Right[form.cleaned_data["right"].upper()]
        countersigning.ask_for_emergency(right, reason=form.cleaned_data["reason"], by=visitor.actor)
        return redirect("authority:two")
    return _two(request, form)


@inside
@require_POST
def answer(request: HttpRequest, id: int) -> HttpResponse:
    """Confirm or refuse what another asked for."""
    by, found = actor_of(request), get_object_or_404(Countersign, pk=id)
    if not countersigning.may_answer(by, found):
        raise Http404
    try:
        countersigning.answer(found, confirm=request.POST.get("confirm") == "yes", by=by)
    except CAUGHT as error:
        return _two(request, EmergencyForm(), spoken(refusal(error)))
    return redirect("authority:two")


def _two(request: HttpRequest, form: EmergencyForm, problem: str = "") -> HttpResponse:
    visitor, by = visitor_of(request), actor_of(request)
    waiting = [each for each in countersigning.waiting_for(by) if countersigning.may_answer(by, each)]
    asked = list(countersigning.asked_by(by)[:20])
    watching = visitor.technical_role in WATCH or may(by, Right.COUNTERSIGN)
    in_force = list(countersigning.emergencies_in_force()) if watching else []
    ids = {each.asked_by_id for each in waiting} | {each.person_id for each in in_force}
    ids |= {int(each.subject_id) for each in (*waiting, *asked) if each.subject_type == "register.person"}
    names = people_by_id(ids, by=READER)
    context = {
        "form": form if visitor.post is not None else None,
        "problem": problem,
        "waiting": [(each, _said(each, names), names[each.asked_by_id].name) for each in waiting],
        "asked": [(each, _said(each, names)) for each in asked],
        "in_force": [(each, names[each.person_id].name, Right[each.right.upper()].text) for each in in_force],
        "watching": watching,
    }
    return render(request, "authority/two.html", context, status=REFUSED if problem or form.errors else 200)


def _said(asked: Countersign, names: dict) -> str:  # type: ignore[type-arg]  # of PersonLine
    act = spoken(GraveAct[asked.act.upper()].text)
    if asked.act == GraveAct.BREAK_GLASS:
        act += f"（{spoken(Right[asked.details['right'].upper()].text)}）"
    person = names.get(int(asked.subject_id)) if asked.subject_type == "register.person" else None
    return f"{act}：{person.name or person.id}" if person else act
