"""Small files of every kind, an owner that takes them, and people who may and may not."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

from kejia.files import owners
from kejia.files.kinds import FileKind
from kejia.files.models import StoredFile
from kejia.trail.actor import Actor

CLERK = Actor("person", "7", "陈静", "秘书长")
OUTSIDER = Actor("person", "visitor", "来访者", "")
OWNER = "notes"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" + bytes(range(256)) * 4
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)
CSV = "姓名,单位\n王岚,某钢铁公司\n".encode()
XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le")


def package(*parts: str) -> bytes:
    """A zip with these members."""
    content = BytesIO()
    with ZipFile(content, "w") as made:
        for part in parts:
            made.writestr(part, "<x/>")
    return content.getvalue()


XLSX = package("[Content_Types].xml", "xl/workbook.xml")
DOCX = package("[Content_Types].xml", "word/document.xml")


@contextmanager
def an_owner(*takes: FileKind) -> Iterator[None]:
    """While it lasts, `notes` owns files that the clerk may read."""
    before = dict(owners._owners)
    owners.register_reader(OWNER, may_read, takes=frozenset(takes or FileKind))
    try:
        yield
    finally:
        owners._owners.clear()
        owners._owners.update(before)


def may_read(file: StoredFile, by: Actor) -> bool:
    """The clerk, and nobody else."""
    return by == CLERK
