"""The store's upkeep by the worker."""

import logging

from procrastinate.contrib.django import app

from kejia.files import actions
from kejia.trail.actor import Actor

KEEPER = Actor("system", "files", "附件保管", "")


@app.periodic(cron="17 * * * *")
@app.task(name="files.keep_tidy", queue="files", queueing_lock="files.keep_tidy")
def keep_tidy(timestamp: int) -> None:
    """Delete what is past its day, scan what waits, take away bytes that no file names, tell of those that are gone."""
    actions.delete_lapsed(by=KEEPER)
    actions.scan_held()
    _, lost = actions.sweep()
    if lost:
        logging.getLogger(__name__).error("the bytes of these files are gone: %s", lost)
