"""Lines of terms judged from the register: like a law's norm, bound to one body, deciding no clause they do not name."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kejia.judging.clauses import LineJudged
from kejia.judging.live_bodies import judge_bodies
from kejia.judging.live_units import families
from kejia.judging.plan import judge_plan
from kejia.judging.plan_json import plan_json
from kejia.judging.term_lines import lines_on
from kejia.judging.tests.federation import organisation, seat
from kejia.judging.timeline import changes, timeline
from kejia.norms.basis import UNSET
from kejia.norms.kinds import Body, Outcome
from kejia.norms.law import load_law
from kejia.register import actions
from kejia.register.facts import body_number
from kejia.register.kinds import OfficeKind, OrganisationKind, PersonFactKind
from kejia.register.models import Organisation, PersonFact, TermLine
from kejia.register.periods import period
from kejia.register.term_lines import set_term_line
from kejia.register.tests.people import CLERK, TERM, person, post

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 1)
PLAN = load_law()
DOCUMENT = "某科协发〔2016〕30号"
WORDS = "女代表一般不少于百分之二十五"


def asked(of: Organisation, body: str = "congress", **words: Any) -> TermLine:
    """A line of a term: women at least a quarter, unless told otherwise."""
    given = {"attribute": "woman", "relation": "at_least", "value": "25%", "modality": "must", "quote": WORDS,
             "since": TERM, "document": DOCUMENT, "document_date": date(2016, 10, 8)}  # fmt: skip
    return set_term_line(of, body, 9, **(given | words), by=CLERK)  # type: ignore[arg-type]


def congress(women: int, men: int, unknown: int = 0, name: str = "某省科协") -> Organisation:
    """An association with delegates."""
    ours = organisation(OrganisationKind.ASSOCIATION, name, level="province")
    place = post(ours, OfficeKind.DELEGATE)
    for sex in ["女"] * women + ["男"] * men + [""] * unknown:
        actions.appoint(person(born=date(1980, 1, 1), sex=sex), place, since=TERM, by=CLERK)
    return ours


def one(on: date = DAY) -> LineJudged:
    (line,) = judge_plan(PLAN, on).lines
    return line


@pytest.mark.parametrize(
    ("women", "men", "unknown", "outcome"),
    [(2, 6, 0, "met"), (1, 7, 0, "not_met"), (1, 6, 1, "cannot_tell"), (3, 5, 1, "met")],
)
def test_a_line_is_held_against_its_body_at_its_number(
    women: int, men: int, unknown: int, outcome: str
) -> None:
    asked(congress(women, men, unknown))
    judged = one()
    assert judged.found.outcome == outcome
    assert DOCUMENT in judged.found.say.zh and WORDS in judged.found.say.zh
    assert judged.found.norm == f"line.{TermLine.objects.get().pk}"


def test_a_line_that_is_not_met_says_how_many_are_missing_and_turns_no_clause() -> None:
    ours = congress(0, 8)
    before = {each.clause.id: each.state for each in judge_plan(PLAN, DAY).clauses}
    asked(ours)
    plan = judge_plan(PLAN, DAY)
    assert {each.clause.id: each.state for each in plan.clauses} == before
    assert "差 2 人：替换 2 人，或增加 3 名" in plan.lines[0].found.say.zh


def test_a_line_that_names_a_clause_is_among_what_decides_it() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    seat(ours, OfficeKind.STANDING_MEMBER, [True] * 4)
    assert judge_plan(PLAN, DAY).find("4.2").state == "met"
    asked(ours, "standing", attribute="leading_cadre", relation="count_at_least", value="1", clause="4.2")
    plan = judge_plan(PLAN, DAY)
    assert plan.find("4.2").state == "cannot_tell"  # nobody's being an official is on record
    evidence = plan.find("4.2").evidence
    assert evidence is not None and any(norm.id.startswith("line.") for norm in evidence.norms)


def test_a_line_makes_no_clause_met_that_has_no_norm_of_its_own() -> None:
    asked(congress(4, 4), clause="5.1")
    plan = judge_plan(PLAN, DAY)
    assert (plan.find("5.1").state, plan.lines[0].found.outcome) == ("not_built", "met")


def test_a_line_holds_for_its_days_and_binds_no_other_body() -> None:
    ours = congress(0, 4)
    congress(0, 4, name="某市科协")
    asked(ours, since=date(2018, 1, 1), until=date(2019, 1, 1))
    for on, lines in ((date(2017, 12, 31), 0), (DAY, 1), (date(2018, 12, 31), 1), (date(2019, 1, 1), 0)):
        assert len(judge_plan(PLAN, on).lines) == lines, on
    assert one().found.subject.organisation == ours.pk


def test_what_was_known_before_the_line_was_entered_knows_nothing_of_it() -> None:
    ours = congress(0, 4)
    then = timezone.now()
    line = asked(ours)
    assert judge_plan(PLAN, DAY, then).lines == ()
    actions.withdraw(line, by=CLERK, reason="误录")
    assert judge_plan(PLAN, DAY).lines == ()


def test_democratic_parties_and_people_without_party_are_counted_by_the_party_on_record() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    place = post(ours, OfficeKind.COMMITTEE_MEMBER)
    for party in ("民盟盟员", "无党派人士", "九三学社", "中共党员", "中国共产党预备党员", "群众", ""):
        who = person()
        actions.appoint(who, place, since=TERM, by=CLERK)
        if party:
            fact = PersonFact(person=who, kind=PersonFactKind.PARTY, value=party, valid=period(None))
            actions.believe(fact, by=CLERK)
    asked(ours, "committee", attribute="non_party", relation="at_least", value="30%")
    found = one().found
    assert (found.outcome, found.numerator, found.denominator) == (Outcome.MET, 3, 7)
    asked(ours, "committee", attribute="non_party", relation="more_than_half", value="")
    doubtful = next(line.found for line in judge_plan(PLAN, DAY).lines if line.line.norm.measure == "share"
                    and line.found.outcome is not Outcome.MET)  # fmt: skip
    assert (doubtful.outcome, doubtful.low, doubtful.high) == (Outcome.CANNOT_TELL, "3/7", "5/7")


def test_the_number_of_statements_does_not_grow_with_the_lines() -> None:
    asked(congress(1, 1))
    judge_plan(PLAN, DAY)
    with CaptureQueriesContext(connection) as few:
        judge_plan(PLAN, DAY)
    for number in range(8):
        asked(
            congress(1, 1, name=f"第{number}市科协"),
            age=45,
            attribute="aged_at_most",
            value=f"{number + 1}0%",
        )
    with CaptureQueriesContext(connection) as many:
        plan = judge_plan(PLAN, DAY)
    assert (len(many), len(plan.lines)) == (len(few), 9)


def test_a_line_alone_is_judged_as_among_all_and_along_the_record_as_on_its_days() -> None:
    ours = congress(1, 3)
    asked(ours)
    asked(congress(0, 4, name="某市科协"))
    placed = families(DAY, None)
    lines = lines_on(DAY, None, [ours.pk]).lines
    none = replace(PLAN, norms=())
    own: Any = {family: [ours.pk] for family, members in placed.items() if ours.pk in members}
    (alone,) = judge_bodies(none, DAY, None, own, only=ours.pk, lines=lines)
    assert alone in [line.found for line in judge_plan(PLAN, DAY).lines]
    leaving = TermLine.objects.get(organisation=ours)
    actions.end(leaving, on=date(2018, 7, 1), by=CLERK)
    (line,) = lines_on(DAY, None, [ours.pk]).lines
    stretches = timeline([line.norm], body_number(ours.pk, Body.CONGRESS), UNSET, invited=False)
    told = [(since, verdict.outcome) for since, verdict in changes(stretches, line.norm)]
    assert told == [(TERM, Outcome.MET), (date(2018, 7, 1), Outcome.NOT_IN_FORCE)]


def test_words_that_mean_nothing_cannot_be_told_and_break_nothing() -> None:
    asked(congress(1, 1), attribute="tall")
    plan = judge_plan(PLAN, DAY)
    assert plan.lines == ()
    assert "没有“tall”这个选项" in plan.unreadable[0].say.zh


def test_the_json_holds_each_line_with_its_words() -> None:
    asked(congress(1, 1), addressee="大会筹备组")
    written = plan_json(judge_plan(PLAN, DAY), "zh")["term_lines"]
    assert isinstance(written, list)
    (line,) = written
    assert (line["state"], line["quote"], line["document"], line["addressee"], line["term"]) == (
        "met", WORDS, DOCUMENT, "大会筹备组", 9,
    )  # fmt: skip


@pytest.mark.parametrize(
    "fault", [{"document": ""}, {"document_date": None}, {"quote": ""}, {"since": None}], ids=str
)
def test_the_database_takes_no_line_without_document_day_and_words(fault: dict[str, Any]) -> None:
    with pytest.raises(actions.Overlaps):
        asked(congress(1, 1), **fault)


def test_the_same_is_asked_once_at_a_time_but_of_each_age() -> None:
    ours = congress(1, 1)
    for age in (35, 45):
        asked(ours, attribute="aged_at_most", age=age, value="10%")
    with pytest.raises(actions.Overlaps) as refused:
        asked(ours, attribute="aged_at_most", age=45, value="20%")
    assert refused.value.constraint == "term_line_once"
    asked(ours, attribute="aged_at_most", age=45, value="20%", since=TERM - timedelta(days=9), until=TERM)
