"""The plan live, on small federations in the register: the rules about organisations, both ways and in doubt."""

from datetime import date

import pytest

from kejia.judging.clauses import ClauseState, PlanJudged
from kejia.judging.plan import judge_plan
from kejia.judging.tests.federation import (
    PAPER,
    authorise,
    declare,
    freeze,
    organisation,
    part,
    post_in,
    province,
    relate,
    state,
)
from kejia.norms.law import load_law
from kejia.register import actions
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    FunctionKind,
    MeasureKind,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    RelationKind,
)
from kejia.register.models import Baseline, Organisation, OrganisationRelation
from kejia.register.periods import period
from kejia.register.tests.people import CLERK, TERM, person, post

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 1)
PLAN = load_law()
ARTICLES_1_TO_3 = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "3.4"]


def judged(on: date = DAY) -> PlanJudged:
    return judge_plan(PLAN, on)


def states(*clauses: str, on: date = DAY) -> dict[str, str]:
    plan = judged(on)
    return {clause: plan.find(clause).state.value for clause in clauses}


def counts(clause: str, on: date = DAY) -> tuple[int, int, int]:
    evidence = judged(on).find(clause).evidence
    assert evidence is not None
    return evidence.met, evidence.not_met, evidence.cannot_tell


def test_an_empty_register_meets_nothing_and_breaks_nothing() -> None:
    plan = judged()
    assert {each.state for each in plan.clauses} == {ClauseState.CANNOT_TELL, ClauseState.NOT_BUILT}
    assert len(plan.clauses) == 98
    with_norms = {norm.clause for norm in PLAN.all_norms}
    assert {each.clause.id for each in plan.clauses if each.state is ClauseState.CANNOT_TELL} == with_norms


def test_before_the_plan_took_force_nothing_is_judged() -> None:
    province()
    plan = judged(date(2016, 12, 31))
    assert {each.state for each in plan.clauses} == {ClauseState.NOT_IN_FORCE, ClauseState.NOT_BUILT}


def test_an_association_of_which_nothing_but_its_level_is_known_meets_nothing() -> None:
    organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    organisation(OrganisationKind.ASSOCIATION, "某市科协", level="city")
    organisation(OrganisationKind.SOCIETY, "某学会", level="province")
    organisation(OrganisationKind.TOWNSHIP, "某镇")
    assert ClauseState.MET not in {each.state for each in judged().clauses}


def test_a_reform_in_order_is_met_clause_by_clause() -> None:
    ours = province()
    post_in(ours, date(2017, 9, 1))
    assert set(states(*ARTICLES_1_TO_3, "23.2").values()) == {"met"}, states(*ARTICLES_1_TO_3, "23.2")


def test_a_baseline_counts_from_the_day_after_its_snapshot_and_its_document_is_named() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    part(ours, OrganisationKind.DEPARTMENT, "学会部")
    freeze(ours, MeasureKind.DEPARTMENTS, 1, date(2017, 6, 30))
    assert states("1.1", on=date(2017, 6, 30)) == {"1.1": "cannot_tell"}
    assert states("1.1", on=date(2017, 7, 1)) == {"1.1": "met"}
    evidence = judged().find("1.1").evidence
    assert evidence is not None
    assert evidence.bodies[0].say.zh == f"符合：内设机构数 1，应不超过基数（基数1）；基数依据：{PAPER}"


def test_a_third_department_is_more_than_before() -> None:
    part(province(), OrganisationKind.DEPARTMENT, "新增部", since=date(2018, 1, 1))
    assert states("1.1", on=date(2017, 12, 31)) == {"1.1": "met"}
    assert states("1.1", "23.2") == {"1.1": "not_met", "23.2": "not_met"}


def test_without_its_baseline_nothing_can_be_told() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    part(ours, OrganisationKind.DEPARTMENT, "学会部")
    assert states("1.1", "2.3", "3.4") == dict.fromkeys(("1.1", "2.3", "3.4"), "cannot_tell")


def test_an_institution_whose_supervision_ended_has_no_supervisor() -> None:
    province()
    assert states("1.2") == {"1.2": "met"}
    first = OrganisationRelation.objects.filter(kind=RelationKind.SUPERVISED_BY).first()
    assert first is not None
    actions.end(first, on=date(2018, 1, 1), by=CLERK)
    assert counts("1.2") == (1, 1, 0)
    assert states("1.2") == {"1.2": "not_met"}


def test_an_institution_never_supervised_on_record_is_in_doubt() -> None:
    part(province(), OrganisationKind.INSTITUTION, "某省科技报社")
    assert counts("1.2") == (2, 0, 1)


def test_a_function_on_the_wrong_kind_of_unit_and_one_held_twice_are_shown_but_bind_nobody() -> None:
    ours = province()
    third = part(ours, OrganisationKind.DEPARTMENT, "办公室", since=date(2018, 1, 1))
    declare(third, FunctionKind.CARRY_OUT, "科普实施")
    desk = Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT).first()
    assert desk is not None
    declare(desk, FunctionKind.PLAN, "科普实施")
    assert counts("1.4") == (4, 1, 0)
    assert counts("1.3") == (3, 2, 0)
    assert states("1.3", "1.4") == {"1.3": "cannot_tell", "1.4": "cannot_tell"}


def test_a_unit_that_should_have_ended_and_did_not_is_named() -> None:
    ours = province()
    again = part(ours, OrganisationKind.INSTITUTION, "《科技经济导刊》杂志社", since=date(2017, 8, 1))
    plan = judged()
    assert plan.find("2.1").state is ClauseState.NOT_MET
    evidence = plan.find("2.1").evidence
    assert evidence is not None
    assert (evidence.bodies[0].subject.organisation, plan.names[again.pk]) == (
        again.pk,
        "《科技经济导刊》杂志社",
    )


def test_a_unit_the_plan_founds_that_is_not_on_record_cannot_be_told() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    part(ours, OrganisationKind.INSTITUTION, "某省科学技术馆")
    evidence = judged().find("2.2").evidence
    assert evidence is not None
    assert (evidence.met, evidence.cannot_tell) == (1, 1)
    assert evidence.bodies[0].subject.name == "创新战略研究院"


def test_five_per_cent_of_the_headcount_must_go() -> None:
    ours = province()
    assert states("2.3") == {"2.3": "met"}
    authorise(part(ours, OrganisationKind.INSTITUTION, "某省科技中心"), 1)
    evidence = judged().find("2.3").evidence
    assert evidence is not None
    assert {norm.id: norm.outcome for norm in evidence.norms} == {
        "association.institutions": "not_met",
        "association.institution_headcount": "not_met",
    }


def test_more_people_posted_in_than_were_cut_is_too_many_and_only_on_those_days() -> None:
    ours = province()  # 180 before, 60 + 114 after: 6 cut
    for _ in range(6):
        post_in(ours, date(2017, 9, 1))
    museum = Organisation.objects.get(facts__value="某省创新战略研究院")
    post_in(museum, date(2018, 1, 1), date(2018, 3, 1))
    assert states("3.4", on=date(2017, 12, 31)) == {"3.4": "met"}
    assert states("3.4", on=date(2018, 1, 1)) == {"3.4": "not_met"}
    assert states("3.4", on=date(2018, 3, 1)) == {"3.4": "met"}
    assert states("3.4", on=date(2017, 5, 31)) == {"3.4": "not_in_force"}


def test_one_in_a_hundred_bodies_that_fails_a_must_decides_and_the_worst_stand_first() -> None:
    for i in range(24):
        organisation(OrganisationKind.ASSOCIATION, f"第{i}市科协", level="city", independent="yes")
    loser = organisation(OrganisationKind.ASSOCIATION, "合署市科协", level="city", independent="no")
    unsure = organisation(OrganisationKind.ASSOCIATION, "未报市科协", level="city")
    plan = judged()
    found = plan.find("11.1")
    assert found.state is ClauseState.NOT_MET
    assert counts("11.1") == (24, 1, 1)
    assert found.evidence is not None
    assert len(found.evidence.bodies) == 20
    assert [b.subject.organisation for b in found.evidence.bodies[:2]] == [loser.pk, unsure.pk]
    assert plan.names[loser.pk] == "合署市科协"


def test_a_city_that_ceased_to_be_is_no_longer_counted() -> None:
    organisation(OrganisationKind.ASSOCIATION, "甲市科协", level="city", independent="yes")
    organisation(
        OrganisationKind.ASSOCIATION, "乙市科协", until=date(2019, 1, 1), level="city", independent="no"
    )
    assert counts("11.1", on=date(2018, 12, 31)) == (1, 1, 0)
    assert counts("11.1", on=date(2019, 1, 1)) == (1, 0, 0)


def test_a_county_is_bound_only_where_conditions_allow() -> None:
    for met, independent in (("yes", "yes"), ("yes", "no"), ("no", "no"), ("", "no")):
        county = organisation(
            OrganisationKind.ASSOCIATION, "某县科协", level="county", independent=independent
        )
        if met:
            state(county, OrganisationFactKind.CONDITIONS_MET, met)
    assert counts("11.2") == (1, 1, 1)
    assert states("11.2") == {"11.2": "cannot_tell"}


def test_local_staff_and_institutions() -> None:
    county = organisation(OrganisationKind.ASSOCIATION, "某县科协", level="county")
    gone = actions.appoint(person(), post(county, OfficeKind.STAFF), since=TERM, by=CLERK)
    for name in ("科技馆", "科普中心"):
        part(county, OrganisationKind.INSTITUTION, name)
    assert counts("11.3") == (1, 0, 0)
    assert counts("11.4") == (0, 1, 0)
    actions.end(gone, on=date(2018, 1, 1), by=CLERK)
    assert counts("11.3") == (0, 1, 0)
    assert states("11.4") == {"11.4": "cannot_tell"}


def test_a_township_where_the_one_in_charge_left_is_vacant_and_one_never_recorded_is_in_doubt() -> None:
    served, vacant, silent = (organisation(OrganisationKind.TOWNSHIP, f"{n}镇") for n in "甲乙丙")
    branch = organisation(OrganisationKind.TOWNSHIP_ASSOCIATION, "丁镇科协")
    fourth = organisation(OrganisationKind.TOWNSHIP, "丁镇")
    relate(branch, RelationKind.PART_OF, fourth)
    for where, until in ((served, None), (vacant, date(2018, 1, 1)), (branch, None)):
        where_to = post(where, OfficeKind.IN_CHARGE)
        actions.appoint(person(), where_to, since=TERM, until=until, document=PAPER, by=CLERK)
    assert counts("12.1") == (2, 1, 1)
    assert counts("12.1", on=date(2017, 12, 31)) == (3, 0, 1)
    evidence = judged().find("12.1").evidence
    assert evidence is not None
    assert [b.subject.organisation for b in evidence.bodies[:4:2]] == [vacant.pk, silent.pk]


def test_party_organisations_and_pilots() -> None:
    province()
    for i in range(16):
        society = organisation(
            OrganisationKind.SOCIETY, f"第{i}学会", level="province", pilot="yes" if i < 14 else "no"
        )
        state(society, OrganisationFactKind.PARTY_ORGANISATION, "instructor" if i else "none")
    organisation(OrganisationKind.SOCIETY, "某市学会", level="city")
    assert counts("20.1") == (15, 1, 0)
    assert states("23.3") == {"23.3": "not_met"}
    unsure = organisation(OrganisationKind.SOCIETY, "未报学会", level="province")
    assert states("23.3", "20.1") == {"23.3": "cannot_tell", "20.1": "not_met"}
    state(unsure, OrganisationFactKind.PILOT, "yes")
    assert states("23.3") == {"23.3": "met"}


def test_a_baseline_has_a_document_and_stays_as_it_is() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    freeze(ours, MeasureKind.HEADCOUNT, 180)
    with pytest.raises(actions.Overlaps):
        freeze(ours, MeasureKind.HEADCOUNT, 200)
    with pytest.raises(actions.Overlaps, match="baseline_has_a_document"):
        actions.believe(
            Baseline(organisation=ours, measure=MeasureKind.LEVELS, number=3, valid=period(TERM)), by=CLERK
        )


def test_staff_beyond_the_institutions_headcount_break_the_pool() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    unit = part(ours, OrganisationKind.INSTITUTION, "某省科技馆")
    authorise(unit, 1)
    place = post(unit, OfficeKind.STAFF)
    for expected in ((1, 0, 0), (0, 1, 0)):
        actions.appoint(person(), place, since=TERM, capacity=Capacity.FULL_TIME,
                        establishment=EstablishmentKind.PUBLIC_INSTITUTION, by=CLERK)  # fmt: skip
        assert counts("2.4") == expected


def test_departments_and_levels_of_an_institution_fall() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    unit = part(ours, OrganisationKind.INSTITUTION, "某省科技馆")
    part(unit, OrganisationKind.DEPARTMENT, "展览部")
    part(unit, OrganisationKind.DEPARTMENT, "器材部", until=date(2018, 1, 1))
    state(unit, OrganisationFactKind.INTERNAL_LEVELS, "3")
    freeze(unit, MeasureKind.DEPARTMENTS, 2, date(2017, 6, 30))
    freeze(unit, MeasureKind.LEVELS, 3, date(2017, 6, 30))
    evidence = judged().find("2.5").evidence
    assert evidence is not None
    assert [(n.met, n.not_met) for n in evidence.norms] == [(1, 0), (0, 1)]
    assert states("2.5") == {"2.5": "cannot_tell"}
