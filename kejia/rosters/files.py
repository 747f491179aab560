"""From bytes to a workbook: the kind of file is told by its content, never by its name."""

from importlib.util import find_spec

from kejia.plain.text import Text
from kejia.rosters import bounds, says_of_files, text_tables, xlsx
from kejia.rosters.problems import UnusableFile
from kejia.rosters.workbook import Sheet, Workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": Text("PDF", "PDF"),
    b"\x89PNG": Text("图片", "picture"),
    b"\xff\xd8\xff": Text("图片", "picture"),
    b"\x1f\x8b": Text("压缩包", "archive"),
    b"Rar!": Text("压缩包", "archive"),
    b"7z\xbc\xaf": Text("压缩包", "archive"),
    b"{\\rtf": Text("文字文档", "text document"),
    b"\x7fELF": Text("程序", "program"),
    b"MZ": Text("程序", "program"),
}


def has_fast_reader() -> bool:
    """Whether python-calamine is here; under Pyodide it is not, and .xlsx is read by the standard library."""
    return find_spec("python_calamine") is not None


def open_workbook(content: bytes, name: str, *, fast: bool | None = None) -> Workbook:
    """The workbook in a file's bytes: .xlsx, .xls, .et, or text in UTF-8, UTF-16 or GB18030.

    `fast` forces one of the two readers of .xlsx. Raises UnusableFile with what to do; memory is bounded.
    """
    bounds.check_size(content)
    if not content.strip():
        raise UnusableFile(says_of_files.EMPTY)
    for magic, kind in _OTHERS.items():
        if content.startswith(magic):
            raise UnusableFile(says_of_files.NOT_A_WORKBOOK.filled(name=name, kind=kind))
    use_fast = has_fast_reader() if fast is None else fast
    if content.startswith(ZIP):
        return _open_xlsx(content, name, use_fast)
    if content.startswith(OLE):
        return _open_xls(content, name, use_fast)
    return Workbook(name, [text_tables.read_sheet(content, name)], dates_are_typed=False)


def _open_xlsx(content: bytes, name: str, fast: bool) -> Workbook:
    parts = bounds.check_xlsx(content)
    if not any(part.startswith("xl/") for part in parts):
        kind = Text("压缩包或文字文档", "an archive or a text document")
        raise UnusableFile(says_of_files.NOT_A_WORKBOOK.filled(name=name, kind=kind))
    notes = [says_of_files.MACROS] if any(p.endswith("vbaProject.bin") for p in parts) else []
    if not fast:
        return Workbook(name, _bounded(xlsx.read_sheets(content)), notes=notes)
    from kejia.rosters import fast_workbook  # inner import: python-calamine is not there under Pyodide

    book = Workbook(name, _bounded(fast_workbook.read_sheets(content)), notes=notes)
    for sheet in book.sheets:
        if len(sheet.rows) <= xlsx.FORMULAS_LOOKED_FOR_IN_ROWS:
            sheet.formulas_without_value = xlsx.formulas_without_value(content, sheet.name)
    return book


def _open_xls(content: bytes, name: str, fast: bool) -> Workbook:
    if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in content:
        raise UnusableFile(says_of_files.PROTECTED)
    if b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t" in content:
        kind = Text("文字文档", "text document")
        raise UnusableFile(says_of_files.NOT_A_WORKBOOK.filled(name=name, kind=kind))
    if not fast:
        raise UnusableFile(says_of_files.OLD_FORMAT_HERE.filled(name=name))
    from kejia.rosters import fast_workbook  # inner import: python-calamine is not there under Pyodide

    return Workbook(name, _bounded(fast_workbook.read_sheets(content)))


def _bounded(sheets: list[Sheet]) -> list[Sheet]:
    if sum(len(s.rows) * len(s.rows[0]) for s in sheets if s.rows) > bounds.CELLS:
        raise UnusableFile(says_of_files.TOO_MANY_ROWS)
    return sheets
