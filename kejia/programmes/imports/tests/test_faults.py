"""An import that a fault of the program stopped, or whose workers are gone: said in words, tried again, dropped."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kejia.programmes.imports import actions, steps
from kejia.programmes.imports.kinds import ListKind, State
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.tests.lists import PEOPLE, PEOPLE_HEADER, book_of
from kejia.programmes.imports.tests.test_worker import Beside, forget_jobs, large, work
from kejia.register.importing.draft import Draft
from kejia.register.models import Batch, Person, PersonFact
from kejia.register.tests.insiders import Insider

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def an_inside_installation(insider: Insider) -> None:
    """Inside, with an administrator signed in."""


def small() -> ImportJob:
    return actions.upload(book_of(PEOPLE_HEADER, PEOPLE), "人员.xlsx", ListKind.PEOPLE)


def broken(draft: Draft, batch: Batch, **more: Any) -> Any:
    """A fault of the program after the first table."""
    yield next(WRITE(draft, batch, **more))
    raise ZeroDivisionError


WRITE = Draft.write


def failed(client: Client) -> ImportJob:
    """An import that a fault stopped while it was written."""
    job = small()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draft, "write", broken)
        assert client.post(f"/imports/{job.pk}/commit/").status_code == 302
    job.refresh_from_db()
    return job


def test_a_fault_of_the_program_writes_nothing_and_says_what_happened_and_whom_to_tell(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    job = failed(client)
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert (job.state, Person.objects.filter(facts__kind="name").count(), Batch.objects.count()) == (
        State.FAILED,
        0,
        0,
    )
    assert "程序出错（ZeroDivisionError），一行也没有写" in page
    assert f"把导入编号 {job.pk} 和出错时间告诉管理员" in page
    assert [record.exc_info is not None for record in caplog.records if record.name == steps.__name__] == [
        True
    ]


def test_it_is_tried_again_from_the_check_on(client: Client) -> None:
    job = failed(client)
    assert f'action="/imports/{job.pk}/retry/"' in client.get(f"/imports/{job.pk}/").content.decode()
    client.post(f"/imports/{job.pk}/retry/")
    job.refresh_from_db()
    assert (job.state, job.why_zh) == (State.READY, "")
    client.post(f"/imports/{job.pk}/commit/")
    assert Person.objects.filter(facts__kind="name").count() == 2


def test_it_is_dropped_and_its_file_forgotten(client: Client) -> None:
    job = failed(client)
    assert f'action="/imports/{job.pk}/drop/"' in client.get(f"/imports/{job.pk}/").content.decode()
    client.post(f"/imports/{job.pk}/drop/")
    job.refresh_from_db()
    assert (job.state, job.file, job.preview) == (State.DROPPED, None, None)


def test_workers_that_are_cut_off_again_and_again_are_called_off_and_the_page_says_so(client: Client) -> None:
    job = large()
    for _ in range(steps.MOST_TRIES):
        forget_jobs()
        ImportJob.objects.filter(pk=job.pk).update(moved_at=timezone.now() - 2 * steps.LEFT_AFTER)
        assert steps.take_up_again() == 1
    forget_jobs()
    ImportJob.objects.filter(pk=job.pk).update(moved_at=timezone.now() - 2 * steps.LEFT_AFTER)
    assert steps.take_up_again() == 0
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert f"后台做了 {steps.MOST_TRIES} 次都中断" in page
    client.post(f"/imports/{job.pk}/retry/")
    work()
    job.refresh_from_db()
    assert (job.state, job.tries) == (State.READY, 0)


def test_a_slow_step_that_somebody_is_at_is_neither_taken_up_nor_called_off() -> None:
    job = large()
    long_ago = timezone.now() - 2 * steps.LEFT_AFTER
    ImportJob.objects.filter(pk=job.pk).update(moved_at=long_ago, tries=steps.MOST_TRIES)
    taken: list[int] = []
    with transaction.atomic():
        assert steps._is_mine(job.pk)
        other = Beside(lambda: taken.append(steps.take_up_again()))
        other.start()
        other.join(30)
    assert (taken, ImportJob.objects.get(pk=job.pk).state) == ([0], State.CHECKING)


def test_an_import_dropped_while_it_is_written_is_not_written() -> None:
    job = large()
    work()
    actions.commit(ImportJob.objects.get(pk=job.pk))

    def dropped_meanwhile(draft: Draft, batch: Batch, **more: Any) -> Any:
        for count, done in enumerate(WRITE(draft, batch, **more)):
            if count == 1:
                other = Beside(lambda: actions.drop(ImportJob.objects.get(pk=job.pk)))
                other.start()
                other.join(30)
                assert other.error is None
            yield done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draft, "write", dropped_meanwhile)
        with pytest.raises(steps.MovedOn):
            steps.carry_on(job.pk)
    job.refresh_from_db()
    assert (job.state, job.file) == (State.DROPPED, None)
    assert (
        Person.objects.filter(facts__kind="name").count(),
        PersonFact.objects.count(),
        Batch.objects.count(),
    ) == (0, 0, 0)


def test_nothing_is_tried_again_that_is_neither_failed_nor_under_way(client: Client) -> None:
    job = small()
    client.post(f"/imports/{job.pk}/commit/")
    client.post(f"/imports/{job.pk}/retry/")
    job.refresh_from_db()
    assert (job.state, Person.objects.filter(facts__kind="name").count(), Batch.objects.count()) == (
        State.WRITTEN,
        2,
        1,
    )


def test_an_outsider_cannot_try_it_again(client: Client, settings: Settings) -> None:
    job = failed(client)
    settings.KEJIA_INSIDE = False
    assert client.post(f"/imports/{job.pk}/retry/").status_code == 404
    job.refresh_from_db()
    assert job.state == State.FAILED
