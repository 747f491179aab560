"""Who may what, for which organisations, on which day: a query over appointments and duties."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kejia.register import actions
from kejia.register.authority import asking
from kejia.register.authority.asking import may, may_everywhere, organisations_seen, who_may, why
from kejia.register.authority.duties import common_sets
from kejia.register.kinds import RelationKind, Right, Scope
from kejia.register.models import Appointment, Person, Post, StandIn
from kejia.register.periods import period
from kejia.register.tests.offices import Federation, acting, relate
from kejia.register.tests.people import CLERK, TERM, person
from kejia.trail.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Federation:
    return Federation()


def reach(there: Federation, who: Person, post: Post, right: Right) -> set[str]:
    """The organisations somebody has a right for, by the names of the federation's own."""
    actor = acting(who, post)
    by_asking = {each for each in there.all if may(actor, right, each)}
    assert asking.allowed_among(actor, right, [each.pk for each in there.all]) == {
        each.pk for each in by_asking
    }
    assert set(organisations_seen(actor, right)) == by_asking
    return {name for name, each in vars(there).items() if each in by_asking}


def test_a_right_reaches_as_far_as_its_scope(there: Federation) -> None:
    everything = {"province", "department", "city", "county", "unit", "society", "other_society", "branch"}
    assert reach(there, there.clerk, there.clerk_post, Right.WRITE) == everything
    assert reach(there, there.head, there.head_post, Right.WRITE) == everything
    assert reach(there, there.head, there.head_post, Right.PUBLISH) == {"province", "department"}
    assert reach(there, there.city_head, there.city_post, Right.WRITE) == {"city", "county", "unit"}
    assert reach(there, there.county_head, there.county_post, Right.WRITE) == {"county", "unit"}
    assert reach(there, there.secretary, there.secretary_post, Right.WRITE) == {"society", "branch"}
    assert reach(there, there.secretary, there.secretary_post, Right.MERGE) == set()
    assert may_everywhere(acting(there.clerk, there.clerk_post), Right.WRITE)
    assert not may_everywhere(acting(there.head, there.head_post), Right.WRITE)


def test_only_the_post_one_acts_under_counts_and_only_while_it_is_held(there: Federation) -> None:
    assert not may(acting(there.secretary), Right.WRITE)
    assert not may(acting(there.secretary, there.clerk_post), Right.WRITE, there.society)
    assert not may(Actor("person", str(there.secretary.pk), "某", "post:x"), Right.WRITE)
    assert not may(Actor("person", "visitor", "某", f"post:{there.secretary_post.pk}"), Right.WRITE)
    assert may(acting(there.secretary, there.secretary_post), Right.WRITE)
    (held,) = Appointment.objects.filter(person=there.secretary)
    actions.end(held, on=timezone.localdate(), by=CLERK)
    assert not may(acting(there.secretary, there.secretary_post), Right.WRITE)
    assert why(there.secretary.pk, Right.WRITE) == []
    (before,) = why(there.secretary.pk, Right.WRITE, on=timezone.localdate() - timedelta(days=1))
    assert (before.post, before.scope) == (there.secretary_post.pk, Scope.WITHIN)


def test_relations_that_come_and_go_change_who_may(there: Federation) -> None:
    there.other_society.relations.get()
    moved = relate(there.other_society, RelationKind.GUIDED_BY, there.city)
    assert "other_society" in reach(there, there.city_head, there.city_post, Right.WRITE)
    actions.end(moved, on=timezone.localdate(), by=CLERK)
    assert "other_society" not in reach(there, there.city_head, there.city_post, Right.WRITE)


def test_a_circle_of_relations_is_no_endless_question(there: Federation) -> None:
    relate(there.province, RelationKind.GUIDED_BY, there.unit)
    assert "province" in reach(there, there.county_head, there.county_post, Right.WRITE)


def test_the_answer_says_by_which_post_since_when_and_by_which_paper(there: Federation) -> None:
    (ground,) = why(there.secretary.pk, Right.APPOINT, there.branch)
    assert (ground.post, ground.since, ground.document) == (there.secretary_post.pk, TERM, "任字〔2016〕1号")
    assert why(there.secretary.pk, Right.APPOINT, there.other_society) == []
    assert {each.right for each in why(there.secretary.pk)} == set(
        common_sets()["society_secretary_general"].duties
    )
    assert {each.person for each in who_may(Right.WRITE, there.branch)} == {
        there.secretary.pk, there.clerk.pk, there.head.pk,
    }  # fmt: skip
    assert who_may(Right.WRITE, there.branch, on=TERM - timedelta(days=1)) == []


def test_as_known_before_a_correction_the_old_answer_stands(there: Federation) -> None:
    moment = actions.database_clock()
    (held,) = Appointment.objects.filter(person=there.secretary)
    actions.withdraw(held, by=CLERK, reason="录错人")
    assert why(there.secretary.pk, Right.WRITE) == []
    assert len(why(there.secretary.pk, Right.WRITE, known=moment)) == 1


def stand_in(there: Federation, who: Person, days: int = 7) -> StandIn:
    today = timezone.localdate()
    fact = StandIn(
        post=there.secretary_post, holder=there.secretary, person=who,
        valid=period(today, today + timedelta(days=days)),
    )  # fmt: skip
    return actions.believe(fact, by=CLERK)


def test_a_stand_in_acts_for_the_post_without_its_gravest_rights_and_as_long_as_the_holder_holds_it(
    there: Federation,
) -> None:
    zhou = person("周晓禾")
    lent = stand_in(there, zhou)
    actor = acting(zhou, there.secretary_post)
    assert may(actor, Right.WRITE, there.branch)
    assert not may(actor, Right.MANAGE_POSTS, there.society)
    (ground,) = why(zhou.pk, Right.WRITE)
    assert (ground.stand_in, ground.holder) == (lent.pk, there.secretary.pk)
    (held,) = Appointment.objects.filter(person=there.secretary)
    actions.end(held, on=timezone.localdate(), by=CLERK)
    assert not may(actor, Right.WRITE, there.branch)
    assert why(zhou.pk, Right.WRITE) == []


@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2026, 1, 1), None), (date(2026, 1, 1), date(2026, 4, 2)), (None, date(2026, 1, 2))],
)
def test_the_database_refuses_a_stand_in_without_an_end_or_over_90_days(
    there: Federation, since: date | None, until: date | None
) -> None:
    fact = StandIn(
        post=there.secretary_post, holder=there.secretary, person=person("周晓禾"), valid=period(since, until)
    )
    with pytest.raises(actions.Overlaps, match="stand_in_is_short"):
        actions.believe(fact, by=CLERK)
    with pytest.raises(actions.Overlaps, match="stand_in_is_another"):
        stand_in(there, there.secretary)


def test_each_question_is_one_statement(there: Federation, django_assert_num_queries: object) -> None:
    actor = acting(there.secretary, there.secretary_post)
    for ask in (
        lambda: may(actor, Right.WRITE, there.branch),
        lambda: may(actor, Right.WRITE),
        lambda: list(organisations_seen(actor, Right.SEE)),
        lambda: why(there.secretary.pk),
        lambda: who_may(Right.SEE, there.branch),
    ):
        with django_assert_num_queries(1):  # type: ignore[operator]
            ask()


def test_every_common_set_is_well_formed() -> None:
    sets = common_sets()
    assert {key for key, each in sets.items() if not each.duties} == set()
    assert set(sets["administrator"].duties) == set(Right)
