"""Yes and no as rosters write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.rosters.headers import Field
from kejia.rosters.marks import read_mark
from kejia.rosters.tests.making import Row, kinds, said, table
from kejia.rosters.workbook import Cell

GRASSROOTS = Field.GRASSROOTS_FRONTLINE


@pytest.mark.parametrize(
    "cell",
    [
        "是",
        "√",
        "✓",
        "✔",
        "☑",
        "Y",
        "y",
        "Yes",
        "YES",
        "1",
        1,
        1.0,
        True,
        "Ｙ",
        " 是 ",
        "是。",
        "有",
        "对",
        "属于",
        "符合",
        "TRUE",
    ],
)
def test_yes_has_many_spellings(cell: Cell) -> None:
    assert read_mark(cell) == "yes"


@pytest.mark.parametrize(
    "cell",
    ["否", "×", "✗", "✘", "✕", "N", "n", "No", "0", 0, 0.0, False, "不是", "无", "非", "FALSE", "□", "Ｎ"],
)
def test_no_has_many_spellings(cell: Cell) -> None:
    assert read_mark(cell) == "no"


@pytest.mark.parametrize("cell", [None, "", " ", "　", "不详", "待定", "未知"])
def test_blank_is_unknown(cell: Cell) -> None:
    assert read_mark(cell) == "blank"


@pytest.mark.parametrize("cell", ["是否", "大概", "2", 2, 0.5, "#N/A", "x" * 5000])
def test_what_is_neither_is_unreadable(cell: Cell) -> None:
    assert read_mark(cell) == "unreadable"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("是☑否□", "yes"),
        ("是□否☑", "no"),
        ("☑是□否", "yes"),
        ("□是 √否", "no"),
        ("是√否", "yes"),
        ("是□否□", "unreadable"),
        ("是☑否☑", "unreadable"),
        ("是，企业", "yes"),
        ("是（高校）", "yes"),
        ("否(厅级)", "no"),
    ],
)
def test_a_printed_choice_and_a_remark_behind_the_word_are_understood(cell: str, read: str) -> None:
    assert read_mark(cell, GRASSROOTS) == read


def test_the_thing_itself_says_yes_in_its_own_column_only() -> None:
    assert [read_mark(word, GRASSROOTS) for word in ("基层", "一线", "基层一线", "企业一线", "非基层一线")] == [
        "yes", "yes", "yes", "yes", "no",
    ]  # fmt: skip
    assert [read_mark(word, Field.LEADING_CADRE) for word in ("领导干部", "领导", "非领导干部", "基层")] == [
        "yes", "yes", "no", "unreadable",
    ]  # fmt: skip
    assert read_mark("科技工作者", Field.WORKER) == "yes"
    assert read_mark("领导干部", GRASSROOTS) == "unreadable"


def test_blank_is_unknown_unless_it_is_said_to_be_no() -> None:
    rows: list[Row] = [["王丽", "是"], ["李强", ""], ["张敏", None], ["刘洋", "否"]]
    marks = [p.grassroots_frontline for p in table("姓名 是否基层一线", *rows).people]
    assert marks == [1, None, None, 0]
    marks = [p.grassroots_frontline for p in table("姓名 是否基层一线", *rows, blank_is_no=True).people]
    assert marks == [1, 0, 0, 0]


def test_a_column_of_yes_and_blanks_is_said_once() -> None:
    rows = [["王丽", "√"], ["李强", ""], ["张敏", ""]]
    roster = table("姓名 是否基层一线", *rows)
    assert said(roster) == [
        (
            "B",
            "“是否基层一线”一列只有“是”和空白（2 格），空白按未标明计；如空白就是“否”，请选“空白为否”（--blank no）",
        )
    ]
    assert said(table("姓名 是否基层一线", *rows, blank_is_no=True)) == []
    assert said(table("姓名 是否基层一线", *rows, ["刘洋", "否"])) == []


def test_a_stroke_through_the_cell_is_no_and_said() -> None:
    roster = table("姓名 是否领导干部", ["王丽", "是"], ["李强", "/"], ["张敏", "—"], ["刘洋", "－"])
    assert [p.leading_cadre for p in roster.people] == [1, 0, 0, 0]
    assert said(roster) == [
        (f"B{row}", f"“是否领导干部”里的“{mark}”按“否”计；如是还不清楚，请留空")
        for row, mark in ((3, "/"), (4, "—"), (5, "－"))
    ]


def test_an_unreadable_mark_is_unknown_and_reported_at_its_cell() -> None:
    roster = table("姓名 是否基层一线", ["王丽", "大概"], ["李强", "否"])
    assert [p.grassroots_frontline for p in roster.people] == [None, 0]
    assert said(roster) == [
        ("B2", "“是否基层一线”里的“大概”认不出是“是”还是“否”，按未标明计；请改成“是”或“否”")
    ]


def test_a_rank_is_held_against_the_line_of_the_header() -> None:
    rows = [["王丽", "正厅级"], ["李强", "县处级"], ["张敏", "否"], ["刘洋", "是"], ["陈静", "省部级副职"]]
    roster = table("姓名 厅级以上领导干部", *rows)
    assert [p.leading_cadre for p in roster.people] == [1, 0, 0, 1, 1]
    assert (roster.rank_line(), said(roster)) == ("厅局级", [])


def test_a_rank_without_a_line_is_unknown_and_asks_for_the_line() -> None:
    roster = table("姓名 是否领导干部", ["王丽", "正厅级"], ["李强", "否"])
    assert [p.leading_cadre for p in roster.people] == [None, 0]
    assert said(roster) == [("B2", "“正厅级”是职级；请先在口径中设定领导干部的职级线（leading_cadre_rank）")]


def test_the_basis_line_goes_before_the_headers() -> None:
    rows = [["王丽", "正处级"], ["李强", "正厅级"]]
    roster = table("姓名 厅级以上领导干部", *rows, rank_line="县处级")
    assert [p.leading_cadre for p in roster.people] == [1, 1]


def test_a_column_of_ranks_serves_where_no_mark_does() -> None:
    rows = [["王丽", "正处级"], ["李强", "正厅级"], ["张敏", ""], ["刘洋", "无"]]
    roster = table("姓名 职级", *rows, rank_line="厅局级")
    assert [p.leading_cadre for p in roster.people] == [0, 1, None, None]
    assert said(roster) == []


def test_everyone_is_a_worker_unless_a_column_says_otherwise() -> None:
    assert [p.worker for p in table("姓名 性别", ["王丽", "女"]).people] == [1]
    rows = [["王丽", "是"], ["李强", "否"], ["张敏", ""]]
    assert [p.worker for p in table("姓名 是否科技工作者", *rows).people] == [1, 0, None]


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=60)))
def test_any_cell_is_read_without_a_fault(cell: Cell) -> None:
    for field in Field:
        assert read_mark(cell, field) in ("yes", "no", "blank", "dash", "unreadable")


def test_a_spreadsheets_error_is_blank_and_reported() -> None:
    roster = table("姓名 是否基层一线 出生年月", ["王丽", "#N/A", "#REF!"], ["李强", "否", "1975.03"])
    assert [(p.grassroots_frontline, p.birth) for p in roster.people] == [
        (None, None),
        (0, (19750301, 19750331)),
    ]
    assert {place for place, _ in kinds(roster)} == {"B2", "C2"}
    assert {kind for _, kind in kinds(roster)} == {
        "{value} is the error of a formula, read as blank; mend the formula or type the value"
    }
