"""A line of a term says the same of a roster file as of the register: one text, two sources."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kejia.judging.plan import judge_plan
from kejia.judging.tests.federation import organisation
from kejia.judging.tests.lists import check, people, table
from kejia.norms.kinds import Body
from kejia.norms.law import load_law
from kejia.norms.line_files import read_basis_and_lines
from kejia.register import actions
from kejia.register.kinds import OfficeKind, OrganisationKind, PersonFactKind
from kejia.register.models import PersonFact
from kejia.register.periods import period
from kejia.register.term_lines import set_term_line
from kejia.register.tests.people import CLERK, TERM, person, post

DAY = date(2018, 5, 1)
PAPER = date(2016, 10, 8)
PARTIES = ["民盟", "无党派人士", "中共党员", "群众", "九三学社", "中共党员", "", "致公党"]
SEXES = ["女", "男", "男", "女", "", "男", "男", "男"]
WORDS: list[dict[str, Any]] = [
    {"attribute": "woman", "relation": "at_least", "value": "25%"},
    {"attribute": "woman", "relation": "count_at_least", "value": "4"},
    {"attribute": "non_party", "relation": "at_least", "value": "50%"},
    {"attribute": "non_party", "relation": "more_than_half", "value": ""},
    {"attribute": "non_party", "relation": "at_most", "value": "40%"},
]
HEADER = "姓名 性别 党派"


def cells() -> list[str]:
    return [
        f"{line.split(' ')[0]} {sex or '_'} {party or '_'}"
        for line, sex, party in zip(people(8, "_"), SEXES, PARTIES, strict=True)
    ]


@pytest.mark.django_db
def test_roster_and_register_come_to_the_same_verdicts() -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    place = post(ours, OfficeKind.DELEGATE)
    for sex, party in zip(SEXES, PARTIES, strict=True):
        who = person(sex=sex)
        actions.appoint(who, place, since=TERM, by=CLERK)
        if party:
            fact = PersonFact(person=who, kind=PersonFactKind.PARTY, value=party, valid=period(None))
            actions.believe(fact, by=CLERK)
    for words in WORDS:
        set_term_line(ours, "congress", 9, **words, modality="must", quote="原文", since=TERM,
                      document="某科协发〔2016〕30号", document_date=PAPER, by=CLERK)  # fmt: skip
    of_register = [
        (line.found.outcome.value, line.found.low, line.found.high)
        for line in judge_plan(load_law(), DAY).lines
    ]
    rows = [{**words, "body": "congress", "quote": "原文", "since": TERM} for words in WORDS]
    _, lines = read_basis_and_lines({"lines": rows})
    findings = [
        f.verdict for f in check(table(HEADER, *cells()), Body.CONGRESS, on=DAY, lines=lines).findings
    ]
    of_file = [
        (v.outcome.value, *((str(v.low), str(v.high)) if v.norm.measure == "share" else ("", "")))
        for v in findings
        if v.norm.id.startswith("line.")
    ]
    assert of_file == of_register
    assert {outcome for outcome, *_ in of_file} == {"met", "not_met", "cannot_tell"}


def test_a_body_the_law_says_nothing_of_is_judged_by_its_lines_alone() -> None:
    _, lines = read_basis_and_lines(
        {"lines": [{**WORDS[0], "body": "congress", "quote": "原文", "since": TERM}]}
    )
    silent = replace(load_law(), norms=())
    result = check(table(HEADER, *cells()), Body.CONGRESS, on=DAY, lines=lines, law=silent)
    assert [f.verdict.norm.id for f in result.findings] == ["line.1"]
