"""Bounds on what a workbook may cost, checked by unpacking it as a stream before anything reads it whole.

The sizes a zip states are not believed: every byte is counted as it comes out, and cells far away are found in
the text of the sheet, since a reader would allot the whole rectangle up to them.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from kejia.plain.text import Text
from kejia.rosters.problems import UnusableFile

FILE_BYTES = 64 * 1024 * 1024
UNPACKED_BYTES = 256 * 1024 * 1024
PARTS = 2_000
ROWS = 200_000
CELLS = 12_000_000
CHUNK = 1024 * 1024

_FAR_COLUMN = re.compile(rb'r="(?:[D-Z][A-Z]|[A-Z]{3,})\d')
_FAR_ROW = re.compile(rb'r="[A-Z]{0,3}(?:[2-9]\d{5}|\d{7,})"')

TOO_BIG = Text("文件超过 64 MB，请只留名册所在的工作表后再试", "the file is larger than 64 MB; keep only the roster's sheet")
SWELLS = Text("文件解开后超过 256 MB，不是正常的名册，已拒绝", "the file unpacks to more than 256 MB; that is no roster, refused")
BROKEN = Text("文件已损坏，打不开；请在表格软件中打开后另存为 .xlsx", "the file is damaged; open it in a spreadsheet program and save it as .xlsx")
FAR_CELL = Text(
    "工作表“{part}”在很远的位置还有内容（超过 CZ 列或 20 万行），请删掉多余的行列后再试",
    "sheet part {part} has content very far out (past column CZ or row 200,000); delete it and try again",
)
ENTITIES = Text("文件里有不该有的定义（DTD），已拒绝", "the file holds a document type definition; refused")


def check_size(content: bytes) -> None:
    """Refuses a file that is too big to be a roster. Raises UnusableFile."""
    if len(content) > FILE_BYTES:
        raise UnusableFile(TOO_BIG)


def check_xlsx(content: bytes) -> list[str]:
    """Unpacks every part as a stream and refuses what is out of bounds; returns the names of the parts.

    Raises UnusableFile with what to do.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > PARTS or sum(e.file_size for e in entries) > UNPACKED_BYTES:
                raise UnusableFile(SWELLS)
            left = UNPACKED_BYTES
            for entry in entries:
                if not entry.filename.endswith((".xml", ".rels")):
                    continue
                is_sheet = "worksheets/" in entry.filename
                for piece in _pieces(archive, entry):
                    left -= len(piece)
                    if left < 0:
                        raise UnusableFile(SWELLS)
                    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                        raise UnusableFile(ENTITIES)
                    if is_sheet and (_FAR_COLUMN.search(piece) or _FAR_ROW.search(piece)):
                        raise UnusableFile(FAR_CELL.filled(part=entry.filename.rsplit("/", 1)[-1]))
            return [entry.filename for entry in entries]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnusableFile(BROKEN) from error


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces of one megabyte, each with the tail of the one before, so that nothing hides in a seam."""
    tail = b""
    with archive.open(entry) as part:
        while piece := part.read(CHUNK):
            yield tail + piece
            tail = piece[-24:]
