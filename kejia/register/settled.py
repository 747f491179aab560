"""The last moment of which we may say what was known: older than every write still under way.

A row is stamped while its transaction runs and seen by others when it ends; an answer for a moment in between would
change when that transaction commits.
"""

from datetime import datetime

from django.db import connection


class NotSettled(Exception):
    """A write that began before this moment is still running; carries the last settled moment."""

    def __init__(self, settled: datetime) -> None:
        super().__init__(f"known only up to {settled.isoformat()}; a write from before is still running")
        self.settled = settled


def settled_moment() -> datetime:
    """Before the begin of the oldest running transaction that has written, and not after now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT LEAST(clock_timestamp(), MIN(xact_start) FILTER (WHERE backend_xid IS NOT NULL"
            " AND pid <> pg_backend_pid())) FROM pg_stat_activity WHERE datname = current_database()"
        )
        (moment,) = cursor.fetchone()
    assert isinstance(moment, datetime)
    return moment


def require_settled(known: datetime | None) -> None:
    """Raises NotSettled for a moment whose answer could still change; None (today's belief) always may be asked."""
    if known is not None and known > (settled := settled_moment()):
        raise NotSettled(settled)
