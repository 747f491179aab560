"""One workbook read three ways: cut up, event by event, and by python-calamine, which serves here as a witness only."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
import xlwt  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from demo.people import people
from demo.rosters import congress, messy_congress
from kejia.rosters.files import open_workbook
from kejia.rosters.formats.tests.packing import both_ways
from kejia.rosters.workbook import Cell

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
)
WORDS = TEXT.filter(lambda text: text[0] not in "'=+-@{" and text.strip() == text and "_x" not in text)
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9).map(lambda x: round(x, 4))
DAYS = st.dates(date(1905, 1, 1), date(2099, 12, 31))
CELLS = st.one_of(
    st.none(), WORDS, NUMBERS, st.booleans(), DAYS, st.sampled_from(["是", "否", "王丽", "<&>\"'", "a\nb"])
)
ROWS = st.lists(st.lists(CELLS, max_size=8), max_size=70)


def by_xlsxwriter(rows: Sequence[Sequence[Cell]], *, inline: bool) -> bytes:
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"constant_memory": inline, "strings_to_urls": False})
    page = book.add_worksheet("名册")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    plain = [None, book.add_format({"bold": True}), book.add_format({"border": 1})]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(r, c, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
            elif isinstance(cell, str):
                page.write_string(r, c, cell, plain[(r + c) % 3])
            else:
                page.write(r, c, cell, plain[c % 3])
    book.close()
    return content.getvalue()


def by_openpyxl(rows: Sequence[Sequence[Cell]], *, inline: bool) -> bytes:
    content = BytesIO()
    book: Any = openpyxl.Workbook(write_only=inline)
    page = book.create_sheet("名册") if inline else book.active
    for row in rows:
        page.append(list(row))
    book.save(content)
    return content.getvalue()


def by_xlwt(rows: Sequence[Sequence[Cell]]) -> bytes:
    content = BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("名册")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                page.write(r, c, cell, day if isinstance(cell, date) else xlwt.Style.default_style)
    book.save(content)
    return content.getvalue()


def bare(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Without blanks at the ends; a day without its time."""
    lines: list[list[Cell]] = []
    for row in rows:
        line = [None if c == "" else c.date() if isinstance(c, datetime) else c for c in row]
        while line and line[-1] is None:
            line.pop()
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def by_calamine(content: bytes) -> list[list[Cell]]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    rows: Any = sheet.to_python(skip_empty_area=False)
    return bare(rows)


@pytest.mark.parametrize("inline", [False, True])
@settings(max_examples=60)
@given(rows=ROWS)
def test_what_xlsxwriter_wrote_is_read_the_same_three_ways(rows: list[list[Cell]], inline: bool) -> None:
    content = by_xlsxwriter(rows, inline=inline)
    cut, events = both_ways(content)
    assert cut == events
    assert bare(cut[0].rows) == bare(rows) == by_calamine(content)


@pytest.mark.parametrize("inline", [False, True])
@settings(max_examples=40)
@given(rows=ROWS)
def test_what_openpyxl_wrote_is_read_the_same_three_ways(rows: list[list[Cell]], inline: bool) -> None:
    content = by_openpyxl(rows, inline=inline)
    cut, events = both_ways(content)
    assert cut == events
    assert bare(cut[0].rows) == bare(rows) == by_calamine(content)


@settings(max_examples=40)
@given(rows=ROWS)
def test_what_xlwt_wrote_is_read_as_calamine_reads_it(rows: list[list[Cell]]) -> None:
    content = by_xlwt(rows)
    ours = open_workbook(content, "").sheets[0].rows
    assert bare(ours) == bare(rows) == by_calamine(content)


@given(
    shape=st.lists(st.sampled_from(["text", "number", "day", "mark", "blank"]), min_size=1, max_size=10),
    data=st.data(),
)
@settings(max_examples=25, deadline=None)
def test_long_sheets_of_one_shape_with_odd_rows_between_are_read_the_same(
    shape: list[str], data: st.DataObject
) -> None:
    odd = data.draw(st.dictionaries(st.integers(0, 2_999), st.lists(CELLS, max_size=10), max_size=60))
    made: dict[str, list[Cell]] = {
        "text": [f"文字{i}" for i in range(211)],
        "number": [float(i) for i in range(307)],
        "day": [date(1960 + i % 40, 1 + i % 12, 1 + i % 28) for i in range(101)],
        "mark": ["是", "否", None],
        "blank": [None],
    }
    rows = [odd.get(i) or [made[kind][i % len(made[kind])] for kind in shape] for i in range(3_000)]
    content = by_xlsxwriter(rows, inline=data.draw(st.booleans()))
    cut, events = both_ways(content)
    assert cut == events
    assert bare(cut[0].rows) == bare(rows)


@pytest.mark.parametrize("make", [lambda: congress(3_000), lambda: messy_congress(1_000)])
def test_a_long_roster_is_read_the_same_three_ways(make: Any) -> None:
    content = make()
    cut, events = both_ways(content)
    assert cut == events
    assert bare(cut[0].rows) == by_calamine(content)
    assert len(people(3_000)) == 3_000
