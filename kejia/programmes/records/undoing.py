"""What undoing a merge would do and what it did; and which merge stands in the way."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kejia.plain.text import Text
from kejia.programmes.records.record import Line, lines_of
from kejia.programmes.records.refusals import Refused, Way
from kejia.register.actions import table_of
from kejia.register.clashes import fact_models
from kejia.register.histories import READER, Record
from kejia.register.kinds import Side
from kejia.register.models import Fact, Merge, Person
from kejia.register.moving import untouched
from kejia.register.naming import acted_as_text
from kejia.trail.actor import Actor
from kejia.trail.models import Entry
from kejia.trail.reads import entries_of_subject

SHOWN = 50
LEADS = Text(
    "{gone} 号已并入 {id} 号。请对保留的一条操作；要分开就撤销那次合并",
    "no. {gone} was merged into no. {id}: act upon the one that stays, or undo that merge",
)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many facts would be believed again, and some of those that were changed since and stay."""

    restored: int
    stays: list[Fact]
    stays_of: int


def foreseen(merge: Merge) -> Foreseen:
    """What undoing a merge would do now."""
    restored, count, stays = 0, 0, list[Fact]()
    for model in fact_models():
        for side in Side:
            again, changed = untouched(model, merge, side)
            restored, count = restored + len(again), count + len(changed)
            room = SHOWN - len(stays)
            if changed and room > 0:
                stays += model._default_manager.filter(pk__in=changed[:room])
    return Foreseen(restored, stays, count)


def outcome_of(merge: Merge, *, by: Actor) -> dict[str, Any]:
    """Who merged, and who undid it with what outcome, as the trail has it."""
    entries = entries_of_subject(merge.leaving, by=READER).filter(details__merge=merge.pk)
    made = entries.filter(act="merged").first()
    undone = entries.filter(act="undid_merge").first()
    stays = list[Line]()
    if undone is not None:
        stays = lines_of(_facts(undone.details.get("first_of_them", [])), by=by)
    return {
        "made": made,
        "made_by": _who(made),
        "undone": undone,
        "undone_by": _who(undone),
        "stays": stays[:SHOWN],
    }


def link_to_merge_of(record: Record, text: Text = LEADS) -> Refused:
    """Says that a record was merged, with the ways to where it leads and to that merge."""
    column = "person" if isinstance(record, Person) else "organisation"
    which = "people" if isinstance(record, Person) else "organisations"
    into = record.merged_into_id
    ways = [
        Way(
            Text("到 {id} 号记录", "to record no. {id}").filled(id=into),
            reverse("records:record", args=[which, into]),
        )
    ]
    merge = Merge.objects.filter(**{column: record.pk}, undone_at=None).first()
    if merge is not None:
        ways.append(Way(Text("看那次合并", "that merge"), reverse("records:merged", args=[merge.pk])))
    return Refused(text.filled(gone=record.pk, id=into), tuple(ways))


def _who(entry: Entry | None) -> Text:
    if entry is None:
        return Text("", "")
    name, acted = entry.actor_name, acted_as_text(entry.acted_as)
    if name and acted.zh:
        return Text("{name}（{acted}）", "{name} ({acted})").filled(name=name, acted=acted)
    return Text(name, name) if name else acted


def _facts(written: list[str]) -> list[Fact]:
    by_table = {table_of(model): model for model in fact_models()}
    found = list[Fact]()
    for word in written:
        table, _, id = str(word).partition(":")
        if table in by_table and id.isdigit():
            found += by_table[table]._default_manager.filter(pk=int(id))
    return found
