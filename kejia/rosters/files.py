"""From bytes to a workbook: the kind of file is told by its content, never by its name."""

from kejia.plain.text import Text
from kejia.rosters import bounds, says_of_files
from kejia.rosters.formats import compound, csv_text, xls, xlsx
from kejia.rosters.formats.parts import Parts
from kejia.rosters.problems import UnusableFile
from kejia.rosters.without_cycles import no_cycles_made
from kejia.rosters.workbook import Workbook

_ZIP = b"PK\x03\x04"
_OTHERS = {
    b"%PDF": says_of_files.PDF,
    b"\x89PNG": says_of_files.PICTURE,
    b"\xff\xd8\xff": says_of_files.PICTURE,
    b"GIF8": says_of_files.PICTURE,
    b"PK\x05\x06": says_of_files.ARCHIVE,
    b"\x1f\x8b": says_of_files.ARCHIVE,
    b"Rar!": says_of_files.ARCHIVE,
    b"7z\xbc\xaf": says_of_files.ARCHIVE,
    b"{\\rtf": says_of_files.DOCUMENT,
    b"\x7fELF": says_of_files.PROGRAM,
    b"MZ\x90": says_of_files.PROGRAM,
}
_IN_ZIP = {
    "xl/workbook.bin": says_of_files.BINARY_TABLE,
    "content.xml": says_of_files.OPEN_TABLE,
}
_NOT_IN_ZIP = {"word/": says_of_files.DOCUMENT, "ppt/": says_of_files.SLIDES}


def open_workbook(content: bytes, name: str) -> Workbook:
    """The workbook in a file's bytes: .xlsx, .xls, .et, or text in UTF-8, UTF-16 or GB18030.

    Raises UnusableFile with what to do, whatever the bytes; memory is bounded (`bounds`).
    """
    bounds.check_size(content)
    if not content or content.isspace():
        raise UnusableFile(says_of_files.EMPTY)
    for magic, kind in _OTHERS.items():
        if content.startswith(magic):
            raise _no_workbook(name, kind)
    meter = bounds.Meter()
    with no_cycles_made():
        if content.startswith(_ZIP):
            return _open_zip(content, name, meter)
        if content.startswith(compound.MAGIC):
            return _open_compound(content, name, meter)
        return Workbook(name, [csv_text.read_sheet(content, name, meter)], dates_are_typed=False)


def _open_zip(content: bytes, name: str, meter: bounds.Meter) -> Workbook:
    parts = Parts(content, meter)
    if xlsx.WORKBOOK not in parts.names:
        for part, kind in _IN_ZIP.items():
            if part in parts.names:
                raise UnusableFile(says_of_files.OTHER_WORKBOOK.filled(name=name, kind=kind))
        found = (
            kind for folder, kind in _NOT_IN_ZIP.items() if any(n.startswith(folder) for n in parts.names)
        )
        raise _no_workbook(name, next(found, says_of_files.ARCHIVE))
    macros = any(part.endswith("vbaProject.bin") for part in parts.names)
    return Workbook(name, xlsx.read_sheets(parts, meter), notes=[says_of_files.MACROS] if macros else [])


def _open_compound(content: bytes, name: str, meter: bounds.Meter) -> Workbook:
    file = compound.Compound(content)
    if "EncryptedPackage" in file.names:
        raise UnusableFile(says_of_files.PROTECTED)
    if "Workbook" in file.names:
        macros = "_VBA_PROJECT_CUR" in file.names
        sheets = xls.read_sheets(file.stream("Workbook"), meter)
        return Workbook(name, sheets, notes=[says_of_files.MACROS] if macros else [])
    if "Book" in file.names:
        raise UnusableFile(says_of_files.OTHER_WORKBOOK.filled(name=name, kind=says_of_files.OLD_TABLE))
    known = {"WordDocument": says_of_files.DOCUMENT, "PowerPoint Document": says_of_files.SLIDES}
    raise _no_workbook(name, next((known[n] for n in known if n in file.names), says_of_files.UNKNOWN))


def _no_workbook(name: str, kind: Text) -> UnusableFile:
    return UnusableFile(says_of_files.NOT_A_WORKBOOK.filled(name=name, kind=kind))
