"""Real workers, killed as the kernel kills: an import is done once, or not at all with a button to try again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kejia.programmes.imports import actions, steps
from kejia.programmes.imports.kinds import ListKind, State
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.tests.lists import APPOINTMENTS_HEADER, PEOPLE_HEADER, book_of, many
from kejia.programmes.imports.tests.workers import beside, copying, wait_until, workers, writing
from kejia.register.kinds import OfficeKind, OrganisationFactKind, OrganisationKind
from kejia.register.models import (
    Appointment,
    Batch,
    Employment,
    Organisation,
    OrganisationFact,
    Person,
    PersonFact,
    Post,
    Seats,
)
from kejia.register.periods import period
from kejia.register.tests.insiders import Insider
from kejia.trail.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LARGE = 12_000


@pytest.fixture(autouse=True)
def an_inside_installation(settings: Settings) -> None:
    settings.KEJIA_INSIDE = True


def state_of(job: ImportJob) -> str:
    return str(ImportJob.objects.values_list("state", flat=True).get(pk=job.pk))


def in_state(job: ImportJob, *states: State) -> Callable[[], bool]:
    return lambda: state_of(job) in states


def ready(
    rows: list[list[str]], header: list[str] = PEOPLE_HEADER, kind: ListKind = ListKind.PEOPLE
) -> ImportJob:
    """A large list, checked here and now, that only waits for its commit."""
    job = actions.upload(book_of(header, rows), "大名单.xlsx", kind)
    steps.carry_on(job.pk)
    assert state_of(job) == State.READY, ImportJob.objects.get(pk=job.pk).why_zh
    return job


def pass_two_minutes(job: ImportJob) -> None:
    """What a killed worker was at is taken up after two minutes without a sign."""
    ImportJob.objects.filter(pk=job.pk).update(moved_at=timezone.now() - 2 * steps.LEFT_AFTER)


def written() -> tuple[int, int, int, int, int]:
    """People, names, employments, batches, entries of the trail."""
    return (
        Person.objects.filter(batch__isnull=False).count(),  # not who imports
        PersonFact.objects.filter(kind="name").count(),
        Employment.objects.count(),
        Batch.objects.count(),
        Entry.objects.filter(act="imported").count(),
    )


NOTHING = (0, 0, 0, 0, 0)
ONCE = (LARGE, LARGE, LARGE, 1, 1)


def test_a_worker_killed_in_the_middle_of_copying_leaves_nothing_and_the_next_one_writes_all_once(
    client: Client, insider: Insider, tmp_path: Path
) -> None:
    job = ready(many(LARGE))
    with beside() as other, workers(tmp_path) as at_work:
        actions.commit(job)
        wait_until(
            lambda: copying(other, "register_personfact"), "no COPY of facts was seen", at_work, every=0.002
        )
        at_work[0].kill()
        wait_until(lambda: not writing(other), "the killed worker's transaction went on")
    assert (state_of(job), written()) == (State.WRITING, NOTHING)
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert "已有两分钟没有动静" not in page
    pass_two_minutes(job)
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert f'action="/imports/{job.pk}/retry/"' in page
    with workers(tmp_path) as at_work:
        client.post(f"/imports/{job.pk}/retry/")
        wait_until(in_state(job, State.WRITTEN), "the second worker did not write it", at_work)
    assert written() == ONCE


def test_a_worker_killed_between_two_tables_leaves_nothing_and_it_is_taken_up_by_itself(
    tmp_path: Path,
) -> None:
    job = ready(many(LARGE))
    with beside() as other, beside() as holder, workers(tmp_path) as at_work:
        with holder.transaction():
            holder.execute(
                "LOCK TABLE register_employment IN SHARE MODE"
            )  # it can be read and judged by, not written
            actions.commit(job)
            wait_until(
                lambda: copying(other, "register_employment"), "it did not come to the next table", at_work
            )
            assert (
                ImportJob.objects.get(pk=job.pk).done > LARGE
            )  # people and their facts are in, the rest waits
            at_work[0].kill()
        wait_until(lambda: not writing(other), "the killed worker's transaction went on")
    assert (state_of(job), written()) == (State.WRITING, NOTHING)
    pass_two_minutes(job)
    assert steps.take_up_again() == 1
    with workers(tmp_path) as at_work:
        wait_until(in_state(job, State.WRITTEN), "the second worker did not write it", at_work)
    assert written() == ONCE
    assert steps.take_up_again() == 0


def test_what_was_written_before_the_kill_stays_and_is_not_written_again(tmp_path: Path) -> None:
    job = ready(many(LARGE))
    with beside() as other, workers(tmp_path) as at_work:
        actions.commit(job)
        wait_until(in_state(job, State.WRITTEN), "it was not written", at_work, every=0.002)
        at_work[0].kill()
        wait_until(lambda: not writing(other), "something went on")
    pass_two_minutes(job)
    assert steps.take_up_again() == 0
    steps.defer(job)
    with workers(tmp_path) as at_work, beside() as other:
        wait_until(lambda: not waiting(other), "the second job was not done", at_work)
    assert written() == ONCE


def waiting(other: object) -> bool:
    """Whether a job of ours still waits or runs."""
    found = other.execute(  # type: ignore[attr-defined]
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'imports.carry_on' AND status = 'todo'"
    ).fetchone()
    return bool(found[0])


def test_two_workers_with_overlapping_lists_keep_the_register_whole_and_tell_the_second_what_clashed(
    tmp_path: Path,
) -> None:
    people = many(6_000)
    one = ready(people[:4_000])
    other_words = [[*row[:2], "回族", *row[3:]] for row in people[3_000:]]
    other = ready(other_words)
    with workers(tmp_path, 2) as at_work:
        actions.commit(one)
        actions.commit(other)
        for job in (one, other):
            wait_until(in_state(job, State.WRITTEN, State.FAULTY), f"import {job.pk} did not end", at_work)
    states = {job.pk: state_of(job) for job in (one, other)}
    assert sorted(states.values()) == [State.FAULTY, State.WRITTEN]
    second = next(ImportJob.objects.get(pk=pk) for pk, state in states.items() if state == State.FAULTY)
    assert second.counts["refused"] == 1_000
    first = 4_000 if second.pk == other.pk else 3_000
    assert written() == (first, first, first, 1, 1)


def test_two_workers_appointing_to_the_last_seat_leave_one_in_it_and_tell_the_other(tmp_path: Path) -> None:
    society = Organisation.objects.create(kind=OrganisationKind.SOCIETY)
    name = {"kind": OrganisationFactKind.NAME, "value": "某省机械学会", "recorded_by": "x", "acted_as": "x"}
    OrganisationFact.objects.create(organisation=society, valid=period(None), **name)
    council = Post.objects.create(organisation=society, office=OfficeKind.DIRECTOR)
    seats = steps.SMALL + 1
    Seats.objects.create(post=council, number=seats, valid=period(None), recorded_by="x", acted_as="x")
    rows = [[*row[:4], row[5], "某省机械学会", "理事", "2020-07-01", ""] for row in many(2 * seats - 1)]
    jobs = [
        ready(some, APPOINTMENTS_HEADER, ListKind.APPOINTMENTS) for some in (rows[:seats], rows[seats - 1 :])
    ]
    with workers(tmp_path, 2) as at_work:
        for job in jobs:
            actions.commit(job)
        for job in jobs:
            wait_until(in_state(job, State.WRITTEN, State.FAULTY), f"import {job.pk} did not end", at_work)
    assert sorted(map(state_of, jobs)) == [State.FAULTY, State.WRITTEN]
    assert Appointment.objects.filter(known__upper_inf=True).count() == seats
    assert Batch.objects.count() == 1
    assert ImportJob.objects.get(state=State.FAULTY).counts["refused"] == seats - 1
