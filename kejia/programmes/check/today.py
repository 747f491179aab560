"""Today, as the calendar in Shandong has it."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """The date in Asia/Shanghai."""
    return timezone.localdate()
