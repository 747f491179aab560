"""The worker seals: asked once for a transaction, at once, again when something had to wait, and by the minute."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kejia.site.folders import ROOT
from kejia.trail.actions import record
from kejia.trail.models import Entry, TreeHead
from kejia.trail.tasks import seal_trail
from kejia.trail.tests.acting import CHEN, act, address, seal_all

pytestmark = pytest.mark.django_db(transaction=True)

POST = ("register.post", "12")


def waiting() -> int:
    return ProcrastinateJob.objects.filter(task_name="trail.seal", status="todo").count()


def fetch_all() -> None:
    """What a worker does first; here nobody goes on to carry them out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def work_off() -> None:
    """Run the jobs that wait, then end."""

    async def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
            async with worker.open_async():
                await worker.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)

    asyncio.run(run())


def wait_until_sealed(count: int, patience: float = 20.0) -> float:
    """The seconds it took until so many entries were sealed."""
    began = time.monotonic()
    while Entry.objects.filter(position__isnull=False).count() < count:
        assert time.monotonic() - began < patience, "not sealed in time"
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.fixture
def worker(jobs: None) -> Iterator[None]:
    """`kejia worker` as a program of its own, listening."""
    environment = {**os.environ, "DATABASE_URL": address()}
    process = subprocess.Popen([sys.executable, "-m", "kejia", "worker"], cwd=ROOT, env=environment)
    began = time.monotonic()
    try:
        with connection.cursor() as cursor:
            while True:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
                )
                if cursor.fetchone() != (0,):
                    break
                assert process.poll() is None and time.monotonic() - began < 60
                time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def test_one_sealing_is_asked_for_however_many_acts_a_transaction_holds(jobs: None) -> None:
    with transaction.atomic():
        for _ in range(3):
            record("appointed", by=CHEN, subject=POST)
        assert waiting() == 0  # nobody could seal what is not committed
    assert waiting() == 1
    act(2)
    assert waiting() == 1


def test_an_act_that_is_rolled_back_asks_for_nothing(jobs: None) -> None:
    with transaction.atomic():
        record("appointed", by=CHEN, subject=POST)
        transaction.set_rollback(True)
    assert waiting() == 0


def test_an_act_asks_even_if_an_earlier_one_was_rolled_back_to_its_savepoint(jobs: None) -> None:
    with transaction.atomic():
        with transaction.atomic():
            record("appointed", by=CHEN, subject=POST)
            transaction.set_rollback(True)
        record("withdrew", by=CHEN, subject=POST)
    assert waiting() == 1
    with transaction.atomic():
        record("appointed", by=CHEN, subject=POST)
        with transaction.atomic():
            record("withdrew", by=CHEN, subject=POST)
            transaction.set_rollback(True)
    assert [entry.act for entry in Entry.objects.order_by("id")] == ["withdrew", "appointed"]
    work_off()
    assert TreeHead.objects.get().size == 2


def test_the_worker_seals_and_nothing_is_left_waiting(jobs: None) -> None:
    act(3)
    work_off()
    assert TreeHead.objects.get().size == 3
    assert waiting() == 0
    assert {job.status for job in ProcrastinateJob.objects.all()} == {"succeeded"}


def test_a_sealing_that_had_to_leave_entries_comes_back_for_them(jobs: None) -> None:
    with psycopg.connect(address()) as older:
        older.execute("SELECT pg_current_xact_id()")
        act(1)
        fetch_all()
        assert seal_trail() == 0
    job = ProcrastinateJob.objects.get(status="todo")
    assert job.task_name == "trail.seal"
    assert job.scheduled_at is not None
    seal_all(1)


def test_every_minute_is_the_net_below(jobs: None) -> None:
    crons = {key[0]: task.cron for key, task in app.periodic_registry.periodic_tasks.items()}
    assert crons["trail.seal"] == "* * * * *"
    act(1)
    fetch_all()  # the question was lost
    app.configure_task("trail.seal").defer(timestamp=int(time.time()))
    work_off()
    assert TreeHead.objects.get().size == 1


def test_finished_sealings_do_not_pile_up(jobs: None) -> None:
    act(1)
    work_off()
    old = set(ProcrastinateJob.objects.values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '2 hours'")
    act(1)
    work_off()
    app.configure_task("trail.forget_finished_sealings").defer(timestamp=int(time.time()))
    work_off()
    left = set(ProcrastinateJob.objects.values_list("id", flat=True))
    assert old and left and not old & left


def test_a_running_worker_seals_an_act_within_a_second_or_two(worker: None) -> None:
    for count in (1, 2, 3):
        act(1)
        assert wait_until_sealed(count) < 3  # measured at 0.05 s on an idle machine


def test_a_running_worker_seals_what_had_to_wait_soon_after(worker: None) -> None:
    with psycopg.connect(address()) as older:
        older.execute("SELECT pg_current_xact_id()")
        act(2)
        time.sleep(1.5)
        assert not TreeHead.objects.exists()
    assert wait_until_sealed(2) < 4
