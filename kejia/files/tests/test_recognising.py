"""A file is what its bytes say; names have to agree, active content has no way in."""

import pytest

from kejia.files.kinds import FileKind
from kejia.files.recognising import LONGEST_NAME, NotTaken, recognise, tidy_name
from kejia.files.tests.papers import CSV, DOCX, JPEG, PDF, PNG, XLS, XLSX, package


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "批复.PDF", FileKind.PDF),
        (PNG, "章程.png", FileKind.PNG),
        (JPEG, "照片.jpeg", FileKind.JPEG),
        (CSV, "名单.csv", FileKind.CSV),
        ("姓名,单位\n".encode("gb18030"), "名单.csv", FileKind.CSV),
        ("姓名,单位\n".encode("utf-16"), "名单.txt", FileKind.CSV),
        (XLSX, "名单.xlsx", FileKind.XLSX),
        (XLSX, "名单.et", FileKind.XLSX),
        (XLS, "名单.xls", FileKind.XLS),
        (DOCX, "说明.docx", FileKind.DOCX),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, name: str, kind: FileKind) -> None:
    assert recognise(content, name) is kind


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.pdf", "空的"),
        (PDF, "a.png", "以“.png”结尾，内容却是PDF 文件"),
        (PDF, "a", "无扩展名"),
        (b"<html><script>alert(1)</script>", "a.csv", "网页"),
        (b"  <!DOCTYPE html>", "a.pdf", "网页"),
        (b'<?xml version="1.0"?><svg onload="x()"/>', "a.png", "网页或矢量图"),
        ("<svg/>".encode("utf-16"), "a.csv", "矢量图"),
        (b"MZ" + bytes(200), "a.exe", "认不出"),
        (package("a.txt"), "a.xlsx", "认不出"),
        (XLSX[:40], "a.xlsx", "认不出"),
        (package("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", "宏"),
        (b"a,b\n\x00\x01", "a.csv", "认不出"),
    ],
)
def test_what_is_refused_is_told_what_to_do(content: bytes, name: str, said: str) -> None:
    with pytest.raises(NotTaken) as refused:
        recognise(content, name)
    assert said in refused.value.why.zh
    assert refused.value.why.en


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\tmp\\名单.xlsx", "名单.xlsx"),
        ("fdp.\u202excod", "fdp.xcod"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        (" .. ", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_fit_to_be_shown_and_saved(name: str, tidy: str) -> None:
    assert tidy_name(name) == tidy


def test_a_long_name_keeps_its_ending() -> None:
    tidy = tidy_name("很" * 300 + ".xlsx")
    assert len(tidy) == LONGEST_NAME
    assert tidy.endswith("很.xlsx")
