"""Lists to upload in tests: as workbooks and as uploaded files."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.core.files.uploadedfile import SimpleUploadedFile

from kejia.plain.identifiers import check_character

SEVENTEEN = "37010219750309002"
NUMBER = SEVENTEEN + check_character(SEVENTEEN)
PEOPLE_HEADER = ["姓名", "性别", "民族", "出生年月", "证件号码", "工作单位", "职务"]
PEOPLE = [
    ["王丽", "女", "回族", "1975-03-09", NUMBER, "某市第一中学", "教师"],
    ["李强", "男", "汉族", "1980.05", "", "某县农技站", "站长"],
]
ORGANISATIONS_HEADER = ["单位名称", "种类", "级别", "行政区划代码"]
ORGANISATIONS = [["某省机械学会", "学会", "省级", "370000"]]
APPOINTMENTS_HEADER = [
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "工作单位",
    "任职机构",
    "任职职务",
    "起始日期",
    "截止日期",
]


def book_of(header: Sequence[object], rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet."""
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet("名单")
    for place, cells in enumerate((header, *rows)):
        for at, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(place, at, cell)
            else:
                page.write(place, at, cell)
    book.close()
    return content.getvalue()


def sent(
    header: Sequence[object], rows: Sequence[Sequence[object]], name: str = "人员.xlsx"
) -> SimpleUploadedFile:
    """The workbook as an uploaded file."""
    return SimpleUploadedFile(name, book_of(header, rows))


def many(count: int) -> list[list[str]]:
    """People who differ in name and unit."""
    return [
        [
            f"张{chr(0x4E00 + n % 500)}{chr(0x5000 + n // 500)}",
            "男",
            "汉族",
            "1980.05",
            "",
            f"单位{n % 97}",
            "职员",
        ]
        for n in range(count)
    ]
