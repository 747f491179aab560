"""Acts upon a record as somebody saw it: refused where anything of it changed since, in the same transaction."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from kejia.register import actions
from kejia.register.histories import Record, begun_and_ended, version_of
from kejia.register.kinds import Side
from kejia.register.merging import AlreadyMerged, lock_records, merge
from kejia.register.models import Fact, Merge, Person
from kejia.register.moving import lock_facts
from kejia.register.unmerging import Undone, undo_merge
from kejia.trail.actor import Actor

T_ = TypeVar("T_")
F_ = TypeVar("F_", bound=Fact)


class ChangedMeanwhile(actions.RegisterError):
    """Something of the records changed since the page was opened; carries what began and what ended since."""

    def __init__(self, begun: list[Fact], ended: list[Fact]) -> None:
        super().__init__(f"{len(begun)} facts are new, {len(ended)} are gone")
        self.begun = begun
        self.ended = ended


def require_unchanged(
    *records: Record, seen: str, opened: datetime, by: Actor, models: list[type[Fact]] | None = None
) -> None:
    """Raises ChangedMeanwhile. For a promise, call it with the records locked."""
    if version_of(*records, by=by, models=models) != seen:
        begun, ended = begun_and_ended(records, opened, by=by)
        kinds = tuple(models) if models else (Fact,)
        raise ChangedMeanwhile(
            [fact for fact in begun if isinstance(fact, kinds)],
            [fact for fact in ended if isinstance(fact, kinds)],
        )


@transaction.atomic
def merge_as_seen(
    leaving: Record,
    *,
    into: Record,
    choices: Mapping[str, Side],
    otherwise: Side | None,
    reason: str,
    seen: str,
    opened: datetime,
    by: Actor,
) -> Merge:
    """Merge two records as somebody saw them. Raises ChangedMeanwhile, and what `merge` raises."""
    _lock(leaving, into)
    for each in (leaving, into):
        each.refresh_from_db()
        if each.merged_into_id is not None:
            raise AlreadyMerged(each.pk, each.merged_into_id)
    require_unchanged(leaving, into, seen=seen, opened=opened, by=by)
    return merge(leaving, into=into, choices=choices, otherwise=otherwise, reason=reason, by=by)


@transaction.atomic
def undo_as_seen(found: Merge, *, reason: str, seen: str, opened: datetime, by: Actor) -> Undone:
    """Undo a merge as somebody saw what came of it. Raises ChangedMeanwhile, and what `undo_merge` raises."""
    _lock(found.leaving, found.staying)
    require_unchanged(found.staying, seen=seen, opened=opened, by=by)
    return undo_merge(found, by=by, reason=reason)


@transaction.atomic
def erase_as_seen(person: Person, *, reason: str, seen: str, opened: datetime, by: Actor) -> None:
    """Erase a person as somebody saw them. Raises ChangedMeanwhile."""
    _lock(person, person)
    require_unchanged(person, seen=seen, opened=opened, by=by)
    actions.erase_person(person, by=by, reason=reason)


@transaction.atomic
def enter_as_seen(
    record: Record, write: Callable[[], T_], *, model: type[Fact], seen: str, opened: datetime, by: Actor
) -> T_:
    """Enter a fact of a record where nothing of its kind changed since. Raises ChangedMeanwhile, Overlaps.

    Of two who enter at once from these pages, the second waits for the first.
    """
    type(record)._default_manager.select_for_update(no_key=True).filter(pk=record.pk).first()
    require_unchanged(record, seen=seen, opened=opened, by=by, models=[model])
    return write()


def _lock(one: Record, other: Record) -> None:
    """Whoever writes of them waits: their facts first, as whoever corrects does, then the records, then new facts."""
    lock_facts(one, other)
    lock_records(one, other)
    lock_facts(one, other)
