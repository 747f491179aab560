"""Who may write which fact: the rules of posts, as acts meet them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kejia.register import actions
from kejia.register.access import NotAllowed, may_see_person
from kejia.register.authority.duties import give_duty
from kejia.register.kinds import (
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    PersonFactKind,
    RelationKind,
    Right,
    Scope,
)
from kejia.register.models import (
    Organisation,
    OrganisationFact,
    OrganisationRelation,
    Person,
    PersonFact,
    Post,
)
from kejia.register.periods import period
from kejia.register.tests.offices import Federation, acting
from kejia.register.tests.people import TERM, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Federation:
    return Federation()


def pilot(of: Organisation) -> OrganisationFact:
    return OrganisationFact(organisation=of, kind=OrganisationFactKind.PILOT, value="yes", valid=period(TERM))


def test_a_county_secretary_writes_of_the_county_and_its_units_only(there: Federation) -> None:
    by = acting(there.county_head, there.county_post)
    actions.believe(pilot(there.county), by=by)
    written = actions.believe(pilot(there.unit), by=by)
    assert (written.recorded_by, written.acted_as) == (
        str(there.county_head.pk),
        f"post:{there.county_post.pk}",
    )
    for other in (there.city, there.province, there.society):
        with pytest.raises(NotAllowed):
            actions.believe(pilot(other), by=by)
    by_city = acting(there.city_head, there.city_post)
    better = actions.correct(written, by=by_city, reason="更正", value="no")
    with pytest.raises(NotAllowed):
        actions.withdraw(better, by=acting(there.secretary, there.secretary_post), reason="试试")


def test_nobody_draws_another_organisation_under_their_own(there: Federation) -> None:
    by = acting(there.county_head, there.county_post)
    for one, other in ((there.society, there.county), (there.province, there.county)):
        fact = OrganisationRelation(
            organisation=one, kind=RelationKind.GUIDED_BY, other=other, valid=period(TERM)
        )
        with pytest.raises(NotAllowed):
            actions.believe(fact, by=by)


def test_a_new_unit_is_entered_by_who_may_write_and_then_belongs_where_it_stands(there: Federation) -> None:
    by = acting(there.county_head, there.county_post)
    new = Organisation.objects.create(kind=OrganisationKind.GRASSROOTS_UNIT)
    name = OrganisationFact(
        organisation=new, kind=OrganisationFactKind.NAME, value="丙县某校科协", valid=period(TERM)
    )
    actions.believe(name, by=by)
    other = acting(there.secretary, there.secretary_post)
    with pytest.raises(NotAllowed):
        actions.believe(pilot(new), by=other)
    relation = OrganisationRelation(
        organisation=new, kind=RelationKind.GUIDED_BY, other=there.county, valid=period(TERM)
    )
    actions.believe(relation, by=by)
    actions.believe(pilot(new), by=acting(there.city_head, there.city_post))
    actions.believe(
        OrganisationFact(
            organisation=new, kind=OrganisationFactKind.SHORT_NAME, value="校科协", valid=period(TERM)
        ),
        by=by,
    )


def title(of: Person) -> PersonFact:
    return PersonFact(person=of, kind=PersonFactKind.TITLE, value="高级工程师", valid=period(TERM))


def test_a_person_is_written_of_where_they_serve_and_sees_their_own_record(there: Federation) -> None:
    with pytest.raises(NotAllowed):
        actions.believe(title(there.rival), by=acting(there.secretary, there.secretary_post))
    actions.believe(title(there.rival), by=acting(there.clerk, there.clerk_post))
    li = person("李强")
    post = Post.objects.create(organisation=there.branch, office=OfficeKind.HEAD)
    by = acting(there.secretary, there.secretary_post)
    with pytest.raises(NotAllowed):
        actions.believe(title(li), by=by)
    actions.appoint(li, post, since=TERM, by=by)
    actions.believe(title(li), by=by)
    assert may_see_person(by, li)
    assert may_see_person(acting(li), li)
    assert not may_see_person(acting(li), there.secretary)
    assert not may_see_person(acting(there.rival, there.rival_post), li)


def test_nobody_appoints_themselves_or_elsewhere(there: Federation) -> None:
    by = acting(there.secretary, there.secretary_post)
    own = Post.objects.create(organisation=there.society, office=OfficeKind.PRESIDENT)
    elsewhere = Post.objects.create(organisation=there.other_society, office=OfficeKind.PRESIDENT)
    for who, post in ((there.secretary, own), (there.rival, elsewhere)):
        with pytest.raises(NotAllowed):
            actions.appoint(who, post, since=TERM, by=by)
    actions.appoint(there.rival, own, since=TERM, by=by)


def test_a_post_is_given_no_more_than_the_giver_has(there: Federation) -> None:
    by = acting(there.secretary, there.secretary_post)
    post = Post.objects.create(organisation=there.society, office=OfficeKind.STAFF)
    given = give_duty(post, Right.WRITE, Scope.WITHIN, since=timezone.localdate(), by=by)
    assert given.acted_as == by.acted_as
    for right, scope in ((Right.MERGE, Scope.OWN), (Right.SEE, Scope.GUIDED), (Right.SEE, Scope.ALL)):
        with pytest.raises(NotAllowed):
            give_duty(post, right, scope, since=None, by=by)
    elsewhere = Post.objects.create(organisation=there.other_society, office=OfficeKind.STAFF)
    with pytest.raises(NotAllowed):
        give_duty(elsewhere, Right.SEE, Scope.OWN, since=None, by=by)
    with pytest.raises(NotAllowed):
        actions.end(
            given, on=timezone.localdate() + timedelta(days=1), by=acting(there.rival, there.rival_post)
        )
