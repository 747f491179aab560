"""The workbook to hand on: its verdicts, its composition, its paper, and nothing in it that a program would run."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from kejia.judging.findings import Check
from kejia.judging.report import write_report
from kejia.judging.tests.lists import PLAN, check, people, table
from kejia.norms.basis import read_basis
from kejia.norms.kinds import Body
from kejia.norms.law import LAW_FOLDER, load_law
from kejia.plain.text import LANGUAGES, Language
from kejia.rosters.workbook import Workbook

PLAN_EVE = date(2016, 12, 31)
CHARTER_DAY = date(2021, 1, 1)
TITLES_NOTE = (
    "Titles: other holds junior titles, skill levels and wordings not understood; a bare 高级 is not known."
)
DRAFT = (
    "姓名 性别 民族 出生年月 政治面貌 学历 职称 职务 工作单位 单位性质 界别 是否基层和一线 是否领导干部 类别",
    "王丽 女 回族 1975.03 中共党员 博士研究生 教授 院长 甲大学 高校 教育 是 否 代表",
    "欧阳春 男 汉族 1990.01 群众 硕士 工程师 _ 乙公司 企业 工程技术 是 否 代表",
    "欧明 男 汉族 1980 民盟 本科 副研究员 _ 丙院 科研院所 工程技术 _ 否 代表、委员",
    "丁一 男 满族 1950.05 九三学社 大专 主任医师 _ 丁医院 事业单位 医药卫生 否 是 代表、常委",
    "卜丹 女 _ _ _ _ _ _ 戊厂 企业 工程技术 是 否 特邀代表",
    "王芳 女 汉族 1960.06 中共党员 高中 技师 _ 戊厂 企业 工程技术 是 否 列席",
)


def draft() -> Workbook:
    """Four delegates, one of them a committee and one a standing member, an invited delegate and an attendee."""
    return table(*DRAFT, sheet="代表名单")


def opened(result: Check, language: Language = "zh") -> Any:
    """The report as openpyxl reads it, which keeps to itself how its types are called."""
    return openpyxl.load_workbook(BytesIO(write_report(result, language)))


def rows(sheet: Any, width: int | None = None) -> list[list[object]]:
    """The cells of each row, without the blank ones at its end."""
    found = []
    for row in sheet.iter_rows(values_only=True, max_col=width):
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        found.append(cells)
    return found


def words(norm_id: str) -> str:
    """A norm's own words and how they are read, as the law has them."""
    norm = PLAN.get_norm(norm_id)
    return norm.quote if norm.reading is None else f"{norm.quote}\n读法：{norm.reading.zh}"


def test_the_verdicts_stand_by_body_with_figures_words_and_all_they_rest_on() -> None:
    by_paper = read_basis(
        {"title": "换届通知", "document": "科协发〔2017〕1号", "invited_delegates_count": "否"}
    )
    assert rows(opened(check(draft(), None, basis=by_paper))["结论"]) == [
        ["名册核对结论"],
        ["依据：山东省科协系统改革实施方案　　截至：2017-06-30　　名册：名册.xlsx"],
        ["口径：按《换届通知》（科协发〔2017〕1号）；特邀代表是否计入：否"],
        ["“应当”类规则 4 条：符合 1 条，未达到 2 条，待核实 1 条。"],
        [],
        ["结论", "条款", "规则", "人数", "比例", "要求", "差额与补救", "原文与读法", "计入与口径"],
        ["省级科协代表大会　　4 人"],
        [
            "? 待核实", "4.1", "代表中的基层和一线科技工作者（应当）", "2 / 4", "50%\n可能为\n50%～75%", "不低于65%",
            "1 人待核实，见“待核实”",
            words("congress.frontline"),
            "计入：代表（不含特邀代表和列席人员）\n口径：按《换届通知》（科协发〔2017〕1号）\n"
            "2017-01-01 起施行的规定（congress.frontline）",
        ],
        [
            "✓ 符合", "4.1", "代表中45岁以下的科技工作者（应当）", "3 / 4", "75%", "不低于三分之一", "—",
            words("congress.young"),
            "计入：代表（不含特邀代表和列席人员）\n口径：按《换届通知》（科协发〔2017〕1号）；年龄算至判断之日\n"
            "2017-01-01 起施行的规定（congress.young）",
        ],
        [
            "? 待核实", "4.1", "代表中的领导干部（趋势）", "1 / 4", "25%", "低于上届",
            "没有上届名单，无法比较；请一并提供",
            words("congress.leading"),
            "计入：代表（不含特邀代表和列席人员）\n口径：按《换届通知》（科协发〔2017〕1号）；领导干部的职级线未注明\n"
            "2017-01-01 起施行的规定（congress.leading）",
        ],
        ["省级全委会　　2 人"],
        [
            "✕ 未达到", "4.2", "全委会中的基层和一线委员（应当）", "0 / 2", "0%\n可能为\n0%～50%", "不低于70%",
            "差 2 人：\n替换 2 人\n或增加 5 名符合条件的人",
            words("committee.frontline"),
            "计入：全委会委员（席位累计）\n口径：按《换届通知》（科协发〔2017〕1号）\n"
            "2017-01-01 起施行的规定（committee.frontline）",
        ],
        ["省级常委会　　1 人"],
        [
            "✕ 未达到", "4.2", "常委会中的基层和一线委员（应当）", "0 / 1", "0%", "不低于75%",
            "差 1 人：\n替换 1 人\n或增加 3 名符合条件的人",
            words("standing.frontline"),
            "计入：常委（席位累计）\n口径：按《换届通知》（科协发〔2017〕1号）\n"
            "2017-01-01 起施行的规定（standing.frontline）",
        ],
    ]  # fmt: skip


def test_each_verdict_has_its_colour_beside_its_word() -> None:
    sheet = opened(check(draft(), None))["结论"]
    colours = {
        row[0].value: row[0].font.color.rgb for row in sheet.iter_rows() if row[0].value and row[1].value
    }
    assert colours == {
        "结论": "FF1E2A36",
        "? 待核实": "FF8A5608",
        "✓ 符合": "FF2C7A5B",
        "✕ 未达到": "FFB8391F",
    }


def test_before_a_norm_is_in_force_the_report_says_since_when_it_is() -> None:
    result = check(table("姓名 是否基层一线", *people(4, "是")), Body.COMMITTEE, on=PLAN_EVE)
    assert rows(opened(result)["结论"], 7)[-1] == [
        "– 尚未施行", "4.2", "全委会中的基层和一线委员（应当）", "4 / 4", "100%", "—", "自 2017-01-01 起施行",
    ]  # fmt: skip


def test_counts_ceilings_and_settings_that_are_missing_are_told_apart() -> None:
    charter = load_law(LAW_FOLDER / "example-charter")
    header = "姓名 性别 出生年月 是否基层一线 是否领导干部 类别"
    roster = table(header, *people(2, "女 1985.01 是 是 理事"), *people(8, "男 1950.01 否 否 理事", 2))
    written = rows(opened(check(roster, None, law=charter, on=CHARTER_DAY))["结论"], 7)
    assert [row[3:] for row in written if len(row) == 7 and row[0] != "结论"] == [
        ["2 / 10", "20%", "不低于80%", "差 6 人：\n替换 6 人\n或增加 30 名符合条件的人"],
        ["2 / 10", "20%", "超过25%", "差 1 人：\n替换 1 人\n或增加 1 名符合条件的人"],
        ["2 人", "—", "不低于3人", "差 1 人：\n替换 1 人\n或增加 1 名符合条件的人"],
        ["2 / 10", "20%", "不超过10%", "多 1 人：\n替换 1 人\n或增加 10 名不属此类的人"],
    ]
    society = rows(opened(check(roster, Body.SOCIETY_DIRECTORS))["结论"], 7)
    assert society[-1][3:] == [
        "— / 10",
        "—",
        "不低于三分之一",
        "请先设定口径：中青年的年龄线（young_middle_aged_age）",
    ]


@pytest.mark.parametrize(
    ("language", "names"),
    [("zh", ["结论", "构成", "待核实", "名单"]), ("en", ["Verdicts", "Composition", "To check", "List"])],
)
def test_every_sheet_prints_on_a4_with_its_header_and_page_numbers(
    language: Language, names: list[str]
) -> None:
    book = opened(check(draft(), None), language)
    assert book.sheetnames == names
    pages = {
        "zh": ("名册.xlsx　截至 2017-06-30", "第 &P 页，共 &N 页"),
        "en": ("名册.xlsx, on 2017-06-30", "Page &P of &N"),
    }
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == pages[language]
        assert sheet.page_setup.orientation == "landscape"
    assert opened(check(draft(), Body.CONGRESS), language)[names[1]].page_setup.orientation == "portrait"


def test_in_english_no_chinese_is_left_but_names_words_of_the_roster_and_the_quoted_law() -> None:
    book = opened(check(draft(), None), "en")
    ours = [row for name in ("Verdicts", "Composition") for row in rows(book[name], 7)]
    chinese = {str(cell) for row in ours for cell in row if any("\u4e00" <= c <= "\u9fff" for c in str(cell))}
    values = {
        "工程技术",
        "医药卫生",
        "教育",
        "事业单位",
        "科研院所",
        "高校",
        "企业",
        "汉族",
        "of which 回族",
        "of which 满族",
    }
    assert {c for c in chinese if "名册.xlsx" not in c} == {*values, TITLES_NOTE}
    assert rows(book["Verdicts"], 7)[7] == [
        "? cannot tell", "4.1", "grassroots and front-line delegates (must)", "2 / 4",
        "50%\npossibly\n50% to 75%", "at least 65%", "ask about 1 people, see To check",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_that_look_like_formulas_are_words_with_an_apostrophe(language: Language) -> None:
    header = "姓名 工作单位 职称 界别 政治面貌 职务 是否基层一线"
    roster = table(header, '王丽 =HYPERLINK("x") +1 @SUM(A1) -2 \t=1 =是', sheet="=名单")
    roster.name = "=名册.xlsx"
    basis = read_basis({"title": "=通知", "document": "+1号"})
    book = opened(check(roster, Body.COMMITTEE, basis=basis), language)
    texts = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert not [text for text in texts if text.lstrip()[:1] in ("=", "+", "-", "@")]
    assert {'\'=HYPERLINK("x")', "'+1", "'@SUM(A1)", "'-2", "'=是", "'=名单"} <= set(texts)
    assert all(sheet.oddFooter.left.text.startswith("'=名册.xlsx") for sheet in book)


def test_the_same_check_gives_the_same_bytes() -> None:
    assert write_report(check(draft(), None), "zh") == write_report(check(draft(), None), "zh")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<r><t>b</r>", "<r><t>b</r> "),
        ("\ud800\x00\ufffe甲", "\ufffd甲"),
        ("&P&L", "&P&L"),
        ("\r=1", "'=1"),
        ("_x000D_", "_x000D_"),
        ("名" * 40_000, "名" * 600 + "……"),
    ],
)
def test_no_word_of_a_roster_breaks_the_file(typed: str, shown: str) -> None:
    roster = table("姓名 职务 是否基层一线", "王丽 甲 是", "李伟 乙 _")
    roster.sheets[0].rows[2][1] = typed
    roster.name = typed
    book = opened(check(roster, Body.COMMITTEE))
    assert [book["名单"][place].value for place in ("F6", "F7", "B7")] == ["甲", shown, "李　伟"]
