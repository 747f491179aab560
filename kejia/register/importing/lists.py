"""The four kinds of lists: every row judged, and what they bring drafted. Nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kejia.plain.text import Text
from kejia.register.importing import says
from kejia.register.importing.days import Days
from kejia.register.importing.draft import Draft
from kejia.register.importing.organisation_lists import draft_organisations
from kejia.register.importing.organisations import Organisations
from kejia.register.importing.posts import KnownPost, Posts, crowded, headcounts_of
from kejia.register.importing.rows import (
    AppointmentRow,
    Judged,
    OrganisationRow,
    Outcome,
    PersonRow,
    Row,
    StandingRow,
)
from kejia.register.importing.who import Who
from kejia.register.kinds import Capacity
from kejia.register.models import Appointment, Standing
from kejia.register.periods import shown


@dataclass(slots=True)
class Judgement:
    """A list judged: its rows in order, and what writing it would bring."""

    rows: list[Judged] = field(default_factory=list)
    draft: Draft = field(default_factory=Draft)

    @property
    def refused(self) -> int:
        """Rows that cannot be imported."""
        return sum(row.says_refused for row in self.rows)

    def counts(self) -> dict[str, int]:
        """Rows by outcome."""
        return {str(each): sum(row.outcome is each for row in self.rows) for each in Outcome}


def judge_list(rows: Sequence[Row]) -> Judgement:
    """Judge a list of one kind against the register as believed now."""
    judgement = Judgement()
    people = [row for row in rows if isinstance(row, PersonRow)]
    organisations = [row for row in rows if isinstance(row, OrganisationRow)]
    appointments = [row for row in rows if isinstance(row, AppointmentRow)]
    standings = [row for row in rows if isinstance(row, StandingRow)]
    judgement.rows += _people(people, judgement.draft)
    judgement.rows += draft_organisations(organisations, judgement.draft)
    judgement.rows += _appointments(appointments, judgement.draft)
    judgement.rows += _standings(standings, judgement.draft)
    return judgement


def _people(rows: Sequence[PersonRow], draft: Draft) -> Iterator[Judged]:
    employers = Organisations(row.person.unit for row in rows)
    who = Who([row.person for row in rows], draft, employers.by_word)
    for row in rows:
        judged = Judged(row.line, row.person.name)
        id = who.settle(row.person, judged, may_be_new=True)
        first = None if id is None else who.first_line(id)
        if first is not None and first != row.line:
            judged.refuse(says.TWICE.filled(line=first))
        elif id is not None:
            who.state(id, row.person, judged, Days(row.since), row.paper)
        yield judged


def _standings(rows: Sequence[StandingRow], draft: Draft) -> Iterator[Judged]:
    employers = Organisations(row.person.unit for row in rows)
    who = Who([row.person for row in rows], draft, employers.by_word)
    held: dict[tuple[int, str], list[tuple[bool, str, Days]]] = {}
    found = Standing.objects.filter(person__in=list(who.people.by_id), known__upper_inf=True)
    for person, mark, holds, value, valid in found.values_list("person", "mark", "holds", "value", "valid"):
        held.setdefault((person, mark), []).append((holds, value, Days(valid.lower, valid.upper)))
    for row in rows:
        judged = Judged(row.line, row.person.name)
        id = who.settle(row.person, judged, may_be_new=False)
        if id is not None:
            _mark(row, id, held.setdefault((id, row.mark.value), []), draft, judged)
        yield judged


def _mark(
    row: StandingRow, id: int, held: list[tuple[bool, str, Days]], draft: Draft, judged: Judged
) -> None:
    days = Days(row.since, row.until)
    if days.since and days.until and days.until <= days.since:
        judged.refuse(says.ENDS_BEFORE)
        return
    met = next(((holds, value) for holds, value, theirs in held if theirs.meets(days)), None)
    if met is not None:
        if met != (row.holds, row.value):
            given, other = (("是" if h else "否") + v for h, v in ((row.holds, row.value), met))
            judged.refuse(says.DIFFERS.filled(what=row.mark.text, held=other, given=given))
        return
    held.append((row.holds, row.value, days))
    draft.add(
        Standing,
        *(id, row.mark.value, row.holds, row.value, row.basis, row.certified_by, row.paper),
        *(days.range, row.paper),
    )
    judged.adds()


def _appointments(rows: Sequence[AppointmentRow], draft: Draft) -> Iterator[Judged]:
    known = Organisations({row.organisation for row in rows} | {row.person.unit for row in rows})
    who = Who([row.person for row in rows], draft, known.by_word)
    named = {id for row in rows for id in known.by_word.get(row.organisation, ())}
    posts = Posts(named, draft)
    headcounts = headcounts_of(list(who.people.by_id))
    touched: dict[int, tuple[KnownPost, list[Judged]]] = {}
    done = []
    for row in rows:
        judged = Judged(row.line, row.person.name)
        organisation = known.one(row.organisation, judged)
        person = who.settle(row.person, judged, may_be_new=True)
        if person is not None and organisation is not None:
            who.state(person, row.person, judged, Days(), row.paper)
            if not judged.says_refused:
                found = posts.of(organisation, row.office, row.title)
                if len(found) > 1:
                    names = {"organisation": row.organisation, "office": row.office.text, "count": len(found)}
                    judged.refuse(says.SEVERAL_POSTS.filled(**names))
                elif _appoint(row, person, found[0], headcounts.setdefault(person, []), draft, judged):
                    touched.setdefault(found[0].id, (found[0], []))[1].append(judged)
        done.append(judged)
    for post, theirs in touched.values():
        if (too_many := crowded(post)) is not None:
            day, holders, seats = too_many
            for judged in theirs:
                judged.refuse(says.NO_SEAT.filled(day=day or "…", count=holders, seats=seats))
    yield from done


def _appoint(
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
