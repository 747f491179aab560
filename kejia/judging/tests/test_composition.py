"""The composition table: every heading adds up to the members, counted as the verdicts count them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.judging.composition import MINORITIES, Composition, age_band, compose
from kejia.judging.composition_words import UNKNOWN, degree_of, grade_of_title, party_of
from kejia.judging.report_composition import SIGNED
from kejia.judging.tests.lists import check, figures, people, table
from kejia.judging.tests.test_report import draft, opened, rows
from kejia.norms.basis import read_basis
from kejia.norms.kinds import Body

HEADINGS = ["界别", "性别", "民族", "党派", "年龄段", "学历", "职称", "单位性质"]


def lines(composition: Composition, heading: str) -> dict[str, tuple[int, ...]]:
    """One heading's values with their counts, by their Chinese names."""
    return {
        line.value.zh: line.counts for h in composition.headings if h.name.zh == heading for line in h.lines
    }


def test_the_table_counts_each_body_by_the_eight_headings() -> None:
    sheet = opened(check(draft(), None))["构成"]
    assert rows(sheet)[4:37] == [
        ["项目", "类别", "省级科协代表大会", None, "省级全委会", None, "省级常委会"],
        [None, None, "人数", "占比", "人数", "占比", "人数", "占比"],
        ["合计", None, 4, 1, 2, 1, 1, 1],
        ["界别", "工程技术", 2, 0.5, 1, 0.5, 0, 0],
        [None, "医药卫生", 1, 0.25, 1, 0.5, 1, 1],
        [None, "教育", 1, 0.25, 0, 0, 0, 0],
        ["性别", "男", 3, 0.75, 2, 1, 1, 1],
        [None, "女", 1, 0.25, 0, 0, 0, 0],
        ["民族", "汉族", 2, 0.5, 1, 0.5, 0, 0],
        [None, "少数民族", 2, 0.5, 1, 0.5, 1, 1],
        [None, "其中：回族", 1, 0.25, 0, 0, 0, 0],
        [None, "其中：满族", 1, 0.25, 1, 0.5, 1, 1],
        ["党派", "中共党员", 1, 0.25, 0, 0, 0, 0],
        [None, "民盟", 1, 0.25, 1, 0.5, 0, 0],
        [None, "九三学社", 1, 0.25, 1, 0.5, 1, 1],
        [None, "群众", 1, 0.25, 0, 0, 0, 0],
        ["年龄段", "35岁以下", 1, 0.25, 0, 0, 0, 0],
        [None, "36—45岁", 2, 0.5, 1, 0.5, 0, 0],
        [None, "46—55岁", 0, 0, 0, 0, 0, 0],
        [None, "56—65岁", 0, 0, 0, 0, 0, 0],
        [None, "66岁以上", 1, 0.25, 1, 0.5, 1, 1],
        ["学历", "博士", 1, 0.25, 0, 0, 0, 0],
        [None, "硕士", 1, 0.25, 0, 0, 0, 0],
        [None, "大学本科", 1, 0.25, 1, 0.5, 0, 0],
        [None, "大学专科", 1, 0.25, 1, 0.5, 1, 1],
        ["职称", "正高", 2, 0.5, 1, 0.5, 1, 1],
        [None, "副高", 1, 0.25, 1, 0.5, 0, 0],
        [None, "中级", 1, 0.25, 0, 0, 0, 0],
        [None, "其他", 0, 0, 0, 0, 0, 0],
        ["单位性质", "事业单位", 1, 0.25, 1, 0.5, 1, 1],
        [None, "科研院所", 1, 0.25, 1, 0.5, 0, 0],
        [None, "高校", 1, 0.25, 0, 0, 0, 0],
        [None, "企业", 1, 0.25, 0, 0, 0, 0],
    ]
    assert [row for row in rows(sheet)[37:] if row] == [
        [
            "占比的分母为各机构“合计”人数，保留一位小数，不进位。年龄段按 2017-06-30 的周岁计，出生日期不足以判定的列入“不详”。"
        ],
        ["职称“其他”含初级职称、职业技能等级和未能归类的写法；只写“高级”的列入“不详”。"],
        ["省级科协代表大会另有特邀代表 1 人，口径未定，未计入本表。"],
        [SIGNED.zh],
    ]


@pytest.mark.parametrize(("counts", "members"), [("是", 5), ("否", 4), ("", 4)])
def test_invited_delegates_are_in_the_table_where_the_basis_counts_them(counts: str, members: int) -> None:
    result = check(draft(), Body.CONGRESS, basis=read_basis({"invited_delegates_count": counts}))
    assert compose(result).totals() == (members,)
    assert figures(result)["congress.frontline"][2] == members


def test_a_share_is_cut_and_never_shown_larger_than_it_is() -> None:
    roster = table("姓名 性别 是否基层一线", *people(199, "女 是"), *people(1, "男 是", 199))
    sheet = opened(check(roster, Body.COMMITTEE))["构成"]
    shares = {row[1].value: row[3] for row in sheet.iter_rows() if row[1].value in ("男", "女")}
    assert {name: cell.value for name, cell in shares.items()} == {"女": 0.995, "男": 0.005}
    roster = table("姓名 性别 是否基层一线", *people(129, "女 是"), *people(70, "男 是", 129))
    sheet = opened(check(roster, Body.COMMITTEE))["构成"]
    women = next(row[3] for row in sheet.iter_rows() if row[1].value == "女")
    assert women.value == 0.648 < Fraction(129, 199)
    assert women.number_format.startswith("0.0%")


def test_ages_are_reckoned_on_the_day_the_basis_names() -> None:
    roster = table("姓名 出生年月 是否基层一线", "王丽 1971.12 是")
    by_paper = read_basis({"age_reckoned_on": "2018-01-01"})
    assert lines(compose(check(roster, Body.COMMITTEE)), "年龄段")["36—45岁"] == (1,)
    composition = compose(check(roster, Body.COMMITTEE, basis=by_paper))
    assert (composition.aged_on.isoformat(), lines(composition, "年龄段")["46—55岁"]) == ("2018-01-01", (1,))


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        ((19820701, 19820701), "35岁以下"),  # 34 on the day
        ((19810701, 19810701), "35岁以下"),  # 36 tomorrow
        ((19810630, 19810630), "36—45岁"),  # 36 on the day
        ((19810601, 19810630), "36—45岁"),
        ((19810601, 19810701), "不详"),
        ((19810101, 19811231), "不详"),
        ((19720229, 19720229), "36—45岁"),
        ((19710630, 19710630), "46—55岁"),
        ((19610630, 19610630), "56—65岁"),
        ((19510701, 19510701), "56—65岁"),
        ((19510630, 19510630), "66岁以上"),
        (None, "不详"),
    ],
)
def test_who_is_of_an_age_on_the_line_is_in_the_younger_band(
    birth: tuple[int, int] | None, band: str
) -> None:
    assert age_band(birth, 20170630).zh == band


def test_the_two_youngest_bands_are_the_young_of_the_norm() -> None:
    roster = table("姓名 出生年月 类别", *(f"{n} {y}.0{m} 代表" for n, y, m in _births()))
    result = check(roster, Body.CONGRESS)
    ages = lines(compose(result), "年龄段")
    assert ages["35岁以下"][0] + ages["36—45岁"][0] == figures(result)["congress.young"][1] == 39


def _births() -> list[tuple[str, int, int]]:
    names = [line.split(" ")[0] for line in people(60, "")]
    return [(name, 1950 + i, 7 + i % 3) for i, name in enumerate(names[:50])] + [
        (n, 1971, 8) for n in names[50:60]
    ]


def test_columns_a_roster_lacks_are_named_and_not_counted_as_unknown() -> None:
    composition = compose(check(table("姓名 是否基层一线", "王丽 是"), Body.COMMITTEE))
    assert [(h.name.zh, h.lines, h.missing and h.missing.zh) for h in composition.headings] == [
        (name, (), f"名册没有“{'出生年月' if name == '年龄段' else name}”一列") for name in HEADINGS
    ]
    table_rows = rows(opened(check(table("姓名 是否基层一线", "王丽 是"), Body.COMMITTEE))["构成"])
    assert ["界别", "名册没有“界别”一列"] in table_rows


def test_titles_are_taken_from_a_column_of_posts_and_titles_where_there_is_no_other() -> None:
    roster = table("姓名 职务/职称 是否基层一线", "王丽 院长、教授 是", "丁一 副校长 是", "卜丹 _ 是")
    assert lines(compose(check(roster, Body.COMMITTEE)), "职称") == {
        "正高": (1,), "副高": (0,), "中级": (0,), "其他": (0,), "不详": (2,),
    }  # fmt: skip
    posts = table("姓名 职务 是否基层一线", "王丽 教授 是")
    assert lines(compose(check(posts, Body.COMMITTEE)), "职称") == {}


def test_many_different_values_end_in_one_line_and_still_add_up() -> None:
    header = "姓名 界别 是否基层一线"
    roster = table(header, *(f"{line.split(' ')[0]} 界{i} 是" for i, line in enumerate(people(60, ""))))
    sectors = lines(compose(check(roster, Body.COMMITTEE)), "界别")
    assert len(sectors) == 40
    assert sectors["其余 21 种"] == (21,)
    assert sum(n for (n,) in sectors.values()) == 60


def test_people_whose_seat_is_not_known_are_left_out_and_said_so() -> None:
    roster = table("姓名 性别 类别 是否基层一线", "王丽 女 委员 是", "丁一 男 _ 是")
    result = check(roster, Body.COMMITTEE)
    assert compose(result).totals() == (1,)
    assert ["省级全委会另有 1 人席位不明，未计入本表。"] in rows(opened(result)["构成"])


TITLES = {
    "正高": "教授 二级教授 研究员 正高级工程师 教授级高级工程师 研究员级高级工程师 主任医师 主任中医师 主任护师 研究馆员 编审 "
    "正高 教授、博导 院长/教授 工程师、教授 农业技术推广研究员 高级编辑 一级美术师 中国工程院院士",
    "副高": "副教授 副研究员 高级工程师 高工 高级农艺师 副主任医师 副主任护师 副研究馆员 副编审 高级讲师 中学高级教师 "
    "高级会计师 高级实验师 高级工艺美术师 主任记者 讲师、高级工程师 高级兽医师",
    "中级": "讲师 助理研究员 工程师 主治医师 主管护师 馆员 编辑 农艺师 一级教师 经济师 实验师 兽医师 中级 助理教授",
    "其他": "助教 助理工程师 医师 住院医师 护士 技术员 初级 研究实习员 助理馆员 高级技师 技师 高级工 特级技师 客座教授 "
    "总工程师 注册会计师 执业药师 无 -",
    "不详": "高级 高级职称",
}


@pytest.mark.parametrize(("title", "grade"), [(t, grade) for grade, ts in TITLES.items() for t in ts.split()])
def test_a_title_has_its_grade(title: str, grade: str) -> None:
    assert grade_of_title(title).zh == grade


def test_the_highest_degree_counts_and_an_unnamed_one_is_not_guessed() -> None:
    typed = "博士研究生 研究生/博士 硕士 大学学历、硕士学位 在职研究生 大学 大学本科 专升本 大学专科 大专 中专 高中 其他"
    assert [degree_of(word).zh for word in typed.split()] == [
        "博士", "博士", "硕士", "硕士", "研究生（未注明博士、硕士）", "大学本科", "大学本科", "大学本科",
        "大学专科", "大学专科", "中专、高中及以下", "中专、高中及以下", "其他",
    ]  # fmt: skip
    assert degree_of(" ") is UNKNOWN


def test_parties_go_by_their_short_names_and_no_member_is_made_of_a_non_member() -> None:
    typed = "中共党员 中共 党员 预备党员 民盟盟员 九三 九三学社社员 中国农工民主党 无党派 群众 团员 非中共 党外 中共党员、民盟 —"
    assert [party_of(word).zh for word in typed.split()] == [
        "中共党员", "中共党员", "中共党员", "中共预备党员", "民盟", "九三学社", "九三学社", "农工党", "无党派人士",
        "群众", "共青团员", "非中共", "党外", "中共党员", "不详",
    ]  # fmt: skip


WORDS = st.sampled_from(
    ["_", "甲", "乙", "教授", "工程师", "高级", "中共党员", "群众", "博士", "大专", "-", "无"]
)
LINE = st.tuples(
    WORDS, st.sampled_from(["男", "女", "_"]), st.sampled_from(["汉族", "回", "藏族", "外籍", "_"]), WORDS,
    st.sampled_from(["1950.01", "1981", "1972-02-29", "1971.1", "不清", "_"]), WORDS, WORDS, WORDS,
    st.sampled_from(["代表", "代表、委员", "常委", "兼职副主席", "特邀代表", "列席", "_", "待议"]),
)  # fmt: skip


@given(st.lists(LINE, min_size=1, max_size=30))
def test_every_heading_adds_up_to_the_members(drawn: list[tuple[str, ...]]) -> None:
    names = [line.split(" ")[0] for line in people(30, "")]
    header = "姓名 界别 性别 民族 政治面貌 出生年月 学历 职称 单位性质 类别 是否基层一线"
    roster = table(
        header,
        *(" ".join((name, *cells, "是")) for name, cells in zip(names, drawn, strict=False)),
        f"{names[-1]}甲 甲 女 汉族 群众 1980.01 博士 教授 高校 代表、委员 是",
    )
    result = check(roster, None)
    composition = compose(result)
    assert dict(zip(composition.bodies, composition.totals(), strict=True)) == {
        f.body: f.verdict.tally.members for f in result.findings
    }
    for heading in composition.headings:
        added = [0] * len(composition.bodies)
        for line in heading.lines:
            if not line.within:
                added = [a + n for a, n in zip(added, line.counts, strict=True)]
        assert tuple(added) == composition.totals(), heading.name.zh
        of_minorities = [line.counts for line in heading.lines if line.within]
        together = [line.counts for line in heading.lines if line.value == MINORITIES]
        assert together == (
            [tuple(map(sum, zip(*of_minorities, strict=True)))] if of_minorities else together
        )
