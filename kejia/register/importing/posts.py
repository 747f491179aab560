"""The posts that a list of appointments speaks of, who holds them, and how many seats they have."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from kejia.plain.text import Text
from kejia.register.importing import says
from kejia.register.importing.days import Days
from kejia.register.importing.draft import Draft
from kejia.register.importing.rows import AppointmentRow, Judged
from kejia.register.kinds import Capacity, OfficeKind
from kejia.register.models import Appointment
from kejia.register.periods import shown

ONE_HOLDER = frozenset(
    {
        OfficeKind.CHAIR,
        OfficeKind.PRESIDENT,
        OfficeKind.SECRETARY_GENERAL,
        OfficeKind.HEAD,
        OfficeKind.IN_CHARGE,
    }
)
"""Offices of which a post that a list brings has one holder at a time."""


@dataclass(slots=True)
class KnownPost:
    """A post, its holders and its seats as believed today."""

    id: int
    title: str
    one_seat: bool
    holders: dict[int, list[Days]] = field(default_factory=dict)
    seats: list[tuple[int, Days]] = field(default_factory=list)


class Posts:
    """The posts of some organisations, read in a few statements."""

    def __init__(self, organisations: Iterable[int], draft: Draft) -> None:
        self._draft = draft
        self._found: dict[tuple[int, str], list[KnownPost]] = defaultdict(list)
        self._by_id: dict[int, KnownPost] = {}
        self._load(list(organisations))

    def of(self, organisation: int, office: OfficeKind, title: str) -> list[KnownPost]:
        """The post of an office, by its title where the row gives one, made where there is none; several where unclear."""
        found = self._found[organisation, office.value]
        if title:
            found = [post for post in found if post.title == title]
        if found:
            return found
        one_seat = office in ONE_HOLDER
        new = KnownPost(self._draft.new_post(organisation, office, title, one_seat=one_seat), title, one_seat)
        self._found[organisation, office.value].append(new)
        return [new]

    def _load(self, organisations: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, organisation_id, office, title, one_seat FROM register_post"
                " WHERE organisation_id = ANY(%s) ORDER BY id",
                [organisations],
            )
            for id, organisation, office, title, one_seat in cursor.fetchall():
                self._by_id[id] = KnownPost(id, title, one_seat)
                self._found[organisation, office].append(self._by_id[id])
            ids = list(self._by_id)
            cursor.execute(
                "SELECT post_id, person_id, lower(valid), upper(valid) FROM register_appointment"
                " WHERE upper_inf(known) AND post_id = ANY(%s)",
                [ids],
            )
            for post, person, since, until in cursor.fetchall():
                self._by_id[post].holders.setdefault(person, []).append(Days(since, until))
            cursor.execute(
                "SELECT post_id, number, lower(valid), upper(valid) FROM register_seats"
                " WHERE upper_inf(known) AND post_id = ANY(%s)",
                [ids],
            )
            for post, number, since, until in cursor.fetchall():
                self._by_id[post].seats.append((number, Days(since, until)))


def crowded(post: KnownPost) -> tuple[date | None, int, int] | None:
    """The first day on which a post has more holders than seats, with both numbers."""
    if not post.seats:
        return None
    steps: dict[date, int] = defaultdict(int)
    for spans in post.holders.values():
        for days in spans:
            steps[days.since or date.min] += 1
            if days.until is not None:
                steps[days.until] -= 1
    for _, days in post.seats:
        steps[days.since or date.min] += 0
    holders = 0
    for day in sorted(steps):
        holders += steps[day]
        number = next((n for n, days in post.seats if _holds_on(days, day)), None)
        if number is not None and holders > number:
            return (None if day == date.min else day), holders, number
    return None


def _holds_on(days: Days, day: date) -> bool:
    return (days.since is None or days.since <= day) and (days.until is None or day < days.until)


def headcounts_of(people: list[int]) -> dict[int, list[Days]]:
    """The days on which people draw on a full-time headcount."""
    found: dict[int, list[Days]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, lower(valid), upper(valid) FROM register_appointment WHERE upper_inf(known)"
            " AND capacity = 'full_time' AND establishment <> '' AND person_id = ANY(%s)",
            [people],
        )
        for person, since, until in cursor.fetchall():
            found[person].append(Days(since, until))
    return found


def refuse_crowded(touched: Iterable[tuple[KnownPost, list[Judged]]]) -> None:
    """Refuse the rows that bring holders to posts that would then have more of them than seats."""
    for post, theirs in touched:
        if (too_many := crowded(post)) is not None:
            day, holders, seats = too_many
            for judged in theirs:
                judged.refuse(says.NO_SEAT.filled(day=day or "…", count=holders, seats=seats))


def appoint(
    row: AppointmentRow, person: int, post: KnownPost, headcounts: list[Days], draft: Draft, judged: Judged
) -> bool:
    """Draft an appointment; True where it is new, False where it is known or was refused."""
    days = Days(row.since, row.until)
    if days.until is not None and days.until <= row.since:
        judged.refuse(says.ENDS_BEFORE)
        return False
    for other in post.holders.get(person, ()):
        if other == days:
            return False
        if other.meets(days):
            judged.refuse(says.SERVES.filled(days=shown(other.range)))
            return False
    if post.one_seat:
        for holder, spans in post.holders.items():
            for other in spans:
                if other.meets(days):
                    judged.refuse(
                        says.HELD.filled(
                            office=row.office.text, who=_shown_holder(holder), days=shown(other.range)
                        )
                    )
                    return False
    full = row.capacity is Capacity.FULL_TIME and row.establishment is not None
    for other in headcounts if full else ():
        if other.meets(days):
            judged.refuse(says.HEADCOUNT.filled(days=shown(other.range)))
            return False
    if row.votes_for is not None and (row.votes_of is None or row.votes_for > row.votes_of):
        judged.refuse(says.VOTES)
        return False
    if full:
        headcounts.append(days)
    post.holders.setdefault(person, []).append(days)
    establishment = "" if row.establishment is None else row.establishment.value
    draft.add(
        Appointment,
        *(person, post.id, post.one_seat, row.capacity.value, establishment, row.term),
        *(row.votes_for, row.votes_of, days.range, row.paper, row.paper_date),
    )
    judged.adds()
    return True


def _shown_holder(person: int) -> Text:
    if person < 0:
        return Text("表中另一人", "another of the list")
    return Text(f"{person} 号人员", f"person {person}")
