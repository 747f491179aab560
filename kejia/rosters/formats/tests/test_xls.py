"""Workbooks of .xls and .et, cell by cell; broken and protected ones."""

import struct
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlwt  # type: ignore[import-untyped]

from kejia.rosters import bounds
from kejia.rosters.bounds import Meter
from kejia.rosters.files import open_workbook
from kejia.rosters.formats import compound, xls
from kejia.rosters.problems import UnusableFile
from kejia.rosters.tests.making import names, read
from kejia.rosters.workbook import Cell, Sheet


def saved(book: Any) -> bytes:  # Any: xlwt states no types
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def filled(*rows: Sequence[Cell]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("名册")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            page.write(r, c, cell)
    return saved(book)


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


BOF = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
SHEET_BOF = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
EOF = record(0x0A, b"")


def stream_of(cells: bytes, *, globals_: bytes = b"", name: str = "S") -> bytes:
    """A workbook stream of one sheet with these cell records."""
    entry = struct.pack("<IBBBB", 0, 0, 0, len(name), 0) + name.encode("latin-1")
    head = BOF + globals_ + record(0x85, entry) + EOF
    at = len(head)
    entry = struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name.encode("latin-1")
    return BOF + globals_ + record(0x85, entry) + EOF + SHEET_BOF + cells + EOF


def sheet_of(cells: bytes, *, globals_: bytes = b"") -> Sheet:
    (sheet,) = xls.read_sheets(stream_of(cells, globals_=globals_), Meter())
    return sheet


def test_a_roster_in_an_old_workbook_is_read() -> None:
    content = filled(["姓名", "性别", "出生年月"], ["王丽", "女", 1975.03], ["李强", "男", "1980.10"])
    roster = read(open_workbook(content, "名册.et"))
    assert names(roster) == ["王丽", "李强"]
    assert roster.people[0].birth == (19750301, 19750331)


def test_days_months_hidden_rows_and_sheets_and_merged_cells_are_known() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("名册")
    page.write(0, 0, date(1975, 3, 9), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    page.write(1, 0, date(1975, 3, 1), xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
    page.write(2, 0, 1975.1, xlwt.easyxf(num_format_str="0.00"))
    page.write_merge(3, 5, 1, 2, "合")
    page.row(2).hidden = True
    book.add_sheet("藏").visibility = 1
    found, hidden = open_workbook(saved(book), "").sheets
    assert found.rows == [[date(1975, 3, 9)], ["1975.03"], ["1975.10"], [None, "合"]]
    assert (found.merged, found.hidden_rows) == ([((3, 1), (5, 2))], [2])
    assert (hidden.name, hidden.hidden, hidden.rows) == ("藏", True, [])


def test_long_tables_of_strings_are_cut_between_records_and_put_together() -> None:
    words = [("甲" if i % 2 else "a") * (i * 37 % 900) + str(i) for i in range(600)]
    assert [row[0] for row in open_workbook(filled(*([w] for w in words)), "").sheets[0].rows] == words


def test_numbers_in_every_packing() -> None:
    rk = [
        (1 << 2 | 2, 1.0),
        (0xFFFFFFFE, -1.0),
        (12345 << 2 | 3, 123.45),
        (0x3FF00000, 1.0),
        (0x3FF00001, 0.01),
    ]
    for packed, number in rk:
        assert sheet_of(record(0x27E, struct.pack("<HHHI", 0, 0, 0, packed))).rows == [[number]]
    many = struct.pack("<HH", 0, 1) + b"".join(struct.pack("<HI", 0, p) for p, _ in rk) + struct.pack("<H", 5)
    assert sheet_of(record(0xBD, many)).rows == [[None, *(number for _, number in rk)]]
    assert sheet_of(record(0x203, struct.pack("<HHHd", 0, 0, 0, 2.5))).rows == [[2.5]]


def test_formulas_give_their_saved_results() -> None:
    def formula(column: int, result: bytes) -> bytes:
        return record(0x06, struct.pack("<HHH", 0, column, 0) + result + b"\0" * 8)

    words = record(0x207, struct.pack("<HB", 2, 1) + "王丽".encode("utf-16-le"))
    cells = (
        formula(0, struct.pack("<d", 7.0)) + formula(1, b"\0\0\0\0\0\0\xff\xff") + words
        + formula(2, b"\1\0\1\0\0\0\xff\xff") + formula(3, b"\2\0\x2a\0\0\0\xff\xff") + formula(4, b"\3\0\0\0\0\0\xff\xff")
    )  # fmt: skip
    assert sheet_of(cells).rows == [[7.0, "王丽", True, "#N/A"]]


def test_marks_errors_and_text_in_place() -> None:
    cells = record(0x205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)) + record(
        0x205, struct.pack("<HHHBB", 0, 1, 0, 23, 1)
    )
    cells += record(0x204, struct.pack("<HHHHB", 0, 2, 0, 3, 0) + b"abc")
    assert sheet_of(cells).rows == [[True, "#REF!", "abc"]]


def test_a_chart_inside_a_sheet_is_passed_over() -> None:
    chart = SHEET_BOF + record(0x203, struct.pack("<HHHd", 0, 0, 0, 9.0)) + EOF
    assert sheet_of(chart + record(0x203, struct.pack("<HHHd", 0, 1, 0, 1.0))).rows == [[None, 1.0]]


def test_a_protected_workbook_says_so() -> None:
    with pytest.raises(UnusableFile, match="password"):
        sheet_of(b"", globals_=record(0x2F, b"\0" * 6))


def test_far_cells_and_too_many_rows_and_cells_are_bounded() -> None:
    sheet = sheet_of(record(0x203, struct.pack("<HHHd", 65535, 255, 0, 9.0)))
    assert (sheet.rows, sheet.far) == ([], (65535, 255))
    meter = Meter()
    meter.cells(bounds.CELLS - 1)
    many = record(0x203, struct.pack("<HHHd", 0, 0, 0, 9.0)) * 2
    with pytest.raises(UnusableFile, match="4,000,000"):
        xls.read_sheets(stream_of(many), meter)


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        BOF,
        record(0x809, struct.pack("<HHHHII", 0x500, 5, 0, 0, 0, 0)) + EOF,
        stream_of(record(0xFD, struct.pack("<HHHI", 0, 0, 0, 5))),
        stream_of(record(0x203, b"\0\0")),
        stream_of(record(0x204, struct.pack("<HHH", 0, 0, 0))),
        stream_of(b"", globals_=record(0xFC, struct.pack("<II", 9, 9) + b"\5\0\1a")),
        stream_of(b"")[:40],
        stream_of(b"").replace(SHEET_BOF, b"\0" * len(SHEET_BOF)),
    ],
)
def test_a_broken_stream_is_a_damaged_file(stream: bytes) -> None:
    with pytest.raises(UnusableFile, match="damaged"):
        xls.read_sheets(stream, Meter())


def test_a_chain_of_sectors_that_bites_its_tail_is_broken() -> None:
    content = bytearray(filled(["姓名"], *([f"王{i}"] for i in range(900))))
    table = struct.unpack_from("<I", content, 76)[0]
    at = (table + 1) * 512
    for i in range(100):
        struct.pack_into("<I", content, at + 4 * i, 0)
    with pytest.raises(UnusableFile, match="damaged"):
        open_workbook(bytes(content), "")


@pytest.mark.parametrize("cut", [8, 100, 511, 512, 513, 1024, 3000])
def test_a_truncated_workbook_is_a_damaged_file(cut: int) -> None:
    with pytest.raises(UnusableFile):
        open_workbook(filled(["姓名"], ["王丽"] * 100)[:cut], "")


def test_short_streams_lie_in_the_mini_stream() -> None:
    content = compound_file({"Workbook": stream_of(record(0x203, struct.pack("<HHHd", 0, 0, 0, 2.5)))})
    assert open_workbook(content, "").sheets[0].rows == [[2.5]]


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        ("EncryptedPackage", "文件设了密码"),
        ("WordDocument", "不是表格（文字文档）"),
        ("PowerPoint Document", "不是表格（演示文稿）"),
        ("Book", "Excel 95 或更早的格式"),
        ("Other", "不是表格（认不出的格式）"),
    ],
)
def test_other_compound_files_are_told_apart(stream: str, words: str) -> None:
    with pytest.raises(UnusableFile) as refusal:
        open_workbook(compound_file({stream: b"\0" * 100}), "名册.xls")
    assert words in refusal.value.say.zh


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file whose streams are all short."""
    mini, starts = b"", {}
    links: list[int] = []
    for name, data in streams.items():
        starts[name] = len(mini) // 64
        count = -(-len(data) // 64)
        links += [len(links) + i + 1 for i in range(count - 1)] + [0xFFFFFFFE]
        mini += data.ljust(count * 64, b"\0")
    mini = mini.ljust(-(-len(mini) // 512) * 512, b"\0")
    entries = [_entry("Root Entry", 5, child=1, start=2, size=len(mini))]
    for at, name in enumerate(streams, 1):
        entries.append(
            _entry(
                name,
                2,
                right=at + 1 if at < len(streams) else 0xFFFFFFFF,
                start=starts[name],
                size=len(streams[name]),
            )
        )
    directory = b"".join(entries).ljust(512, b"\0")
    assert len(directory) == 512
    mini_table = struct.pack(f"<{len(links)}I", *links).ljust(512, b"\xff")
    sectors = len(mini) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE, 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = compound.MAGIC + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 2 + sectors, 1, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    header = header.ljust(512, b"\xff")
    return header + table + directory + mini + mini_table


def _entry(
    name: str, kind: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF, start: int, size: int
) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    return (
        words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words), kind, 1, 0xFFFFFFFF, right, child) + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )  # fmt: skip
