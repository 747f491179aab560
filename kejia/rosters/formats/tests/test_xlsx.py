"""Workbooks of .xlsx, cell by cell."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from kejia.rosters.files import open_workbook
from kejia.rosters.formats.tests.packing import (
    both_ways,
    opened,
    packed,
    parts_of,
    sheet_xml,
    strings_xml,
    styles_xml,
)
from kejia.rosters.problems import UnusableFile
from kejia.rosters.workbook import Cell

ONE = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def test_cells_of_every_kind() -> None:
    sheet = opened(
        sheet_xml(
            '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>1.5</v></c><c r="C1" t="b"><v>1</v></c>'
            '<c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="str"><f>A1</f><v>王丽</v></c><c r="F1" s="1"/>'
            '<c r="G1" t="inlineStr"><is><t>李强</t></is></c><c r="H1" t="d"><v>1975-03-09T00:00:00</v></c>'
            '<c r="I1"><f>1+1</f><v>2</v></c><c r="J1" t="n"><v>1E2</v></c></row>'
        ),
        strings=strings_xml("<t>甲</t>", "<t>乙</t>"),
    )
    expected: list[Cell] = ["乙", 1.5, True, "#N/A", "王丽", None, "李强", date(1975, 3, 9), 2.0, 100.0]
    assert sheet.rows == [expected]


@pytest.mark.parametrize(
    ("code", "number", "cell"),
    [
        ("yyyy-mm-dd", 27462, date(1975, 3, 9)),
        ("yyyy/m/d;@", 27462, date(1975, 3, 9)),
        ('yyyy"年"m"月"d"日";@', 27462.75, date(1975, 3, 9)),
        ("[$-804]yyyy.mm.dd", 27462, date(1975, 3, 9)),
        ("yyyy-mm-dd hh:mm", 27462.5, date(1975, 3, 9)),
        ("m/d/yy", 27462, date(1975, 3, 9)),
        ("d-mmm", 27462, date(1975, 3, 9)),
        ('yyyy"年"m"月"', 27454, "1975.03"),
        ("yyyy.mm", 27454, "1975.03"),
        ("mmm-yy", 27454, "1975.03"),
        ("yyyy.mm", 27462, date(1975, 3, 9)),
        ("General", 27462, 27462.0),
        ("0", 27462, 27462.0),
        ("h:mm", 0.5, 0.5),
        ("0.00", 1975.1, "1975.10"),
        ("0.00_ ", 1975.01, "1975.01"),
        ("0.00", 12.5, 12.5),
        ("0.00", 1975, 1975.0),
        ("0.0", 1975.1, 1975.1),
        ('"第"0"名"', 3, 3.0),
        ("yyyy-mm-dd", 0.25, 0.25),
        ("yyyy-mm-dd", -5, -5.0),
        ("yyyy-mm-dd", 4e9, 4e9),
    ],
)
def test_a_number_is_what_its_format_shows(code: str, number: float, cell: Cell) -> None:
    content = packed(
        parts_of(sheet_xml(f'<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>'), styles=styles_xml(code))
    )
    for way in both_ways(content):
        assert way[0].rows == [[cell]]


def test_a_date_typed_without_its_day_is_known_to_the_month_only() -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    page["A1"] = datetime(1971, 6, 1)  # noqa: DTZ001 - a cell has no zone
    page["A1"].number_format = 'yyyy"年"m"月"'
    page["A2"] = date(1971, 6, 1)
    page["A2"].number_format = "yyyy-mm-dd"
    content = BytesIO()
    book.save(content)
    assert open_workbook(content.getvalue(), "").sheets[0].rows == [["1971.06"], [date(1971, 6, 1)]]


def test_workbooks_of_1904_count_their_days_from_there() -> None:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"date_1904": True})
    page = book.add_worksheet()
    page.write_datetime(0, 0, datetime(1975, 3, 9), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
    book.close()
    assert open_workbook(content.getvalue(), "").sheets[0].rows == [[date(1975, 3, 9)]]


def test_text_is_the_characters_it_stands_for() -> None:
    items = [
        "<t>A &amp; B &lt;C&gt; &#20116;&#x4E94;</t>",
        '<t xml:space="preserve"> 王 丽 </t>',
        "<t>王_x000D_\n丽</t>",
        "<r><rPr><b/></rPr><t>王</t></r><r><t>丽</t></r>",
        "<t>王丽</t><rPh sb='0' eb='1'><t>オウレイ</t></rPh>",
        "<t>'=1+1</t>",
        "<t>'@王丽</t>",
        "<t>'王丽</t>",
        "<t/>",
        "",
        "<t><![CDATA[<王丽>]]></t>",
        "<t>_xD83D__xDE00_</t>",
    ]
    rows = "".join(f'<row r="{i + 1}"><c r="A{i + 1}" t="s"><v>{i}</v></c></row>' for i in range(len(items)))
    expected = [
        "A & B <C> 五五",
        " 王 丽 ",
        "王\r\n丽",
        "王丽",
        "王丽",
        "=1+1",
        "@王丽",
        "'王丽",
        "",
        "",
        "<王丽>",
        "😀",
    ]
    for way in both_ways(packed(parts_of(sheet_xml(rows), strings=strings_xml(*items)))):
        assert [row[0] for row in way[0].rows] == expected


def test_our_exports_apostrophe_comes_off_wherever_text_stands() -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>\'-1</t></is></c><c r="B1" t="str"><v>\'+1</v></c></row>'
    assert opened(sheet_xml(row)).rows == [["-1", "+1"]]


def test_rows_and_cells_left_out_are_blank() -> None:
    rows = '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="5" spans="1:4"><c r="A5"><v>3</v></c></row>'
    assert opened(sheet_xml(rows)).rows == [[], [None, 1.0, None, 2.0], [], [], [3.0]]


def test_blank_styled_rows_at_the_end_are_cut() -> None:
    rows = ONE + "".join(f'<row r="{i}" s="3"><c r="A{i}" s="1"/></row>' for i in range(2, 500))
    assert opened(
        sheet_xml(rows + '<row r="1048576" ht="15"/>'), strings=strings_xml("<t>王丽</t>")
    ).rows == [["王丽"]]


def test_whole_columns_of_style_to_the_far_end_are_nothing() -> None:
    sheet = opened(sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'))
    assert (sheet.rows, sheet.far) == ([[1.0]], None)


def test_a_cell_far_to_the_right_is_noted_and_not_read() -> None:
    for row in ('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>',):
        sheet = opened(sheet_xml(row))
        assert (sheet.rows, sheet.far) == ([[1.0]], (0, 16383))


@pytest.mark.parametrize("place", ["A200001", "B1048576", "XFD1048576"])
def test_a_cell_far_down_is_refused_with_its_row(place: str) -> None:
    row = place.lstrip("ABDFX")
    content = packed(parts_of(sheet_xml(f'<row r="{row}"><c r="{place}"><v>1</v></c></row>')))
    with pytest.raises(UnusableFile) as refusal:
        open_workbook(content, "")
    assert row in refusal.value.say.zh
    assert "“名册”超过 20 万行" in refusal.value.say.zh


def test_formulas_give_their_saved_value_and_the_others_are_noted() -> None:
    row = (
        '<row r="3"><c r="A3"><f>B3</f><v>7</v></c><c r="B3"><f>1+1</f></c><c r="C3"><f>1+1</f><v></v></c>'
        '<c r="D3"><f>1</f><v/></c><c r="E3" t="str"><f>""</f><v></v></c>'
        '<c r="F3"><f t="shared" si="0"/><v>9</v></c></row>'
    )
    for way in both_ways(packed(parts_of(sheet_xml(row)))):
        sheet = way[0]
        assert sheet.rows[2][0] == 7.0
        assert sheet.rows[2][1:4] == [None] * 3
        assert sheet.rows[2][5] == 9.0
        assert sheet.formulas_without_value == [(2, 1), (2, 2), (2, 3)]


def test_openpyxls_formulas_have_no_saved_value() -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["姓名", "=A1"])
    content = BytesIO()
    book.save(content)
    sheet = open_workbook(content.getvalue(), "").sheets[0]
    assert (sheet.rows, sheet.formulas_without_value) == ([["姓名"]], [(0, 1)])


def test_merged_ranges_and_hidden_rows_are_known() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="0"><c r="A2"><v>1</v></c></row>'
    )
    after = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B2:B9"/></mergeCells>'
    for way in both_ways(packed(parts_of(sheet_xml(rows, after)))):
        assert way[0].merged == [((0, 0), (0, 2)), ((1, 1), (8, 1))]
        assert way[0].hidden_rows == [0]


def test_hidden_sheets_are_read_and_marked_and_charts_are_not_sheets() -> None:
    content = BytesIO()
    book = xlsxwriter.Workbook(content)
    for name in ("甲", "乙"):
        book.add_worksheet(name).write(0, 0, name)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=甲!$A$1"})
    book.add_chartsheet("图").set_chart(chart)
    book.get_worksheet_by_name("乙").hide()
    book.close()
    found = open_workbook(content.getvalue(), "").sheets
    assert [(s.name, s.hidden, s.rows) for s in found] == [("甲", False, [["甲"]]), ("乙", True, [["乙"]])]


def test_macros_are_said_and_not_run() -> None:
    parts = parts_of(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')) | {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"
    }
    book = open_workbook(packed(parts), "名册.xlsm")
    assert [note.zh for note in book.notes] == [
        "文件带有宏，未执行，只读取了单元格；如不放心，请另存为 .xlsx"
    ]
    assert book.sheets[0].rows == [[1.0]]


@pytest.mark.parametrize(
    "sheet",
    [
        '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData></worksheet>",
        '<worksheet><sheetData>\n <row r="1">\n  <c r="A1">\n   <v>1</v>\n  </c>\n </row>\n</sheetData></worksheet>',
        '<worksheet><sheetData><!-- x --><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
        '<worksheet><sheetData><row r="1"><c r="A1" unusual="x"><v>1</v></c></row></sheetData></worksheet>',
        '<worksheet><sheetData><row r="1"><c t="n" r="A1"><v>1</v></c></row></sheetData></worksheet>',
        '<worksheet><sheetData><row r="1"><c r="A1"><v>&#49;</v></c></row></sheetData></worksheet>',
        '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r></is></c></row></sheetData></worksheet>',
    ],
)
def test_unusual_but_sound_xml_is_read_all_the_same(sheet: str) -> None:
    assert opened(sheet).rows in ([[1.0]], [["1"]])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_part_in_another_encoding_is_read(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    assert opened(xml.encode(encoding)).rows == [[1.0]]


def test_rows_out_of_order_come_in_order() -> None:
    rows = (
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'
    )
    assert opened(sheet_xml(rows)).rows == [[1.0, 2.0], [], [3.0]]


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "<worksheet>",
        "<worksheet><sheetData><row r='1'></sheetData></worksheet>",
        sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1"><v>einundzwanzig</v></c></row>'),
        sheet_xml('<row r="0"><c r="A0"><v>1</v></c></row>'),
        sheet_xml('<row r="-4"><c r="A1"><v>1</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1" s="x"><v>1</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1" t="d"><v>1975-02-31</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1" t="str"><v>&unknown;</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1" t="str"><v>&#xD800;</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>'),
        sheet_xml('<c r="A1"><v>1</v></c>'),
        sheet_xml(ONE)[:-30],
        b"\xff\xfe\x00" * 50,
        sheet_xml(ONE).encode("gb18030").replace(b"</v>", b"\xb0\xa1\xff</v>"),
    ],
)
def test_a_broken_sheet_is_a_damaged_file(sheet: str | bytes) -> None:
    with pytest.raises(UnusableFile, match="damaged"):
        opened(sheet, strings=strings_xml("<t>王丽</t>"))


def test_numbers_that_are_none_are_words() -> None:
    row = '<row r="1"><c r="A1"><v>INF</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>1e999</v></c></row>'
    assert opened(sheet_xml(row)).rows == [["INF", "NaN", "1e999"]]


def test_a_style_that_is_not_there_shows_the_number() -> None:
    assert opened(sheet_xml('<row r="1"><c r="A1" s="99"><v>27462</v></c></row>')).rows == [[27462.0]]


def test_a_cell_holds_no_more_than_a_spreadsheet_lets_it() -> None:
    long = opened(sheet_xml(ONE), strings=strings_xml(f"<t>{'长' * 100_000}</t>")).rows[0][0]
    assert long == "长" * 32_767
