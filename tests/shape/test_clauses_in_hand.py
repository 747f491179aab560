"""A clause is called in hand only where a story in tests/journeys walks it and names it."""

import re
from pathlib import Path

import pytest

from kejia.judging.clauses import IN_HAND
from kejia.norms.law import load_law

NAMED = re.compile(r"walks clauses? ([\d., and]+)")


def walked(sources: list[str]) -> set[str]:
    """The clauses that stories say they walk: "walks clauses 5.3 and 5.5" in a docstring."""
    return {
        clause
        for source in sources
        for found in NAMED.findall(source)
        for clause in re.findall(r"\d+\.\d+", found)
    }


def test_every_clause_in_hand_is_walked_by_a_story_and_judged_by_no_norm(project: Path) -> None:
    sources = [
        file.read_text(encoding="utf-8") for file in (project / "tests" / "journeys").glob("test_*.py")
    ]
    assert walked(sources) >= IN_HAND
    assert {norm.clause for norm in load_law().all_norms} & IN_HAND == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""A proposal from its draft to its answer; walks clause 5.3."""', {"5.3"}),
        ('"""walks clauses 5.3 and 5.5"""', {"5.3", "5.5"}),
        ('"""Clause 5.3 opens in place."""', set()),
    ],
)
def test_a_story_names_the_clauses_it_walks(source: str, found: set[str]) -> None:
    assert walked([source]) == found
