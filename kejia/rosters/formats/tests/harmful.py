"""Files made to harm, for tests: bombs, endless things, sizes that lie."""

import struct
import zipfile
from io import BytesIO

from xlwt import CompoundDoc  # type: ignore[import-untyped]

from kejia.rosters import bounds
from kejia.rosters.formats.tests.packing import packed, parts_of, sheet_xml, strings_xml
from kejia.rosters.formats.tests.test_xls import record, stream_of


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
