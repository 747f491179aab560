"""Which rows are people."""

import pytest

from kejia.rosters.tests.making import kinds, names, only, read, said, table, workbook
from kejia.rosters.workbook import Cell

HEADER = "序号 姓名 性别 单位 是否基层一线"


@pytest.mark.parametrize(
    "row",
    [
        [],
        ["", "", "", "", ""],
        ["合计", "120人", "", "", ""],
        ["", "合计", 60, 60, 78],
        ["总计", 120, "", "", ""],
        ["", "小计", "", "", ""],
        ["注：以上人员按姓氏笔画排序", "", "", "", ""],
        ["", "注：以上人员按姓氏笔画排序", "", "", ""],
        ["", "备注", "", "", ""],
        ["说明：", "基层和一线由推荐单位认定", "", "", ""],
        ["填表人：", "", "", "审核人：", ""],
        ["", "填表人：林若川", "", "审核人：王苒", ""],
        ["单位负责人（签字）：", "", "", "", ""],
        ["", "（盖章）", "", "", ""],
        ["", "2017年6月30日", "", "", ""],
        ["一、企业界（25人）", "", "", "", ""],
        ["", "企业界", "", "", ""],
        ["", "二、高校", "", "", ""],
        ["序号", "姓名", "性别", "单位", "是否基层一线"],
        ["序号", "姓 名", "性别", "单位", "是否基层\n一线"],
        [1, 2, 3, 4, 5],
        ["甲", "", "", "", ""],
        ["第 1 页", "", "", "共 3 页", ""],
    ],
)
def test_what_is_nobody_is_passed_over_in_silence(row: list[Cell]) -> None:
    roster = table(HEADER, [1, "王丽", "女", "海岱大学", "是"], row, [2, "李强", "男", "云岫公司", "否"])
    assert names(roster) == ["王丽", "李强"]
    assert said(roster) == []


@pytest.mark.parametrize(
    ("cell", "name", "sex", "group"),
    [
        ("王丽", "王丽", "", ""),
        ("王　丽", "王丽", "", ""),
        ("王 丽", "王丽", "", ""),
        ("王\n丽", "王丽", "", ""),
        (" 王丽 ", "王丽", "", ""),
        ("王丽（女）", "王丽", "女", ""),
        ("王　丽(女，回族)", "王丽", "女", "回族"),
        ("马强(回族)", "马强", "", "回族"),
        ("1.王丽", "王丽", "", ""),
        ("王丽*", "王丽", "", ""),
        ("欧阳澈", "欧阳澈", "", ""),
        ("阿依夏·买合木提（维吾尔族）", "阿依夏·买合木提", "", "维吾尔族"),
        ("阿依夏．买合木提", "阿依夏·买合木提", "", ""),
        ("Anna Li", "Anna Li", "", ""),
        ("𠮷田", "𠮷田", "", ""),
    ],
)
def test_a_name_is_taken_out_of_what_stands_around_it(cell: str, name: str, sex: str, group: str) -> None:
    person = only(table("姓名 单位", [cell, "海岱大学"]))
    assert (person.name, person.sex, person.ethnic_group) == (name, sex, group)


def test_the_columns_go_before_what_stands_behind_the_name() -> None:
    person = only(table("姓名 性别 民族", ["王丽（女，回族）", "女", "满"]))
    assert (person.sex, person.ethnic_group) == ("女", "满族")


def test_a_row_without_a_name_is_a_person_where_it_tells_of_one() -> None:
    roster = table(
        HEADER,
        [1, "", "女", "海岱大学", "是"],
        ["", "", "", "云岫公司", ""],
        [3, "#N/A", "男", "岱麓院", "否"],
    )
    assert [(p.row, p.name, p.sex) for p in roster.people] == [(2, "", "女"), (4, "", "男")]
    assert said(roster) == [
        ("B2", "此行没有姓名，仍计为一人；请补上姓名"),
        ("B4", "此行没有姓名，仍计为一人；请补上姓名"),
    ]


def test_blank_rows_after_a_nameless_person_stay_blank() -> None:
    roster = table(
        HEADER, [1, "", "女", "海岱大学", "是"], ["", "", "", "", ""], ["", "", "", "下接第二页", ""]
    )
    assert len(roster.people) == 1


def test_a_lone_word_that_is_no_name_is_reported_and_not_counted() -> None:
    roster = table(HEADER, [1, "王丽", "女", "海岱大学", "是"], ["", "Zhuhai7", "", "", ""])
    assert names(roster) == ["王丽"]
    assert said(roster) == [("B3", "“Zhuhai7”不像姓名且此行没有其他内容，未计入；如是人员请补全此行")]


def test_a_lone_name_is_counted_and_doubted() -> None:
    roster = table(
        HEADER, [1, "王丽", "女", "海岱大学", "是"], ["", "李强", "", "", ""], ["", "王世界", "", "", ""]
    )
    assert names(roster) == ["王丽", "李强", "王世界"]
    assert [place for place, _ in said(roster) if place != "E"] == ["B3", "B4"]


def test_on_a_list_of_names_alone_every_name_counts() -> None:
    roster = table("姓名", ["王丽"], ["李强"], ["合计：2人"])
    assert (names(roster), said(roster)) == (["王丽", "李强"], [])


def test_two_names_in_one_cell_are_one_person_and_reported() -> None:
    for cell in ("王丽、李强", "王丽 李强", "王丽\n李强"):
        roster = table("姓名 单位", [cell, "海岱大学"])
        assert len(roster.people) == 1
        assert kinds(roster) == [
            ("A2", "{value} looks like the names of two people, counted as one; give each a row")
        ]


def test_a_number_in_the_name_column_is_a_person_only_with_a_fact() -> None:
    roster = table(HEADER, [1, 7, "女", "海岱大学", "是"], [2, 8, "", "", ""])
    assert names(roster) == ["7"]
    assert said(roster) == [("B2", "“7”不像姓名，仍计为一人，请核实")]


def test_a_cell_merged_down_holds_for_all_beside_it() -> None:
    roster = read(
        workbook(
            ["姓名", "单位", "是否基层一线"],
            ["王丽", "海岱大学", "是"],
            ["李强", None, None],
            ["张敏", None, "否"],
            merged=["B2:B4", "C2:C3"],
        )
    )
    assert [(p.name, p.unit, p.grassroots_frontline) for p in roster.people] == [
        ("王丽", "海岱大学", 1),
        ("李强", "海岱大学", 1),
        ("张敏", "海岱大学", 0),
    ]


def test_a_name_merged_down_is_one_person_with_all_the_seats() -> None:
    roster = read(
        workbook(
            ["姓名", "单位", "类别"],
            ["王丽", "海岱大学", "代表"],
            [None, None, "委员"],
            ["李强", "云岫公司", "代表"],
            merged=["A2:A3", "B2:B3"],
        )
    )
    assert [(p.name, str(p.seats)) for p in roster.people] == [("王丽", "5"), ("李强", "1")]
    assert said(roster) == []


def test_merged_ranges_over_one_another_cost_no_more_than_the_sheet() -> None:
    book = workbook(["姓名", "单位"], *([f"王{chr(0x4E00 + i)}", "海岱大学"] for i in range(200)))
    book.sheets[0].merged = [((1, 1), (1_000_000, 1))] * 50_000
    assert len(read(book).people) == 200


def test_hidden_rows_count_and_it_is_said() -> None:
    book = workbook(["姓名", "单位"], ["王丽", "海岱大学"], ["李强", "云岫公司"], [])
    book.sheets[0].hidden_rows = [2, 3]
    roster = read(book)
    assert names(roster) == ["王丽", "李强"]
    assert said(roster) == [("", "有 1 行人员被隐藏或筛掉，仍计入；不应计入的请删去")]


def test_a_name_longer_than_any_name_is_doubted() -> None:
    roster = table(HEADER, [1, "王" * 60, "女", "海岱大学", "是"])
    assert len(roster.people) == 1
    assert [place for place, _ in said(roster)] == ["B2"]


def test_sexes_and_ethnic_groups_that_cannot_be_read_are_reported() -> None:
    roster = table(
        "姓名 性别 民族",
        ["王丽", "女性", "回"],
        ["李强", "M", "汉族"],
        ["张敏", "未填", "外国"],
        ["刘洋", "/", "—"],
    )
    assert [(p.sex, p.ethnic_group) for p in roster.people] == [
        ("女", "回族"),
        ("男", "汉族"),
        ("", "外国"),
        ("", ""),
    ]
    assert [place for place, _ in said(roster)] == ["B4", "C4"]


def test_printed_pages_repeat_a_header_of_two_rows() -> None:
    upper, lower = ["序号", "基本情况", "", "类别"], ["", "姓名", "性别", ""]
    roster = read(workbook(upper, lower, [1, "王丽", "女", "代表"], upper, lower, [2, "李强", "男", "代表"]))
    assert (names(roster), said(roster)) == (["王丽", "李强"], [])
