"""Large lists by the worker: exactly once, whatever dies in the middle."""

import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kejia.programmes.imports import actions, steps
from kejia.programmes.imports.kinds import ListKind, State
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.tests.lists import PEOPLE_HEADER, book_of, many
from kejia.register.importing.draft import Draft
from kejia.register.models import Batch, Person, PersonFact
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)

LARGE = steps.SMALL + 100


def large() -> ImportJob:
    return actions.upload(book_of(PEOPLE_HEADER, many(LARGE)), "大名单.xlsx", ListKind.PEOPLE)


def work() -> None:
    """What the worker does until nothing waits."""
    for job in ProcrastinateJob.objects.filter(task_name="imports.carry_on", status="todo"):
        steps.carry_on(job.args["job"])
    forget_jobs()


def forget_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'imports.carry_on'")


def test_a_large_list_is_checked_and_written_by_the_worker() -> None:
    job = large()
    assert job.state == State.CHECKING
    work()
    job.refresh_from_db()
    assert (job.state, job.counts["new"]) == (State.READY, LARGE)
    actions.commit(job)
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == (State.WRITING, 0)
    work()
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == (State.WRITTEN, LARGE)
    assert Entry.objects.filter(act="imported").count() == 1


def test_a_real_worker_carries_a_large_list_through() -> None:
    job = large()

    async def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
            async with worker.open_async():
                await worker.run_worker_async(
                    queues=["imports"], wait=False, listen_notify=False, install_signal_handlers=False
                )

    asyncio.run(run())
    job.refresh_from_db()
    assert job.state == State.READY


def test_progress_is_seen_by_others_while_the_list_is_written() -> None:
    job = large()
    work()
    actions.commit(ImportJob.objects.get(pk=job.pk))
    seen: list[tuple[int, int, int]] = []
    plain = Draft.write

    def watched(draft: Draft, batch: Batch, **more: Any) -> Any:
        for done in plain(draft, batch, **more):
            yield done
            beside = Beside(lambda: seen.append((*_progress(job.pk), Person.objects.count())))
            beside.start()
            beside.join(30)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draft, "write", watched)
        work()
    assert len({done for done, _, _ in seen}) > 1
    assert {people for _, _, people in seen} == {0}
    job.refresh_from_db()
    assert job.state == State.WRITTEN


def _progress(pk: int) -> tuple[int, int]:
    found = ImportJob.objects.get(pk=pk)
    return found.done, found.total


def test_a_write_that_dies_in_the_middle_leaves_nothing_and_is_taken_up_again() -> None:
    job = large()
    work()
    actions.commit(ImportJob.objects.get(pk=job.pk))
    plain = Draft.write

    def dying(draft: Draft, batch: Batch, **more: Any) -> Any:
        for count, done in enumerate(plain(draft, batch, **more)):
            if count == 1:
                raise SystemExit("killed")
            yield done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draft, "write", dying)
        with pytest.raises(SystemExit):
            steps.carry_on(job.pk)
    job.refresh_from_db()
    left = (Person.objects.count(), PersonFact.objects.count(), Batch.objects.count())
    assert (job.state, left) == (State.WRITING, (0, 0, 0))
    assert not Entry.objects.filter(act="imported").exists()
    forget_jobs()
    ImportJob.objects.filter(pk=job.pk).update(moved_at=timezone.now() - 2 * steps.LEFT_AFTER)
    assert steps.take_up_again() == 1
    work()
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == (State.WRITTEN, LARGE)


def test_an_import_whose_worker_is_gone_is_given_to_another() -> None:
    job = large()
    forget_jobs()
    assert steps.take_up_again() == 0
    ImportJob.objects.filter(pk=job.pk).update(moved_at=timezone.now() - 2 * steps.LEFT_AFTER)
    assert steps.take_up_again() == 1
    work()
    job.refresh_from_db()
    assert job.state == State.READY


class Beside(threading.Thread):
    """Runs something on a connection of its own."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.act = act
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.act()
        except BaseException as error:
            self.error = error
        finally:
            connections.close_all()


def test_two_workers_at_one_import_write_it_once() -> None:
    job = large()
    work()
    actions.commit(ImportJob.objects.get(pk=job.pk))
    both = threading.Barrier(2)

    def carry() -> None:
        both.wait()
        steps.carry_on(job.pk)

    threads = [Beside(carry), Beside(carry)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [thread.error for thread in threads] == [None, None]
    assert (Person.objects.count(), Batch.objects.count()) == (LARGE, 1)


def test_two_imports_of_the_same_people_at_once_bring_them_once() -> None:
    jobs = [large(), large()]
    work()
    for job in jobs:
        actions.commit(ImportJob.objects.get(pk=job.pk))
    both = threading.Barrier(2)

    def carry(pk: int) -> None:
        both.wait()
        steps.carry_on(pk)

    threads = [Beside(lambda pk=job.pk: carry(pk)) for job in jobs]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [thread.error for thread in threads] == [None, None]
    states = set(ImportJob.objects.values_list("state", flat=True))
    assert (states, Person.objects.count()) == ({State.WRITTEN.value}, LARGE)


def test_an_import_dropped_while_it_was_checked_stays_dropped() -> None:
    job = large()
    actions.drop(job)
    work()
    job.refresh_from_db()
    assert (job.state, job.file) == (State.DROPPED, None)


def test_a_file_nobody_came_back_for_is_forgotten_after_a_week() -> None:
    job = large()
    work()
    assert actions.forget_files() == 0
    ImportJob.objects.filter(pk=job.pk).update(moved_at=timezone.now() - actions.KEPT_FOR - timedelta(days=1))
    assert actions.forget_files() == 1
    job.refresh_from_db()
    assert (job.state, job.file, job.preview) == (State.DROPPED, None, None)
