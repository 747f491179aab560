"""One's own data, and the requests of others that wait for an answer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kejia.programmes.mydata.forms import AnswerForm, CorrectionForm
from kejia.register.kinds import Right
from kejia.register.naming import person_name
from kejia.register.personal_data import package_of
from kejia.register.protected import (
    NotOpen,
    OneIsOpen,
    answer_correction,
    corrections_of,
    open_corrections,
    readings_of,
    request_correction,
)
from kejia.wings.visitor import actor_of, page_for, visitor_of

REFUSED = 422
CONFLICT = 409


@page_for()
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Who read what, what was asked and answered, and the form to ask; one who is nobody of the register is told so."""
    person, actor = visitor_of(request).person, actor_of(request)
    if person is None:
        return render(request, "mydata/nobody.html")
    form, status = CorrectionForm(request.POST or None), 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            try:
                request_correction(person, form.cleaned_data["words"], by=actor)
                return redirect("mydata:mine")
            except OneIsOpen:
                form.add_error("words", _("上一次的申请还没有答复；答复以后再提"))
                status = CONFLICT
    context = {
        "form": form,
        "name": person_name(person.pk),
        "readings": readings_of(person, by=actor),
        "corrections": corrections_of(person, by=actor),
        "answers": visitor_of(request).may(Right.SEE_PERSON),
    }
    return render(request, "mydata/mine.html", context, status=status)


@page_for()
@require_POST
def package(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about oneself, to take away."""
    person = visitor_of(request).person
    if person is None:
        raise Http404
    answer = HttpResponse(package_of(person, by=actor_of(request)), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="kejia-my-data.zip"'
    return answer


@page_for(Right.SEE_PERSON)
@require_http_methods(["GET", "HEAD"])
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that wait for an answer, of people the visitor may see."""
    waiting = [(each, person_name(each.person_id)) for each in open_corrections(by=actor_of(request))]
    return render(request, "mydata/requests.html", {"waiting": waiting})


@page_for(Right.SEE_PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """One request, and its answer."""
    actor = actor_of(request)
    found = next((each for each in open_corrections(by=actor) if each.pk == number), None)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_correction(
                found, done=form.cleaned_data["done"] == "yes", answer=form.cleaned_data["answer"], by=actor
            )
        except NotOpen:
            raise Http404 from None
        return redirect("mydata:requests")
    context = {"form": form, "asked": found, "name": person_name(found.person_id)}
    return render(request, "mydata/answer.html", context, status=REFUSED if form.errors else 200)
