"""Reads .xlsx, .xls and .et by python-calamine: the quick way, where it is installed."""

from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from kejia.rosters.bounds import BROKEN
from kejia.rosters.problems import UnusableFile
from kejia.rosters.says_of_files import PROTECTED
from kejia.rosters.workbook import Cell, Range, Sheet


def read_sheets(content: bytes) -> list[Sheet]:
    """All worksheets of a workbook. Raises UnusableFile."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return [
            _sheet(book, about.name, hidden=about.visible != SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise UnusableFile(PROTECTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnusableFile(BROKEN) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own crash on a malformed file is no Exception
            raise UnusableFile(BROKEN) from error
        raise


def _sheet(book: CalamineWorkbook, name: str, *, hidden: bool) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]  # times become words
    merged: list[Range] = [(tuple(a), tuple(b)) for a, b in sheet.merged_cell_ranges or []]
    return Sheet(name, rows, merged, hidden)
