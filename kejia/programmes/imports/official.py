"""The official list (名册) of a body: by office, names in the official order of strokes, as official lists print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it states no types; hence Any for its objects below

from kejia.judging.neutral import cell_text
from kejia.judging.report_paper import text_lines
from kejia.plain.names import print_name
from kejia.plain.stroke_order import in_stroke_order
from kejia.register import exporting
from kejia.register.kinds import OfficeKind
from kejia.trail.actor import Actor

BODY_NAMES = {
    "congress": "代表大会代表",
    "committee": "全委会委员",
    "standing": "常务委员会委员",
    "vice-chairs": "兼职副主席",
    "society-congress": "代表大会代表",
    "society-directors": "理事会理事",
    "society-standing": "常务理事会常务理事",
}
WIDTHS = (6, 26, 12, 14, 40)
"""Of the columns: number, name, birth, party, employer and position."""
ROW, ANOTHER_LINE = 24, 17
"""Points of a row, and of each further line in it: not every program makes rows higher by itself."""
TITLE_FONT, TEXT_FONT = "方正小标宋简体", "仿宋_GB2312"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the list."""

    name: str
    sex: str
    ethnic_group: str
    birth: str
    party: str
    unit: str
    position: str

    @property
    def printed(self) -> str:
        """王　丽（女，回族）."""
        return print_name(self.name, self.sex, self.ethnic_group or None)

    @property
    def bare(self) -> str:
        """王　丽, without what stands in brackets."""
        return print_name(self.name)

    @property
    def marks(self) -> str:
        """（女，回族）, or nothing."""
        return self.printed.removeprefix(self.bare)


@dataclass(frozen=True, slots=True)
class OfficialList:
    """Title, day, and the members by office, the highest office first."""

    title: str
    said: str
    offices: tuple[tuple[OfficeKind, tuple[Member, ...]], ...]

    @property
    def count(self) -> int:
        """How many people."""
        return sum(len(members) for _, members in self.offices)


def official_list(
    organisation: int, body: str, on: date, known: datetime | None, *, by: Actor
) -> OfficialList | None:
    """The list of a body; None where the organisation has no name on the day. Raises NotSettled."""
    name = exporting.name_of_organisation(organisation, on, known, by=by)
    if name is None:
        return None
    found: dict[str, list[Member]] = {}
    for office, *values in exporting.members(organisation, body, on, known, by=by):
        found.setdefault(str(office), []).append(Member(*(str(value or "") for value in values)))
    offices = tuple(
        (OfficeKind[office.upper()], tuple(in_stroke_order(members, lambda member: member.name)))
        for office, members in found.items()
    )
    said = f"截至{on.year}年{on.month}月{on.day}日"
    if known is not None:
        said += f"，按{known:%Y-%m-%d %H:%M}所知"
    return OfficialList(f"{name}{BODY_NAMES[body]}名册", said, offices)


def heading(office: OfficeKind, members: Sequence[Member]) -> str:
    """常委（12人，按姓氏笔画为序）."""
    order = "，按姓氏笔画为序" if len(members) > 1 else ""
    return f"{office.text.zh}（{len(members)}人{order}）"


def official_xlsx(listed: OfficialList) -> bytes:
    """The list as a workbook for A4 paper, one row a person."""
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet("名册")
    cell = {"font_name": TEXT_FONT, "font_size": 12, "border": 1, "valign": "vcenter", "text_wrap": True}
    title = book.add_format(
        {"font_name": TITLE_FONT, "font_size": 22, "align": "center", "valign": "vcenter"}
    )
    note = book.add_format({"font_name": TEXT_FONT, "font_size": 12, "align": "center"})
    head = book.add_format({**cell, "bold": True, "align": "center"})
    group = book.add_format({**cell, "bold": True})
    text, middle = book.add_format(cell), book.add_format({**cell, "align": "center"})
    columns = ("序号", "姓名", "出生年月", "党派", "工作单位及职务")
    page.set_row(0, 40)
    page.merge_range(0, 0, 0, 4, cell_text(listed.title), title)
    page.merge_range(1, 0, 1, 4, cell_text(f"{listed.said}，共{listed.count}人"), note)
    page.set_default_row(ROW)
    for at, (word, width) in enumerate(zip(columns, WIDTHS, strict=True)):
        page.write_string(2, at, word, head)
        page.set_column(at, at, width)
    row, number = 3, 0
    for office, members in listed.offices:
        page.merge_range(row, 0, row, 4, heading(office, members), group)
        row += 1
        for member in members:
            number += 1
            where = member.unit + member.position
            words = zip((member.printed, member.party, where), (WIDTHS[1], *WIDTHS[3:]), strict=True)
            lines = max(text_lines(word, width) for word, width in words)
            page.set_row(row, ROW + (lines - 1) * ANOTHER_LINE)
            page.write_number(row, 0, number, middle)
            for at, word in enumerate(
                (member.printed, member.birth[:7].replace("-", "."), member.party, where), 1
            ):
                page.write_string(row, at, cell_text(word), text if at in (1, 4) else middle)
            row += 1
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.set_margins(0.8, 0.8, 1, 1)
    page.set_footer("&C&P")
    book.close()
    return content.getvalue()
