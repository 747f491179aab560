"""Spans of days with open ends, compared in Python as the database compares them."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange

from kejia.register.periods import period


class Days(NamedTuple):
    """From a day, or ever since, up to, not including, another, or without end."""

    since: date | None = None
    until: date | None = None

    @property
    def range(self) -> DateRange:
        """As the database takes it; equal days share one."""
        return _range(self)

    def meets(self, other: "Days") -> bool:
        """Whether some day lies in both."""
        return (self.until is None or other.since is None or other.since < self.until) and (
            other.until is None or self.since is None or self.since < other.until
        )


ALWAYS = Days()


@lru_cache(maxsize=4096)
def _range(days: Days) -> DateRange:
    return period(days.since, days.until)


def days_of(found: DateRange) -> Days:
    """The days of a column `valid`."""
    return Days(found.lower, found.upper)
