"""What a page was opened on: a word for what it showed, and the moment; they travel with its form."""

from datetime import UTC, datetime

from django.http import HttpRequest

from kejia.register.histories import Record, version_of
from kejia.register.models import Fact
from kejia.register.settled import settled_moment
from kejia.trail.actor import Actor

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def seen_of(*records: Record, by: Actor, models: list[type[Fact]] | None = None) -> dict[str, str]:
    """For a form: what is believed of these records (with `models`: of these kinds), and since when that is looked at.

    The moment is before any write still under way, so that nothing which is committed later is missed.
    """
    opened = settled_moment().isoformat()
    return {"seen": version_of(*records, by=by, models=models), "opened": opened}


def read_opened(request: HttpRequest) -> tuple[str, datetime]:
    """What a form was opened on; one that says nothing was opened long ago."""
    try:
        opened = datetime.fromisoformat(request.POST.get("opened", ""))
    except ValueError:
        opened = LONG_AGO
    return request.POST.get("seen", ""), opened if opened.tzinfo else LONG_AGO
