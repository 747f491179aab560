"""What the worker does: large lists, whatever a killed worker left, and forgetting files nobody came back for."""

from procrastinate.contrib.django import app

from kejia.programmes.imports import actions, steps

QUEUE = "imports"


@app.task(name="imports.carry_on", queue=QUEUE)
def carry_on(job: int) -> None:
    """Check or write an import, whichever it waits for; doing it twice changes nothing."""
    steps.carry_on(job)


@app.periodic(cron="* * * * *")
@app.task(name="imports.take_up_again", queue=QUEUE, queueing_lock="imports.take_up_again")
def take_up_again(timestamp: int) -> int:
    """Carry on imports whose worker is gone: nobody holds their lock and nothing moved for a while."""
    return steps.take_up_again()


@app.periodic(cron="41 * * * *")
@app.task(name="imports.forget_files", queue=QUEUE, queueing_lock="imports.forget_files")
def forget_files(timestamp: int) -> int:
    """Forget the files of imports that nobody came back for."""
    return actions.forget_files()
