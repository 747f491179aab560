"""A roster judged and drafted as a whole: its people, their posts in one body, the marks the roster gives them."""

from collections.abc import Iterator, Sequence

from kejia.register.importing import says
from kejia.register.importing.days import Days
from kejia.register.importing.draft import Draft
from kejia.register.importing.marks import mark_person, marks_of
from kejia.register.importing.organisations import Organisations
from kejia.register.importing.posts import KnownPost, Posts, appoint, headcounts_of, refuse_crowded
from kejia.register.importing.rows import Judged, RosterRow
from kejia.register.importing.who import Who


def draft_roster(rows: Sequence[RosterRow], draft: Draft) -> Iterator[Judged]:
    """Each row judged; people whom the register does not hold come with the roster."""
    employers = Organisations(row.person.unit for row in rows)
    who = Who([row.person for row in rows], draft, employers.by_word)
    posts = Posts({row.organisation for row in rows}, draft)
    people = list(who.people.by_id)
    headcounts, held = headcounts_of(people), marks_of(people)
    places: dict[int, str] = {}
    touched: dict[int, tuple[KnownPost, list[Judged]]] = {}
    done = []
    for row in rows:
        judged = Judged(row.line, row.person.name)
        done.append(judged)
        if row.refused is not None:
            judged.refuse(row.refused)
            continue
        id = who.settle(row.person, judged, may_be_new=True)
        if id is None:
            continue
        if (first := places.setdefault(id, row.where)) != row.where:
            judged.refuse(says.TWICE_IN_ROSTER.filled(where=first))
            continue
        who.state(id, row.person, judged, Days(), row.paper)
        for wanted in row.appointments:
            found = posts.of(row.organisation, wanted.office, "")
            if len(found) > 1:
                judged.refuse(says.SEVERAL_ALIKE.filled(office=wanted.office.text, count=len(found)))
            elif appoint(wanted, id, found[0], headcounts.setdefault(id, []), draft, judged):
                touched.setdefault(found[0].id, (found[0], []))[1].append(judged)
        for mark in row.marks:
            mark_person(mark, id, held, draft, judged)
    refuse_crowded(touched.values())
    yield from done
