"""The kinds of lists: every row judged, and what they bring drafted. Nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kejia.register.importing import says
from kejia.register.importing.days import Days
from kejia.register.importing.draft import Draft
from kejia.register.importing.marks import mark_person, marks_of
from kejia.register.importing.organisation_lists import draft_organisations
from kejia.register.importing.organisations import Organisations
from kejia.register.importing.posts import KnownPost, Posts, appoint, headcounts_of, refuse_crowded
from kejia.register.importing.roster_lists import draft_roster
from kejia.register.importing.rows import (
    AppointmentRow,
    Judged,
    OrganisationRow,
    Outcome,
    PersonRow,
    RosterRow,
    Row,
    StandingRow,
)
from kejia.register.importing.who import Who


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
    roster = [row for row in rows if isinstance(row, RosterRow)]
    judgement.rows += _people(people, judgement.draft)
    judgement.rows += draft_organisations(organisations, judgement.draft)
    judgement.rows += _appointments(appointments, judgement.draft)
    judgement.rows += _standings(standings, judgement.draft)
    judgement.rows += draft_roster(roster, judgement.draft)
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
    held = marks_of(who.people.by_id)
    for row in rows:
        judged = Judged(row.line, row.person.name)
        id = who.settle(row.person, judged, may_be_new=False)
        if id is not None:
            mark_person(row, id, held, draft, judged)
        yield judged


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
                elif appoint(row, person, found[0], headcounts.setdefault(person, []), draft, judged):
                    touched.setdefault(found[0].id, (found[0], []))[1].append(judged)
        done.append(judged)
    refuse_crowded(touched.values())
    yield from done
