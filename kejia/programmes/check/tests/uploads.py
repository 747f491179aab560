"""Rosters to upload in tests: as bytes, as forms."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kejia.judging.tests.lists import people

DAY = "2017-06-30"
ASKED = {"body": "congress", "on": DAY, "level": "province", "blank": "unknown", "law": "shandong-2017"}
API = {"body": "congress", "on": DAY}


def csv_of(header: str, *lines: str) -> bytes:
    """The lines as CSV in UTF-8; `_` is a blank cell."""
    return "\n".join(line.replace(" ", ",").replace("_", "") for line in (header, *lines)).encode()


def file_of(content: bytes, name: str = "名册.csv") -> SimpleUploadedFile:
    """The bytes as an uploaded file."""
    return SimpleUploadedFile(name, content)


DELEGATES = csv_of(
    "姓名 是否基层一线 出生年月 是否领导干部",
    *people(64, "是 1980.05 否"),
    *people(2, "_ 1980.05 否", 64),
    *people(34, "否 1960.05 是", 66),
)
"""64 for sure, 2 unknown, of 100: at 65 % it cannot be told."""


def asked(**more: Any) -> dict[str, Any]:  # Any: form values
    """The first page's form, filled in."""
    return {**ASKED, "file": file_of(DELEGATES), **more}
