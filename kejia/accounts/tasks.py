"""What the worker does for accounts."""

from procrastinate.contrib.django import app

from kejia.accounts.codes import forget_lapsed_codes
from kejia.accounts.sign_in_log import forget_old_events


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="forget-sign-in-leftovers", pass_context=False)
def forget_sign_in_leftovers(timestamp: int) -> int:
    """Every hour: codes nobody can use any more, and lines of the sign-in log that are too old."""
    return forget_lapsed_codes() + forget_old_events()
