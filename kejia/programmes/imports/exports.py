"""Lists of the register as .xlsx and .csv: a day, a moment, and no cell that a program would take for a formula."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it states no types; hence Any for its objects below

from kejia.judging.neutral import cell_text, neutral
from kejia.plain.text import Language, Text
from kejia.programmes.imports.kinds import ListKind
from kejia.register import exporting
from kejia.register.exporting import ExportRow
from kejia.trail.actor import Actor

CSV = "text/csv; charset=utf-8"
_NAME, _ID = Text("姓名", "name"), Text("人员编号", "person")
_ORGANISATION, _PAPER = Text("单位编号", "organisation"), Text("文号", "document")
_FROM, _TO = Text("起始日期", "from"), Text("截止日期", "to")

HEADERS: dict[ListKind, tuple[Text, ...]] = {
    ListKind.PEOPLE: (
        _ID,
        _NAME,
        Text("性别", "sex"),
        Text("民族", "ethnic group"),
        Text("出生年月", "birth"),
        Text("证件号码（掩码）", "document (masked)"),
        Text("工作单位", "employer"),
        Text("职务", "position"),
        Text("党派", "party"),
        Text("职称", "title"),
        Text("学历", "education"),
    ),
    ListKind.ORGANISATIONS: (
        _ORGANISATION,
        Text("单位名称", "name"),
        Text("种类", "kind"),
        Text("简称", "short name"),
        Text("级别", "level"),
        Text("行政区划代码", "division"),
        Text("统一社会信用代码", "unified social credit code"),
        Text("学科代码", "discipline"),
        Text("行业代码", "industry"),
        Text("隶属单位", "part of"),
        Text("归口单位", "supervised by"),
        Text("挂靠单位", "hosted by"),
    ),
    ListKind.APPOINTMENTS: (
        _ID,
        _NAME,
        _ORGANISATION,
        Text("任职机构", "organisation"),
        Text("任职职务", "office"),
        Text("职务名称", "title"),
        Text("任职方式", "capacity"),
        Text("占用编制", "headcount"),
        Text("届次", "term"),
        _FROM,
        _TO,
        _PAPER,
    ),
    ListKind.STANDING: (
        _ID,
        _NAME,
        Text("标注", "mark"),
        Text("是否", "yes or no"),
        Text("说明", "value"),
        Text("认定依据", "basis"),
        Text("认定单位", "certified by"),
        Text("证明材料", "paper"),
        _FROM,
        _TO,
    ),
}
_READS: dict[ListKind, Callable[..., Iterator[ExportRow]]] = {
    ListKind.PEOPLE: exporting.people,
    ListKind.ORGANISATIONS: exporting.organisations,
    ListKind.APPOINTMENTS: exporting.appointments,
    ListKind.STANDING: exporting.standings,
}


def rows_of(kind: ListKind, on: date, known: datetime | None, *, by: Actor) -> Iterator[ExportRow]:
    """The rows of a list. Raises NotSettled."""
    return _READS[kind](on, known, by=by)


def as_csv(kind: ListKind, rows: Iterable[ExportRow], language: Language) -> bytes:
    """The list as CSV, with the mark by which spreadsheet programs know UTF-8."""
    content = StringIO()
    writer = csv.writer(content)
    writer.writerow([title.within(language) for title in HEADERS[kind]])
    for row in rows:
        writer.writerow(["" if cell is None else neutral(str(cell)) for cell in row])
    return b"\xef\xbb\xbf" + content.getvalue().encode()


def as_xlsx(kind: ListKind, rows: Iterable[ExportRow], language: Language, said: str) -> bytes:
    """The list as a workbook of one sheet; `said` tells above it which day and whose knowledge it is."""
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"in_memory": True, "constant_memory": False})
    page = book.add_worksheet(kind.text.within(language))
    plain = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
    head = book.add_format({**plain, "bold": True, "bg_color": "#f3f2ee", "border": 1, "text_wrap": True})
    look, day = book.add_format(plain), book.add_format({**plain, "num_format": "yyyy-mm-dd"})
    page.write_string(0, 0, cell_text(said), look)
    for at, title in enumerate(HEADERS[kind]):
        page.write_string(1, at, title.within(language), head)
    for place, row in enumerate(rows, 2):
        for at, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(place, at, cell, day)
            elif isinstance(cell, int):
                page.write_number(place, at, cell, look)
            elif cell:
                page.write_string(place, at, cell_text(cell), look)
    page.set_column(0, len(HEADERS[kind]) - 1, 16)
    page.freeze_panes(2, 2)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)
    book.close()
    return content.getvalue()
