"""What a file is, by its bytes; a name only has to agree with them."""

import re
import unicodedata
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from kejia.files.kinds import SHAPES, FileKind
from kejia.plain.text import Text

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARTS = 5_000
"""Members of a package beyond which nobody made it to be read."""
HEAD = 4_096
ACTIVE = re.compile(rb"<\s*(!doctype|html|svg|script|\?xml|body|iframe)", re.IGNORECASE)
LONGEST_NAME = 120


class NotTaken(Exception):
    """A file is refused; `why` says it to people, with what to do."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def recognise(content: bytes, name: str) -> FileKind:
    """The kind of a file. Raises NotTaken where it is none of ours, holds macros, or bears another kind's name."""
    if not content:
        raise NotTaken(Text("文件是空的；请检查后重新选择", "the file is empty: choose it again"))
    kind = _by_content(content)
    if kind is None:
        if ACTIVE.search(_decoded_head(content)):
            raise NotTaken(
                Text(
                    "这是网页或矢量图，可能含有程序，不收；请另存为 PDF 或图片",
                    "this is a web page or vector drawing, which may hold programs: save it as PDF or picture",
                )
            )
        raise NotTaken(
            Text(
                f"认不出这个文件；可以收：{'、'.join(shape.text.zh for shape in SHAPES.values())}",
                f"the file is of no known kind; taken are {', '.join(s.text.en for s in SHAPES.values())}",
            )
        )
    ending = PurePosixPath(name.lower()).suffix
    if ending not in kind.shape.endings:
        shape = kind.shape
        raise NotTaken(
            Text(
                f"文件名以“{ending or '（无扩展名）'}”结尾，内容却是{shape.text.zh}；请改为 {shape.endings[0]} 或重新另存",
                f"the name ends in {ending or 'nothing'}, the content is {shape.text.en}: rename it to {shape.endings[0]}",
            )
        )
    return kind


def tidy_name(name: str) -> str:
    """A name fit to be shown and saved: no folders, nothing invisible, no change of writing direction, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    kept = kept.strip(" .") or "file"
    stem, dot, ending = kept.rpartition(".")
    if len(kept) > LONGEST_NAME:
        kept = f"{stem[: LONGEST_NAME - 1 - len(ending)]}{dot}{ending}"[:LONGEST_NAME]
    return kept


def _by_content(content: bytes) -> FileKind | None:
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(OLD_OFFICE):
        return FileKind.XLS if "Workbook".encode("utf-16-le") in content else None
    if content.startswith(b"PK\x03\x04"):
        return _package(content)
    return FileKind.CSV if _is_table_text(content) else None


def _package(content: bytes) -> FileKind | None:
    """Which kind of Office package, None for other archives. Raises NotTaken for one with macros."""
    try:
        with ZipFile(BytesIO(content)) as package:
            names = {info.filename for info in package.infolist()}
    except (BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return None
    if len(names) > PARTS:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotTaken(
            Text(
                "文件里有宏，不收；请另存为不带宏的 .xlsx 或 .docx",
                "the file holds macros: save it without them",
            )
        )
    if "[Content_Types].xml" not in names:
        return None
    if any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    return FileKind.DOCX if any(name.startswith("word/") for name in names) else None


def _is_table_text(content: bytes) -> bool:
    """Text of people in an encoding our readers know, which no browser would take for a page."""
    text = _text_of(content)
    if text is None or ACTIVE.search(_decoded_head(content)):
        return False
    return not any(c < " " and c not in "\t\r\n\x0c\x1a" for c in text)


def _text_of(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _decoded_head(content: bytes) -> bytes:
    """The beginning without the zero bytes of wide encodings, as a browser that guesses would see it."""
    return content[:HEAD].replace(b"\0", b"")
