"""A record as its page and the API show it: facts by group, each with its days, its paper, who entered it when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.http import Http404

from kejia.plain.text import Text
from kejia.programmes.records.sorts import NOT_BY_HAND, Sort, group_text, groups_of, sort_of, sorts_of
from kejia.programmes.records.wording import NAMELESS, NOBODY, Names, in_one, names_for
from kejia.register.actions import table_of
from kejia.register.cards import LARGEST_ID
from kejia.register.histories import Held, Record, held_of, may_see_record, recorders_of
from kejia.register.kinds import OrganisationKind
from kejia.register.models import Fact, Merge, Organisation, Person
from kejia.register.naming import organisations_by_id, people_by_id
from kejia.register.periods import shown
from kejia.register.reads import find_organisation, find_person, records_of
from kejia.trail.actor import Actor

A_GROUP = 50
"""Facts of a kind on a record's page; the rest on pages of their own."""
PAST = 30
WHICH: dict[str, type[Person | Organisation]] = {"people": Person, "organisations": Organisation}
"""The two sorts of records, by the word in addresses."""


class Title(NamedTuple):
    """A record in a line: its word in addresses, id, name, and what tells it from others of the name."""

    which: str
    id: int
    name: Text
    apart: Text


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in words; `believed_until` is None for what is believed."""

    id: int
    table: str
    sort: Sort
    says: Text
    days: Text
    document: str
    document_date: str
    reason: str
    by: Text
    known_from: datetime | None
    believed_until: datetime | None
    fact: Fact

    @property
    def by_hand(self) -> bool:
        """Whether its content is corrected here."""
        return type(self.fact) not in NOT_BY_HAND

    @property
    def first_and_last(self) -> tuple[date | None, date | None]:
        """The first and the last day it holds."""
        days = self.fact.valid
        return days.lower, days.upper - timedelta(days=1) if days.upper else None


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one kind: some of those believed, of how many; and what was believed before."""

    table: str
    text: Text
    lines: tuple[Line, ...]
    of: int
    past: tuple[Line, ...]
    past_of: int


def find_record(which: str, id: int, *, by: Actor) -> Record:
    """The record of an address, or the one it leads to, for whoever may see it. Raises Http404."""
    found: Record | None = None
    if which in WHICH and 0 < id <= LARGEST_ID:
        found = find_person(id) if WHICH[which] is Person else find_organisation(id)
    if found is None or not may_see_record(by, found):
        raise Http404
    return found


def get_record(which: str, id: int) -> Record:
    """The very record of an address, merged or not. Raises Http404."""
    if which not in WHICH or not 0 < id <= LARGEST_ID:
        raise Http404
    found: Record | None = WHICH[which]._default_manager.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def which_of(record: Record) -> str:
    """The word for a record's sort in addresses."""
    return "people" if isinstance(record, Person) else "organisations"


def owner_of(record: Record) -> str:
    """The column by which facts name such a record."""
    return "person_id" if isinstance(record, Person) else "organisation_id"


def columns_in(model: type[Fact]) -> set[str]:
    """The columns of a kind of fact."""
    return {each.attname for each in model._meta.concrete_fields}


def titles_of(which: str, ids: Iterable[int], *, by: Actor) -> dict[int, Title]:
    """Records in a line each, by id."""
    if which == "people":
        return {
            id: _title(which, id, found.name, NOBODY, (found.birth, found.unit + found.position))
            for id, found in people_by_id(list(ids), by=by).items()
        }
    return {
        id: _title(
            which, id, found.name, NAMELESS, (OrganisationKind[found.kind.upper()].text, found.division)
        )
        for id, found in organisations_by_id(list(ids), by=by).items()
    }


def title_of(record: Record, *, by: Actor) -> Title:
    """A record in a line."""
    return titles_of(which_of(record), [record.pk], by=by)[record.pk]


def groups(
    record: Record, *, by: Actor, only: str = "", page: int = 1, limit: int = A_GROUP, past: int = PAST
) -> list[Group]:
    """The groups of a record's page; `only` is the table of one of them, of which a later page may be asked for."""
    models = [model for model in groups_of(type(record)) if only in ("", table_of(model))]
    if not models:
        raise Http404
    first = (page - 1) * limit if only else 0
    held = held_of(record, models, by=by, limit=limit, first=first, past=past)
    facts = [fact for each in held for fact in (*each.believed, *each.past)]
    names, recorders = names_for(facts, by=by), recorders_of(facts)
    aside = frozenset({owner_of(record)})
    return [_group(each, names, recorders, aside, record) for each in held]


def lines_of(facts: Iterable[Fact], *, by: Actor, aside: frozenset[str] = frozenset()) -> list[Line]:
    """Facts in words."""
    listed = list(facts)
    names, recorders = names_for(listed, by=by), recorders_of(listed)
    return [_line(fact, names, recorders, aside) for fact in listed]


def merges_of(record: Record) -> Sequence[Merge]:
    """The merges by which other records came to lead to this one, the latest first."""
    column = "into_person_id" if isinstance(record, Person) else "into_organisation_id"
    return list(
        Merge.objects.filter(**{f"{column}__in": records_of(record)}).order_by("-made_at", "-pk")[:A_GROUP]
    )


def _title(which: str, id: int, name: str, otherwise: Text, apart: tuple[str | Text, ...]) -> Title:
    said = [each if isinstance(each, Text) else Text(each, each) for each in apart if each]
    return Title(
        which,
        id,
        Text(name, name) if name else otherwise,
        Text("，".join(each.zh for each in said), ", ".join(each.en for each in said)),
    )


def _group(
    held: Held, names: Names, recorders: dict[tuple[str, int], str], aside: frozenset[str], record: Record
) -> Group:
    def lines(facts: Sequence[Fact]) -> tuple[Line, ...]:
        return tuple(
            _line(
                fact,
                names,
                recorders,
                aside if getattr(fact, next(iter(aside)), None) == record.pk else frozenset(),
            )
            for fact in facts
        )

    slugs = [sort.slug for sort in sorts_of(held.model)]

    def place(line: Line) -> int:
        return slugs.index(line.sort.slug)

    return Group(
        table_of(held.model),
        group_text(held.model),
        tuple(sorted(lines(held.believed), key=place))
        if held.of <= len(held.believed)
        else lines(held.believed),
        held.of,
        lines(held.past),
        held.past_of,
    )


def _line(fact: Fact, names: Names, recorders: dict[tuple[str, int], str], aside: frozenset[str]) -> Line:
    who = recorders.get((fact._meta.label_lower, fact.pk), "")
    return Line(
        fact.pk,
        table_of(type(fact)),
        sort_of(fact),
        in_one(fact, names, aside),
        shown(fact.valid),
        fact.document,
        fact.document_date.isoformat() if fact.document_date else "",
        fact.reason,
        _who(fact, who, names),
        fact.known.lower,
        fact.known.upper,
        fact,
    )


def _who(fact: Fact, name: str, names: Names) -> Text:
    """李强（某省科协 秘书长）; of rows of a list the list's own words."""
    acted = names.acted_as(fact.acted_as)
    if name and acted.zh:
        return Text("{name}（{acted}）", "{name} ({acted})").filled(name=name, acted=acted)
    return Text(name, name) if name else acted if acted.zh else Text(fact.recorded_by, fact.recorded_by)
