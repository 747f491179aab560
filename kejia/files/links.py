"""Links to a file on a host of its own, where nobody is signed in: for one file, for some minutes."""

from datetime import datetime, timedelta

from django.utils import timezone

from kejia.crypt.sealing import Sealer
from kejia.crypt.suites import equal
from kejia.files.models import StoredFile

SEALER = Sealer("kejia.files.links")
LASTS = timedelta(minutes=2)


def link_token(file: StoredFile, *, now: datetime | None = None) -> str:
    """What opens this file until some minutes from now: the moment, and a keyed digest over both."""
    until = int(((now or timezone.now()) + LASTS).timestamp())
    return f"{until}.{SEALER.digest_of(_said(file, until)).hex()}"


def opens(token: str, file: StoredFile, *, now: datetime | None = None) -> bool:
    """Whether a token opens this file now."""
    until, _, given = token.partition(".")
    if not (until.isascii() and until.isdecimal() and len(until) <= 12 and given.isascii()):
        return False
    if int(until) < (now or timezone.now()).timestamp():
        return False
    digests = SEALER.digests_of(_said(file, int(until)))
    return any(equal(digest.hex().encode(), given.encode()) for digest in digests)


def _said(file: StoredFile, until: int) -> str:
    return f"{file.pk} {file.blob} {until}"
