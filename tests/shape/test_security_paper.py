"""docs/security.md names tests that are there, and leaves no requirement out."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2,
    "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3,
    "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3,
    "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3,
    "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2,
    "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1,
    "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
"""How many requirements of the first two levels each section of ASVS 5.0 has."""
LEVEL_TWO = sum(REQUIREMENTS.values())
STATES = {"kept", "in part", "not yet", "library", "installation", "none here"}
ROW = re.compile(
    r"^\| (?P<id>[0-9]+\.[0-9]+\.[0-9]+) \| (?P<state>[a-z ]+) \| (?P<words>.+) \|$", re.MULTILINE
)
NAMED = re.compile(r"`(test_[a-z0-9_]+)`")


@pytest.fixture
def paper(project: Path) -> str:
    """The paper."""
    return (project / "docs" / "security.md").read_text()


def test_every_test_that_is_named_exists(paper: str, project: Path) -> None:
    folders = ("kejia", "tests")
    sources = "\n".join(file.read_text() for each in folders for file in (project / each).rglob("test_*.py"))
    written = set(re.findall(r"def (test_[a-z0-9_]+)\(", sources))
    assert set(NAMED.findall(paper)) - written == set()


def test_every_requirement_stands_once_with_a_state_and_words(paper: str) -> None:
    rows = [match.groupdict() for match in ROW.finditer(paper)]
    assert len(rows) == len({row["id"] for row in rows}) == LEVEL_TWO
    assert {row["state"] for row in rows} <= STATES
    stated = dict.fromkeys(REQUIREMENTS, 0)
    for row in rows:
        stated[row["id"].rpartition(".")[0]] += 1
    assert stated == REQUIREMENTS
    assert [row["id"] for row in rows if row["state"] == "not yet" and "not yet: " not in row["words"]] == []


def test_the_counts_it_gives_are_those_of_its_rows(paper: str) -> None:
    states = [match["state"] for match in ROW.finditer(paper)]
    said = dict(re.findall(r"(kept|in part|not yet|library|installation|none here) ([0-9]+)[,.]", paper))
    assert {state: int(count) for state, count in said.items()} == {
        state: states.count(state) for state in STATES
    }
