"""Register text, roster file and a naive count on the same people: the three must agree."""

import sqlite3
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kejia.judging.facts import connect
from kejia.judging.tests.lists import PLAN, check, people, table
from kejia.norms.basis import UNSET, Basis
from kejia.norms.kinds import Body, Level
from kejia.norms.law import LAW_FOLDER, Law, load_law
from kejia.norms.tally import COLUMNS, doubt_sql, tally_sql, who_sql
from kejia.plain.days import completed_years, day_number
from kejia.rosters.reading import Reading, read_roster

LAWS = [PLAN, load_law(LAW_FOLDER / "example-charter")]
DAY = date(2020, 7, 1)
SEATS = ["代表", "委员", "常委", "代表、委员", "兼职副主席", "列席", "特邀代表"]
WHO = st.tuples(
    st.sampled_from(SEATS),
    st.sampled_from("是否_"),
    st.dates(date(1950, 1, 1), date(1999, 12, 31)) | st.none(),
)
ROSTERS = st.lists(WHO, min_size=1, max_size=40)


def roster_of(rows: list[tuple[str, str, date | None]]) -> Any:  # Any: a Workbook, for the tests alone
    names = [line.split(" ")[0] for line in people(min(len(rows), 400), "_")]
    names += [f"欧阳{chr(0x4E00 + i)}" for i in range(len(rows) - len(names))]
    lines = [
        f"{name} {seat} {mark} {born or '_'}" for name, (seat, mark, born) in zip(names, rows, strict=True)
    ]
    return table("姓名 类别 是否基层一线 出生日期", *lines)


@given(ROSTERS)
def test_the_judge_counts_as_one_would_by_hand(rows: list[tuple[str, str, date | None]]) -> None:
    for body, seats in ((Body.CONGRESS, {"代表", "代表、委员"}), (Body.STANDING, {"常委", "兼职副主席"})):
        mine = [(mark, born) for seat, mark, born in rows if seat in seats]
        if not mine:
            continue
        result = check(roster_of(rows), body, on=DAY)
        tallies = {f.verdict.norm.id.split(".")[1]: f.verdict.tally for f in result.findings}
        assert tallies["frontline"].members == len(mine)
        assert tallies["frontline"].yes == sum(mark == "是" for mark, _ in mine)
        assert tallies["frontline"].unknown == sum(mark == "_" for mark, _ in mine)
        if "young" in tallies:
            assert tallies["young"].yes == sum(
                born is not None and completed_years(born, DAY) <= 45 for _, born in mine
            )
            assert tallies["young"].unknown == sum(born is None for _, born in mine)


def statements(law: Law) -> list[str]:
    basis = Basis(young_middle_aged_age=50)
    found = []
    for norm in law.norms:
        for invited in (True, False):
            found.append(
                tally_sql([norm.attribute], day_number(DAY), basis, invited=invited) + " ORDER BY body"
            )
            found += [
                w(norm.attribute, day_number(DAY), basis, invited=invited) for w in (who_sql, doubt_sql)
            ]
    return found


def filled(count: int) -> sqlite3.Connection:
    marks = "是否_"
    rows = [
        (
            SEATS[i % 7] if i % 11 else "_",
            marks[i * 7 % 3],
            date(1950 + i % 50, 1 + i % 12, 1 + i % 28) if i % 5 else None,
        )
        for i in range(count)
    ]
    roster = read_roster(roster_of(rows), Reading(DAY))
    return connect(roster, [Body.CONGRESS, Body.COMMITTEE, Body.STANDING])


@pytest.mark.django_db
def test_sqlite_and_postgresql_answer_the_same_text_with_the_same_rows() -> None:
    here = filled(2_000)
    rows = here.execute(f"SELECT {', '.join(COLUMNS)} FROM facts").fetchall()
    with connection.cursor() as there:
        types = ", ".join(f"{c} {'text' if c == 'body' else 'integer'}" for c in COLUMNS)
        there.execute(f"CREATE TEMPORARY TABLE facts ({types})")
        there.executemany(f"INSERT INTO facts VALUES ({', '.join(['%s'] * len(COLUMNS))})", rows)
        for law in LAWS:
            for statement in statements(law):
                there.execute(statement)
                assert [tuple(row) for row in there.fetchall()] == here.execute(statement).fetchall(), (
                    statement
                )
    assert len(rows) > 1_000


def test_the_attributes_of_one_body_can_be_counted_in_one_statement() -> None:
    norms = PLAN.norms_of(Body.CONGRESS, Level.PROVINCE)
    together = tally_sql([n.attribute for n in norms], day_number(DAY), UNSET, invited=False)
    facts = filled(500)
    (row,) = [r for r in facts.execute(together) if r[0] == "congress"]
    for i, norm in enumerate(norms):
        alone = tally_sql([norm.attribute], day_number(DAY), UNSET, invited=False)
        (single,) = [r for r in facts.execute(alone) if r[0] == "congress"]
        assert single[3:] == row[3 + 4 * i : 7 + 4 * i]
