"""What records are called, many at once: people, organisations and posts, each sort in one statement."""

from collections.abc import Collection
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from kejia.plain.text import Text
from kejia.register.access import may_read, require
from kejia.register.authority.asking import POST
from kejia.register.kinds import OfficeKind
from kejia.register.models import Post
from kejia.register.orphans import orphans_among
from kejia.register.reads import people_seen
from kejia.trail.actor import Actor

READER = Actor("system", "register", "登记簿", "")
"""Reads what a post is called for whoever reads of an act."""


class PersonLine(NamedTuple):
    """A person among others of the same name; of a record that was merged away, what was last believed."""

    id: int
    name: str
    sex: str
    birth: str
    unit: str
    position: str
    merged_into: int | None


class OrganisationName(NamedTuple):
    """An organisation by its name today, else by its last one."""

    id: int
    kind: str
    name: str
    division: str
    merged_into: int | None


class PostName(NamedTuple):
    """A post and whose it is."""

    id: int
    organisation: int
    office: str
    title: str
    organisation_name: str
    one_seat: bool

    @property
    def text(self) -> Text:
        """Whose post it is, and which: 某省力学学会 理事."""
        office = OfficeKind[self.office.upper()].text
        title = f" {self.title}" if self.title else ""
        return Text(
            f"{self.organisation_name} {office.zh}{title}", f"{self.organisation_name}: {office.en}{title}"
        )


_LATEST = """(
        SELECT f.value FROM {table} f WHERE f.{owner} = o.id AND f.kind = '{kind}'
          AND (upper_inf(f.known) OR o.merged_into_id IS NOT NULL)
        ORDER BY upper_inf(f.known) DESC, upper(f.known) DESC, f.valid @> %(today)s::date DESC,
          lower(f.valid) DESC NULLS LAST LIMIT 1
      )"""


def _of_person(kind: str) -> str:
    return _LATEST.format(table="register_personfact", owner="person_id", kind=kind)


def _of_organisation(kind: str) -> str:
    return _LATEST.format(table="register_organisationfact", owner="organisation_id", kind=kind)


def people_by_id(ids: Collection[int], *, by: Actor) -> dict[int, PersonLine]:
    """Those of these people whom the register holds; of whom the actor may not see, the name alone."""
    sql = f"""
      SELECT o.id, coalesce({_of_person("name")}, ''), coalesce({_of_person("sex")}, ''),
        coalesce({_of_person("birth")}, ''), coalesce(nullif(w.unit, ''), w.name, ''), coalesce(w.position, ''),
        o.merged_into_id
      FROM register_person o
      LEFT JOIN LATERAL (
        SELECT e.unit, e.position, (
          SELECT f.value FROM register_organisationfact f WHERE f.organisation_id = e.organisation_id
            AND f.kind = 'name' AND upper_inf(f.known) ORDER BY lower(f.valid) DESC NULLS LAST LIMIT 1
        ) AS name
        FROM register_employment e WHERE e.person_id = o.id
          AND (upper_inf(e.known) OR o.merged_into_id IS NOT NULL)
        ORDER BY upper_inf(e.known) DESC, upper(e.known) DESC, e.valid @> %(today)s::date DESC,
          lower(e.valid) DESC NULLS LAST, e.id DESC LIMIT 1
      ) w ON true
      WHERE o.id = ANY(%(ids)s) ORDER BY o.id"""
    found = {row[0]: PersonLine(*row) for row in _rows(sql, ids, by)}
    seen = set(people_seen([*found, *(line.merged_into for line in found.values() if line.merged_into)], by))
    return {
        id: line
        if id in seen or line.merged_into in seen
        else line._replace(sex="", birth="", unit="", position="")
        for id, line in found.items()
    }


def organisations_by_id(ids: Collection[int], *, by: Actor) -> dict[int, OrganisationName]:
    """Those of these organisations that the register holds."""
    sql = f"""
      SELECT o.id, o.kind, coalesce({_of_organisation("name")}, ''), coalesce({_of_organisation("division")}, ''),
        o.merged_into_id
      FROM register_organisation o WHERE o.id = ANY(%(ids)s) ORDER BY o.id"""
    return {row[0]: OrganisationName(*row) for row in _rows(sql, ids, by)}


def posts_by_id(ids: Collection[int], *, by: Actor) -> dict[int, PostName]:
    """Those of these posts that the register holds."""
    sql = f"""
      SELECT p.id, p.organisation_id, p.office, p.title, coalesce({_of_organisation("name")}, ''), p.one_seat
      FROM register_post p JOIN register_organisation o ON o.id = p.organisation_id
      WHERE p.id = ANY(%(ids)s) ORDER BY p.id"""
    return {row[0]: PostName(*row) for row in _rows(sql, ids, by)}


def posts_in(organisation: int, *, by: Actor) -> list[PostName]:
    """The posts of an organisation, in the order they were made; not those an undone import left behind."""
    sql = f"""
      SELECT p.id, p.organisation_id, p.office, p.title, coalesce({_of_organisation("name")}, ''), p.one_seat
      FROM register_post p JOIN register_organisation o ON o.id = p.organisation_id
      WHERE p.organisation_id = ANY(%(ids)s) ORDER BY p.id"""
    posts = [PostName(*row) for row in _rows(sql, [organisation], by)]
    orphans = orphans_among(Post, [post.id for post in posts])
    return [post for post in posts if post.id not in orphans]


def acted_as_text(acted_as: str) -> Text:
    """The post an actor acted under, as facts and the trail keep it, in words; whoever reads of the act may know it."""
    found = POST.fullmatch(acted_as)
    post = posts_by_id([int(found[1])], by=READER).get(int(found[1])) if found else None
    return post.text if post else Text(acted_as, acted_as)


def _rows(sql: str, ids: Collection[int], by: Actor) -> list[tuple]:  # type: ignore[type-arg]  # columns of a statement
    require(may_read(by))
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, {"ids": sorted(set(ids)), "today": timezone.localdate()})
        return list(cursor.fetchall())


def person_name(id: int) -> str:
    """What somebody is called today, for themself and the trail; empty where no name is believed."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce({_of_person('name')}, '') FROM register_person o WHERE o.id = %(id)s",
            {"id": id, "today": timezone.localdate()},
        )
        found = cursor.fetchone()
    return str(found[0]) if found else ""
