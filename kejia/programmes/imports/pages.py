"""The pages of imports: upload, preview, commit, progress, undo. All are inside matters."""

from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kejia.files.access import may_read
from kejia.plain.text import Text
from kejia.programmes.imports import actions, steps
from kejia.programmes.imports.access import inside
from kejia.programmes.imports.books import XLSX, errors_book, template_book
from kejia.programmes.imports.checking import Line, opened_lines
from kejia.programmes.imports.forms import UndoForm, UploadForm
from kejia.programmes.imports.kinds import FILLED_IN, UNDER_WAY, ListKind, State, list_kind, state_of
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.roster_pages import shown_goal
from kejia.programmes.imports.rosters import faults_book, unpacked_roster
from kejia.programmes.imports.sheets import read_list
from kejia.programmes.imports.uploads import bytes_of, has_bytes
from kejia.register.importing.rows import Outcome
from kejia.register.importing.writing import changed_since
from kejia.wings.visitor import actor_of
from kejia.wings.words import language, spoken

REFUSED = 422
RECENT = 20
LINES_A_PAGE = 100
FIRST_SHOWN = (Outcome.REFUSED, Outcome.NEW, Outcome.ADDS, Outcome.SAME)


@inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Templates, upload, and the imports so far; an uploaded list leads to its own page."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        job = actions.upload(
            sent.read(), sent.name or "", list_kind(form.cleaned_data["kind"]), by=actor_of(request)
        )
        return redirect("imports:show", job.pk)
    recent = [
        (job, list_kind(job.kind), state_of(job.state))
        for job in ImportJob.objects.defer("file", "preview")[:RECENT]
    ]
    context = {"form": form, "kinds": FILLED_IN, "recent": recent}
    return render(request, "imports/start.html", context, status=REFUSED if form.errors else 200)


@inside
@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The workbook to fill in."""
    if kind not in FILLED_IN:
        raise Http404
    found = list_kind(kind)
    return download(template_book(found), f"{spoken(found.text)}-{_('模板')}.xlsx", XLSX)


@inside
@never_cache
@require_safe
def show(request: HttpRequest, job: int) -> HttpResponse:
    """Where an import stands; checked, what each row would do."""
    return _show(
        request,
        get_object_or_404(ImportJob.objects.defer("file").select_related("upload"), pk=job),
        UndoForm(),
    )


def _show(request: HttpRequest, job: ImportJob, undo_form: UndoForm, status: int = 200) -> HttpResponse:
    state = state_of(job.state)
    context: dict[str, Any] = {
        "job": job,
        "kind": list_kind(job.kind),
        "state": state,
        "under_way": state in UNDER_WAY,
        "why": spoken(Text(job.why_zh, job.why_en)),
        "counts": [(outcome, job.counts.get(outcome.value, 0)) for outcome in FIRST_SHOWN],
        "left_out": job.counts.get("left_out", 0),
        "stuck": steps.is_stuck(job),
        "may_be_dropped": state in actions.MAY_BE_DROPPED,
        "into": shown_goal(job),
        "form": undo_form,
    }
    if job.upload is not None and may_read(job.upload, actor_of(request)):
        context["upload"] = job.upload
    if job.batch is not None:
        context["changed"] = changed_since(job.batch)
    if job.preview is not None:
        context |= _preview(opened_lines(job.preview), request)
    name = "imports/status.html" if request.htmx and context["under_way"] else "imports/show.html"  # type: ignore[attr-defined]  # htmx is its middleware's
    return render(request, name, context, status=status)


def _preview(lines: list[Line], request: HttpRequest) -> dict[str, Any]:
    """One page of the rows, those refused first, or those of one outcome alone."""
    chosen = request.GET.get("outcome", "")
    if chosen in list(Outcome):
        lines = [line for line in lines if line.outcome == chosen]
    else:
        lines = sorted(lines, key=lambda line: FIRST_SHOWN.index(line.outcome))
    number = request.GET.get("page", "1")
    last = max(1, -(-len(lines) // LINES_A_PAGE))
    page = min(max(1, int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1), last)
    return {
        "lines": lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE],
        "chosen": chosen,
        "page": page,
        "last": last,
        "before": page - 1 or None,
        "after": page + 1 if page < last else None,
    }


@inside
@require_POST
def commit(request: HttpRequest, job: int) -> HttpResponse:
    """Write a checked list, all of it or nothing."""
    return _act(request, job, actions.commit)


@inside
@require_POST
def retry(request: HttpRequest, job: int) -> HttpResponse:
    """Do a step again that failed or that nobody seems to be at."""
    return _act(request, job, actions.retry)


@inside
@require_POST
def drop(request: HttpRequest, job: int) -> HttpResponse:
    """Forget a list that was not written."""
    return _act(request, job, actions.drop)


def _act(request: HttpRequest, pk: int, act: Any) -> HttpResponse:
    with suppress(steps.MovedOn):  # the page it leads to says where the import stands now
        act(get_object_or_404(ImportJob.objects.defer("file", "preview"), pk=pk), by=actor_of(request))
    return redirect("imports:show", pk)


@inside
@require_POST
def undo(request: HttpRequest, job: int) -> HttpResponse:
    """Take a written list back, for a reason."""
    found = get_object_or_404(ImportJob.objects.defer("file"), pk=job)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, REFUSED)
    return _act(request, job, partial(actions.undo, reason=form.cleaned_data["reason"]))


@inside
@never_cache
@require_safe
def errors(request: HttpRequest, job: int) -> HttpResponse:
    """The list again with its faults noted."""
    found = get_object_or_404(ImportJob, pk=job)
    if found.state != State.FAULTY or not has_bytes(found) or found.preview is None:
        raise Http404
    content = _faults(found, bytes_of(found), opened_lines(found.preview))
    return download(content, f"{found.name.rpartition('.')[0] or found.name}-{_('待更正')}.xlsx", XLSX)


def _faults(job: ImportJob, content: bytes, lines: list[Line]) -> bytes:
    kind = list_kind(job.kind)
    if kind is ListKind.ROSTER:
        faults = {(line.sheet, line.number): line.says for line in lines if line.outcome is Outcome.REFUSED}
        return faults_book(unpacked_roster(content), faults, language())
    return errors_book(read_list(content, job.name, kind), lines, language())


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
