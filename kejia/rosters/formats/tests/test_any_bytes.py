"""Whatever the bytes: a workbook or a refusal, and nothing else; and whatever the workbook, a roster or a refusal."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo.rosters import SAMPLES, messy_congress
from kejia.rosters.files import open_workbook
from kejia.rosters.formats.tests.packing import packed, parts_of, sheet_xml, strings_xml, styles_xml
from kejia.rosters.formats.tests.test_xls import compound_file, filled, stream_of
from kejia.rosters.problems import UnusableFile
from kejia.rosters.reading import Reading, read_roster
from kejia.rosters.tests.making import books, sheet
from kejia.rosters.workbook import Cell, Range, Workbook, as_json, from_json

READING = Reading(date(2017, 6, 30))
STARTS = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    "姓名,性别\n".encode(),
    "姓名\t".encode("gb18030"),
]
ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>27462</v></c></row>'
XLSX = packed(
    parts_of(
        sheet_xml(ROW, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
        strings=strings_xml("<t>姓名</t>"),
        styles=styles_xml("yyyy.mm"),
    )
)
XLS = filled(["姓名", "性别", "出生年月"], ["王丽", "女", 1975.03], ["李强", "男", True])
CSV = "姓名,性别,出生年月\r\n王丽,女,1975.03\r\n".encode()


def holds(content: bytes) -> None:
    """The promise: a workbook that can be read or is refused, and goes through JSON and back."""
    try:
        book = open_workbook(content, "名册")
    except UnusableFile as refusal:
        refused(refusal)
        return
    assert isinstance(book, Workbook)
    assert from_json(as_json(book)) == book
    try:
        read_roster(book, READING)
    except UnusableFile as refusal:
        refused(refusal)


def refused(refusal: UnusableFile) -> None:
    """Something is said, and it can be written out."""
    if not (refusal.say.zh.encode() and refusal.say.en.encode()):
        pytest.fail("refused without a word")


@settings(max_examples=400)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes(start: bytes, rest: bytes) -> None:
    holds(start + rest)


@settings(max_examples=300)
@given(st.sampled_from([XLSX, XLS, CSV]), st.data())
def test_a_workbook_with_bytes_changed_cut_and_put_in(content: bytes, data: st.DataObject) -> None:
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(damaged)))
        until = data.draw(st.integers(at, min(len(damaged), at + 20)))
        damaged[at:until] = data.draw(st.binary(max_size=20))
    holds(bytes(damaged))


MARKUP = st.lists(
    st.sampled_from(
        ["<row>", "<row r='2'>", '<row r="3">', '<row r="3" hidden="1">', "</row>", '<row r="4"/>', "<c>", '<c r="A1">', '<c r="B3" t="s">',
         '<c r="C3" t="inlineStr">', '<c r="XFD9"/>', '<c r="D3" s="1">', "</c>", "<v>", "</v>", "<v/>", "<f>", "</f>", "<f/>", "<is>", "</is>",
         "<t>", "</t>", "<r>", "</r>", "<rPh>", "</rPh>", "0", "1", "27462", "王丽", "&amp;", "&x;", "&#20116;", "_x000D_", "'=1", "<!-- -->",
         "<![CDATA[<]]>", "\n", "]]>", "<", ">", "&", '"', "</sheetData>", "<sheetData>"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=500)
@given(MARKUP, MARKUP)
def test_any_markup_in_a_sheet_and_its_strings(rows: str, strings: str) -> None:
    holds(packed(parts_of(sheet_xml(rows), strings=strings_xml(strings), styles=styles_xml("yyyy.mm"))))


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_any_records_in_an_old_workbook(records: bytes) -> None:
    holds(compound_file({"Workbook": stream_of(records)}))
    holds(compound_file({"Workbook": stream_of(b"", globals_=records)}))


@settings(max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from(
            ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"]
        ),
        st.binary(max_size=60) | MARKUP.map(str.encode),
    )
)
def test_any_other_parts(parts: dict[str, bytes]) -> None:
    holds(packed({**parts_of(sheet_xml(ROW)), **parts}))


WORDS = st.sampled_from(
    "姓名 性别 民族 出生年月 身份证号 单位 类别 身份 职级 年龄 是否基层一线 是否领导干部 代表 委员 王丽 李强 女 是 否 √ / 合计 注：x "
    "1975.03 42 正厅级 #N/A 一、特邀代表 379999197503090021 出生 年 月 日".split()
)
CELLS = st.one_of(
    st.none(), WORDS, st.text(max_size=6), st.floats(), st.booleans(), st.dates(), st.integers()
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=12)
RANGES = st.lists(
    st.tuples(
        st.tuples(st.integers(0, 12), st.integers(0, 6)), st.tuples(st.integers(0, 12), st.integers(0, 6))
    ),
    max_size=4,
)


@settings(max_examples=1_000, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(ROWS, RANGES, st.booleans(), st.sampled_from(["名册", "代表", "委员", "上届"])), max_size=3
    ),
    st.booleans(),
)
def test_any_cells_in_any_sheets(
    made: list[tuple[list[list[Cell]], list[Range], bool, str]], blank_is_no: bool
) -> None:
    pages = []
    for at, (rows, ranges, hidden, name) in enumerate(made):
        page = sheet(
            ["姓名", "性别", "出生年月", "类别", "是否基层一线"], *rows, name=f"{name}{at}", hidden=hidden
        )
        page.merged = ranges
        pages.append(page)
    try:
        roster = read_roster(books(*pages), Reading(date(2017, 6, 30), blank_is_no, "厅局级"))
    except UnusableFile:
        return
    assert all(person.row >= 1 for person in roster.people)
    for problem in roster.problems.all():
        assert problem.say.zh != problem.say.en
        assert problem.row is None or (problem.row >= 1 and problem.column)


@pytest.mark.parametrize("make", [make for make, _ in SAMPLES.values()], ids=list(SAMPLES))
def test_every_sample_goes_through_json_and_back(make: Callable[[], bytes]) -> None:
    book = open_workbook(make(), "名册")
    assert from_json(as_json(book)) == book


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(keep: float) -> None:
    content = messy_congress()
    with pytest.raises(UnusableFile, match="damaged"):
        open_workbook(content[: int(len(content) * keep)], "")
