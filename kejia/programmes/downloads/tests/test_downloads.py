"""Files leave for whom their owner names, apart, inert, in parts; with a host of their own if there is one."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from kejia.files import owners
from kejia.files.actions import delete, take_in
from kejia.files.kinds import FileKind
from kejia.files.links import LASTS, link_token
from kejia.files.models import StoredFile
from kejia.files.tests.papers import CLERK, OWNER, PDF, an_owner
from kejia.programmes.downloads.ranges import NotSatisfiable, asked_range
from kejia.trail.actor import Actor
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db

HOST = "files.example.org"


def for_all(file: StoredFile, by: Actor) -> bool:
    """Everybody, visitors too."""
    return True


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Iterator[StoredFile]:
    """A file that everybody may take."""
    settings.KEJIA_FILES = tmp_path
    settings.ALLOWED_HOSTS = ["testserver", HOST]
    with an_owner():
        owners.register_reader(OWNER, for_all, takes=frozenset(FileKind))
        yield take_in(PDF, "批复 1.pdf", owner=OWNER, by=CLERK)


def body(answer: HttpResponseBase) -> bytes:
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue()


def test_a_file_comes_as_an_attachment_that_no_browser_runs(client: Client, file: StoredFile) -> None:
    answer = client.get(f"/files/{file.pk}/")
    assert body(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E6%89%B9%E5%A4%8D%201.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert (
        "sandbox" in answer["Content-Security-Policy"] and "'self'" not in answer["Content-Security-Policy"]
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == str(len(PDF))


def test_whoever_took_a_file_is_in_the_trail(client: Client, file: StoredFile) -> None:
    client.get(f"/files/{file.pk}/")
    (entry,) = Entry.objects.filter(act="took_file")
    assert (entry.subject_id, entry.actor_id) == (str(file.pk), "visitor")


def test_an_outsider_gets_the_same_answer_for_a_file_and_for_none(client: Client, file: StoredFile) -> None:
    owners.register_reader(OWNER, lambda file, by: False, takes=frozenset(FileKind))
    there, not_there = client.get(f"/files/{file.pk}/"), client.get(f"/files/{file.pk + 1}/")
    assert (there.status_code, not_there.status_code) == (404, 404)
    assert _bare(there.content, file.pk) == _bare(not_there.content, file.pk + 1)
    assert client.post(f"/files/{file.pk}/").status_code == 405
    assert Entry.objects.filter(act="took_file").count() == 0


def _bare(content: bytes, number: int) -> str:
    """A page without what is another each time: the token of its forms, its own address."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", content.decode())
    return text.replace(f"/files/{number}/", "")


def test_a_deleted_file_is_not_there(client: Client, file: StoredFile) -> None:
    delete(file, by=CLERK)
    assert client.get(f"/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=10-", 206, 10, len(PDF) - 1),
        ("bytes=-5", 206, len(PDF) - 5, len(PDF) - 1),
        ("bytes=0-999999999", 206, 0, len(PDF) - 1),
        ("bytes=0-1,3-4", 200, 0, len(PDF) - 1),
        ("bytes=9-3", 200, 0, len(PDF) - 1),
        ("lines=1-2", 200, 0, len(PDF) - 1),
        (f"bytes={'9' * 40}-", 200, 0, len(PDF) - 1),
    ],
)
def test_one_range_is_honoured_and_several_are_the_whole(
    client: Client, file: StoredFile, asked: str, status: int, first: int, last: int
) -> None:
    answer = client.get(f"/files/{file.pk}/", headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (status, PDF[first : last + 1])


def test_a_range_beyond_the_end_is_refused_and_another_version_is_sent_whole(
    client: Client, file: StoredFile
) -> None:
    beyond = client.get(f"/files/{file.pk}/", headers={"Range": f"bytes={len(PDF)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(PDF)}")
    other = client.get(f"/files/{file.pk}/", headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert body(other) == PDF
    with pytest.raises(NotSatisfiable):
        asked_range("bytes=-0", 5)


def test_with_a_host_of_their_own_files_leave_there_by_a_short_link(
    client: Client, file: StoredFile, settings: Settings
) -> None:
    settings.KEJIA_FILES_HOST = HOST
    there = client.get(f"/files/{file.pk}/")
    assert there.status_code == 302
    assert there["Location"].startswith(f"http://{HOST}/files/{file.pk}/")
    path = there["Location"].removeprefix(f"http://{HOST}")
    answer = client.get(path, headers={"Host": HOST})
    assert body(answer) == PDF
    assert client.get(path).status_code == 404  # the host of the pages


def test_on_the_host_of_files_there_is_nothing_else(
    client: Client, file: StoredFile, settings: Settings
) -> None:
    settings.KEJIA_FILES_HOST = HOST
    for path in ("/", "/check/", "/api/openapi.json", "/language/"):
        assert client.get(path, headers={"Host": HOST}).status_code == 404
        assert client.get(path, headers={"Host": HOST}).content == b""


def test_a_link_opens_its_own_file_for_its_own_minutes(
    client: Client, file: StoredFile, settings: Settings
) -> None:
    settings.KEJIA_FILES_HOST = HOST
    other = take_in(PDF + b"2", "b.pdf", owner=OWNER, by=CLERK)
    old = link_token(file, now=timezone.now() - LASTS - timedelta(seconds=1))
    until, _, digest = link_token(file).partition(".")
    for number, token in (
        (file.pk, old),
        (other.pk, link_token(file)),
        (file.pk, f"{int(until) + 60}.{digest}"),
        (file.pk, f"{until}."),
        (file.pk, "x"),
        (file.pk, "١.1"),
    ):
        assert client.get(f"/files/{number}/{token}/", headers={"Host": HOST}).status_code == 404
