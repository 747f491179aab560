"""When a message goes out: quiet hours, the daily digest, and when a failed one is tried again."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kejia.plain.moments import HERE

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240, 720))
"""Between one try and the next; after the last of them a letter is dead: seven tries within about 17 hours."""


@dataclass(frozen=True)
class Hours:
    """A recipient's hours, in the time of the installation. Equal ends are no quiet hours."""

    quiet_from: time = time(22)
    quiet_until: time = time(7)
    digest_at: time = time(8)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether nothing goes out then; the last minute is not quiet any more."""
        now = moment.astimezone(HERE).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until

    def after_quiet(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it falls into."""
        return _next(self.quiet_until, moment) if self.is_quiet(moment) else moment

    def next_digest(self, moment: datetime) -> datetime:
        """When the next digest goes out, never in quiet hours."""
        return self.after_quiet(_next(self.digest_at, moment))


def _next(at: time, moment: datetime) -> datetime:
    """The first moment after this one at that time of day."""
    here = moment.astimezone(HERE)
    found = here.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return found if found > here else found + timedelta(days=1)


def next_try(tries: int, moment: datetime) -> datetime | None:
    """When to try again after so many tries; None when it is enough."""
    return moment + PAUSES[tries - 1] if tries <= len(PAUSES) else None
