"""The corrected roster: answers written in, problems noted, and read again it is the same people."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from kejia.judging.corrected import ANSWERED, WRONG, write_corrected
from kejia.judging.tests.lists import DAY, table, tables
from kejia.rosters.files import open_workbook
from kejia.rosters.people import Person
from kejia.rosters.reading import Reading, Roster, read_roster
from kejia.rosters.workbook import Answer, Cell, Sheet, Workbook, answered, as_json, from_json

READING = Reading(DAY)


def copy_of(workbook: Workbook) -> Workbook:
    """Reading fills merged cells and answering writes: each gets its own copy, as on the site."""
    return from_json(as_json(workbook))


def corrected(workbook: Workbook, *answers: Answer) -> tuple[bytes, Roster]:
    """The corrected workbook, and the roster that was read from the answered one."""
    roster = read_roster(answered(copy_of(workbook), answers), READING)
    return write_corrected(answered(copy_of(workbook), answers), roster, answers), roster


def reread(content: bytes) -> list[Person]:
    """The people of the corrected workbook."""
    return read_roster(open_workbook(content, "名册.xlsx"), READING).people


def opened(content: bytes) -> Any:
    """As openpyxl reads it, which keeps to itself how its types are called."""
    return openpyxl.load_workbook(BytesIO(content))


def messy() -> Workbook:
    """A title, merged cells, a second header row, a note, a hidden sheet and cells of every kind."""
    rows: list[list[Cell]] = [
        ["某省科协代表名册", "", "", "", "", "", ""],
        ["姓名", "单位", "出生年月", "标注", "", "类别", "备注"],
        ["", "", "", "是否基层一线", "是否领导干部", "", ""],
        ["王　丽（女，回族）", "甲大学", date(1975, 3, 9), "是", "否", "代表", 1.0],
        ["丁一", "", 1975.1, True, 0.0, "代表、委员", "=1+1"],
        ["卜丹", "", "1980.1", "", "大概", "代表", "-"],
        ["马强", "乙公司", "1899-05-01", "√", "×", "常委", ""],
        ["合计", "4 人", "", "", "", "", ""],
    ]
    merged = [((0, 0), (0, 6)), ((1, 3), (1, 4)), ((3, 1), (5, 1))]
    hidden = Sheet("往届", [["姓名", "类别"], ["于洋", "代表"]], hidden=True)
    return Workbook("名册.xlsx", [hidden, Sheet("代表名单", rows, merged)])


def test_answers_are_written_in_and_coloured_and_problems_noted_at_their_cells() -> None:
    content, roster = corrected(
        messy(), Answer("代表名单", 6, "D", "是"), Answer("代表名单", 5, "C", "1975.10")
    )
    book = opened(content)
    sheet = book["代表名单"]
    assert {
        c.coordinate: c.value
        for row in sheet.iter_rows()
        for c in row
        if c.fill.fgColor.rgb == f"FF{ANSWERED[1:].upper()}"
    } == {
        "D6": "是",
        "C5": "1975.10",
    }
    noted = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    hidden, dubious, too_old = (problem.say.zh for problem in roster.problems.all())
    assert noted == {"A1": hidden, "E6": dubious, "C7": too_old}
    assert ["往届" in hidden, "大概" in dubious, "1899-05-01" in too_old] == [True, True, True]
    assert {place: sheet[place].fill.fgColor.rgb for place in noted} == dict.fromkeys(
        noted, f"FF{WRONG[1:].upper()}"
    )


def test_read_again_the_corrected_roster_is_the_same_people() -> None:
    answers = (
        Answer("代表名单", 6, "D", "是"),
        Answer("代表名单", 5, "C", "1975.10"),
        Answer("代表名单", 4, "B", "丙院"),
    )
    content, roster = corrected(messy(), *answers)
    assert reread(content) == roster.people
    assert [(p.name, p.sex, p.ethnic_group, p.unit, p.birth) for p in roster.people] == [
        ("王丽", "女", "回族", "丙院", (19750309, 19750309)),
        ("丁一", "", "", "丙院", (19751001, 19751031)),
        ("卜丹", "", "", "丙院", (19800101, 19800131)),
        ("马强", "", "", "乙公司", None),
    ]


def test_the_roster_looks_as_it_did() -> None:
    book = opened(corrected(messy())[0])
    assert [(s.title, s.sheet_state) for s in book] == [("往届", "hidden"), ("代表名单", "visible")]
    sheet = book["代表名单"]
    assert book.active.title == "代表名单"
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A1:G1", "D2:E2", "B4:B6"}
    assert [sheet[f"{c}4"].value for c in "ABDEFG"] == ["王　丽（女，回族）", "甲大学", "是", "否", "代表", 1]
    assert sheet["C4"].value.date() == date(1975, 3, 9)
    assert [cell.value for cell in sheet[5]] == ["丁一", None, 1975.1, True, 0, "代表、委员", "'=1+1"]
    assert [cell.value for cell in sheet[6]] == ["卜丹", None, "1980.1", None, "大概", "代表", "'-"]
    assert sheet["C4"].number_format == "yyyy-mm-dd"
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.paperSize) == ("A4", "$2:$3", 9)


def test_a_merged_column_is_taken_apart_where_one_of_its_people_was_answered() -> None:
    content, _ = corrected(messy(), Answer("代表名单", 5, "B", "丙院"))
    sheet = opened(content)["代表名单"]
    assert [sheet[f"B{row}"].value for row in (4, 5, 6)] == ["甲大学", "丙院", "甲大学"]
    assert [p.unit for p in reread(content)] == ["甲大学", "丙院", "甲大学", "乙公司"]


def test_a_number_of_a_text_file_that_may_be_january_or_october_stays_in_doubt() -> None:
    text = "姓名,出生年月,是否基层一线\n王丽,1975.1,是\n丁一,1975.10,是\n"
    workbook = open_workbook(text.encode(), "名册.csv")
    content, roster = corrected(workbook)
    assert [p.birth for p in roster.people] == [(19750101, 19751031), (19751001, 19751031)]
    assert reread(content) == roster.people


def test_names_of_sheets_that_no_workbook_bears_are_mended_and_told_apart() -> None:
    long = "某省科学技术协会第九次代表大会代表候选人建议名单汇总表"
    roster = tables(
        **{f"{long}[1]": ("姓名 是否基层一线", "王丽 是"), f"{long}?1?": ("单位", "甲"), "'": ("单位", "乙")}
    )
    assert opened(corrected(roster)[0]).sheetnames == [f"{long}_1_", f"{long[:12]}_2", "3"]


def test_merged_cells_out_of_all_measure_cost_nothing() -> None:
    workbook = table("姓名 单位 是否基层一线", "王丽 甲 是", "丁一 乙 是")
    far: Any = ((0, 0), (1_048_575, 16_383))
    workbook.sheets[0].merged = [
        far,
        far,
        ((1, 1), (1, 1)),
        ((5, 0), (9, 9)),
        ((1, 1), (2, 1)),
        ((1, 1), (2, 1)),
    ]
    sheet = opened(corrected(workbook)[0]).worksheets[0]
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A1:C3"}


def test_the_notes_are_english_where_asked() -> None:
    workbook = table("姓名 是否基层一线", "王丽 也许")
    roster = read_roster(copy_of(workbook), READING)
    sheet = opened(write_corrected(workbook, roster, (), "en")).worksheets[0]
    (problem,) = roster.problems.all()
    assert sheet["B2"].comment.text == problem.say.en != problem.say.zh


CELL: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from(
        [
            "是",
            "否",
            "",
            "-",
            "=是",
            "'是",
            "@",
            "+1",
            "1975.03",
            "1975.1",
            " 王 丽 ",
            "代表、委员",
            "√",
            "（女）",
        ]
    ),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
        max_size=6,
    ),
    st.integers(-10, 30_000).map(float),
    st.sampled_from([1975.1, 1975.03, 0.0, 1.0]),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2017, 12, 31)),
)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=8))
def test_whatever_the_cells_hold_they_read_the_same_again(drawn: list[tuple[Cell, ...]]) -> None:
    rows: list[list[Cell]] = [
        ["姓名", "出生年月", "是否基层一线", "类别", "工作单位"],
        ["王丽", "1975.03", "是", "代表", "甲"],
        *(list(cells) for cells in drawn),
    ]
    content, roster = corrected(Workbook("名册.xlsx", [Sheet("名册", rows)]))
    assert reread(content) == roster.people
