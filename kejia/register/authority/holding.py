"""The posts somebody holds or stands in for on a day: what one may act under."""

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from kejia.plain.text import Text
from kejia.register.authority import asking
from kejia.register.kinds import OfficeKind
from kejia.trail.actor import Actor


class Held(NamedTuple):
    """A post with its organisation's name; `stand_in` where it is held for another."""

    post: int
    office: str
    title: str
    organisation: int
    organisation_name: str
    stand_in: int | None
    since: date | None
    until: date | None
    document: str

    @property
    def text(self) -> Text:
        """What to call it: 甲省物理学会 秘书长（代理）."""
        kind = OfficeKind[self.office.upper()].text
        zh, en = self.title or kind.zh, self.title or kind.en
        lent = ("（代理）", " (standing in)") if self.stand_in else ("", "")
        return Text(f"{self.organisation_name}{zh}{lent[0]}", f"{self.organisation_name}, {en}{lent[1]}")

    @property
    def acted_as(self) -> str:
        """How an actor names it."""
        return f"post:{self.post}"

    @property
    def on_behalf_of(self) -> str:
        """By which paper of the register one acts for another; empty for one's own post."""
        return f"stand_in:{self.stand_in}" if self.stand_in else ""


def posts_held(person: int, *, on: date | None = None) -> list[Held]:
    """Posts of a person on a day, those that bring rights first; one's own before those one stands in for."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH {asking.everybody()}
            SELECT h.post, h.office, h.title, h.organisation, coalesce(f.value, ''), h.stand_in,
              lower(h.valid), upper(h.valid), h.document
            FROM held h
            LEFT JOIN register_organisationfact f ON f.organisation_id = h.organisation AND f.kind = 'name'
              AND upper_inf(f.known) AND f.valid @> %(on)s::date
            WHERE h.person = %(person)s
            ORDER BY NOT EXISTS (SELECT FROM register_postduty d WHERE d.post_id = h.post AND upper_inf(d.known)
              AND d.valid @> %(on)s::date), h.stand_in NULLS FIRST, h.post""",
            {"person": person, "on": on or timezone.localdate()},
        )
        found: dict[int, Held] = {}
        for row in cursor.fetchall():
            found.setdefault(row[0], Held(*row))
        return list(found.values())


def holds_post(actor: Actor) -> bool:
    """Whether an actor holds today, or stands in for, the post they act as."""
    person, post = asking.person_of(actor), asking.post_of(actor)
    return person is not None and any(each.post == post for each in posts_held(person))
