"""Which sheets of a workbook are the roster."""

import pytest

from kejia.rosters.problems import UnusableFile
from kejia.rosters.says import SHEET_ALIKE, SHEET_NOT_READ
from kejia.rosters.tests.making import books, names, read, said, sheet

HEADER = ["姓名", "性别"]
WANG, LI, ZHANG = ["王丽", "女"], ["李强", "男"], ["张敏", "女"]


def test_the_roster_is_found_among_other_sheets() -> None:
    book = books(
        sheet(["填写说明"], ["一、姓名须与身份证一致"], name="说明"),
        sheet(HEADER, WANG, name="Sheet2"),
        sheet(["单位", "电话"], ["海岱大学", 1], name="通讯录"),
    )
    roster = read(book)
    assert (names(roster), said(roster)) == (["王丽"], [])


def test_of_several_the_one_with_most_people_is_read_and_the_others_are_named() -> None:
    blank = [["", ""]] * 40
    roster = read(books(sheet(HEADER, WANG, *blank, name="甲"), sheet(HEADER, LI, ZHANG, name="乙")))
    assert names(roster) == ["李强", "张敏"]
    assert [(p.sheet, p.say.zh) for p in roster.problems.all()] == [
        ("甲", "“甲”与“乙”表头相同，但没有读取（可用 --sheet 指定，--sheet '*' 把表头相同的各表合在一起）")
    ]


def test_sheets_with_the_same_header_are_one_list_where_that_is_chosen_and_each_row_keeps_its_place() -> None:
    header = ["姓名", "性别", "类别"]
    book = books(
        sheet(["推荐单位：甲县"], header, ["王丽", "女", "代表"], ["李强", "男", "代表"], name="甲县"),
        sheet(["性别", "姓名", "类别"], ["女", "张敏", "委员、代表"], ["女", "王丽", "代表"], name="乙县"),
        sheet(header, ["赵刚", "男", "代表"], name="上届名单"),
        sheet(["姓名", "电话"], ["孙燕", "1"], name="通讯录"),
    )
    roster = read(book, sheet="*")
    assert [(p.sheet, p.row, p.name, int(p.seats)) for p in roster.people] == [
        ("甲县", 3, "王丽", 1), ("甲县", 4, "李强", 1), ("乙县", 2, "张敏", 5), ("乙县", 3, "王丽", 1),
    ]  # fmt: skip
    assert {p.sheet for p in roster.problems.all() if p.kind in (SHEET_ALIKE, SHEET_NOT_READ)} == {
        "上届名单",
        "通讯录",
    }


def test_one_person_on_two_sheets_of_one_list_is_one_by_number_or_by_name_birth_and_employer() -> None:
    header = ["姓名", "出生年月", "工作单位"]
    first = sheet(header, ["王丽", "1975.03", "某厂"], ["李强", "1968.07", "某校"], name="甲")
    second = sheet(header, ["王丽", "1975.03", "某厂"], ["李强", "", ""], name="乙")
    roster = read(books(first, second), sheet="*")
    assert [(p.sheet, p.name) for p in roster.people] == [("甲", "王丽"), ("甲", "李强"), ("乙", "李强")]


def test_a_sheet_may_be_chosen() -> None:
    book = books(sheet(HEADER, WANG, name="甲"), sheet(HEADER, LI, ZHANG, name="乙"))
    roster = read(book, sheet="甲")
    assert (names(roster), said(roster)) == (["王丽"], [])
    with pytest.raises(UnusableFile) as refusal:
        read(book, sheet="丙")
    assert refusal.value.say.zh == "没有名为“丙”的工作表；有：甲、乙"


@pytest.mark.parametrize("old", ["上届名单", "往届", "名单（作废）", "模板", "备份", "样表"])
def test_an_earlier_list_or_a_template_is_never_preferred(old: str) -> None:
    assert names(read(books(sheet(HEADER, LI, ZHANG, name=old), sheet(HEADER, WANG, name="名册")))) == [
        "王丽"
    ]


def test_a_hidden_sheet_is_not_read_and_that_is_said() -> None:
    book = books(sheet(HEADER, LI, ZHANG, name="底稿", hidden=True), sheet(HEADER, WANG))
    roster = read(book)
    assert names(roster) == ["王丽"]
    assert said(roster) == [("", "“底稿”是隐藏的工作表，未读取；如需核对请取消隐藏")]
    assert names(read(book, sheet="底稿")) == ["李强", "张敏"]


def test_hidden_sheets_without_a_roster_are_not_mentioned() -> None:
    book = books(sheet(["选项"], ["是"], ["否"], name="字典", hidden=True), sheet(HEADER, WANG))
    assert said(read(book)) == []


def test_with_only_hidden_sheets_there_is_no_roster() -> None:
    with pytest.raises(UnusableFile, match="no visible sheet"):
        read(books(sheet(HEADER, WANG, hidden=True)))


def test_two_sheets_for_one_seat_are_not_added_up() -> None:
    book = books(
        sheet(HEADER, WANG, LI, name="代表（一稿）"), sheet(HEADER, WANG, LI, ZHANG, name="代表（二稿）"),
        sheet(HEADER, WANG, name="委员"),
    )  # fmt: skip
    roster = read(book)
    assert names(roster) == ["王丽", "李强", "张敏"]
    assert [p.sheet for p in roster.problems.all()] == ["代表（一稿）"]


def test_an_unread_formula_and_a_far_cell_are_reported_at_their_places() -> None:
    page = sheet(HEADER, WANG, ["李强", None])
    page.formulas_without_value, page.far = [(0, 1), (2, 1)], (7, 16383)
    assert said(read(books(page))) == [
        ("B3", "此格是公式且没有保存结果，按空白计；请在表格软件中打开后另存"),
        ("XFD8", "这一格在很远的位置（CZ 列以后），未读取；如是多余的内容请删除"),
    ]
