"""The demo: an invented federation loaded into an empty register as one batch, and removed again without a trace.

Nothing of it is in this package: whoever calls hands it in as plain rows, whose keys are numbers of its own from 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.apps import apps
from django.db import connection, models, transaction

from kejia.crypt.suites import SHA_AES
from kejia.plain.identity_documents import DocumentKind, read_identity_document
from kejia.register import reads
from kejia.register.access import may_write, require
from kejia.register.actions import RegisterError
from kejia.register.bulk import Values, copy_facts, copy_identities, new_ids
from kejia.register.demo_accounts import Offer, make_accounts, remove_accounts
from kejia.register.identifying import sealed_number
from kejia.register.importing.days import Days
from kejia.register.models import (
    Batch,
    Fact,
    Identity,
    IdentityDocument,
    Merge,
    Organisation,
    Person,
    Post,
    Replacement,
)
from kejia.trail import actions as trail
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

TITLE = "演示数据"
IDENTITIES: tuple[type[Identity], ...] = (Post, Organisation, Person)
"""What speaks of another stands first."""
NAMED: dict[str, type[Identity]] = {
    "person_id": Person,
    "organisation_id": Organisation,
    "other_id": Organisation,
    "member_id": Organisation,
    "post_id": Post,
}
"""The columns that name a record."""


class Rows(Protocol):
    """The facts of one table."""

    @property
    def columns(self) -> Sequence[str]:
        """The names, as in the database; `valid` is a pair of days, `number` stands for a sealed number."""

    @property
    def rows(self) -> Sequence[Values]:
        """A value for each column."""


class Invented(Protocol):
    """A whole federation as plain rows; keys are numbers from 1 on, in the order of the records."""

    @property
    def people(self) -> int:
        """How many."""

    @property
    def organisations(self) -> Sequence[str]:
        """The kind of each."""

    @property
    def posts(self) -> Sequence[tuple[int, str, str, bool]]:
        """Organisation, office, title and whether it has one seat."""

    @property
    def accounts(self) -> Sequence[Offer]:
        """Who can sign in where nothing is sent."""

    @property
    def facts(self) -> Mapping[str, Rows]:
        """By the name of their table."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: rows by table, and the digest over them."""

    batch: Batch
    written: Mapping[str, int]
    digest: str


class NotEmpty(RegisterError):
    """The register holds something already, so that nobody could tell the demo from it."""


class AlreadyLoaded(RegisterError):
    """The register holds the demo."""


class NoDemo(RegisterError):
    """There is no demo to remove."""


class MergedWithDemo(RegisterError):
    """Records of the demo and others were merged: that must be undone first. Carries the ids of the merges."""

    def __init__(self, merges: list[int]) -> None:
        super().__init__(f"merges {merges} are between the demo and other records")
        self.merges = merges


@transaction.atomic
def load_demo(invented: Invented, *, by: Actor) -> Loaded:
    """Load an invented federation into an empty register. Raises AlreadyLoaded, NotEmpty."""
    require(may_write(by))
    _keep_others_waiting()
    if Batch.objects.filter(is_demo=True).exists():
        raise AlreadyLoaded
    if any(model._default_manager.exists() for model in IDENTITIES):
        raise NotEmpty
    batch = Batch.objects.create(title=TITLE, made_by=by.id, is_demo=True)
    written, digest = _write(invented, batch, by=by), digest_of(invented)
    details: dict[str, Plain] = {"written": written, "digest": digest}
    trail.record("loaded_demo", by=by, subject=batch, details=details)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ANALYZE {', '.join(_tables())}")
    transaction.on_commit(reads.look_for_demo_again)
    return Loaded(batch, written, digest)


@transaction.atomic
def remove_demo(*, by: Actor) -> dict[str, int]:
    """Delete all records of the demo and every fact about them, also those entered since. Returns how many of each.

    What was entered apart from it stays. Raises NoDemo, MergedWithDemo.
    """
    require(may_write(by))
    _keep_others_waiting()
    batch = Batch.objects.filter(is_demo=True).first()
    if batch is None:
        raise NoDemo
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL kejia.removing_demo = 'on'")
        removed = {**remove_accounts(), **_remove(batch)}
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL kejia.removing_demo = 'off'")
    subject = ("register.batch", str(batch.pk))
    batch.delete()
    trail.record("removed_demo", by=by, subject=subject, details={"removed": removed})
    transaction.on_commit(reads.look_for_demo_again)
    return removed


def digest_of(invented: Invented) -> str:
    """SHA-256 over all rows: the same federation has the same digest."""
    digest = SHA_AES.new_hash()  # whatever this installation uses: the same everywhere
    digest.update(repr((invented.people, list(invented.organisations), list(invented.posts))).encode())
    for name, table in sorted(invented.facts.items()):
        digest.update(repr((name, tuple(table.columns))).encode())
        for row in table.rows:
            digest.update(repr(row).encode())
    return digest.digest().hex()


def _write(invented: Invented, batch: Batch, *, by: Actor) -> dict[str, int]:
    people = new_ids(Person, invented.people)
    organisations = new_ids(Organisation, len(invented.organisations))
    posts = new_ids(Post, len(invented.posts))
    ids = {Person: people, Organisation: organisations, Post: posts}
    kinds = zip(organisations, invented.organisations, strict=True)
    made = (
        (id, organisations[at - 1], office, title, one_seat)
        for id, (at, office, title, one_seat) in zip(posts, invented.posts, strict=True)
    )
    columns = ("id", "organisation_id", "office", "title", "one_seat")
    count = {
        "person": copy_identities(Person, ("id",), ((id,) for id in people), by=by, batch=batch),
        "organisation": copy_identities(Organisation, ("id", "kind"), kinds, by=by, batch=batch),
        "post": copy_identities(Post, columns, made, by=by, batch=batch),
    }
    for name, table in invented.facts.items():
        model = apps.get_model("register", name)
        assert issubclass(model, Fact)
        rows = _with_real_ids(table, ids)
        names = tuple(table.columns)
        if model is IdentityDocument:
            names, rows = _sealed(names, rows)
        count[name] = copy_facts(model, names, rows, by=by, batch=batch)
    make_accounts(invented.accounts, people, posts, by=by)
    return count


def _with_real_ids(table: Rows, ids: Mapping[type[Identity], Sequence[int]]) -> Iterator[list[object]]:
    keys = [(place, ids[NAMED[name]]) for place, name in enumerate(table.columns) if name in NAMED]
    valid = list(table.columns).index("valid")
    for row in table.rows:
        values = list(row)
        for place, real in keys:
            if isinstance(at := values[place], int):
                values[place] = real[at - 1]
        since, until = values[valid]  # type: ignore[misc]  # a pair of days
        values[valid] = Days(since, until).range  # type: ignore[has-type]
        yield values


def _sealed(
    columns: Sequence[str], rows: Iterator[list[object]]
) -> tuple[tuple[str, ...], Iterator[list[object]]]:
    number = list(columns).index("number")
    others = [place for place in range(len(columns)) if place != number]

    def sealed() -> Iterator[list[object]]:
        for row in rows:
            read = sealed_number(read_identity_document(str(row[number]), DocumentKind.CITIZEN_CARD))
            yield [
                *(row[place] for place in others),
                str(read["kind"]),
                read["sealed"],
                read["digest"],
                read["masked"],
            ]

    return (*(columns[place] for place in others), "kind", "sealed", "digest", "masked"), sealed()


def _keep_others_waiting() -> None:
    """Nobody else writes the register until the transaction ends; all may read."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(_tables())} IN SHARE ROW EXCLUSIVE MODE")


def _tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_app_config("register").get_models())


BETWEEN = """
SELECT m.id FROM register_merge m WHERE m.undone_at IS NULL AND (
  (m.person_id IN (SELECT id FROM demo_person)) <> (m.into_person_id IN (SELECT id FROM demo_person)) OR
  (m.organisation_id IN (SELECT id FROM demo_organisation)) <>
    (m.into_organisation_id IN (SELECT id FROM demo_organisation))
) ORDER BY m.id
"""
"""Merges in force of a record of the demo with one that is not."""


def _remove(batch: Batch) -> dict[str, int]:
    """Delete what is said of the demo's records, then these; how many rows of each table."""
    removed: dict[str, int] = {}
    with connection.cursor() as cursor:

        def delete(model: type[models.Model], condition: str) -> None:
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE {condition}")
            if cursor.rowcount:
                name = model._meta.model_name or ""
                removed[name] = removed.get(name, 0) + cursor.rowcount

        for identity in reversed(IDENTITIES):
            more = " OR organisation_id IN (SELECT id FROM demo_organisation)" if identity is Post else ""
            cursor.execute(
                f"CREATE TEMPORARY TABLE demo_{identity._meta.model_name} AS"
                f" SELECT id FROM {identity._meta.db_table} WHERE batch_id = %s{more}",
                [batch.pk],
            )
        cursor.execute(BETWEEN)
        if merges := [id for (id,) in cursor.fetchall()]:
            raise MergedWithDemo(merges)
        about_merges = _about(Merge)
        delete(Replacement, f"merge_id IN (SELECT id FROM register_merge WHERE {about_merges})")
        delete(Merge, about_merges)
        for model in apps.get_app_config("register").get_models():
            if model in (*IDENTITIES, Merge) or not (about := _about(model)):
                continue
            if issubclass(model, Fact):
                gone = f"SELECT id FROM {model._meta.db_table} WHERE {about}"
                delete(Replacement, f"\"table\" = '{model._meta.model_name}' AND fact IN ({gone})")
            delete(model, about)
        for identity in IDENTITIES:
            delete(identity, f"id IN (SELECT id FROM demo_{identity._meta.model_name})")
        cursor.execute("DROP TABLE demo_person, demo_organisation, demo_post")
    return removed


def _about(model: type[models.Model]) -> str:
    """The condition that a row speaks of a record of the demo; empty where the table names no record."""
    return " OR ".join(
        f"{field.column} IN (SELECT id FROM demo_{field.related_model._meta.model_name})"
        for field in model._meta.concrete_fields
        if isinstance(field.related_model, type) and field.related_model in IDENTITIES
    )
