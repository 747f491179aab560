"""Two records of one organisation become one, with their posts, seats, relations and members."""

from datetime import date

import pytest

from kejia.register import actions
from kejia.register.kinds import (
    EstablishmentKind,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    RelationKind,
    Side,
)
from kejia.register.merging import CannotMerge, conflicts_of, merge
from kejia.register.models import (
    Appointment,
    Establishment,
    Membership,
    Organisation,
    OrganisationFact,
    OrganisationRelation,
    Person,
    Post,
    Seats,
)
from kejia.register.periods import period
from kejia.register.reads import find_organisation
from kejia.register.tests.believed import believed
from kejia.register.tests.people import CLERK, TERM, association, person, post
from kejia.register.unmerging import undo_merge

pytestmark = pytest.mark.django_db


def society(name: str) -> Organisation:
    made = Organisation.objects.create(kind=OrganisationKind.SOCIETY)
    fact = OrganisationFact(organisation=made, kind=OrganisationFactKind.NAME, value=name, valid=period(None))
    actions.believe(fact, by=CLERK)
    return made


def related(one: Organisation, kind: RelationKind, other: Organisation) -> OrganisationRelation:
    fact = OrganisationRelation(organisation=one, kind=kind, other=other, valid=period(None))
    return actions.believe(fact, by=CLERK)


def test_appointments_go_to_the_like_post_and_a_lacking_post_is_made() -> None:
    twice, stays = society("某省力学学会"), society("某省力学学会")
    like = post(stays, OfficeKind.DIRECTOR, seats=3)
    director, auditor = post(twice, OfficeKind.DIRECTOR, seats=3), post(twice, OfficeKind.AUDITOR_OF_COUNCIL)
    for who, where in ((person("王丽"), director), (person("李强"), auditor)):
        actions.appoint(who, where, since=TERM, by=CLERK)
    before = believed()
    made = merge(twice, into=stays, choices={}, by=CLERK)
    assert find_organisation(twice.pk) == stays
    held = {a.post.office: a.post for a in Appointment.objects.filter(known__upper_inf=True)}
    assert held[OfficeKind.DIRECTOR] == like
    assert held[OfficeKind.AUDITOR_OF_COUNCIL].organisation == stays
    assert [s.post for s in Seats.objects.filter(known__upper_inf=True)] == [like]
    assert undo_merge(made, by=CLERK).stays == []
    assert believed() == before
    merge(twice, into=stays, choices={}, by=CLERK)
    assert Post.objects.filter(organisation=stays).count() == 2  # the post once made serves again


def test_one_person_on_the_like_post_of_both_holds_it_once_and_seats_are_chosen() -> None:
    twice, stays = society("某省力学学会"), society("某省力学学会")
    wang = person("王丽")
    for where, seats in ((twice, 5), (stays, 1)):
        actions.appoint(wang, post(where, OfficeKind.DIRECTOR, seats=seats), since=TERM, by=CLERK)
    actions.appoint(person("李强"), Post.objects.get(organisation=twice), since=TERM, by=CLERK)
    (conflict,) = conflicts_of(twice, stays, by=CLERK)
    assert (type(conflict.leaving), conflict.differing) == (Seats, ("number",))
    before = believed()
    with pytest.raises(actions.NoSeatLeft):
        merge(twice, into=stays, choices={conflict.key: Side.STAYING}, by=CLERK)
    assert believed() == before
    made = merge(twice, into=stays, choices={conflict.key: Side.LEAVING}, by=CLERK)
    assert Appointment.objects.filter(known__upper_inf=True).count() == 2
    assert Seats.objects.get(known__upper_inf=True).number == 5
    assert undo_merge(made, by=CLERK).stays == []
    assert believed() == before


def test_two_holders_of_a_one_seat_post_are_a_conflict() -> None:
    twice, stays = society("某省力学学会"), society("某省力学学会")
    for name, where in (("王丽", twice), ("李强", stays)):
        head = post(where, OfficeKind.PRESIDENT, one_seat=True)
        actions.appoint(person(name), head, since=TERM, by=CLERK)
    (conflict,) = conflicts_of(twice, stays, by=CLERK)
    assert isinstance(conflict.leaving, Appointment)
    assert conflict.differing == ("person_id",)
    merge(twice, into=stays, choices={conflict.key: Side.LEAVING}, by=CLERK)
    assert Appointment.objects.get(known__upper_inf=True).person == conflict.leaving.person


def test_relations_of_both_are_kept_once_and_one_to_itself_goes() -> None:
    whole = association()
    twice, stays, part = society("某省力学学会"), society("某省力学学会"), society("某省力学学会青年分会")
    for each in (twice, stays):
        related(each, RelationKind.MEMBER_OF, whole)
    related(twice, RelationKind.RENAMED_FROM, stays)
    related(part, RelationKind.PART_OF, twice)
    before = believed()
    made = merge(twice, into=stays, choices={}, by=CLERK)
    found = OrganisationRelation.objects.filter(known__upper_inf=True).order_by("kind")
    assert [(r.organisation, r.kind, r.other) for r in found] == [
        (stays, "member_of", whole),
        (part, "part_of", stays),
    ]
    assert undo_merge(made, by=CLERK).stays == []
    assert believed() == before


def test_authorised_numbers_that_differ_are_chosen() -> None:
    twice, stays = society("某省力学学会"), society("某省力学学会")
    for each, number in ((twice, 12), (stays, 10)):
        fact = Establishment(
            organisation=each, kind=EstablishmentKind.PUBLIC_INSTITUTION, number=number, valid=period(TERM)
        )
        actions.believe(fact, by=CLERK)
    (conflict,) = conflicts_of(twice, stays, by=CLERK)
    assert conflict.differing == ("number",)


def test_thousands_of_members_move_in_a_few_statements_and_back() -> None:
    twice, stays = society("某省力学学会"), society("某省力学学会")
    people = Person.objects.bulk_create([Person() for _ in range(3_000)])
    rows = [
        Membership(
            organisation=where, person=who, grade="会员", valid=period(date(2015, 1, 1)), recorded_by="x"
        )
        for where, members in ((twice, people[:2_000]), (stays, people[1_000:]))
        for who in members
    ]
    Membership.objects.bulk_create(rows)
    before = believed()
    made = merge(twice, into=stays, choices={}, by=CLERK)
    members = Membership.objects.filter(known__upper_inf=True)
    assert set(members.values_list("organisation", flat=True)) == {stays.pk}
    assert members.count() == 3_000
    assert undo_merge(made, by=CLERK).stays == []
    assert believed() == before


def test_organisations_of_two_kinds_are_not_one() -> None:
    with pytest.raises(CannotMerge):
        merge(society("某省力学学会"), into=association(), choices={}, by=CLERK)
