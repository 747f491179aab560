"""The plan live: people in bodies, officials in societies, levels, counting bases, and what was known when."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kejia.judging.clauses import ClauseState, PlanJudged
from kejia.judging.plan import judge_plan
from kejia.judging.tests.federation import (
    PAPER,
    approve,
    organisation,
    province,
    seat,
    state,
)
from kejia.norms.law import load_law
from kejia.register import actions
from kejia.register.baselines import set_counting_basis
from kejia.register.kinds import (
    MarkKind,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
)
from kejia.register.models import CountingBasis, Organisation
from kejia.register.periods import period
from kejia.register.tests.people import CLERK, TERM, mark, person, post

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 1)
PLAN = load_law()


def judged(on: date = DAY) -> PlanJudged:
    return judge_plan(PLAN, on)


def states(*clauses: str, on: date = DAY) -> dict[str, str]:
    plan = judged(on)
    return {clause: plan.find(clause).state.value for clause in clauses}


def counts(clause: str, on: date = DAY) -> tuple[int, int, int]:
    evidence = judged(on).find(clause).evidence
    assert evidence is not None
    return evidence.met, evidence.not_met, evidence.cannot_tell


def test_an_official_in_a_society_needs_an_approval_that_holds_on_the_day() -> None:
    society = organisation(OrganisationKind.SOCIETY, "某学会", level="province")
    official, scholar = seat(society, OfficeKind.DIRECTOR, [True, True])
    mark(official, MarkKind.LEADING_CADRE, True)
    assert states("9.4") == {"9.4": "not_met"}
    approve(official, society, until=date(2018, 7, 1))
    assert states("9.4") == {"9.4": "cannot_tell"}  # nobody said whether the scholar is an official
    mark(scholar, MarkKind.LEADING_CADRE, False)
    assert states("9.4") == {"9.4": "met"}
    assert states("9.4", on=date(2018, 7, 1)) == {"9.4": "not_met"}


def test_pay_and_a_second_term_beyond_the_approval_break_the_rule() -> None:
    society = organisation(OrganisationKind.SOCIETY, "某学会", level="province")
    (paid,) = seat(society, OfficeKind.PRESIDENT, [True])
    (stayer,) = seat(society, OfficeKind.DIRECTOR, [True], since=date(2012, 1, 1), term=1)
    actions.appoint(stayer, post(society, OfficeKind.STANDING_DIRECTOR), since=TERM, term=2, by=CLERK)
    for who, unpaid in ((paid, False), (stayer, True)):
        mark(who, MarkKind.LEADING_CADRE, True)
        approve(who, society, unpaid=unpaid)
    evidence = judged().find("9.4").evidence
    assert evidence is not None
    assert {norm.id.rpartition(".")[2]: norm.outcome.value for norm in evidence.norms} == {
        "approved": "met",
        "unpaid": "not_met",
        "terms": "not_met",
    }


def test_a_society_whose_council_is_not_on_record_is_in_doubt() -> None:
    organisation(OrganisationKind.SOCIETY, "某学会", level="province")
    assert counts("9.4") == (0, 0, 1)
    assert counts("8.3") == (0, 0, 2)  # its council and its standing council


def test_the_committee_of_a_city_is_not_bound_by_4_2_and_its_vice_chairs_are_by_13_1() -> None:
    city = organisation(OrganisationKind.ASSOCIATION, "某市科协", level="city")
    seat(city, OfficeKind.COMMITTEE_MEMBER, [False] * 4)
    seat(city, OfficeKind.PART_TIME_VICE_CHAIR, [True, True, False])
    assert states("13.1") == {"13.1": "cannot_tell"}  # no county is on record
    county = organisation(OrganisationKind.ASSOCIATION, "某县科协", level="county")
    seat(county, OfficeKind.PART_TIME_VICE_CHAIR, [True])
    assert states("4.2", "13.1") == {"4.2": "cannot_tell", "13.1": "met"}
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    seat(ours, OfficeKind.STANDING_MEMBER, [True] * 3 + [False])
    seat(ours, OfficeKind.PART_TIME_VICE_CHAIR, [True])
    assert states("4.2") == {"4.2": "met"}


def test_what_should_be_is_shown_and_never_makes_a_clause_not_met() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    seat(ours, OfficeKind.STANDING_MEMBER, [True] * 17)
    seat(ours, OfficeKind.PART_TIME_VICE_CHAIR, [False] * 2)
    city = organisation(OrganisationKind.ASSOCIATION, "某市科协", level="city")
    (who,) = seat(city, OfficeKind.PART_TIME_VICE_CHAIR, [False])
    for kind in (MarkKind.SCIPOP_WORKER, MarkKind.RURAL_TALENT):
        mark(who, kind, False)
    plan = judged()
    evidence = plan.find("4.2").evidence
    assert evidence is not None
    assert {n.id: n.outcome.value for n in evidence.norms}["vice_chairs.frontline"] == "not_met"
    assert plan.find("4.2").state is ClauseState.MET
    assert plan.find("13.1").state is ClauseState.CANNOT_TELL
    assert counts("13.1") == (0, 1, 0)


def test_a_congress_is_compared_with_the_one_before() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    place = post(ours, OfficeKind.DELEGATE)
    for since, until, leading in ((date(2011, 12, 1), TERM, 2), (TERM, None, 1)):
        for i in range(4):
            who = person(born=date(1980, 1, 1))
            actions.appoint(who, place, since=since, until=until, by=CLERK)
            mark(who, MarkKind.GRASSROOTS_FRONTLINE, True)
            mark(who, MarkKind.LEADING_CADRE, i < leading)
    evidence = judged().find("4.1").evidence
    assert evidence is not None
    assert {n.id: n.outcome.value for n in evidence.norms} == {
        "congress.frontline": "met",
        "congress.young": "met",
        "congress.leading": "met",
    }


def test_invited_delegates_are_tried_both_ways_until_a_basis_decides() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    seat(ours, OfficeKind.DELEGATE, [True, True])
    seat(ours, OfficeKind.INVITED_DELEGATE, [False, False])
    assert states("4.1") == {"4.1": "cannot_tell"}
    basis = CountingBasis(organisation=ours, body="congress", settings={"invited_delegates_count": False},
                          valid=period(TERM), document="某科协发〔2016〕9号")  # fmt: skip
    actions.believe(basis, by=CLERK)
    plan = judged()
    assert plan.find("4.1").state is ClauseState.MET
    evidence = plan.find("4.1").evidence
    assert evidence is not None
    assert any("某科协发〔2016〕9号" in each.say.zh for each in evidence.bodies)


def test_invited_delegates_alone_are_no_congress_where_the_basis_leaves_them_out() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    seat(ours, OfficeKind.INVITED_DELEGATE, [True, True])
    assert states("4.1") == {"4.1": "met"}
    set_counting_basis(
        ours, "congress", {"invited_delegates_count": False}, since=TERM, document=PAPER, by=CLERK
    )
    assert states("4.1") == {"4.1": "cannot_tell"}


def test_each_society_may_have_its_own_basis_and_all_are_counted_together() -> None:
    for age in (40, 50, None):
        society = organisation(OrganisationKind.SOCIETY, f"{age}学会", level="province")
        place = post(society, OfficeKind.STANDING_DIRECTOR)
        for born in (date(1973, 1, 1), date(1950, 1, 1)):
            who = person(born=born)
            actions.appoint(who, place, since=TERM, by=CLERK)
            mark(who, MarkKind.GRASSROOTS_FRONTLINE, True)
        if age:
            for body in ("society-directors", "society-standing"):
                basis = CountingBasis(organisation=society, body=body, settings={"young_middle_aged_age": age},
                                      valid=period(TERM), document=PAPER)  # fmt: skip
                actions.believe(basis, by=CLERK)
    evidence = judged().find("8.3").evidence
    assert evidence is not None
    young = {n.id: (n.met, n.not_met, n.cannot_tell) for n in evidence.norms if n.id.endswith("young")}
    assert young == {"society.directors.young": (1, 1, 1), "society.standing.young": (1, 1, 1)}


def test_an_association_whose_level_is_not_on_record_is_in_doubt_and_breaks_nothing() -> None:
    nameless = organisation(OrganisationKind.ASSOCIATION, "某科协", independent="no")
    seat(nameless, OfficeKind.STANDING_MEMBER, [False])
    assert states("11.1", "4.2") == {"11.1": "cannot_tell", "4.2": "cannot_tell"}


def test_what_was_known_then_stays_and_a_correction_shows_from_now_on() -> None:
    organisation(OrganisationKind.ASSOCIATION, "某市科协", level="city")
    city = Organisation.objects.get()
    wrong = state(city, OrganisationFactKind.INDEPENDENT, "no")
    then = timezone.now()
    actions.correct(wrong, by=CLERK, reason="核实", value="yes")
    assert judge_plan(PLAN, DAY, then).find("11.1").state is ClauseState.NOT_MET
    assert judged().find("11.1").state is ClauseState.MET


def test_the_number_of_statements_does_not_grow_with_the_bodies() -> None:
    province()
    judged()
    with CaptureQueriesContext(
        connection,
    ) as few:
        judged()
    for i in range(12):
        society = organisation(OrganisationKind.SOCIETY, f"第{i}学会", level="province")
        seat(society, OfficeKind.DIRECTOR, [True, False])
        organisation(OrganisationKind.ASSOCIATION, f"第{i}市科协", level="city", independent="yes")
    with CaptureQueriesContext(connection) as many:
        judged()
    assert len(many) == len(few)


def test_a_basis_that_cannot_be_read_decides_nothing_and_says_what_is_wrong() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    seat(ours, OfficeKind.STANDING_MEMBER, [True] * 4)
    assert states("4.2") == {"4.2": "met"}
    set_counting_basis(
        ours, "standing", {"young_middle_aged_age": "老"}, since=TERM, document=PAPER, by=CLERK
    )
    evidence = judged().find("4.2").evidence
    assert evidence is not None
    assert (evidence.met, evidence.not_met, evidence.cannot_tell) == (1, 0, 1)
    assert "中青年的年龄线" in evidence.bodies[0].say.zh
    with pytest.raises(actions.Overlaps):
        set_counting_basis(ours, "standing", {}, since=TERM, document=PAPER, by=CLERK)
