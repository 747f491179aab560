"""Two records side by side, as the page of a merge shows them: what to choose, what is the same, what moves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from kejia.plain.text import Text
from kejia.programmes.records.record import A_GROUP, Line, lines_of
from kejia.programmes.records.sorts import Sort, groups_of, sort_of
from kejia.programmes.records.wording import Names, column_text, columns_of, names_for, word_of
from kejia.register.actions import table_of
from kejia.register.clashes import find_clashes, keys_between, named_by
from kejia.register.histories import Record, held_of
from kejia.register.kinds import Side
from kejia.register.merging import Conflict, conflicts_of
from kejia.register.models import Fact
from kejia.register.periods import shown
from kejia.trail.actor import Actor

SHOWN = 200
"""Conflicts shown one by one; for those beyond there is one choice for all."""
PREFIX = "choice-"


@dataclass(frozen=True, slots=True)
class Pair:
    """One column of two facts that cannot both stand."""

    label: Text
    leaving: Text
    staying: Text
    differs: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A conflict, with what was chosen for it so far, and what is wrong with that."""

    key: str
    sort: Sort
    days: Text
    leaving: Line
    staying: Line
    pairs: tuple[Pair, ...]
    chosen: str
    fault: Text | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Two records side by side."""

    choices: tuple[Choice, ...]
    more: int
    same: tuple[Line, ...]
    same_of: int
    moves: tuple[Line, ...]
    moves_of: int
    stays: tuple[Line, ...]
    stays_of: int

    @property
    def of(self) -> int:
        """How many conflicts there are."""
        return len(self.choices) + self.more


NOT_CHOSEN = Text("请选一边", "choose a side")
CONTRADICTS = Text(
    "另一项选择已把这条整条让给对方；请改选",
    "another choice drops this fact as a whole: choose the other side",
)


def read_choices(given: QueryDict) -> tuple[dict[str, Side], Side | None]:
    """What was chosen: by conflict, and for all others."""
    sides = {side.value: side for side in Side}
    chosen = {
        name.removeprefix(PREFIX): sides[value]
        for name, value in given.items()
        if name.startswith(PREFIX) and value in sides
    }
    return chosen, sides.get(str(given.get("otherwise", "")))


def beside(
    leaving: Record,
    staying: Record,
    chosen: dict[str, Side],
    *,
    by: Actor,
    faults: dict[str, Text] | None = None,
) -> Beside:
    """Both records, with what was chosen so far. Raises CannotMerge."""
    conflicts = conflicts_of(leaving, staying, by=by)
    keys = keys_between(leaving, staying)
    same = [clash for clash in find_clashes(keys) if clash.same]
    ours, theirs = _facts(leaving, by), _facts(staying, by)
    met = {(clash.table, clash.staying) for clash in same}
    same_left = {(clash.table, clash.leaving) for clash in same}
    clashing = {
        (table_of(type(fact)), fact.pk) for each in conflicts for fact in (each.leaving, each.staying)
    }
    alike = [fact for fact in theirs.facts if _key(fact) in met]
    moving = [fact for fact in ours.facts if _key(fact) not in same_left | clashing]
    staying_on = [fact for fact in theirs.facts if _key(fact) not in met | clashing]
    listed = [*alike[:A_GROUP], *moving[:A_GROUP], *staying_on[:A_GROUP]]
    first = conflicts[:SHOWN]
    lines = lines_of([*listed, *(fact for each in first for fact in (each.leaving, each.staying))], by=by)
    by_key = {(line.table, line.id): line for line in lines}
    names = names_for([fact for each in first for fact in (each.leaving, each.staying)], by=by)
    faults = faults or {}

    def worded(facts: Sequence[Fact]) -> tuple[Line, ...]:
        return tuple(by_key[_key(fact)] for fact in facts[:A_GROUP])

    return Beside(
        tuple(
            Choice(
                each.key,
                sort_of(each.staying),
                shown(each.days),
                by_key[_key(each.leaving)],
                by_key[_key(each.staying)],
                _pairs(each, names, set(named_by(type(each.staying), keys))),
                chosen[each.key].value if each.key in chosen else "",
                faults.get(each.key),
            )
            for each in first
        ),
        len(conflicts) - len(first),
        worded(alike),
        len(same),
        worded(moving),
        max(ours.of - len(same_left) - len({_key(each.leaving) for each in conflicts}), len(moving)),
        worded(staying_on),
        max(theirs.of - len(met) - len({_key(each.staying) for each in conflicts}), len(staying_on)),
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    facts: list[Fact]
    of: int


def _facts(record: Record, by: Actor) -> _Facts:
    held = held_of(record, groups_of(type(record)), by=by, limit=A_GROUP)
    return _Facts([fact for each in held for fact in each.believed], sum(each.of for each in held))


def _key(fact: Fact) -> tuple[str, int]:
    return table_of(type(fact)), fact.pk


def _pairs(conflict: Conflict, names: Names, moved: set[str]) -> tuple[Pair, ...]:
    model = type(conflict.staying)
    columns = [
        *(each for each in columns_of(model) if each not in moved or each == "post_id"),
        "valid",
        "document",
    ]
    found = []
    for column in columns:
        one, other = (word_of(fact, column, names) for fact in (conflict.leaving, conflict.staying))
        if one.zh or other.zh:
            found.append(Pair(column_text(model, column), one, other, one != other))
    return tuple(found)
