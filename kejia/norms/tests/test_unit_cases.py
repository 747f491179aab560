"""The rule tests about organisations: each sentence runs on the SELECT the norm writes, over one row in SQLite."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
import yaml

from kejia.norms.kinds import Outcome
from kejia.norms.law import LAW_FOLDER, PLAN, load_law
from kejia.norms.unit_kinds import (
    NUMBERS_WITH_BASELINE,
    POST_COLUMNS,
    UNIT_COLUMNS,
    PostMark,
    UnitMark,
    UnitNumber,
)
from kejia.norms.unit_sentences import addressee_text, norm_line_text, say_unit
from kejia.norms.units import (
    ClauseNorm,
    UnitNorm,
    UnitVerdict,
    judge_clauses,
    judge_unit,
    read_reckoned,
    reckon_sql,
)

LAW = load_law(LAW_FOLDER / PLAN)
NORMS = {norm.id: norm for norm in LAW.unit_norms}
Row = Mapping[str, Any]  # Any: written by hand in YAML
UNIT = 7


def _cases() -> Iterator[Any]:
    for path in sorted((LAW_FOLDER / PLAN / "cases").glob("*.yaml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")):
            if block["norm"] in NORMS:
                for case in block["cases"]:
                    yield pytest.param(NORMS[block["norm"]], case, id=f"{block['norm']}: {case['say']}")


CASES = list(_cases())


def unit_row(norm: UnitNorm, given: Row) -> tuple[object, ...]:
    """One row of `units`; what the case leaves out is unknown, the family is the norm's first."""
    values: dict[str, object] = {
        "organisation": UNIT,
        "family": norm.of[0],
        "active": 1,
        "bare_name": "某单位",
    }
    if norm.named:
        values["bare_name"] = f"某{norm.named[0]}"
    assert set(given) <= {*UnitMark, *UnitNumber, *(f"base_{n}" for n in NUMBERS_WITH_BASELINE), *values}
    for name, value in given.items():
        if name in set(UnitNumber):
            low, high = value if isinstance(value, list) else (value, value)
            values |= {f"{name}_low": low, f"{name}_high": high}
        else:
            values[name] = int(value) if isinstance(value, bool) else value
    for number in UnitNumber:
        values.setdefault(f"{number}_low", 0)
    return tuple(values.get(column) for column in UNIT_COLUMNS)


def post_rows(given: list[Row]) -> list[tuple[object, ...]]:
    """Rows of `posts`, one a person."""
    rows: list[tuple[object, ...]] = []
    for person, post in enumerate(given):
        assert set(post) <= {"official", *PostMark}
        marks = [None if post.get(column) is None else int(post[column]) for column in POST_COLUMNS[2:]]
        rows.append((UNIT, person, *marks))
    return rows


def verdict_of(norm: UnitNorm, on: date, case: Row) -> UnitVerdict | None:
    """What the norm's own SELECT and the judge make of the case."""
    columns, rows = (
        (POST_COLUMNS, post_rows(case["posts"]))
        if "posts" in case
        else (UNIT_COLUMNS, [unit_row(norm, case["unit"])])
    )
    with sqlite3.connect(":memory:") as database:
        database.execute(f"CREATE TABLE {norm.relation} ({', '.join(columns)})")
        database.executemany(f"INSERT INTO {norm.relation} VALUES ({', '.join('?' * len(columns))})", rows)
        found = read_reckoned(database.execute(reckon_sql([norm], on)).fetchall())
    return judge_unit(norm, on, found[0][1]) if found else None


@pytest.mark.parametrize(("norm", "case"), CASES)
def test_the_sentence_holds(norm: UnitNorm | ClauseNorm, case: Row) -> None:
    if isinstance(norm, ClauseNorm):
        outcome = judge_clauses(norm, case["day"], [Outcome(word) for word in case["clauses"]])
        assert outcome == case["verdict"]
        return
    verdict = verdict_of(norm, case["day"], case)
    assert (verdict.outcome if verdict else "not_addressed") == case["verdict"]
    if verdict is not None:
        said = say_unit(norm, verdict)
        assert said.zh.startswith(verdict.outcome.text.zh)
        assert said.en.startswith(verdict.outcome.text.en)


def test_every_rule_is_tested_on_both_sides_of_its_line_where_it_cannot_be_told_and_before_its_day() -> None:
    for norm in LAW.unit_norms:
        verdicts = {case.values[1]["verdict"] for case in CASES if case.values[0] is norm}
        assert verdicts >= {"met", "not_met", "cannot_tell", "not_in_force"}, norm.id


def test_the_day_before_force_is_the_very_day_before() -> None:
    for norm in LAW.unit_norms:
        first = norm.since if isinstance(norm, ClauseNorm) else norm.versions[0][0]
        days = {
            (first - case.values[1]["day"]).days
            for case in CASES
            if case.values[0] is norm and case.values[1]["verdict"] == "not_in_force"
        }
        assert 1 in days, norm.id


def test_the_quote_of_every_rule_stands_in_its_clause_and_its_line_has_words() -> None:
    texts = {clause.id: clause.text for clause in LAW.clauses}
    for norm in LAW.unit_norms:
        assert norm.quote in texts[norm.clause], norm.id
        assert norm_line_text(norm).zh
        assert addressee_text(norm).en


def test_the_clauses_a_rule_rests_on_are_there() -> None:
    binding = {n.clause for n in LAW.unit_norms if n.modality == "must"}
    for norm in LAW.unit_norms:
        if isinstance(norm, ClauseNorm):
            assert set(norm.all_of) <= binding - {norm.clause}
