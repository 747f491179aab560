"""Headers: whatever columns are called, wherever they stand."""

import pytest

from kejia.rosters.header_rows import find_header
from kejia.rosters.headers import Field, field_of
from kejia.rosters.problems import UnusableFile
from kejia.rosters.seats import Seat
from kejia.rosters.tests.making import kinds, names, only, read, said, sheet, table, workbook

F = Field


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        (F.NAME, "姓名 代表姓名 姓　名 委员姓名 理事姓名 推荐人选姓名 ＊姓名 姓名* 1.姓名 name 姓名(必填)"),
        (F.SEX, "性别 性　别 性别(男/女)"),
        (F.ETHNIC_GROUP, "民族 民　族"),
        (
            F.BIRTH,
            "出生年月 出生日期 出生年月日 出生时间 出生年月(岁) 出生日期（如1975-03） 出生 出生年月（周岁）",
        ),
        (F.ID_NUMBER, "身份证号 身份证号码 公民身份号码 居民身份证号码 身份证 证件号码 代表身份证号"),
        (F.UNIT, "工作单位 单位 所在单位 单位及职务 工作单位及职务 单位名称 工作单位（全称）"),
        (F.POST, "职务 职务/职称 职务／职称 职务、职称 行政职务"),
        (F.TITLE, "职称 专业技术职务 技术职称"),
        (F.SECTOR, "界别 行业 界别/行业 所属学科"),
        (F.PARTY, "党派 政治面貌"),
        (F.UNIT_KIND, "单位性质 单位类别"),
        (F.CHANNEL, "推荐单位 选举单位 代表团"),
        (F.SEAT, "类别 身份 代表类别 人员类别 拟任科协职务 科协职务 学会职务 本会任职 届内职务"),
        (F.RANK, "职级 行政级别"),
        (
            F.GRASSROOTS_FRONTLINE,
            "是否基层一线 基层和一线 是否基层和一线 是否为基层和一线科技工作者 基层一线（是/否） 来自基层一线",
        ),
        (F.FRONTLINE, "是否一线 一线科技工作者"),
        (
            F.LEADING_CADRE,
            "是否领导干部 领导干部 厅级以上领导干部 县处级及以上干部 是否担任领导职务 厅级以上",
        ),
        (F.WORKER, "是否科技工作者 科技工作者"),
        (F.SCIPOP_WORKER, "是否科普工作者"),
        (F.RURAL_TALENT, "是否农村实用人才 科技致富带头人"),
        (F.AGE, "年龄 周岁"),
        (
            None,
            "序号 备注 联系电话 推荐人姓名 联系人姓名 姓名拼音 曾用名 非基层一线 是否非领导干部 领导干部人数 基层一线占比 "
            "省部级以上奖励 出生地 籍贯 基层一线或领导干部 推荐理由 基层工作经历",
        ),
    ],
)
def test_a_header_is_known_by_many_words(field: Field | None, headers: str) -> None:
    assert {header: field_of(header) for header in headers.split(" ")} == dict.fromkeys(
        headers.split(" "), field
    )


def test_spaces_and_line_breaks_inside_a_header_do_not_matter() -> None:
    assert field_of("姓  名") is F.NAME
    assert field_of("是否基层\n和一线") is F.GRASSROOTS_FRONTLINE
    assert field_of("出生\r\n年月") is F.BIRTH
    assert field_of("") is field_of("长" * 500) is None


def test_a_long_instruction_in_brackets_does_not_hide_the_header() -> None:
    header = (
        "是否基层和一线（来自企业、高校、科研院所、县乡、社区等基层和一线的科技工作者填“是”，其他人员填“否”）"
    )
    assert field_of(header) is F.GRASSROOTS_FRONTLINE


def test_columns_stand_in_any_order_between_columns_of_no_use() -> None:
    person = only(table("备注 类别 电话 出生年月 姓名 性别", ["x", "代表", "1", "1975.03", "王丽", "女"]))
    assert (person.name, person.sex, person.birth, person.seats) == (
        "王丽",
        "女",
        (19750301, 19750331),
        Seat.DELEGATE,
    )


@pytest.mark.parametrize("above", [0, 1, 2, 29, 45])
def test_the_header_is_found_below_titles_and_notes(above: int) -> None:
    titles = [["某省科协代表大会代表名册"], ["填报单位：某市科协", "", "2017年6月"], []]
    rows = [titles[i % 3] for i in range(above)]
    roster = read(workbook(*rows, ["姓名", "性别"], ["王丽", "女"]))
    assert names(roster) == ["王丽"]
    assert roster.tables[0].header.first_row == above


def test_a_header_of_two_rows_is_read_as_one() -> None:
    roster = read(
        workbook(
            ["序号", "姓名", "基本情况", "", "", "是否", ""],
            ["", "", "性别", "民族", "出生年月", "基层一线", "领导干部"],
            [1, "王丽", "女", "回族", "1975.03", "是", "否"],
            merged=["A1:A2", "B1:B2", "C1:E1", "F1:G1"],
        )
    )
    person = only(roster)
    assert (person.name, person.sex, person.ethnic_group, person.birth) == (
        "王丽",
        "女",
        "回族",
        (19750301, 19750331),
    )
    assert (person.grassroots_frontline, person.leading_cadre) == (1, 0)
    assert (roster.tables[0].header.first_row, roster.tables[0].header.last_row) == (0, 1)


def test_the_name_may_stand_in_the_lower_row_of_two() -> None:
    person = only(
        read(
            workbook(
                ["序号", "基本情况", "", "", "是否基层和一线", "类别"],
                ["", "姓名", "性别", "出生年月", "", ""],
                [1, "王丽", "女", "1975.03", "是", "代表"],
            )
        )
    )
    assert (person.name, person.sex, person.grassroots_frontline, person.seats) == (
        "王丽",
        "女",
        1,
        Seat.DELEGATE,
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "出生年月", ""], ["", "年", "月"], ["王丽", 1975, 3]],
        [["姓名", "出生", ""], ["", "年", "月"], ["王丽", "1975", "03"]],
        [["姓名", "出生年", "出生月"], ["王丽", 1975.0, 3.0]],
    ],
)
def test_year_and_month_of_birth_may_have_a_column_each(rows: list[list[str]]) -> None:
    assert only(read(workbook(*rows))).birth == (19750301, 19750331)


def test_a_birth_header_merged_over_three_columns_is_year_month_day() -> None:
    roster = read(
        workbook(["姓名", "出生年月日", "", "", "性别"], ["王丽", 1975, 3, 9, "女"], merged=["B1:D1"])
    )
    assert only(roster).birth == (19750309, 19750309)


def test_a_first_heading_is_no_second_header_row() -> None:
    assert names(read(workbook(["姓名", "性别"], ["", "二、特邀代表"], ["王丽", "女"]))) == ["王丽"]


def test_a_person_below_the_header_is_no_second_header_row() -> None:
    roster = table("姓名 单位 职务", ["", "单位", "职务"], ["王丽", "海岱大学", "教师"])
    assert names(roster) == ["王丽"]
    assert roster.people[0].unit == "海岱大学"


def test_of_two_columns_that_could_be_one_field_the_first_is_used_and_it_is_said() -> None:
    roster = table("姓名 出生年月 出生日期", ["王丽", "1975.03", "1976-04-01"], ["李强", "1980.01", ""])
    assert [p.birth for p in roster.people] == [(19750301, 19750331), (19800101, 19800131)]
    assert said(roster) == [
        ("B1", "B、C 几列都可作“出生年月”且内容不同，已用 B 列；如不对，请指定列（--column birth=列号）")
    ]


def test_two_columns_that_agree_are_no_problem() -> None:
    assert said(table("姓名 单位 工作单位", ["王丽", "海岱大学", "海岱大学"], ["李强", "云岫公司", ""])) == []


def test_a_person_may_choose_the_column() -> None:
    rows = [["王丽", "1975.03", "1976-04-01"]]
    roster = table("姓名 出生年月 出生日期", *rows, columns={F.BIRTH: "C"})
    assert only(roster).birth == (19760401, 19760401)
    assert said(roster) == []


def test_a_chosen_name_column_needs_no_header() -> None:
    roster = read(
        workbook([1, "王丽", "1975.03"], [2, "李强", "1980.10"]), columns={F.NAME: "B", F.BIRTH: "C"}
    )
    assert [(p.row, p.name, p.birth) for p in roster.people] == [
        (1, "王丽", (19750301, 19750331)),
        (2, "李强", (19801001, 19801031)),
    ]


def test_a_column_that_is_not_there_cannot_be_chosen() -> None:
    for letter in ("Z", "12", ""):
        with pytest.raises(UnusableFile, match="has no column") as refusal:
            table("姓名 出生年月", ["王丽", "1975.03"], columns={F.BIRTH: letter})
        assert refusal.value.say.zh == f"“名册”没有 {letter} 列，不能作为“出生年月”；请另选一列"


def test_name_columns_side_by_side_are_refused_with_the_place() -> None:
    with pytest.raises(UnusableFile) as refusal:
        table("姓名 单位 姓名 单位", ["王丽", "海岱大学", "李强", "云岫公司"])
    assert refusal.value.say.zh == "“名册”第 1 行有几列都是姓名（A、C）：名册左右并排，请排成一列后再核对"


def test_a_blank_second_block_is_no_list_side_by_side() -> None:
    assert names(table("姓名 单位 姓名 单位", ["王丽", "海岱大学", "", ""])) == ["王丽"]


def test_a_registration_form_is_no_list() -> None:
    form = [
        ["姓名", "王丽", "性别", "女"],
        ["民族", "汉族", "出生年月", "1975.03"],
        ["单位", "海岱大学", "职务", "教师"],
    ]
    with pytest.raises(UnusableFile, match="nobody below"):
        read(workbook(*form))


def test_without_a_name_column_nothing_is_found_and_the_sheets_are_named() -> None:
    with pytest.raises(UnusableFile) as refusal:
        read(workbook(["代表", "单位"], ["王丽", "海岱大学"]))
    assert "“姓名”一列" in refusal.value.say.zh
    assert "名册" in refusal.value.say.zh


def test_the_sentence_of_an_empty_list_names_its_sheet() -> None:
    with pytest.raises(UnusableFile) as refusal:
        read(workbook(["姓名", "单位"]))
    assert refusal.value.say.zh.startswith("“名册”有表头，但表头下面没有人员")


def test_a_second_table_in_another_order_is_refused() -> None:
    with pytest.raises(UnusableFile) as refusal:
        table(
            "姓名 性别 单位", ["王丽", "女", "海岱大学"], ["姓名", "单位", "性别"], ["李强", "云岫公司", "男"]
        )
    assert refusal.value.say.zh.startswith("“名册”第 3 行又是表头")


def test_a_chosen_column_does_not_make_the_header_of_a_later_page_another() -> None:
    header, rows = ["姓名", "出生年月", "出生日期"], [["王丽", "1975.03", "1976.04"], ["李强", "", "1980.10"]]
    roster = read(workbook(header, rows[0], header, rows[1]), columns={F.BIRTH: "C"})
    assert [p.birth for p in roster.people] == [(19760401, 19760430), (19801001, 19801031)]


def test_finding_the_header_of_an_empty_sheet_finds_none() -> None:
    assert find_header(sheet()) is None
    assert kinds(table("姓名", ["王丽"])) == []
