"""The plan's marks: inside they follow the register, outside nothing of them shows."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kejia.judging.tests.federation import organisation, seat, state
from kejia.register import actions
from kejia.register.kinds import OfficeKind, OrganisationFactKind, OrganisationKind
from kejia.register.models import Organisation, OrganisationFact
from kejia.register.term_lines import set_term_line
from kejia.register.tests.insiders import WHO_VISITS
from kejia.register.tests.people import CLERK, TERM

pytestmark = pytest.mark.django_db
DAY = {"on": "2018-05-01"}


@pytest.fixture
def cities() -> list[Organisation]:
    """Two city associations, one of them independent."""
    return [
        organisation(OrganisationKind.ASSOCIATION, "甲市科协", level="city", independent="yes"),
        organisation(OrganisationKind.ASSOCIATION, "乙市科协", level="city", independent="no"),
    ]


def state_of(html: str, clause: str) -> str:
    (found,) = re.findall(rf'class="k-clause" id="[^"]+" data-state="(\w+)" data-clause="{clause}"', html)
    return str(found)


@pytest.mark.usefixtures("cities")
def test_outside_nothing_of_the_marks_shows(client: Client) -> None:
    for query in ({}, {"clause": "11.1"}, {"clause": "11.1", **DAY}, {"state": "not_met"}):
        html = client.get("/plan/", query).content.decode()
        assert "乙市科协" not in html
        assert set(re.findall(r'data-verdict="(\w+)"', html)) <= {"checkable", "computed", "not_built"}
        assert 'name="known"' not in html
    answer = client.get("/api/plan", DAY).json()
    assert {frozenset(clause) for clause in answer["clauses"]} == {
        frozenset({"id", "text", "kinds", "kept_by", "norms", "can_be_checked"})
    }


@pytest.mark.usefixtures("insider", "cities")
def test_inside_each_clause_has_its_mark_and_the_panel_its_evidence(client: Client) -> None:
    html = client.get("/plan/", {"clause": "11.1", **DAY}).content.decode()
    assert state_of(html, "11.1") == "not_met"
    assert state_of(html, "5.1") == "not_built"
    assert "符合 1 · 未达到 1 · 待核实 0" in html
    assert html.index("乙市科协") < html.index("甲市科协")
    assert "没有做到：独立建制" in html
    assert "1 / 2" in html
    assert "截至 <b>2018-05-01</b>" in html


@pytest.mark.usefixtures("insider")
def test_the_evidence_leads_to_the_pages_of_those_it_names(
    client: Client, cities: list[Organisation]
) -> None:
    html = client.get("/plan/", {"clause": "11.1", **DAY}).content.decode()
    way = f"/federation/organisations/{cities[1].pk}/?on=2018-05-01"
    assert f'<a href="{way}">乙市科协</a>' in html
    assert "乙市科协" in client.get(way).content.decode()


@pytest.mark.usefixtures("insider")
def test_an_empty_register_shows_no_clause_as_met(client: Client) -> None:
    html = client.get("/plan/", DAY).content.decode()
    assert set(re.findall(r'class="k-clause" id="[^"]+" data-state="(\w+)"', html)) == {
        "cannot_tell",
        "not_built",
    }


@pytest.mark.usefixtures("insider", "cities")
def test_the_dates_go_along_with_every_link(client: Client) -> None:
    html = client.get("/plan/", {"article": "11", **DAY}).content.decode()
    assert 'href="?article=11&amp;on=2018-05-01&amp;clause=11.1#clause-11-1"' in html
    assert 'href="/plan/?on=2018-05-01"' in html


@pytest.mark.usefixtures("insider", "cities")
def test_clauses_can_be_chosen_by_their_mark(client: Client) -> None:
    html = client.get("/plan/", {"state": "not_met", **DAY}).content.decode()
    assert re.findall(r'class="k-clause" id="[^"]+" data-state="\w+" data-clause="([\d.]+)"', html) == [
        "11.1"
    ]


@pytest.mark.usefixtures("insider")
def test_as_known_before_a_correction(client: Client, cities: list[Organisation]) -> None:
    then = timezone.now().isoformat()
    wrong = OrganisationFact.objects.get(organisation=cities[1], kind=OrganisationFactKind.INDEPENDENT)
    actions.correct(wrong, by=CLERK, reason="核实", value="yes")
    assert state_of(client.get("/plan/", DAY).content.decode(), "11.1") == "met"
    assert state_of(client.get("/plan/", {"known": then, **DAY}).content.decode(), "11.1") == "not_met"


@pytest.mark.usefixtures("insider", "cities")
def test_the_plan_is_judged_once_until_the_register_changes(
    client: Client, cities: list[Organisation]
) -> None:
    client.get("/plan/", DAY)
    with CaptureQueriesContext(connection) as again:
        client.get("/plan/", DAY)
    assert len(again) == 1 + WHO_VISITS
    state(cities[0], OrganisationFactKind.PILOT, "yes")
    with CaptureQueriesContext(connection) as anew:
        client.get("/plan/", DAY)
    assert len(anew) > 5 + WHO_VISITS


@pytest.mark.usefixtures("insider")
@pytest.mark.parametrize(
    "query", [{"on": "1. Mai"}, {"on": "2018-02-30"}, {"known": "2999-01-01"}, {"known": "<script>"}]
)
def test_a_date_that_cannot_be_asked_for_is_refused_in_words_and_no_mark_is_shown(
    client: Client, query: dict[str, str]
) -> None:
    response = client.get("/plan/", query)
    assert response.status_code == 400
    html = response.content.decode()
    assert "这样的日期看不到记号" in html
    assert "<script>" not in re.sub(r"<script src[^>]*></script>", "", html)
    assert set(re.findall(r'data-verdict="(\w+)"', html)) <= {"checkable", "computed", "not_built"}
    answer = client.get("/api/plan", query)
    assert answer.status_code == 422
    assert next(iter(query.values())) in answer.json()["error"]


@pytest.mark.usefixtures("insider", "cities")
def test_the_api_gives_state_and_evidence_inside(client: Client) -> None:
    clauses = {c["id"]: c for c in client.get("/api/plan", {"lang": "en", **DAY}).json()["clauses"]}
    assert clauses["11.1"]["state"] == "not_met"
    assert clauses["11.1"]["evidence"]["not_met"] == 1
    assert clauses["11.1"]["evidence"]["bodies"][0]["name"] == "乙市科协"
    assert clauses["5.1"]["state"] == "not_built"
    assert clauses["5.1"]["evidence"] is None


@pytest.mark.usefixtures("insider")
def test_one_body_alone_shows_its_own_share_against_the_line(client: Client) -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    seat(ours, OfficeKind.STANDING_MEMBER, [True, True, True, False])
    html = client.get("/plan/", {"clause": "4.2", **DAY}).content.decode()
    assert "某省科协 常委会" in html
    assert re.findall(r'<span class="k-number">(\d+ / \d+)</span>\s*<span[^>]*>([^<]+)</span>', html)[:2] == [
        ("3 / 4", "75%"),
        ("3 / 4", "75%"),
    ]
    assert state_of(html, "4.2") == "met"


@pytest.mark.usefixtures("insider")
def test_inside_the_lines_of_terms_stand_beside_the_clauses(client: Client) -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    seat(ours, OfficeKind.DELEGATE, [True] * 4)
    words = {
        "attribute": "woman",
        "relation": "at_least",
        "value": "25%",
        "modality": "must",
        "quote": "女代表不少于",
    }
    paper = {"document": "某科协发〔2016〕30号", "document_date": TERM}
    set_term_line(ours, "congress", 9, **words, **paper, since=TERM, by=CLERK)  # type: ignore[arg-type]
    for _ in range(2):  # the second time from the cache
        html = client.get("/plan/", DAY).content.decode()
        assert "某科协发〔2016〕30号“女代表不少于”" in html
        assert f"/federation/organisations/{ours.pk}/congress/?on=2018-05-01" in html


@pytest.mark.usefixtures("cities")
def test_outside_no_line_of_a_term_shows(client: Client) -> None:
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    words = {
        "attribute": "woman",
        "relation": "at_least",
        "value": "25%",
        "modality": "must",
        "quote": "女代表不少于",
    }
    paper = {"document": "某科协发〔2016〕30号", "document_date": TERM}
    set_term_line(ours, "congress", 9, **words, **paper, since=TERM, by=CLERK)  # type: ignore[arg-type]
    assert "届次要求" not in client.get("/plan/", DAY).content.decode()
