"""A file leaves: checked, noted, and in a shape that no browser runs."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from kejia.files import disk
from kejia.files.actions import record_reading
from kejia.files.kinds import HANDED_OUT, FileKind, ScanState
from kejia.files.links import link_token, opens
from kejia.files.models import StoredFile
from kejia.files.reads import NoFile, get_file, kept_files
from kejia.programmes.downloads.ranges import NotSatisfiable, asked_range
from kejia.wings.visitor import actor_of

POLICY = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; sandbox"
"""Even opened as a page it would load nothing, run nothing and have no origin."""


@require_safe
def take(request: HttpRequest, number: int) -> HttpResponseBase:
    """A file, for whom its owner lets read it."""
    actor = actor_of(request)
    try:
        file = get_file(number, by=actor)
    except NoFile:
        raise Http404 from None
    if request.method == "GET":
        record_reading(file, by=actor)
    if settings.KEJIA_FILES_HOST:
        path = reverse("downloads:take_by_link", args=[number, link_token(file)])
        return redirect(f"{request.scheme}://{settings.KEJIA_FILES_HOST}{path}")
    return _handed_out(request, file)


@require_safe
def take_by_link(request: HttpRequest, number: int, token: str) -> HttpResponseBase:
    """A file by a link of some minutes, on the host of files alone."""
    file = kept_files().filter(pk=number).first()
    if not settings.KEJIA_FILES_HOST or request.get_host() != settings.KEJIA_FILES_HOST:
        raise Http404
    if file is None or ScanState(file.scan) not in HANDED_OUT or not opens(token, file):
        raise Http404
    return _handed_out(request, file)


def _handed_out(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    tag = f'"{file.digest.rpartition(":")[2][:32]}"'
    wanted = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) != tag:
        wanted = ""
    try:
        part = asked_range(wanted, file.size)
    except NotSatisfiable:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{file.size}"
        return answer
    first, last = part or (0, file.size - 1)
    pieces = disk.read(file.blob, first, last, file.size, sealed=file.sealed)
    response = StreamingHttpResponse(pieces, status=206 if part else 200)
    response["Content-Type"] = FileKind(file.kind).shape.mime
    response["Content-Length"] = str(last - first + 1)
    if part:
        response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    return response
