"""Merging two records of one person or of one organisation, and undoing it. Belief moves; what was known stays.

Where both records say something of the same days, whoever merges chooses. The loser gives way on those days alone;
of one holding (an appointment, a membership) entered twice with different days, the loser goes as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from kejia.crypt.choosing import named_digest
from kejia.register.access import may_merge, may_read_all, require
from kejia.register.actions import RegisterError, database_clock, naming_refusals, table_of
from kejia.register.clashes import (
    Clash,
    Keys,
    fact_models,
    find_clashes,
    keys_between,
    named_by,
    posts_of,
    values_of,
)
from kejia.register.kinds import Side
from kejia.register.models import Fact, Merge, Organisation, Person, Post
from kejia.register.moving import Loss, close_moved, lock_facts, plan_move, write_moved
from kejia.trail import actions as trail
from kejia.trail.actor import Actor

Record = Person | Organisation


class CannotMerge(RegisterError):
    """These two are one record already, or of two sorts."""


class AlreadyMerged(RegisterError):
    """One of them was merged meanwhile; carries its id and the one it leads to."""

    def __init__(self, id: int, into: int) -> None:
        super().__init__(f"{id} was merged into {into}")
        self.id = id
        self.into = into


class Unresolved(RegisterError):
    """The choices do not fit the conflicts there are now; carries the keys without a choice and the choices without one."""

    def __init__(self, open_keys: list[str], idle_choices: list[str]) -> None:
        super().__init__(f"not chosen: {open_keys[:20]}; no such conflict: {idle_choices[:20]}")
        self.open_keys = open_keys
        self.idle_choices = idle_choices


class Contradictory(RegisterError):
    """A choice lets a fact stand that another choice drops as a whole; carries the keys of such choices."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(f"dropped by another choice: {keys[:20]}")
        self.keys = keys


@dataclass(frozen=True)
class Conflict:
    """Two facts that cannot both stand, side by side; `differing` are the fields in which they differ."""

    key: str
    leaving: Fact
    staying: Fact
    days: DateRange
    differing: tuple[str, ...]


class Chosen(NamedTuple):
    """A clash, and whose fact stands."""

    clash: Clash
    stands: Side


def conflicts_of(leaving: Record, staying: Record, *, by: Actor) -> list[Conflict]:
    """What somebody has to choose before the first can be merged into the second."""
    require(may_read_all(by))
    _require_mergeable(leaving, staying)
    keys = keys_between(leaving, staying)
    clashes = [clash for clash in find_clashes(keys) if not clash.same]
    found: list[Conflict] = []
    for model in fact_models():
        ours = [clash for clash in clashes if clash.table == table_of(model)]
        facts = model._default_manager.in_bulk(
            [id for clash in ours for id in (clash.leaving, clash.staying)]
        )
        moved = set(named_by(model, keys))
        found += [_conflict(clash, facts[clash.leaving], facts[clash.staying], moved) for clash in ours]
    return found


@transaction.atomic
def merge(
    leaving: Record,
    *,
    into: Record,
    choices: Mapping[str, Side],
    otherwise: Side | None = None,
    reason: str = "",
    by: Actor,
) -> Merge:
    """Let the first record lead to the second, with everything that is believed of it.

    `choices` says of each conflict (by its key) whose fact stands, `otherwise` for all that it does not name. Raises
    CannotMerge, AlreadyMerged, Unresolved, Contradictory, and what the database refuses (NoSeatLeft ...) by its name.
    """
    require(may_merge(by))
    _require_mergeable(leaving, into)
    lock_facts(leaving, into)  # before the records, as whoever corrects a fact does
    _lock(leaving, into)
    lock_facts(leaving, into)  # and what was written of them in between
    keys = _keys(leaving, into)
    chosen = _choose(find_clashes(keys), choices, otherwise)
    is_person = isinstance(leaving, Person)
    names = ("person", "into_person") if is_person else ("organisation", "into_organisation")
    made = Merge.objects.create(made_by=by.id, **{f"{names[0]}_id": leaving.pk, f"{names[1]}_id": into.pk})
    for model in fact_models():
        plan_move(model, made, keys, [_loss(each) for each in chosen if each.clash.table == table_of(model)])
    moment = database_clock()
    with naming_refusals():
        facts = sum([close_moved(model, made, moment) for model in fact_models()])
        for model in fact_models():
            write_moved(model, made, keys, moment, by)
        type(leaving)._default_manager.filter(pk=leaving.pk).update(merged_into=into.pk)
    leaving.merged_into_id = into.pk
    by_hand = sorted(f"{each.clash.key}={each.stands}" for each in chosen if not each.clash.same)
    trail.record(
        "merged",
        by=by,
        subject=leaving,
        details={
            "merge": made.pk,
            "into": into.pk,
            "facts": facts,
            "choices": len(by_hand),
            "choices_digest": named_digest("\n".join(by_hand).encode()),
        },
        private={"reason": reason} if reason else {},
    )
    return made


def _require_mergeable(leaving: Record, staying: Record) -> None:
    if type(leaving) is not type(staying):
        raise CannotMerge("a person and an organisation are not one")
    if leaving.pk == staying.pk:
        raise CannotMerge(f"{leaving} is itself already")
    kinds = [record.kind for record in (leaving, staying) if isinstance(record, Organisation)]
    if len(set(kinds)) > 1:
        raise CannotMerge(f"{kinds[0]} and {kinds[1]}: what becomes another kind is another organisation")


def _lock(leaving: Record, staying: Record) -> None:
    """The two records, the lower id first; whoever writes of them waits. Raises AlreadyMerged."""
    ids = [leaving.pk, staying.pk]
    found = type(leaving)._default_manager.select_for_update().filter(pk__in=ids).order_by("pk")
    for record in found:
        if record.merged_into_id is not None:
            raise AlreadyMerged(record.pk, record.merged_into_id)


def _keys(leaving: Record, staying: Record) -> Keys:
    """Which ids become which; where the organisation that stays lacks a post, it gets one."""
    if isinstance(leaving, Person) or isinstance(staying, Person):
        return keys_between(leaving, staying)
    old, found = posts_of(leaving, staying)
    lacking = [post for post, like in zip(old, found, strict=True) if like is None]
    made = {
        post.pk: Post.objects.create(
            organisation=staying, office=post.office, title=post.title, one_seat=post.one_seat
        ).pk
        for post in Post.objects.filter(pk__in=lacking).order_by("pk")
    }
    new = [like if like is not None else made[post] for post, like in zip(old, found, strict=True)]
    return {Organisation: ([leaving.pk], [staying.pk]), Post: (old, new)}


def _choose(clashes: list[Clash], choices: Mapping[str, Side], otherwise: Side | None) -> list[Chosen]:
    """Whose fact stands in each clash. Raises Unresolved."""
    conflicts = {clash.key for clash in clashes if not clash.same}
    open_keys = [] if otherwise else sorted(conflicts - set(choices))
    idle = sorted(set(choices) - conflicts)
    if open_keys or idle:
        raise Unresolved(open_keys, idle)
    fallback = otherwise or Side.STAYING
    chosen = [
        Chosen(clash, Side.STAYING if clash.same else choices.get(clash.key, fallback)) for clash in clashes
    ]
    dropped = {(each.clash.table, _loss(each).fact) for each in chosen if each.clash.one_holding}
    crossed = sorted(each.clash.key for each in chosen if (each.clash.table, _loss(each).to) in dropped)
    if crossed:
        raise Contradictory(crossed)
    return chosen


def _loss(chosen: Chosen) -> Loss:
    clash = chosen.clash
    days = DateRange(None, None, "[)") if clash.one_holding else clash.days
    if chosen.stands == Side.STAYING:
        return Loss(clash.leaving, clash.staying, days)
    return Loss(clash.staying, clash.leaving, days)


def _conflict(clash: Clash, leaving: Fact, staying: Fact, moved: set[str]) -> Conflict:
    columns = values_of(type(leaving), one_holding=clash.one_holding)
    columns += ["valid"] if clash.one_holding else []
    differing = tuple(
        each for each in columns if each not in moved and getattr(leaving, each) != getattr(staying, each)
    )
    return Conflict(clash.key, leaving, staying, clash.days, differing)


def lock_records(leaving: Record, staying: Record) -> None:
    """Both records for one who undoes a merge; whoever writes of them waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {leaving._meta.db_table} WHERE id IN (%s, %s) ORDER BY id FOR UPDATE",
            [leaving.pk, staying.pk],
        )
