"""The pages of exports: a list, or the official list of a body, on a day, as known at a moment. Inside matters."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kejia.programmes.imports.access import actor_of, exporting
from kejia.programmes.imports.books import XLSX
from kejia.programmes.imports.documents import DOCX, official_docx
from kejia.programmes.imports.exports import CSV, as_csv, as_xlsx, rows_of
from kejia.programmes.imports.forms import DatesForm, ListForm, OfficialForm
from kejia.programmes.imports.kinds import list_kind
from kejia.programmes.imports.official import official_list, official_xlsx
from kejia.programmes.imports.pages import REFUSED, download
from kejia.register.exporting import record_export
from kejia.register.settled import NotSettled
from kejia.wings.words import language, spoken


@exporting
@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """What can be taken out."""
    return _page(request, ListForm(auto_id="list_%s"), OfficialForm(auto_id="official_%s"))


def _page(
    request: HttpRequest, list_form: DatesForm, official_form: DatesForm, status: int = 200
) -> HttpResponse:
    context = {"list_form": list_form, "official_form": official_form}
    return render(request, "imports/export.html", context, status=status)


@exporting
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export_list(request: HttpRequest) -> HttpResponse:
    """A list as a file; that it was taken out stands in the trail. Read without a form, the way to the form."""
    if request.method != "POST":
        return redirect("imports:export")
    form = ListForm(request.POST, auto_id="list_%s")
    if form.is_valid():
        given = form.cleaned_data
        kind, on, known = list_kind(given["kind"]), given["on"], given["known"]
        try:
            rows = list(rows_of(kind, on, known, by=actor_of(request)))
        except NotSettled as error:
            form.add_error("known", _not_settled(error))
        else:
            record_export(
                ("register.list", kind.value),
                rows=len(rows), on=on, known=known, file=given["file"], purpose=given["purpose"], by=actor_of(request),
            )  # fmt: skip
            name = f"{spoken(kind.text)}-{on}.{given['file']}"
            if given["file"] == "csv":
                return download(as_csv(kind, rows, language()), name, CSV)
            said = _("截至 %(on)s") % {"on": on}
            if known:
                said += " · " + _("按 %(known)s 所知") % {"known": _shown(known)}
            return download(as_xlsx(kind, rows, language(), said), name, XLSX)
    return _page(request, form, OfficialForm(auto_id="official_%s"), REFUSED)


@exporting
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export_official(request: HttpRequest) -> HttpResponse:
    """The official list of a body as a file; that it was taken out stands in the trail."""
    if request.method != "POST":
        return redirect("imports:export")
    form = OfficialForm(request.POST, auto_id="official_%s")
    if form.is_valid():
        given = form.cleaned_data
        on, known = given["on"], given["known"]
        moment = None if known is None else timezone.localtime(known)
        try:
            listed = official_list(given["found"].pk, given["body"], on, moment, by=actor_of(request))
        except NotSettled as error:
            form.add_error("known", _not_settled(error))
        else:
            if listed is None:
                form.add_error("organisation", _("这个单位在这一天还没有名称；请核对日期"))
            elif not listed.count:
                form.add_error("body", _("这个机构在这一天没有人；请核对日期"))
            else:
                record_export(
                    ("register.body", f"{given['found'].pk}/{given['body']}"),
                    rows=listed.count, on=on, known=moment, file=given["file"], purpose=given["purpose"], by=actor_of(request),
                )  # fmt: skip
                name = f"{listed.title}-{on}.{given['file']}"
                if given["file"] == "docx":
                    return download(official_docx(listed), name, DOCX)
                return download(official_xlsx(listed), name, XLSX)
    return _page(request, ListForm(auto_id="list_%s"), form, REFUSED)


def _not_settled(error: NotSettled) -> str:
    words = _("只能按 %(settled)s 以前所知：还有更早开始的写入没有结束")
    return words % {"settled": f"{timezone.localtime(error.settled):%Y-%m-%d %H:%M:%S}"}


def _shown(known: datetime) -> str:
    return f"{timezone.localtime(known):%Y-%m-%d %H:%M}"
