"""What the worker does: hand letters over when they are due, and take up what a killed worker left."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kejia.messages.models import Delivery

QUEUE = "letters"
LEFT_AFTER = timedelta(minutes=1)
"""What should have gone out so long ago has lost its worker."""
AT_ONCE = 500
"""Taken up again in one go."""


@app.task(name="letters.carry_on", queue=QUEUE)
def carry_on(delivery: int) -> None:
    """Pack a delivery and hand it over; doing it twice changes nothing."""
    from kejia.messages import delivering  # inner import: it calls this module

    delivering.carry_on(delivery)


@app.task(name="letters.hand_over", queue=QUEUE)
def hand_over(letter: int) -> None:
    """Hand a letter over once more; doing it twice changes nothing."""
    from kejia.messages import delivering  # inner import: it calls this module

    delivering.hand_over(letter)


@app.periodic(cron="* * * * *")
@app.task(name="letters.take_up_again", queue=QUEUE, queueing_lock="letters.take_up_again")
def take_up_again(timestamp: int) -> int:
    """Carry on what has lost its worker."""
    from kejia.messages import delivering  # inner import: it calls this module

    return delivering.take_up_again()


@app.periodic(cron="37 * * * *")
@app.task(name="letters.forget_finished", queue=QUEUE, pass_context=True)
async def forget_finished(context: JobContext, timestamp: int) -> None:
    """Keep the table of jobs small; what became of a letter stands with the letter."""
    await context.app.job_manager.delete_old_jobs(nb_hours=24, queue=QUEUE)


def put_off_delivery(delivery: Delivery) -> None:
    """Have a delivery carried on at its moment, in the transaction that asks for it."""
    carry_on.configure(schedule_at=delivery.due_at).defer(delivery=delivery.pk)


def put_off_letter(pk: int, due: datetime) -> None:
    """Have a letter handed over at its moment."""
    hand_over.configure(schedule_at=due).defer(letter=pk)


def put_off_left(deliveries: Sequence[int], letters: Sequence[int]) -> int:
    """The same at once for those that no job waits for; how many."""
    waiting = ProcrastinateJob.objects.filter(queue_name=QUEUE, status="todo")
    asked = set(waiting.values_list("task_name", "args__delivery", "args__letter"))
    left = [pk for pk in deliveries if (carry_on.name, pk, None) not in asked]
    gone = [pk for pk in letters if (hand_over.name, None, pk) not in asked]
    for pk in left:
        carry_on.defer(delivery=pk)
    for pk in gone:
        hand_over.defer(letter=pk)
    return len(left) + len(gone)
