"""A workbook in memory: cells put right by answers, and its way through JSON."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from kejia.plain.text import Text
from kejia.rosters.problems import UnusableFile
from kejia.rosters.tests.making import names, read, sheet, workbook
from kejia.rosters.workbook import Answer, Cell, Workbook, answered, as_json, from_json, shown, unguarded


def full() -> Workbook:
    page = sheet(
        ["姓名", "出生年月", 1, 1.5, True, None], ["王丽", date(1975, 3, 9)], merged=["A1:B1"], hidden=True
    )
    page.formulas_without_value, page.hidden_rows, page.far = [(1, 2)], [1], (5, 16383)
    return Workbook("名册.xlsx", [page], dates_are_typed=False, notes=[Text("宏", "macros")])


def test_a_workbook_comes_back_from_json_as_it_went() -> None:
    assert from_json(as_json(full())) == full()


def test_a_day_with_a_time_comes_back_as_the_day() -> None:
    book = workbook([datetime(1975, 3, 9, 8, 30)])  # noqa: DTZ001 - a cell has no zone
    assert from_json(as_json(book)).sheets[0].rows == [[date(1975, 3, 9)]]


def changed(**values: Any) -> str:  # Any: whatever JSON may hold
    given = json.loads(as_json(full()))
    given["sheets"][0] |= values
    return json.dumps(given)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"name": 1}',
        "[" * 100_000,
        changed(rows=None),
        changed(rows=[[[]]]),
        changed(rows=[[{"x": 1}]]),
        changed(rows=[[{"day": "1975-02-31"}]]),
        changed(rows=[["\ud800"]]),
        changed(rows=[[None] * 105]),
        changed(rows=[[]] * 200_001),
        changed(merged=[[[0, 0], [0, 10**9]]]),
        changed(merged=[[[-1, 0], [0, 0]]]),
        changed(merged=[[0]]),
        changed(formulas=[[1]]),
        changed(name="\udfff"),
    ],
)
def test_what_is_no_workbook_is_refused(text: str) -> None:
    with pytest.raises(UnusableFile) as refusal:
        from_json(text)
    assert refusal.value.say.zh == "页面带回的名册已损坏，请重新上传"


def test_an_answer_puts_a_cell_right() -> None:
    book = workbook(["姓名", "是否基层一线"], ["王丽", ""], ["李强"])
    answered(book, [Answer("名册", 2, "B", "是"), Answer("名册", 3, "B", "否"), Answer("名册", 3, "D", "x")])
    assert book.sheets[0].rows == [["姓名", "是否基层一线"], ["王丽", "是"], ["李强", "否", None, "x"]]
    assert names(read(book)) == ["王丽", "李强"]


def test_an_answer_inside_a_merged_range_is_for_that_cell_alone() -> None:
    book = workbook(
        ["姓名", "是否基层一线"], ["王丽", "是"], ["李强", None], ["张敏", None], merged=["B2:B4"]
    )
    answered(book, [Answer("名册", 3, "B", "否")])
    assert [p.grassroots_frontline for p in read(book).people] == [1, 0, 1]


def test_an_answer_in_the_first_cell_of_a_merged_range_is_for_all_of_it() -> None:
    book = workbook(
        ["姓名", "是否基层一线"], ["王丽", "是"], ["李强", None], ["张敏", None], merged=["B2:B4"]
    )
    answered(book, [Answer("名册", 2, "B", "否")])
    assert [p.grassroots_frontline for p in read(book).people] == [0, 0, 0]


def test_a_merged_range_of_a_whole_sheet_is_taken_apart_within_bounds() -> None:
    book = workbook(["姓名"], ["王丽"])
    book.sheets[0].merged = [((0, 0), (1_048_575, 16_383))] * 50_000
    answered(book, [Answer("名册", 2, "A", "李强")])
    assert [len(row) for row in book.sheets[0].rows] == [104, 104]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("名册", 9, "A"), "表中没有 名册!A9 这一格"),
        (("名册", 0, "A"), "表中没有 名册!A0 这一格"),
        (("名册", 1, "XFD"), "表中没有 名册!XFD1 这一格"),
        (("名册", 1, "1"), "表中没有 名册!11 这一格"),
        (("丙", 1, "A"), "没有名为“丙”的工作表；有：名册"),
    ],
)
def test_an_answer_to_a_cell_that_is_not_there_is_refused(place: tuple[str, int, str], words: str) -> None:
    with pytest.raises(UnusableFile) as refusal:
        answered(workbook(["姓名"], ["王丽"]), [Answer(*place, "x")])
    assert refusal.value.say.zh == words


def test_cells_are_shown_as_their_reader_sees_them() -> None:
    moment = datetime(1975, 3, 9, 8, 30)  # noqa: DTZ001 - a cell has no zone
    cells: list[Cell] = [" 王丽 ", 1975.0, 1975.03, True, None, date(1975, 3, 9), moment, float("inf")]
    assert [shown(cell) for cell in cells] == [
        "王丽",
        "1975",
        "1975.03",
        "True",
        "",
        "1975-03-09",
        "1975-03-09",
        "inf",
    ]


def test_only_our_own_guard_comes_off() -> None:
    texts = ["'=1", "' =1", "'+1", "'-", "'@x", "'\tx", "'x", "'", "=1", "''=1"]
    assert [unguarded(text) for text in texts] == [
        "=1",
        " =1",
        "+1",
        "-",
        "@x",
        "\tx",
        "'x",
        "'",
        "=1",
        "''=1",
    ]
