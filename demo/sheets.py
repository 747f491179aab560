"""Sheets of sample rosters before they are written to a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from demo.people import DemoPerson

DemoCell = str | float | int | bool | date | None

HEADER = "序号 姓名 性别 民族 出生年月 身份证号 工作单位 单位性质 职务 职称 界别 党派 学历 是否基层和一线 是否领导干部".split()
SEAT = "类别"


@dataclass(slots=True)
class DemoSheet:
    """Rows of cells; `merged` are ranges as (first row, first column, last row, last column), from 0."""

    name: str
    rows: list[list[DemoCell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False


def tidy_sheet(
    name: str,
    people: Sequence[DemoPerson],
    seat: str | Callable[[int], str] | None,
    *,
    leading: Callable[[int], bool] | None = None,
) -> DemoSheet:
    """A header and a row each, everything spelt one way; `seat` is a column of its own unless None.

    `leading` says by place who is marked a leading cadre, instead of the person.
    """
    rows: list[list[DemoCell]] = [[*HEADER, *([SEAT] if seat is not None else [])]]
    for at, person in enumerate(people):
        is_leading = person.leading_cadre if leading is None else leading(at)
        row: list[DemoCell] = [
            at + 1, person.name, person.sex, person.ethnic_group, f"{person.birth:%Y.%m}", person.id_number,
            person.unit, person.unit_kind, person.post, person.title, person.sector, person.party, person.education,
            "是" if person.grassroots_frontline else "否", "是" if is_leading else "否",
        ]  # fmt: skip
        if seat is not None:
            row.append(seat if isinstance(seat, str) else seat(at))
        rows.append(row)
    return DemoSheet(name, rows)
