"""All that is said of one record, now and before; and whether any of it changed since somebody looked.

A record is spoken of by facts that name it, or name a post of it, also under the ids that were merged into it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import ForeignKey, Q

from kejia.crypt.choosing import current
from kejia.register.access import may_see, may_see_person, require
from kejia.register.actions import table_of
from kejia.register.clashes import fact_models
from kejia.register.models import BELIEVED, Fact, Organisation, Person, Post
from kejia.register.reads import records_of
from kejia.trail.actor import Actor
from kejia.trail.reads import names_of_actors

Record = Person | Organisation
READER = Actor("system", "register", "登记簿", "")
"""Whoever reads a record may know who entered it; the trail as a whole is not opened by that."""
TOLD = 20
"""Changes of one kind of fact that are told one by one."""


class Held(NamedTuple):
    """The facts of one kind: some of those believed, of how many; some of those believed no more, the latest first."""

    model: type[Fact]
    believed: Sequence[Fact]
    of: int
    past: Sequence[Fact]
    past_of: int


def may_see_record(by: Actor, record: Record) -> bool:
    """Whether an actor may read all that is said of a record."""
    return may_see_person(by, record) if isinstance(record, Person) else may_see(by, record)


def models_about(record: type[Record]) -> list[type[Fact]]:
    """The kinds of facts that can name a person, or an organisation."""
    return [model for model in fact_models() if _columns(model, record)]


def held_of(
    record: Record,
    models: Iterable[type[Fact]],
    *,
    by: Actor,
    limit: int,
    first: int = 0,
    past: int = 0,
) -> list[Held]:
    """What is said of a record, kind by kind: `limit` facts after the `first` ones, and `past` of those before.

    Two statements a kind, one more where there are more than were asked for. Raises NotAllowed.
    """
    require(may_see_record(by, record))
    ids = records_of(record)
    found = []
    for model in models:
        about = model._default_manager.filter(_about(model, type(record), ids))
        now = about.filter(BELIEVED).order_by(*_order(model))
        page = list(now[first : first + limit + 1])
        total = first + len(page) if len(page) <= limit and (page or not first) else now.count()
        gone, gone_of = list[Fact](), 0
        if past:
            before = about.filter(known__upper_inf=False).order_by("-known__endswith", "-pk")
            gone = list(before[: past + 1])
            gone_of = before.count() if len(gone) > past else len(gone)
        found.append(Held(model, page[:limit], total, gone[:past], gone_of))
    return found


def version_of(*records: Record, by: Actor, models: Iterable[type[Fact]] | None = None) -> str:
    """A word that changes with everything that is believed of these records (with `models`: of these kinds)."""
    require(all(may_see_record(by, record) for record in records))
    seen = current().new_hash()
    for record in records:
        ids = records_of(record)
        for model in models_about(type(record)) if models is None else models:
            about = model._default_manager.filter(_about(model, type(record), ids)).filter(BELIEVED)
            facts = about.order_by("pk").values_list("pk", flat=True)
            seen.update(f"{table_of(model)}:{list(facts)}\n".encode())
    return seen.digest().hex()


def begun_and_ended(
    records: Iterable[Record], since: datetime, *, by: Actor
) -> tuple[list[Fact], list[Fact]]:
    """Facts of these records that are believed since a moment, and those that have ended since, some of each kind."""
    begun, ended = list[Fact](), list[Fact]()
    for record in records:
        require(may_see_record(by, record))
        ids = records_of(record)
        for model in models_about(type(record)):
            about = model._default_manager.filter(_about(model, type(record), ids))
            begun += about.filter(BELIEVED, known__startswith__gte=since).order_by("-pk")[:TOLD]
            ended += about.filter(known__upper_inf=False, known__endswith__gte=since).order_by("-pk")[:TOLD]
    return begun, ended


def recorders_of(facts: Iterable[Fact]) -> dict[tuple[str, int], str]:
    """The names of those who entered facts, by kind and id, in one statement; of rows of a list there are none."""
    subjects = [(fact._meta.label_lower, str(fact.pk)) for fact in facts]
    return {(kind, int(id)): name for (kind, id), name in names_of_actors(subjects, by=READER).items()}


def _columns(model: type[Fact], record: type[Record]) -> list[str]:
    targets = {record, Post} if record is Organisation else {record}
    return [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model in targets
    ]


def _about(model: type[Fact], record: type[Record], ids: Sequence[int]) -> Q:
    condition = Q()
    for column in _columns(model, record):
        path = "post__organisation__in" if column == "post_id" else f"{column}__in"
        condition |= Q(**{path: ids})
    return condition


def _order(model: type[Fact]) -> list[str]:
    names = {field.name for field in model._meta.concrete_fields}
    return [*(name for name in ("kind", "mark", "measure", "post") if name in names), "valid", "pk"]
