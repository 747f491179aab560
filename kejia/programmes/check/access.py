"""Who may: a kept check is its link holder's. There is nobody else, since the site cannot open it."""

from datetime import datetime

from django.db.models import QuerySet

from kejia.programmes.check.models import KeptCheck
from kejia.programmes.check.sealing import addresses_of


def kept_under(token: str, now: datetime) -> QuerySet[KeptCheck]:
    """The kept check a token leads to, none once it has lapsed."""
    return KeptCheck.objects.filter(address__in=addresses_of(token), lapses_at__gt=now)
