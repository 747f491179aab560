"""The kinds of files there are, and how a scan left one. What is not among them is refused."""

from enum import StrEnum
from typing import NamedTuple

from kejia.plain.text import Text


class Shape(NamedTuple):
    """What belongs to a kind: how the web calls it, the endings of its names, what people call it."""

    mime: str
    endings: tuple[str, ...]
    text: Text


class FileKind(StrEnum):
    """A kind of file, told by its content; stored by its value."""

    XLSX = "xlsx"
    XLS = "xls"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def shape(self) -> Shape:
        """What belongs to it."""
        return SHAPES[self]


SHAPES = {
    FileKind.XLSX: Shape(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (".xlsx", ".et"),
        Text("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
    ),
    FileKind.XLS: Shape(
        "application/vnd.ms-excel",
        (".xls", ".et"),
        Text("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"),
    ),
    FileKind.DOCX: Shape(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx", ".wps"),
        Text("Word 文档（.docx）", "a Word document (.docx)"),
    ),
    FileKind.PDF: Shape("application/pdf", (".pdf",), Text("PDF 文件", "a PDF file")),
    FileKind.CSV: Shape("text/csv", (".csv", ".txt"), Text("文本表格（.csv）", "a table as text (.csv)")),
    FileKind.PNG: Shape("image/png", (".png",), Text("PNG 图片", "a PNG picture")),
    FileKind.JPEG: Shape("image/jpeg", (".jpg", ".jpeg"), Text("JPEG 图片", "a JPEG picture")),
}
"""Every kind, with its shape."""


class ScanState(StrEnum):
    """How the scanner left a file; only the first two are handed out."""

    CLEAN = "clean"
    UNSCANNED = "unscanned"
    """There is no scanner, and the installation lets files pass without."""
    HELD = "held"
    """Waits for a scanner that does not answer, or that is not there."""
    INFECTED = "infected"


HANDED_OUT = (ScanState.CLEAN, ScanState.UNSCANNED)
