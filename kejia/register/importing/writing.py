"""A judged list is written whole or not at all, as one batch with one entry in the trail; and it can be undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kejia.plain.text import Text
from kejia.register.access import may_write, require
from kejia.register.actions import undo_batch
from kejia.register.importing import says
from kejia.register.importing.lists import Judgement
from kejia.register.models import Batch, Fact
from kejia.trail import actions as trail
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

ONE_AT_A_TIME = 4_071_001
"""The number of the lock under which lists are judged and written."""


class NotWritten(Exception):
    """Nothing was written; `why` says it to people."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing an import came to."""

    ended: int
    """Facts no longer believed."""
    stayed: int
    """Facts that were corrected, ended or withdrawn since, and stay as they are now."""


def wait_for_turn() -> None:
    """Lists are judged and written one after the other, or two could bring the same person; until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def write_list(
    judgement: Judgement,
    *,
    title: str,
    by: Actor,
    details: Mapping[str, Plain],
    tell: Callable[[int], object] = lambda _: None,
) -> Batch:
    """Write a list in the caller's transaction; `tell` hears how many rows are written. Raises NotWritten."""
    require(may_write(by))
    if judgement.refused:
        raise ValueError(f"{judgement.refused} rows were refused")
    try:
        with transaction.atomic():
            batch = Batch.objects.create(title=title[:200], made_by=by.id)
            for done in judgement.draft.write(batch, by=by):
                tell(done)
            told = {**details, "rows": len(judgement.rows), "written": judgement.draft.counts()}
            trail.record("imported", by=by, subject=batch, details=told)
            return batch
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if constraint is None:
            raise
        raise NotWritten(says.REFUSED_BY_DATABASE.filled(constraint=constraint)) from error


@transaction.atomic
def undo_import(batch: Batch, *, by: Actor, reason: str) -> Undone:
    """Stop believing what an import brought; what was changed since stays. A second time does nothing."""
    require(may_write(by))
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.undone_at is not None:
        return Undone(0, changed_since(locked))
    stayed = changed_since(locked)
    ended = undo_batch(locked, by=by, reason=reason)
    locked.undone_at = timezone.now()
    locked.save(update_fields=["undone_at"])
    return Undone(ended, stayed)


def changed_since(batch: Batch) -> int:
    """Facts of an import that somebody changed since."""
    if batch.undone_at is not None:
        return 0
    return sum(
        model._default_manager.filter(batch=batch, known__upper_inf=False).count()
        for model in Fact.__subclasses__()
    )
