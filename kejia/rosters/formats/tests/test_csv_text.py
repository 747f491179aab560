"""Separated text: encodings, separators, quotes, and cells pasted from a spreadsheet."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.rosters.files import open_workbook
from kejia.rosters.problems import UnusableFile
from kejia.rosters.tests.making import names, read
from kejia.rosters.workbook import Cell

LINES = "姓名,性别,出生年月\r\n王丽,女,1975.03\r\n李强,男,1980.10\r\n"


def rows(content: bytes) -> list[list[Cell]]:
    (sheet,) = open_workbook(content, "名册.csv").sheets
    return sheet.rows


def refusal(content: bytes) -> str:
    with pytest.raises(UnusableFile) as caught:
        open_workbook(content, "名册.csv")
    return caught.value.say.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    roster = read(open_workbook(LINES.encode(encoding), "名册.csv"))
    assert names(roster) == ["王丽", "李强"]
    assert roster.people[0].birth == (19750301, 19750331)


def test_both_ends_of_utf_16_are_read() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert rows(mark + "姓名\t性别\n王丽\t女".encode(encoding)) == [["姓名", "性别"], ["王丽", "女"]]


@pytest.mark.parametrize("separator", [",", "\t", ";", "，", "|"])
def test_the_separator_is_found_out(separator: str) -> None:
    assert rows(LINES.replace(",", separator).encode()) == [
        ["姓名", "性别", "出生年月"],
        ["王丽", "女", "1975.03"],
        ["李强", "男", "1980.10"],
    ]


def test_a_first_line_may_name_the_separator() -> None:
    assert rows("sep=;\r\n姓名;备注\r\n王丽;a,b,c\r\n".encode()) == [[], ["姓名", "备注"], ["王丽", "a,b,c"]]


def test_cells_pasted_from_a_spreadsheet_keep_their_line_breaks() -> None:
    assert rows('姓名\t备注\n王丽\t"第一行\n第二行 ""引"" "\n'.encode()) == [
        ["姓名", "备注"],
        ["王丽", '第一行\n第二行 "引" '],
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line_counts_and_no_other_character_does(end: str) -> None:
    text = end.join(["姓名,备注", "王丽,a\u2028b\x0bc\x85d", ""])
    assert rows(text.encode()) == [["姓名", "备注"], ["王丽", "a\u2028b\x0bc\x85d"]]


def test_our_exports_apostrophe_comes_off() -> None:
    assert rows("姓名,备注\n王丽,'=1+1\n李强,'-\n张敏,'a\n".encode()) == [
        ["姓名", "备注"],
        ["王丽", "=1+1"],
        ["李强", "-"],
        ["张敏", "'a"],
    ]


def test_rows_may_be_ragged_and_blank_ends_are_cut() -> None:
    assert rows("姓名,性别,,,\n王丽\n\n,,,\n李强,男,,,\n,,,,\n\n".encode()) == [
        ["姓名", "性别"],
        ["王丽"],
        [],
        [],
        ["李强", "男"],
    ]


def test_a_damaged_file_of_utf_8_is_not_taken_for_another_encoding() -> None:
    text = "姓名,性别\n" + "\n".join(f"王{chr(0x4E00 + i)},女" for i in range(300))
    damaged = text.encode()[:1000] + b"\xff" + text.encode()[1000:]
    assert "（第 91 行附近）；请另存为 UTF-8" in refusal(damaged)


@pytest.mark.parametrize(
    "content",
    ["姓名,性别\n王丽,女".encode("utf-16-le"), b"\x00\x01\x02", b"\xff\xff\xff\xff", b"\x81\x20\x80" * 30],
)
def test_bytes_in_no_encoding_are_refused(content: bytes) -> None:
    assert "文字编码认不出" in refusal(content)


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\n" * 1000])
def test_an_empty_file_says_so(content: bytes) -> None:
    assert refusal(content) == "文件是空的；请选名册所在的文件"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<html><table><tr><td>x</td></tr></table></html>", "网页格式"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "网页格式"),
        (b"<meta charset=gbk><table>", "网页格式"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页格式"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML 表格"),
    ],
)
def test_a_web_page_saved_as_a_workbook_is_told_what_to_do(content: bytes, kind: str) -> None:
    assert refusal(content) == f"“名册.csv”是另一种表格（{kind}）；请在表格软件中打开后另存为 .xlsx"


def test_a_quotation_mark_left_open_is_found_with_its_row() -> None:
    lines = ["姓名,备注", *(f"王{i},x" for i in range(5)), '李强,"引', *(f"张{i},x" for i in range(60))]
    assert refusal("\n".join(lines).encode()).startswith("“名册.csv”第 7 行的引号没有配对")
    assert refusal(("\n".join(lines) + "长" * 200_000).encode()).startswith("“名册.csv”第 7 行的引号没有配对")


def test_rows_and_lines_that_are_too_long_are_refused() -> None:
    assert refusal(("姓名\n" + "," * 2_000_000).encode()).startswith("“名册.csv”第 2 行太长")
    assert "超过 20 万行" in refusal(b"a\n" * 200_002)
    assert refusal(b"a,b\n" * (9 * 1024 * 1024)).startswith("文本文件超过 32 MB")


def test_a_far_cell_is_noted_and_not_read() -> None:
    (sheet,) = open_workbook(("姓名" + "," * 200 + "x\n").encode(), "").sheets
    assert (sheet.rows, sheet.far) == ([["姓名"]], (0, 200))


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=12),
    st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]),
)
def test_what_python_writes_is_read_again(lines: list[list[str]], encoding: str) -> None:
    header = ["姓名", "性别", "备注", "电话"]
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([header] * 60 + lines)
    try:
        content = text.getvalue().encode(encoding)
    except UnicodeEncodeError:
        return
    trimmed: list[list[Cell]] = [[_unguarded(c) or None for c in line] for line in lines]
    for line in trimmed:
        while line and line[-1] is None:
            line.pop()
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    assert rows(content)[60:] == trimmed


def _unguarded(text: str) -> str:
    """Once more what the reader does with our exports' apostrophe, in other words."""
    guards = text.startswith("'\t") or any(text[1:].lstrip().startswith(sign) for sign in "=+-@")
    return text[1:] if text.startswith("'") and guards else text
