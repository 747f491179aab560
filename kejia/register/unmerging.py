"""Undoing a merge: what was believed before is believed again; what was corrected since stays, and is told."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction

from kejia.register.access import may_merge, require
from kejia.register.actions import RegisterError, database_clock, table_of
from kejia.register.clashes import fact_models
from kejia.register.kinds import Side
from kejia.register.merging import lock_records
from kejia.register.models import Fact, Merge
from kejia.register.moving import close_brought, lock_facts, untouched, write_again
from kejia.trail import actions as trail
from kejia.trail.actor import Actor

TOLD = 50
"""Facts named in the trail; all are in the report."""


class AlreadyUndone(RegisterError):
    """This merge was undone before."""


class MergedOn(RegisterError):
    """The record that stayed was merged itself since; that has to be undone first. Carries the one it leads to."""

    def __init__(self, into: int) -> None:
        super().__init__(f"merged on into {into}")
        self.into = into


class Undone(NamedTuple):
    """What came of it: how many facts are believed again, and which were not restored (their kind and id)."""

    restored: int
    stays: list[tuple[str, int]]


@transaction.atomic
def undo_merge(merge: Merge, *, by: Actor, reason: str = "") -> Undone:
    """Believe again what was believed before, of both records. Raises AlreadyUndone, MergedOn.

    A fact that was corrected since stays with the record that stayed, and so does what was entered there since.
    """
    require(may_merge(by))
    leaving, staying = merge.leaving, merge.staying
    lock_facts(leaving, staying)
    lock_records(leaving, staying)
    merge.refresh_from_db()
    staying.refresh_from_db()
    if merge.undone_at is not None:
        raise AlreadyUndone(str(merge))
    if staying.merged_into_id is not None:
        raise MergedOn(staying.merged_into_id)
    type(leaving)._default_manager.filter(pk=leaving.pk).update(merged_into=None)
    leaving.merged_into_id = None
    moment = database_clock()
    merge.undone_at = moment
    merge.save(update_fields=["undone_at"])
    restored, stays = 0, list[tuple[str, int]]()
    for side in (Side.LEAVING, Side.STAYING):  # the days come free before those who gave way want them back
        for model in fact_models():
            stand, changed = untouched(model, merge, side)
            refused = _restore(model, merge, stand, moment, by)
            restored += len(stand) - len(refused)
            stays += [(table_of(model), fact) for fact in (*changed, *refused)]
    trail.record(
        "undid_merge",
        by=by,
        subject=leaving,
        details={
            "merge": merge.pk,
            "apart_from": staying.pk,
            "facts": restored,
            "stays": len(stays),
            "first_of_them": [f"{table}:{fact}" for table, fact in stays[:TOLD]],
        },
        private={"reason": reason} if reason else {},
    )
    return Undone(restored, stays)


def _restore(model: type[Fact], merge: Merge, facts: Sequence[int], moment: datetime, by: Actor) -> list[int]:
    """Believe facts again, all at once where the database lets them; returns those for which there is no more room.

    What is refused is halved until the single facts are found, and what came in their place is believed on.
    """
    if not facts:
        return []
    try:
        with transaction.atomic():
            close_brought(model, merge, facts, moment)
            write_again(model, merge, facts, moment, by)
        return []
    except IntegrityError:
        if len(facts) == 1:
            return list(facts)
    half = len(facts) // 2
    return [
        *_restore(model, merge, facts[:half], moment, by),
        *_restore(model, merge, facts[half:], moment, by),
    ]
