"""What a file is, is told by what it holds; what is no roster is told apart and refused with advice."""

import zipfile
from io import BytesIO

import pytest

from kejia.rosters import bounds
from kejia.rosters.files import open_workbook
from kejia.rosters.formats.tests.packing import packed, parts_of, sheet_xml
from kejia.rosters.problems import UnusableFile

BROKEN = "文件已损坏"


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
