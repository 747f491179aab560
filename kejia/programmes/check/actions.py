"""What is written: keeping a check, forgetting it."""

import json
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kejia.programmes.check.access import kept_under
from kejia.programmes.check.models import KeptCheck
from kejia.programmes.check.sealing import address_of, new_token, seal
from kejia.rosters.desk import Desk, sealed_form

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def keep(desk: Desk, asked: Mapping[str, str]) -> str:
    """Keep a desk and its questions for thirty days; returns the token, which the site itself does not keep."""
    token = new_token()
    content = json.dumps(dict(asked), ensure_ascii=False).encode() + b"\n" + sealed_form(desk)
    KeptCheck.objects.create(
        address=address_of(token), sealed=seal(content, token), lapses_at=timezone.now() + KEPT_FOR
    )
    return token


@transaction.atomic
def forget(token: str) -> bool:
    """Erase a kept check at once; False where there was none."""
    deleted, _ = kept_under(token, timezone.now()).delete()
    return bool(deleted)


@transaction.atomic
def forget_lapsed() -> int:
    """Erase every kept check past its day; returns how many."""
    deleted, _ = KeptCheck.objects.filter(lapses_at__lte=timezone.now()).delete()
    return deleted
