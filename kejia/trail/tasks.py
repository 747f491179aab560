"""Sealing by the worker: at once after an act is committed, and every minute in case that was missed."""

from django.db import connection, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from kejia.trail.models import Entry
from kejia.trail.sealing import seal

QUEUE = "trail"
WAITING = "trail.seal"
"""At most one sealing waits; another may run meanwhile, and the one that waits comes after it."""

AGAIN_AFTER_MS = 500
"""When entries could not be sealed because an older transaction was still writing."""


@app.periodic(cron="* * * * *")
@app.task(name="trail.seal", queue=QUEUE, queueing_lock=WAITING)
def seal_trail(timestamp: int = 0) -> int:
    """Seal what is settled; come back soon for the rest. `timestamp` is the periodic run's, unused."""
    sealed = seal()
    if Entry.objects.filter(position__isnull=True).exists():
        _defer(AGAIN_AFTER_MS)
    return sealed


@app.periodic(cron="23 * * * *")
@app.task(name="trail.forget_finished_sealings", queue=QUEUE, pass_context=True)
async def forget_finished_sealings(context: JobContext, timestamp: int) -> None:
    """Keep the table of jobs small: finished sealings are deleted after an hour."""
    await context.app.job_manager.delete_old_jobs(nb_hours=1, queue=QUEUE)


def ask_for_sealing() -> None:
    """Have the worker seal once the running transaction is committed; asked once, however many acts it records."""
    here = set(connection.savepoint_ids)
    # asked already, at this level or around it: a savepoint that is rolled back takes its own question with it
    if not any(asked[1] is _ask and set(asked[0]) <= here for asked in connection.run_on_commit):
        transaction.on_commit(_ask, robust=True)  # the act is done: no failure here may undo its answer


def _ask() -> None:
    _defer(0)


def _defer(after_ms: int) -> None:
    # looked at first, since the database logs every refusal of a second one as an error
    if ProcrastinateJob.objects.filter(queueing_lock=WAITING, status="todo").exists():
        return
    try:
        with transaction.atomic():
            seal_trail.configure(schedule_in={"milliseconds": after_ms} if after_ms else None).defer()
    except AlreadyEnqueued:
        pass
