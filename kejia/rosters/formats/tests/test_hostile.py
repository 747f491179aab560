"""Files made to harm: each is refused or read within bounds of memory and time, never with a traceback.

Every file is opened in a process of its own whose peak memory is measured; a bare interpreter with the reader
loaded needs some 20 MB.
"""

import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from xlwt import CompoundDoc  # type: ignore[import-untyped]

from kejia.rosters import bounds
from kejia.rosters.files import open_workbook
from kejia.rosters.formats.tests.packing import packed, parts_of, sheet_xml, strings_xml
from kejia.rosters.formats.tests.test_xls import record, stream_of
from kejia.rosters.problems import UnusableFile

MEGABYTES = 256
SECONDS = 60
"""On a machine that has other things to do."""

PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from kejia.rosters.files import open_workbook
from kejia.rosters.problems import UnusableFile
from kejia.rosters.reading import Reading, read_roster
try:
    roster = read_roster(open_workbook(Path(sys.argv[1]).read_bytes(), "名册"), Reading(date(2017, 6, 30)))
    print("read", len(roster.people))
except UnusableFile as refusal:
    print("refused", refusal.say.zh)
status = Path("/proc/self/status")
if status.exists():  # what getrusage says here began with the memory of the parent
    print(next(int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM")))
else:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // 1024)
"""


class Outcome(NamedTuple):
    """What became of a file: what was said, and the peak memory in MB."""

    said: str
    megabytes: int


def outcome(content: bytes, folder: Path) -> Outcome:
    """Open and read a file in a process of its own."""
    path = folder / "hostile"
    path.write_bytes(content)
    started = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=False
    )
    assert time.monotonic() - started < SECONDS
    assert (run.returncode, run.stderr) == (0, "")
    said, megabytes = run.stdout.rstrip().rsplit("\n", 1)
    return Outcome(said, int(megabytes))


def long_part(name: str, head: str, repeated: bytes, times: int, tail: str, **others: str | bytes) -> bytes:
    """A workbook one part of which is very long; it is written as a stream."""
    parts = parts_of(others.pop("sheet", sheet_xml("")), **{k: str(v) for k, v in others.items()})
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, text in parts.items():
            if part != name:
                archive.writestr(part, text)
        block = repeated * max(1, 1024 * 1024 // len(repeated))
        with archive.open(name, "w", force_zip64=True) as part_file:
            part_file.write(head.encode())
            for _ in range(times * len(repeated) // len(block)):
                part_file.write(block)
            part_file.write(tail.encode())
    return content.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD, TAIL = sheet_xml("|").split("|")
GIGABYTE = 1024 * 1024 * 1024


def gigabyte_of_blanks() -> bytes:
    return long_part(SHEET, HEAD, b" ", GIGABYTE, TAIL)


def gigabyte_of_cells() -> bytes:
    return long_part(SHEET, HEAD, b'<row r="1"><c r="A1"><v>1</v></c></row>', GIGABYTE // 39, TAIL)


def gigabyte_in_one_cell() -> bytes:
    return long_part(
        SHEET, HEAD + '<row r="1"><c r="A1" t="str"><v>', b"a", GIGABYTE, "</v></c></row>" + TAIL
    )


def text_in_one_cell() -> bytes:
    return long_part(
        SHEET, HEAD + '<row r="1"><c r="A1" t="str"><v>', b"a", 200 * 1024 * 1024, "</v></c></row>" + TAIL
    )


def cells_without_places() -> bytes:
    return long_part(SHEET, HEAD + "<row>", b"<c><v>1</v></c>", 2_000_000, "</row>" + TAIL)


def rows_of_one_cell_each() -> bytes:
    return long_part(SHEET, HEAD, b"<row><c><v>1</v></c></row>", 300_000, TAIL)


def wide_row_and_many_rows() -> bytes:
    wide = "<row>" + "<c><v>1</v></c>" * 100_000 + "</row>"
    return long_part(SHEET, HEAD + wide, b"<row><c><v>1</v></c></row>", 150_000, TAIL)


def deep_nesting() -> bytes:
    return long_part(SHEET, HEAD, b"<a>", 80_000_000, TAIL)


def endless_tag() -> bytes:
    return long_part(SHEET, HEAD + "<row ", b"a", 200 * 1024 * 1024, ">" + TAIL)


def many_attributes() -> bytes:
    attributes = " ".join(f'a{i}=""' for i in range(700_000))
    return packed(parts_of(sheet_xml(f"<row {attributes}/>")))


def cells_left_open() -> bytes:
    return long_part(SHEET, HEAD, b'<c r="A1"><v>1', 10_000_000, TAIL)


def hidden_rows_and_merges() -> bytes:
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return long_part(
        SHEET, HEAD, b'<row hidden="1"/>', 2_000_000, "</sheetData>" + merges * 100_000 + "</worksheet>"
    )


def string_for_every_cell() -> bytes:
    rows = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 200_001))
    return packed(parts_of(sheet_xml(rows), strings=strings_xml(f"<t>{'长' * 10_000_000}</t>")))


def many_strings() -> bytes:
    return long_part(
        "xl/sharedStrings.xml", "<sst>", b"<si><t>ab</t></si>", 12_000_000, "</sst>", strings="x"
    )


def many_styles() -> bytes:
    return long_part(
        "xl/styles.xml", "<styleSheet><cellXfs>", b"<xf/>", 40_000_000, "</cellXfs></styleSheet>", styles="x"
    )


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    dtd = f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{entities}]>'
    return packed(
        parts_of(
            f'<?xml version="1.0"?>{dtd}<worksheet><sheetData><row><c t="str"><v>&l9;</v></c></row></sheetData></worksheet>'
        )
    )


def outside_entity() -> bytes:
    dtd = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return packed(
        parts_of(f'{dtd}<worksheet><sheetData><row><c t="str"><v>&x;</v></c></row></sheetData></worksheet>')
    )


def two_hundred_sheets_in_one_part() -> bytes:
    parts = parts_of(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 8_000_000))
    one = '<sheet name="名册" sheetId="1" r:id="rId1"/>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(one, one * 190)
    return packed(parts)


def a_million_sheets() -> bytes:
    parts = parts_of(sheet_xml(""))
    one = '<sheet name="名册" sheetId="1" r:id="rId1"/>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(one, one * 1_000_000)
    return packed(parts)


def a_long_list_of_parts() -> bytes:
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = 1_000_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, 0, 0)
    return b"PK\x03\x04" + entry * count + end


def a_size_that_lies() -> bytes:
    content = bytearray(packed(parts_of(sheet_xml(" " * 50_000_000))))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    struct.pack_into("<I", content, at + 24, 100)
    return bytes(content)


def strings_of_an_old_workbook() -> bytes:
    words = struct.pack("<II", 1, 1) + struct.pack("<HB", 8_000, 0) + b"a" * 8_000
    cells = b"".join(
        record(0xFD, struct.pack("<HHHI", i % 65_536, i // 65_536, 0, 0)) for i in range(1_000_000)
    )
    return compound_of(stream_of(cells, globals_=record(0xFC, words)))


def records_of_an_old_workbook() -> bytes:
    return compound_of(stream_of(record(0x01, b"") * 4_000_000))


def compound_of(stream: bytes) -> bytes:
    """A compound file that holds one long stream."""
    content = BytesIO()
    CompoundDoc.XlsDoc().save(content, stream)
    return content.getvalue()


def text_of_newlines() -> bytes:
    return b"\n" * bounds.TEXT_BYTES


def text_of_separators() -> bytes:
    return (b"," * 1_000_000 + b"\n") * 32


def text_of_one_column() -> bytes:
    return "姓名\n".encode() + "王\n".encode() * 199_000


BROKEN, SWELLS, CELLS = "文件已损坏", "文件解开后超过 256 MB", "单元格超过 400 万个"
NO_ROSTER = "没有找到名册"
FILES: list[tuple[Callable[[], bytes], str]] = [
    (gigabyte_of_blanks, SWELLS),
    (gigabyte_of_cells, CELLS),
    (gigabyte_in_one_cell, SWELLS),
    (text_in_one_cell, NO_ROSTER),
    (cells_without_places, NO_ROSTER),
    (rows_of_one_cell_each, "“名册”超过 20 万行（A200001 还有内容）"),
    (wide_row_and_many_rows, NO_ROSTER),
    (deep_nesting, BROKEN),
    (endless_tag, BROKEN),
    (many_attributes, NO_ROSTER),
    (cells_left_open, BROKEN),
    (hidden_rows_and_merges, NO_ROSTER),
    (string_for_every_cell, NO_ROSTER),
    (many_strings, CELLS),
    (many_styles, SWELLS),
    (billion_laughs, "不该有的定义（DTD）"),
    (outside_entity, "不该有的定义（DTD）"),
    (two_hundred_sheets_in_one_part, SWELLS),
    (a_million_sheets, "部件或工作表太多"),
    (a_long_list_of_parts, "部件或工作表太多"),
    (a_size_that_lies, BROKEN),
    (strings_of_an_old_workbook, NO_ROSTER),
    (records_of_an_old_workbook, NO_ROSTER),
    (text_of_newlines, "文件是空的"),
    (text_of_separators, CELLS),
]


@pytest.mark.slow
@pytest.mark.parametrize(("make", "words"), FILES, ids=[make.__name__ for make, _ in FILES])
def test_a_file_made_to_harm_is_refused_within_bounds(
    make: Callable[[], bytes], words: str, tmp_path: Path
) -> None:
    found = outcome(make(), tmp_path)
    assert found.said.startswith("refused")
    assert words in found.said
    assert found.megabytes < MEGABYTES


def test_a_long_list_of_one_column_is_read(tmp_path: Path) -> None:
    found = outcome(text_of_one_column(), tmp_path)
    assert found.said == "read 199000"
    assert found.megabytes < MEGABYTES


@pytest.mark.parametrize("size", [bounds.FILE_BYTES + 1, bounds.FILE_BYTES * 2])
def test_a_file_too_big_is_not_even_looked_at(size: int) -> None:
    with pytest.raises(UnusableFile) as refusal:
        open_workbook(b"PK\x03\x04".ljust(size, b"\0"), "")
    assert refusal.value.say.zh == "文件超过 64 MB，请只留名册所在的工作表后再试"


@pytest.mark.parametrize(
    ("method", "words"), [(zipfile.ZIP_LZMA, BROKEN), (zipfile.ZIP_BZIP2, BROKEN), (zipfile.ZIP_STORED, "")]
)
def test_only_the_usual_ways_of_packing_are_unpacked(method: int, words: str) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in parts_of(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')).items():
            archive.writestr(name, text)
    if words:
        with pytest.raises(UnusableFile) as refusal:
            open_workbook(content.getvalue(), "")
        assert words in refusal.value.say.zh
    else:
        assert open_workbook(content.getvalue(), "").sheets[0].rows == [[1.0]]


def test_an_entry_under_a_password_says_so() -> None:
    content = bytearray(packed(parts_of(sheet_xml(""))))
    for magic, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = -1
        while (place := content.find(magic, place + 1)) >= 0:
            content[place + at] |= 1
    with pytest.raises(UnusableFile, match="password"):
        open_workbook(bytes(content), "")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"word/document.xml": "<w/>"}, "不是表格（文字文档）"),
        ({"ppt/presentation.xml": "<p/>"}, "不是表格（演示文稿）"),
        ({"readme.txt": "x"}, "不是表格（压缩包）"),
        ({"xl/workbook.bin": b"\0"}, "另一种表格（.xlsb）"),
        (
            {"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
            "另一种表格（.ods）",
        ),
        ({"xl/workbook.xml": "<workbook/>"}, "文件已损坏"),
        ({"xl/workbook.xml": "<workbook/>", "xl/_rels/workbook.xml.rels": "<Relationships/>"}, "文件已损坏"),
    ],
)
def test_other_zips_are_told_apart(parts: dict[str, str | bytes], words: str) -> None:
    with pytest.raises(UnusableFile) as refusal:
        open_workbook(packed(parts), "名册.xlsx")
    assert words in refusal.value.say.zh


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"GIF89a", "图片"),
        (b"{\\rtf1", "文字文档"),
        (b"Rar!\x1a", "压缩包"),
        (b"7z\xbc\xaf\x27", "压缩包"),
        (b"\x1f\x8b\x08", "压缩包"),
        (b"PK\x05\x06" + b"\0" * 18, "压缩包"),
        (b"\x7fELF\x02", "程序"),
        (b"MZ\x90\x00", "程序"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_by_its_first_bytes(start: bytes, kind: str) -> None:
    with pytest.raises(UnusableFile) as refusal:
        open_workbook(start + b"\0" * 100, "名册.xlsx")
    assert refusal.value.say.zh == f"“名册.xlsx”不是表格（{kind}）；请用 .xlsx、.xls、.et 或 .csv 格式的名册"


def test_the_name_of_a_file_means_nothing() -> None:
    content = packed(parts_of(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')))
    for name in ("名册.csv", "名册.pdf", "", "../../etc/passwd"):
        assert open_workbook(content, name).sheets[0].rows == [[1.0]]
