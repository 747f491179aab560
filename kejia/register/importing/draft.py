"""What a list would write, gathered before anything is written: new records under numbers below zero, facts by table."""

from collections.abc import Iterator

from django.db import connection

from kejia.register.bulk import copy_facts, copy_identities, new_ids
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.models import (
    Appointment,
    Batch,
    Employment,
    Fact,
    IdentityDocument,
    Organisation,
    OrganisationFact,
    OrganisationRelation,
    Person,
    PersonFact,
    Post,
    Standing,
)
from kejia.trail.actor import Actor

COLUMNS: dict[type[Fact], tuple[str, ...]] = {
    PersonFact: ("person_id", "kind", "value", "low", "high", "valid", "document"),
    IdentityDocument: ("person_id", "kind", "sealed", "digest", "masked", "valid"),
    Employment: ("person_id", "organisation_id", "unit", "position", "valid", "document"),
    Standing: (
        *("person_id", "mark", "holds", "value", "basis"),
        *("certified_by", "paper", "valid", "document"),
    ),
    OrganisationFact: ("organisation_id", "kind", "value", "valid", "document"),
    OrganisationRelation: ("organisation_id", "kind", "other_id", "valid", "document"),
    Appointment: (
        *("person_id", "post_id", "one_seat", "capacity", "establishment", "term"),
        *("votes_for", "votes_of", "valid", "document", "document_date"),
    ),
}
"""The columns of each table that a list fills, in the order in which `add` takes them."""
TOLD_EVERY = 100_000
"""Facts that are copied in one statement; after each, progress is told."""
_RECORDS = {
    "person_id": "people",
    "organisation_id": "organisations",
    "other_id": "organisations",
    "post_id": "posts",
}


class Draft:
    """New records and facts of one list."""

    def __init__(self) -> None:
        self.people: list[int] = []
        self.organisations: list[tuple[int, OrganisationKind]] = []
        self.posts: list[tuple[int, int, OfficeKind, str, bool]] = []
        self.facts: dict[type[Fact], list[tuple[object, ...]]] = {model: [] for model in COLUMNS}

    def new_person(self) -> int:
        """A person the register does not hold."""
        self.people.append(-1 - len(self.people))
        return self.people[-1]

    def new_organisation(self, kind: OrganisationKind) -> int:
        """An organisation the register does not hold."""
        self.organisations.append((-1 - len(self.organisations), kind))
        return self.organisations[-1][0]

    def new_post(self, organisation: int, office: OfficeKind, title: str, *, one_seat: bool) -> int:
        """A post the register does not hold."""
        self.posts.append((-1 - len(self.posts), organisation, office, title, one_seat))
        return self.posts[-1][0]

    def add(self, model: type[Fact], *values: object) -> None:
        """A fact, its values in the order of COLUMNS."""
        self.facts[model].append(values)

    @property
    def size(self) -> int:
        """Rows that will be written."""
        return (
            len(self.people) + len(self.organisations) + len(self.posts) + sum(map(len, self.facts.values()))
        )

    def counts(self) -> dict[str, int]:
        """New records and facts by table, those that are there."""
        found = {
            "people": len(self.people),
            "organisations": len(self.organisations),
            "posts": len(self.posts),
        } | {model._meta.model_name or "": len(rows) for model, rows in self.facts.items()}
        return {name: count for name, count in found.items() if count}

    def write(self, batch: Batch, *, by: Actor) -> Iterator[int]:
        """Copy everything in, table by table; yields how many rows are in so far. Raises IntegrityError."""
        people = new_ids(Person, len(self.people))
        organisations = new_ids(Organisation, len(self.organisations))
        posts = new_ids(Post, len(self.posts))
        real = {"people": people, "organisations": organisations, "posts": posts}
        done = copy_identities(Person, ["id"], [(id,) for id in people], by=by, batch=batch)
        kinds = [(id, str(kind)) for id, (_, kind) in zip(organisations, self.organisations, strict=True)]
        done += copy_identities(Organisation, ["id", "kind"], kinds, by=by, batch=batch)
        made = [
            (id, _real(organisation, organisations), str(office), title, one_seat)
            for id, (_, organisation, office, title, one_seat) in zip(posts, self.posts, strict=True)
        ]
        columns = ["id", "organisation_id", "office", "title", "one_seat"]
        done += copy_identities(Post, columns, made, by=by, batch=batch)
        yield done
        for model, rows in self.facts.items():
            for at in range(0, len(rows), TOLD_EVERY):
                some = _with_real_ids(COLUMNS[model], rows[at : at + TOLD_EVERY], real)
                done += copy_facts(model, COLUMNS[model], some, by=by, batch=batch)
                yield done
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _real(id: int, ids: list[int]) -> int:
    return ids[-1 - id] if id < 0 else id


def _with_real_ids(
    columns: tuple[str, ...], rows: list[tuple[object, ...]], real: dict[str, list[int]]
) -> Iterator[tuple[object, ...]]:
    """The rows with the numbers below zero replaced; keys stand first in all tables."""
    keys = [(place, real[_RECORDS[name]]) for place, name in enumerate(columns) if name in _RECORDS]
    for row in rows:
        values = list(row)
        for place, ids in keys:
            id = values[place]
            if isinstance(id, int) and id < 0:
                values[place] = ids[-1 - id]
        yield tuple(values)
