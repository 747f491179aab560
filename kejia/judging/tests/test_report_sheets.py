"""The report's lists: what to check with room for the answer, and the people in official order."""

import time
from io import BytesIO

import openpyxl
import pytest

from kejia.judging.report import write_report
from kejia.judging.report_people import shown_month
from kejia.judging.tests.lists import check, people, table, tables
from kejia.judging.tests.test_report import draft, opened, rows
from kejia.norms.basis import read_basis
from kejia.norms.kinds import Body
from kejia.rosters.workbook import Cell, Sheet, Workbook


def test_the_list_stands_in_the_order_of_surname_strokes_with_names_as_printed() -> None:
    assert rows(opened(check(draft(), None))["名单"]) == [
        ["名单（按姓氏笔画为序）"],
        ["依据：山东省科协系统改革实施方案　　截至：2017-06-30　　名册：名册.xlsx"],
        ["口径：按文件中的标注"],
        [],
        ["序号", "姓名", "性别", "民族", "出生年月", "工作单位", "职务", "职称", "界别", "党派", "席位", "标注"],
        [1, "丁　一（满族）", "男", "满族", "1950.05", "丁医院", None, "主任医师", "医药卫生", "九三学社", "代表、常委", "领导干部"],
        [2, "卜　丹（女）", "女", None, None, "戊厂", None, None, "工程技术", None, "特邀代表", "基层和一线"],
        [3, "王　丽（女，回族）", "女", "回族", "1975.03", "甲大学", "院长", "教授", "教育", "中共党员", "代表", "基层和一线"],
        [4, "欧　明", "男", "汉族", "1980", "丙院", None, "副研究员", "工程技术", "民盟", "代表、委员", "基层和一线？"],
        [5, "欧阳春", "男", "汉族", "1990.01", "乙公司", None, "工程师", "工程技术", "群众", "代表", "基层和一线"],
        [],
        ["同一人只列一次；席位累计，只写最高一级。标注带“？”的是未标明、待核实的。"],
    ]  # fmt: skip


def test_one_body_lists_its_own_members_and_those_whose_seats_are_not_known() -> None:
    roster = table(
        "姓名 类别 是否基层一线", "王丽 代表 是", "丁一 委员 是", "卜丹 _ 是", "马强 主席 否", "于洋 列席 是"
    )
    listed = rows(opened(check(roster, Body.COMMITTEE))["名单"])[5:-2]
    assert [(row[1], row[5]) for row in listed] == [
        ("丁　一", "委员"),
        ("卜　丹", "席位不明"),
        ("马　强", "主席"),
    ]


def test_without_seats_the_list_has_no_column_for_them_and_everyone_is_on_it() -> None:
    listed = rows(opened(check(table("姓名 是否基层一线", "王丽 是", "丁一 否"), Body.COMMITTEE))["名单"])
    assert listed[4:7] == [
        ["序号", "姓名", "性别", "民族", "出生年月", "标注"],
        [1, "丁　一"],
        [2, "王　丽", None, None, None, "基层和一线"],
    ]


def test_people_without_a_name_and_with_unknown_characters_come_last_and_are_named() -> None:
    roster = table("姓名 性别 是否基层一线", "\U0002a6d6明 男 是", "_ 女 是", "龚平 男 是", "丁一 男 是")
    listed = rows(opened(check(roster, Body.COMMITTEE))["名单"])
    assert [row[1:2] for row in listed[5:9]] == [["丁　一"], ["龚　平"], ["\U0002a6d6　明"], ["（女）"]]
    assert listed[-1] == ["“\U0002a6d6”不在笔画表中，含这些字的姓名按字排在最后，请人工定位。"]


def test_a_birth_is_printed_to_the_month_and_no_further_than_it_is_known() -> None:
    assert [shown_month(b) for b in ((19750309, 19750309), (19750301, 19750331), (19750101, 19751231), None)] == [
        "1975.03", "1975.03", "1975", "",
    ]  # fmt: skip


def test_identity_numbers_never_reach_the_report() -> None:
    number = "370102198001010015"
    roster = table("姓名 身份证号 是否基层一线 是否领导干部", f"王丽 {number} 是 _", "丁一 _ _ _")
    book = opened(check(roster, Body.CONGRESS))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [text for text in texts if number in text or number[:14] in text]
    assert rows(book["名单"])[6][1:5] == [
        "王　丽",
        "女" if int(number[16]) % 2 == 0 else "男",
        None,
        "1980.01",
    ]


def test_people_in_doubt_stand_with_what_to_ask_first_those_who_decide() -> None:
    roster = table(
        "姓名 工作单位 出生年月 是否基层和一线 类别",
        "王丽 甲大学 1971 是 代表",
        "丁一 乙公司 1950.01 _ 代表",
        "卜丹 丙院 1980.01 大概 代表",
        "马强 丁厂 1980.02 是 代表",
        "于洋 戊站 1980.03 是 待议",
        sheet="名册",
    )
    result = check(roster, Body.CONGRESS)
    check_sheet = rows(opened(result)["待核实"])
    dubious_mark, dubious_seat, no_column = (problem.say.zh for problem in result.problems)
    frontline = "4.1 代表中的基层和一线科技工作者"
    young, leading = "4.1 代表中45岁以下的科技工作者", "4.1 代表中的领导干部"
    assert [row for row in check_sheet[5:] if row] == [
        ["一、影响结论的（3 项）"],
        [1, "名册", "D3", "丁　一", "乙公司", "是否基层和一线", frontline],
        [2, "名册", "D4", "卜　丹", "丙院", "是否基层和一线（现填“大概”）", frontline],
        [3, "名册", "E6", "于　洋", "戊站", "席位（现填“待议”）", f"{frontline}；{young}；{leading}"],
        ["二、不影响结论的（1 项）"],
        [1, "名册", "C2", "王　丽", "甲大学", "出生年月（现填“1971”）", young],
        ["三、名册中要看的其他地方（3 处）"],
        [1, "名册", "D4", "大概", dubious_mark],
        [2, "名册", "E6", "待议", dubious_seat],
        [3, "名册", "整表", None, no_column],
        ["核实人：　　　　　　　　日期："],
    ]


def test_only_what_leaves_a_norm_open_is_asked_for() -> None:
    by_age = read_basis({"young_middle_aged_age": 50})
    roster = table(
        "姓名 是否科技工作者 出生年月 类别 是否基层一线",
        "王丽 _ 1980 理事 是",  # too young for any line to cross the birth: the worker's mark is what is open
        "丁一 是 1966 理事 是",
        "卜丹 否 1966 理事 是",
        "马强 _ 1950.01 理事 否",
    )
    written = rows(opened(check(roster, Body.SOCIETY_DIRECTORS, basis=by_age))["待核实"])
    assert [(row[3], row[5]) for row in written if row and isinstance(row[0], int) and len(row) > 5] == [
        ("王　丽", "是否科技工作者"),
        ("丁　一", "出生年月（现填“1966”）"),
    ]


def test_a_file_with_nothing_to_ask_says_so() -> None:
    written = rows(opened(check(table("姓名 是否基层一线", *people(4, "是")), Body.COMMITTEE))["待核实"])
    assert [row for row in written[5:] if row] == [
        ["一、影响结论的（0 项）"], ["（无）"], ["二、不影响结论的（0 项）"], ["（无）"],
        ["三、名册中要看的其他地方（0 处）"], ["（无）"], ["核实人：　　　　　　　　日期："],
    ]  # fmt: skip


def test_a_person_on_several_sheets_is_listed_once_with_all_seats() -> None:
    roster = tables(
        代表名单=("姓名 工作单位 出生年月 是否基层一线", "王丽 甲 1975.01 是", "丁一 乙 1980.01 是"),
        常委名单=("姓名 工作单位 出生年月 是否基层一线", "王丽 甲 1975.01 是"),
    )
    assert [row[1:] for row in rows(opened(check(roster, None))["名单"])[5:-2]] == [
        ["丁　一", None, None, "1980.01", "乙", "代表", "基层和一线"],
        ["王　丽", None, None, "1975.01", "甲", "代表、常委", "基层和一线"],
    ]


def test_presidents_of_a_society_bear_the_word_of_the_roster_and_struck_through_cells_a_dash() -> None:
    roster = table(
        "姓名 职务 是否基层一线 届内职务",
        "丁一 - 是 理事长",
        "卜丹 主任 是 副会长",
        "马强 — 是 常务理事",
        "于洋 －－ 是 理事",
    )
    listed = rows(opened(check(roster, Body.SOCIETY_DIRECTORS))["名单"])[5:-2]
    assert [(row[1], row[5], row[6]) for row in listed] == [
        ("丁　一", "—", "理事长"),
        ("卜　丹", "主任", "副会长"),
        ("于　洋", "—", "理事"),
        ("马　强", "—", "常务理事"),
    ]


@pytest.mark.slow
def test_the_report_of_a_hundred_thousand_people_takes_seconds_even_where_everyone_is_in_doubt() -> None:
    header: list[Cell] = [
        "姓名",
        "性别",
        "出生年月",
        "工作单位",
        "界别",
        "是否基层和一线",
        "是否领导干部",
        "类别",
    ]
    names = [line.split(" ")[0] for line in people(400, "")]
    lines: list[list[Cell]] = [
        [
            names[i % 400],
            "男女"[i % 2],
            str(1950 + i % 45),
            f"第{i}研究所",
            f"界{i % 300}",
            "",
            "",
            "代表、委员",
        ]
        for i in range(100_000)
    ]
    result = check(Workbook("大名册.xlsx", [Sheet("名册", [header, *lines])]), None)
    start = time.process_time()
    content = write_report(result, "zh")
    assert time.process_time() - start < 30
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    assert book["名单"].max_row == 100_000 + 7
    assert book["待核实"].max_row < 41_000
    assert "另有 180000 项未列出。" in {row[0] for row in book["待核实"].iter_rows(values_only=True)}
