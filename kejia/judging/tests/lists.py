"""Small rosters written as lines, for tests: `table("姓名 类别", "王丽 常委")`."""

from datetime import date
from typing import Any

from kejia.judging.check import Question, check_workbook
from kejia.judging.findings import Check
from kejia.norms.kinds import Body
from kejia.norms.law import load_law
from kejia.rosters.workbook import Sheet, Workbook

PLAN = load_law()
DAY = date(2017, 6, 30)


def table(header: str, *lines: str, sheet: str = "Sheet1") -> Workbook:
    """A workbook of one sheet; cells are parted by spaces, `_` is a blank cell."""
    return Workbook("名册.xlsx", [_sheet(header, lines, sheet)])


def tables(**sheets: tuple[str, ...]) -> Workbook:
    """A workbook of several sheets, each a header and its lines."""
    return Workbook("名册.xlsx", [_sheet(lines[0], lines[1:], name) for name, lines in sheets.items()])


def _sheet(header: str, lines: tuple[str, ...], name: str) -> Sheet:
    rows: list[list[Any]] = [["" if c == "_" else c for c in line.split(" ")] for line in (header, *lines)]
    return Sheet(name, rows)


def people(count: int, cells: str, start: int = 0) -> list[str]:
    """Lines of so many people with different names and the same other cells."""
    surnames, given = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平"
    names = [a + b for b in given for a in surnames]
    return [f"{names[start + i]} {cells}" for i in range(count)]


def check(workbook: Workbook, body: Body | None, before: Workbook | None = None, **asked: Any) -> Check:
    """The workbook judged by the plan on 30 June 2017, unless told otherwise."""
    law = asked.pop("law", PLAN)
    return check_workbook(law, workbook, Question(asked.pop("on", DAY), body, **asked), before)


def figures(result: Check) -> dict[str, tuple[str, int, int]]:
    """Of each norm: verdict, numerator, denominator."""
    return {
        f.verdict.norm.id: (f.verdict.outcome.value, f.verdict.tally.yes, f.verdict.tally.members)
        for f in result.findings
    }
