"""`kejia plan`: its JSON, its words, its exit codes, its refusals."""

import json
from collections.abc import Callable

import pytest
from django.utils import timezone

from kejia.console.plan import main
from kejia.judging.tests.federation import organisation, state
from kejia.register import actions
from kejia.register.kinds import OrganisationFactKind, OrganisationKind
from kejia.register.tests.people import CLERK
from kejia.trail.tests.acting import address

pytestmark = pytest.mark.django_db(transaction=True)

Run = Callable[..., tuple[int, str, str]]
STATES = {"met", "not_met", "cannot_tell", "not_in_force", "in_hand", "not_built"}


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command on the test's database: exit code, what it printed, what it complained of."""
    monkeypatch.setenv("DATABASE_URL", address())

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_an_empty_register_gives_every_clause_and_meets_none(plan: Run) -> None:
    code, said, complained = plan("--json", "--on", "2018-05-01")
    assert (code, complained) == (3, "")
    found = json.loads(said)
    assert set(found) == {"clauses"}
    assert len(found["clauses"]) == 98
    for clause in found["clauses"]:
        assert set(clause) == {"id", "text", "kind", "kept_by", "state", "evidence"}
        assert clause["state"] in ("cannot_tell", "not_built")
        assert (clause["evidence"] is None) == (clause["state"] == "not_built")


def test_before_the_plan_nothing_is_in_force(plan: Run) -> None:
    code, said, _ = plan("--json", "--on", "2016-12-31")
    assert code == 0
    assert {clause["state"] for clause in json.loads(said)["clauses"]} == {"not_in_force", "not_built"}


def test_a_clause_that_is_not_met_names_the_body_and_ends_with_1(plan: Run) -> None:
    organisation(OrganisationKind.ASSOCIATION, "甲市科协", level="city", independent="yes")
    organisation(OrganisationKind.ASSOCIATION, "乙市科协", level="city", independent="no")
    code, said, _ = plan("--on", "2018-05-01")
    assert code == 1
    assert "✕ 11.1  未达到  设区的市科协应独立建制。" in said
    assert "符合 1，未达到 1，待核实 0" in said
    assert "✕ 乙市科协  未达到：没有做到：独立建制  (应当, local.city.independent)" in said
    code, said, _ = plan("--on", "2018-05-01", "--lang", "en", "--json")
    (clause,) = [each for each in json.loads(said)["clauses"] if each["id"] == "11.1"]
    assert (clause["state"], clause["kind"]) == ("not_met", ["rule must"])
    evidence = clause["evidence"]
    assert (evidence["met"], evidence["not_met"], evidence["cannot_tell"]) == (1, 1, 0)
    assert [(body["name"], body["state"]) for body in evidence["bodies"]] == [
        ("乙市科协", "not_met"),
        ("甲市科协", "met"),
    ]
    assert evidence["bodies"][0]["say"] == "not met: not so: an independent body"


def test_as_known_before_a_correction_is_as_it_was_believed(plan: Run) -> None:
    city = organisation(OrganisationKind.ASSOCIATION, "甲市科协", level="city")
    wrong = state(city, OrganisationFactKind.INDEPENDENT, "no")
    then = timezone.now().isoformat()
    actions.correct(wrong, by=CLERK, reason="核实", value="yes")

    def of(*arguments: str) -> str:
        clauses = json.loads(plan("--json", "--on", "2018-05-01", *arguments)[1])["clauses"]
        return str(next(each["state"] for each in clauses if each["id"] == "11.1"))

    assert (of(), of("--as-known", then)) == ("met", "not_met")


@pytest.mark.parametrize("moment", ["2999-01-01", "yesterday"])
def test_a_moment_that_cannot_be_asked_for_is_refused_in_words(plan: Run, moment: str) -> None:
    code, said, complained = plan("--json", "--as-known", moment)
    assert code == 2
    assert json.loads(said)["error"] in complained
    assert moment in complained
