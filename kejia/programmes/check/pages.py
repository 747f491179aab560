"""The pages of the check. Each reads what was sent, judges, and shows; the desk goes back with the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kejia.judging.corrected import write_corrected
from kejia.judging.findings import Check
from kejia.judging.report import write_report
from kejia.programmes.check import actions, shown
from kejia.programmes.check.asking import Sent, desk_from_page, desk_from_upload, judge, read_sent
from kejia.programmes.check.forms import AskForm, RosterForm
from kejia.programmes.check.reads import find_kept
from kejia.rosters.desk import Desk, packed
from kejia.rosters.problems import UnusableFile
from kejia.wings.context import find_address
from kejia.wings.words import language, spoken

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first page; a roster sent to it is judged and comes back with its verdicts."""
    if request.method != "POST":
        return render(request, "check/start.html", {"form": RosterForm(), "offline": offline_file()})
    if "desk" in request.POST:
        return _again(request)
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start_again(request, form)
    try:
        desk = desk_from_upload(form)
        sent = read_sent(request)
        check = judge(desk, form, sent)
    except UnusableFile as error:
        return _start_again(request, form, spoken(error.say))
    return _result(request, check, desk, form, sent)


def _start_again(request: HttpRequest, form: RosterForm, refusal: str = "") -> HttpResponse:
    context = {"form": form, "refusal": refusal, "offline": offline_file()}
    return render(request, "check/start.html", context, status=REFUSED)


def _again(request: HttpRequest) -> HttpResponse:
    """The page after answers, another day, another basis."""
    form, sent = AskForm(request.POST), read_sent(request)
    try:
        desk = desk_from_page(sent)
        if not form.is_valid():
            return render(
                request, "check/ask_again.html", {"form": form, "desk": packed(desk)}, status=REFUSED
            )
        check = judge(desk, form, sent)
    except UnusableFile as error:
        return render(
            request,
            "check/ask_again.html",
            {"form": form, "desk": sent.words.get("desk", ""), "refusal": spoken(error.say)},
            status=REFUSED,
        )
    return _result(request, check, desk, form, sent)


def _result(
    request: HttpRequest, check: Check, desk: Desk, form: AskForm, sent: Sent, **more: object
) -> HttpResponse:
    choices = shown.choices(check, form)
    offered = {choice.name for choice in choices}
    context = {
        **_verdicts(check, sent),
        "desk": packed(desk),
        "form": form,
        "asked": form.asked(),
        "roster": check.roster.name,
        "basis_set": check.basis.source if check.basis.title or check.basis.document else None,
        "in_doubt": shown.in_doubt(check, desk),
        "choices": choices,
        "chosen_columns": [(n, v) for n, v in sent.columns.items() if n not in offered],
        "blank_columns": shown.blank_columns(check),
        "asks_earlier": shown.asks_earlier_list(check),
        "settings_needed": [form[key] for key in shown.settings_needed(check)],
        "rows": shown.rows(check, sent.dropped),
        "problems": shown.problems(check),
        "answered": len(desk.answers),
        "register_href": register_href(),
        **more,
    }
    return render(request, "check/result.html", context)


def register_href() -> str | None:
    """The page that a roster is handed over to, to be entered in the register: inside, where there is one."""
    return reverse("imports:roster") if settings.KEJIA_INSIDE and find_address("imports") else None


def _verdicts(check: Check, sent: Sent) -> dict[str, Any]:
    return {
        "check": check,
        "bodies": shown.bodies(check),
        "counts": shown.counts(check),
        "what_if": bool(sent.dropped or sent.added),
        "add": sent.added,
    }


@never_cache
@require_POST
def verdicts(request: HttpRequest) -> HttpResponse:
    """The verdicts alone, while names are dropped and added."""

    def answer(check: Check, _desk: Desk) -> HttpResponse:
        return render(request, "check/verdicts.html", _verdicts(check, read_sent(request)))

    return _with_check(request, answer)


@never_cache
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """The workbook to hand on."""

    def answer(check: Check, _desk: Desk) -> HttpResponse:
        return _download(write_report(check, language()), f"{_stem(check)}-{_('核对报告')}.xlsx")

    return _with_check(request, answer)


@never_cache
@require_POST
def corrected(request: HttpRequest) -> HttpResponse:
    """The roster with the answers written in and the problems noted at their cells."""

    def answer(check: Check, desk: Desk) -> HttpResponse:
        content = write_corrected(desk.answered_workbook(), check.roster, desk.answers, language())
        return _download(content, f"{_stem(check)}-{_('已更正')}.xlsx")

    return _with_check(request, answer)


@never_cache
@require_POST
def as_json(request: HttpRequest) -> HttpResponse:
    """The same JSON as the command line's."""

    def answer(check: Check, _desk: Desk) -> HttpResponse:
        shown_as = {"ensure_ascii": False, "indent": 1}
        response = JsonResponse(check.as_json(language()), json_dumps_params=shown_as)
        return _named(response, f"{_stem(check)}.json")

    return _with_check(request, answer)


def _with_check(request: HttpRequest, answer: Callable[[Check, Desk], HttpResponse]) -> HttpResponse:
    """The answer to a judged desk; where it cannot be judged, the page that says why."""
    form, sent = AskForm(request.POST), read_sent(request)
    if not form.is_valid():
        return _again(request)
    try:
        desk = desk_from_page(sent)
        check = judge(desk, form, sent)
    except UnusableFile:
        return _again(request)
    return answer(check, desk)


def _download(content: bytes, name: str) -> HttpResponse:
    return _named(HttpResponse(content, content_type=XLSX), name)


def _named(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _stem(check: Check) -> str:
    return Path(check.roster.name).stem[:60] or "roster"


@never_cache
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep this check for thirty days under a link that only the asker gets."""

    def answer(_check: Check, desk: Desk) -> HttpResponse:
        form, sent = AskForm(request.POST), read_sent(request)
        form.full_clean()
        token = actions.keep(desk, {**form.asked(), **sent.columns})
        return redirect("check:kept", token)

    return _with_check(request, answer)


@never_cache
@require_safe
def kept(request: HttpRequest, token: str) -> HttpResponse:
    """A kept check, judged anew as it was asked."""
    found = find_kept(token)
    if found is None:
        raise Http404
    desk, asked, lapses_at = found
    form = AskForm(asked)
    if not form.is_valid():
        raise Http404
    sent = Sent(asked)
    check = judge(desk, form, sent)
    return _result(request, check, desk, form, sent, kept_until=lapses_at, token=token)


@never_cache
@require_POST
def forget(request: HttpRequest, token: str) -> HttpResponse:
    """Erase a kept check at once."""
    if not actions.forget(token):
        raise Http404
    return redirect(f"{reverse('check:start')}?forgotten=1")


@require_safe
def offline(request: HttpRequest) -> FileResponse:
    """The one-file page to carry to a computer without network."""
    file = offline_file()
    if file is None:
        raise Http404
    return FileResponse(
        file.open("rb"), as_attachment=True, filename="kejia-offline.html", content_type="text/html"
    )


def offline_file() -> Path | None:
    """The offline page, where it was built (`make offline`)."""
    file = Path(settings.KEJIA_OFFLINE_PAGE)
    return file if file.is_file() else None
