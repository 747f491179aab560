"""The list as it was sent: kept in the store of files until the import is over, handed out to who may import."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from kejia.files.actions import scan_held
from kejia.files.models import StoredFile
from kejia.files.tests.test_scanning import HARM, scanner
from kejia.programmes.imports import actions
from kejia.programmes.imports.kinds import ListKind, State
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.tests.lists import PEOPLE, PEOPLE_HEADER, book_of, sent
from kejia.register.tests.insiders import Insider

pytestmark = pytest.mark.django_db


def uploaded(client: Client, name: str = "人员.xlsx") -> ImportJob:
    answer = client.post("/imports/", {"kind": "people", "file": sent(PEOPLE_HEADER, PEOPLE, name)})
    assert answer.status_code == 302
    return ImportJob.objects.latest("pk")


def test_who_may_import_takes_the_list_away_as_it_was_sent(insider: Insider, client: Client) -> None:
    job = uploaded(client)
    assert job.upload is not None
    assert f"/files/{job.upload.pk}/" in client.get(f"/imports/{job.pk}/").content.decode()
    answer = client.get(f"/files/{job.upload.pk}/")
    assert sha256(b"".join(answer)).hexdigest() == job.digest


def test_an_outsider_does_not_whatever_the_number(
    insider: Insider, client: Client, settings: Settings
) -> None:
    job = uploaded(client)
    assert job.upload is not None
    assert Client().get(f"/files/{job.upload.pk}/").status_code == 404
    settings.KEJIA_INSIDE = False
    assert client.get(f"/files/{job.upload.pk}/").status_code == 404


@pytest.mark.parametrize("over", ["written", "dropped"])
def test_an_import_that_is_over_leaves_no_file(insider: Insider, client: Client, over: str) -> None:
    job = uploaded(client)
    client.post(f"/imports/{job.pk}/{'commit' if over == 'written' else 'drop'}/")
    job.refresh_from_db()
    assert job.state == over
    assert StoredFile.objects.filter(deleted_at=None).count() == 0


def test_a_file_that_is_no_list_is_refused_with_what_to_do(insider: Insider, client: Client) -> None:
    macros = SimpleUploadedFile("a.xlsx", b"<html><script>x</script>")
    client.post("/imports/", {"kind": "people", "file": macros})
    job = ImportJob.objects.latest("pk")
    assert (job.state, job.upload) == (State.UNUSABLE, None)
    assert job.why_zh and job.why_en


def test_a_harmful_list_is_refused_by_name(settings: Settings) -> None:
    with scanner() as settings.KEJIA_SCANNER:
        rows = [["王丽", "女", "汉族", "1975-03-09", "", HARM.decode(), "教师"]]
        content = ",".join(PEOPLE_HEADER).encode() + b"\n" + ",".join(rows[0]).encode()
        job = actions.upload(content, "名单.csv", ListKind.PEOPLE)
    assert (job.state, "Invented.Test" in job.why_zh) == (State.UNUSABLE, True)


def test_a_list_waits_while_the_scanner_is_down_and_goes_on_when_it_is_back(settings: Settings) -> None:
    settings.KEJIA_UNSCANNED = "hold"
    job = actions.upload(book_of(PEOPLE_HEADER, PEOPLE), "人员.xlsx", ListKind.PEOPLE)
    assert (job.state, "查毒程序" in job.why_zh) == (State.FAILED, True)
    with scanner() as settings.KEJIA_SCANNER:
        assert scan_held() == 1
    actions.retry(job)
    job.refresh_from_db()
    assert job.state == State.READY
