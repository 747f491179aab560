"""The rule tests of law/*/cases: each sentence is judged by the very SQL and function the product uses."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
import yaml

from kejia.norms.basis import read_basis
from kejia.norms.law import LAW_FOLDER, Law, Norm, load_law
from kejia.norms.tests.groups import tally_of
from kejia.norms.verdicts import Mend, judge
from kejia.norms.vocabulary import BasisNeeded
from kejia.plain.text import Text

LAWS: dict[str, Law] = {path.parent.name: load_law(path.parent) for path in LAW_FOLDER.glob("*/norms.yaml")}


def _cases() -> Iterator[Any]:
    for name, law in LAWS.items():
        for path in sorted((LAW_FOLDER / name / "cases").glob("*.yaml")):
            for block in yaml.safe_load(path.read_text(encoding="utf-8")):
                if block["norm"] in {norm.id for norm in law.unit_norms}:
                    continue  # see test_unit_cases.py
                for case in block["cases"]:
                    yield pytest.param(
                        law.get_norm(block["norm"]), case, id=f"{block['norm']}: {case['say']}"
                    )


CASES = list(_cases())


@pytest.mark.parametrize(("norm", "case"), CASES)
def test_the_sentence_holds(norm: Norm, case: dict[str, Any]) -> None:
    basis = read_basis(case.get("basis", {}))
    obstacle: Text | None = None
    try:
        tally = tally_of(case["people"], norm.attribute, case["day"], basis)
        before = tally_of(case["before"], norm.attribute, case["day"], basis) if "before" in case else None
    except BasisNeeded as needed:
        members = [{"count": group["count"], "grassroots_frontline": False} for group in case["people"]]
        tally = tally_of(
            members, LAWS["shandong-2017"].get_norm("congress.frontline").attribute, case["day"], basis
        )
        before, obstacle = None, needed.say
    verdict = judge(norm, case["day"], tally, before, obstacle=obstacle)
    assert verdict.outcome == case["verdict"]
    if "mend" in case:
        assert verdict.mend == Mend(**case["mend"])
    assert (verdict.margin is None) == (case["verdict"] in ("cannot_tell", "not_in_force"))
    assert Fraction(0) <= verdict.low <= verdict.high


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_every_norm_is_tested_on_both_sides_of_its_line_and_the_day_before_it_took_force(law: Law) -> None:
    wanted = {"met", "not_met"}
    for norm in law.norms:
        verdicts = {c.values[1]["verdict"] for c in CASES if c.values[0] is norm}
        assert wanted <= verdicts, f"{norm.id} is tested for {verdicts} only"
    of_the_plan = {c.values[0].id for c in CASES if c.values[1]["verdict"] == "not_in_force"}
    if law.id == "shandong-2017":
        assert of_the_plan >= {norm.id for norm in law.norms}


def test_the_quote_of_every_norm_stands_in_its_clause() -> None:
    law = LAWS["shandong-2017"]
    texts = {clause.id: clause.text for clause in law.clauses}
    for norm in law.norms:
        assert norm.quote in texts[norm.clause], norm.id


def test_the_clauses_name_exactly_the_norms_there_are() -> None:
    law = LAWS["shandong-2017"]
    named = {norm_id: clause.id for clause in law.clauses for norm_id in clause.norms}
    assert named == {norm.id: norm.clause for norm in law.all_norms}
