"""Periods of days: the first day included, the end not; shown in Chinese up to the last day."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from kejia.plain.text import Text


def period(since: date | None, until: date | None = None) -> DateRange:
    """From a first day up to, not including, an end; None is open."""
    return DateRange(since, until, "[)")


def up_to_last(since: date | None, last_day: date | None) -> DateRange:
    """From a first day to a last day, both included, as documents write it."""
    return period(since, None if last_day is None else last_day + timedelta(days=1))


def shown(days: DateRange) -> Text:
    """2017-01-01 至 2021-12-31; an open end is 至今."""
    first = days.lower.isoformat() if days.lower else "…"
    if days.upper is None:
        return Text(f"{first} 至今", f"from {first}")
    last = (days.upper - timedelta(days=1)).isoformat()
    return Text(f"{first} 至 {last}", f"{first} to {last}")
