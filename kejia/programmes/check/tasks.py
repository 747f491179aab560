"""What the worker does for this programme."""

from procrastinate.contrib.django import app

from kejia.programmes.check.actions import forget_lapsed


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget-lapsed-checks", pass_context=False)
def forget_lapsed_checks(timestamp: int) -> int:
    """Every hour: erase the kept checks whose thirty days are over; doing it twice changes nothing."""
    return forget_lapsed()
