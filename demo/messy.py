"""A roster as offices send it: every liberty that people take with a table, and no fact lost."""

from collections.abc import Sequence
from datetime import date

from demo.people import DemoPerson
from demo.sheets import DemoCell, DemoSheet
from kejia.plain.names import print_name

_FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
_YES, _NO = ("是", "√", "✓", "Y", 1), ("否", "×", "N", 0)
_UPPER = ["序号", "基本情况", None, None, None, "工作单位", "职务/职称", "标　注", None, "类别"]
_LOWER = [
    None,
    "姓 名",
    "性别",
    "民族",
    "出生\n年月",
    None,
    None,
    "是否基层\n和一线",
    "厅级以上领导干部",
    None,
]
_PAGE = 40
"""Rows after which the header is printed once more."""


def messy_sheet(name: str, people: Sequence[DemoPerson]) -> DemoSheet:
    """Titles, two header rows, marks in names, births in eight spellings, headings, totals and notes."""
    width = len(_UPPER)
    rows: list[list[DemoCell]] = [
        ["某省科协第九次代表大会代表名册（征求意见稿）"],
        ["填报单位：某省科协组织人事部", None, None, None, None, None, "填报日期：２０１７年６月"],
        [],
        list(_UPPER),
        list(_LOWER),
    ]
    merged = [(0, 0, 0, width - 1), (3, 1, 3, 4), (3, 7, 3, 8), *((3, c, 4, c) for c in (0, 5, 6, 9))]
    for at, person in enumerate(people):
        if at and at % _PAGE == 0:
            rows += [[], list(_UPPER), list(_LOWER)]
        rows.append(_row(at, person))
    rows += [
        [],
        ["合计", f"{len(people)}人"],
        ["注：1．以上人员按推荐单位报送顺序排列。"],
        [None, "2．“基层和一线”由推荐单位人事部门认定。"],
        ["填表人：（签字）", None, None, None, None, "审核人：（签字）"],
    ]
    return DemoSheet(name, rows, merged)


def _row(at: int, person: DemoPerson) -> list[DemoCell]:
    return [
        at + 1,
        _name(at, person),
        None if at % 4 == 0 else person.sex,
        person.ethnic_group.removesuffix("族")
        if at % 3
        else None
        if person.ethnic_group != "汉族"
        else "汉族",
        _birth(at, person.birth),
        person.unit.replace("大学", " 大学 ") if at % 9 == 0 else person.unit,
        f"{person.post}/{person.title}",
        _mark(at, yes=person.grassroots_frontline),
        "正厅级" if person.leading_cadre and at % 2 else _mark(at + 2, yes=person.leading_cadre),
        ("代表", "正式代表", "代 表", "九大代表")[at % 4],
    ]


def _name(at: int, person: DemoPerson) -> str:
    """As printed lists have it where the columns beside are left blank, else as typed."""
    sex = person.sex if at % 4 == 0 else None
    group = person.ethnic_group if at % 3 == 0 else None
    if sex == "男":
        return (
            f"{print_name(person.name, None, group)}（男）"
            if group in (None, "汉族")
            else f"{person.name}（男，{group}）"
        )
    printed = print_name(person.name, sex, group)
    return printed.replace("（", "(").replace("）", ")") if at % 8 == 0 else printed


def _birth(at: int, birth: date) -> DemoCell:
    """Month or day, in eight spellings, each of which tells the month for sure."""
    month = f"{birth:%Y.%m}"
    spellings: list[DemoCell] = [
        month,
        f"{birth.year}年{birth.month}月",
        f"{birth:%Y%m}",
        birth,
        f"{birth:%Y-%m-%d}",
        month.translate(_FULL_WIDTH),
        f"{month}（{2017 - birth.year}岁）",
        float(month) if birth.month not in (1, 10) else month,
    ]
    return spellings[at % len(spellings)]


def _mark(at: int, *, yes: bool) -> DemoCell:
    spellings = _YES if yes else _NO
    return spellings[at % len(spellings)]
